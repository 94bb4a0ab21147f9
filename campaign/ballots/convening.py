"""Which body votes when nobody has recorded one for the year, and its roll as it would be today.

khối or cụm: its active units, in protocol order; the member with the role of chair presides
hội đồng: the members with that role, where there are any
"""

from collections.abc import Sequence
from dataclasses import replace

from campaign.ballots.ballot import Ballot
from campaign.ballots.roll import Capacity, DrawnRoll, Voter, draw_roll
from campaign.ids import BodyId
from campaign.people import Body, BodyKind, Khoi, Member, Role, Unit


def khoi_body(khoi: Khoi, year: int, units: Sequence[Unit], recorded: Body | None, new: BodyId) -> Body:
    """The khối or cụm itself with the units it has now; a chair once recorded stays."""
    members = tuple(unit.id for unit in units)
    if recorded is not None:
        return replace(recorded, units=members)
    kind = BodyKind.KHOI if khoi.kind is BodyKind.COUNCIL else khoi.kind
    return Body(new, khoi.id, kind, khoi.name, year, None, members)


def council(
    khoi: Khoi, year: int, name: str, members: Sequence[Member], recorded: Body | None, new: BodyId
) -> Body | None:
    """The council of those who hold the role, or None where nobody does."""
    seats = tuple(member.id for member in members if member.holds(Role.COUNCIL))
    if recorded is not None:
        return recorded
    return Body(new, khoi.id, BodyKind.COUNCIL, name, year, None, members=seats) if seats else None


def roll_today(ballot: Ballot, body: Body, units: Sequence[Unit], members: Sequence[Member]) -> DrawnRoll:
    """The roll of a ballot that is not open yet, drawn anew; named substitutes who are still there keep their place.

    A later round, or a ballot in place of an annulled one, keeps the roll it was given.
    """
    if ballot.follows is not None:
        return DrawnRoll(ballot.roll, ())
    drawn = draw_roll(body, units, members)
    present = {member.id for member in members if member.left_at is None}
    named = {
        voter.unit: voter
        for voter in ballot.roll
        if voter.hand is not None
        and voter.hand.capacity in {Capacity.SUBSTITUTE, Capacity.SUCCESSOR}
        and voter.hand.member in present
    }
    return replace(drawn, voters=tuple(_kept(voter, named.get(voter.unit)) for voter in drawn.voters))


def _kept(drawn: Voter, named: Voter | None) -> Voter:
    return drawn if named is None else replace(drawn, hand=named.hand, departed=named.departed)
