"""What happens to people besides what they do: they leave."""

from campaign.people import Member
from campaign.roster.changes import Approved
from tests.talk.room import Room


async def leaves(room: Room, *members: Member) -> None:
    """These members leave their khối, as by a roster that was allowed to let them."""
    async with room.store() as unit:
        for member in members:
            await unit.roster.apply(member.khoi, Approved((), (), (), (member,), ()), room.clock.now())
