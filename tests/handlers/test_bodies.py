"""The bodies of a year: their units, members and chair, said by the secretary alone."""

import pytest

from campaign.ids import MemberId
from campaign.people import Body, BodyKind, Role
from handlers.poll.body import Seat
from handlers.roster.bodies_words import AddSeat, ConfirmChair, SetChair, ShowBodies, Unseat
from tests.handlers.voting import UNITS, Hall, hall
from tests.talk import Room


@pytest.fixture
async def here(room: Room) -> Hall:
    return await hall(room, heads=3)


async def bodies(here: Hall) -> dict[BodyKind, Body]:
    async with here.room.store() as store:
        return {one.kind: one for one in await store.bodies.of_year(here.secretary.member.khoi, 2026)}


async def opened(here: Hall) -> None:
    await here.secretary.says("/quanly")
    await here.secretary.presses("manage.more_button")
    await here.secretary.presses("bodies.button")


async def test_the_khoi_is_shown_with_year_chair_and_units(here: Hall) -> None:
    await opened(here)
    await here.secretary.presses("Khối thi đua số IV")
    told = here.secretary.last.text
    assert "năm 2026" in told
    assert "Nguyễn Văn A" in told
    assert all(unit in told for unit in UNITS[:3])


async def test_a_unit_made_chair_presides_from_then_on(here: Hall) -> None:
    await opened(here)
    await here.secretary.presses("Khối thi đua số IV")
    await here.secretary.presses("bodies.chair_of_khoi_button")
    await here.secretary.presses(UNITS[1])
    assert here.secretary.last.key == "bodies.chair_read_back"
    await here.secretary.presses("bodies.confirm_button")
    assert (await bodies(here))[BodyKind.KHOI].chair == here.heads[1].member.unit
    await here.registered("CO_TTCP", 0, 1)
    await here.prepares("decide.act_acclaim")
    await here.secretary.presses("poll.submit_button")
    await here.heads[1].presses("poll.roll_button")
    assert "poll.open_button" in here.heads[1].offers()


async def test_a_unit_that_has_left_meanwhile_is_not_read_back_as_the_roster_s_chair(here: Hall) -> None:
    await opened(here)
    await here.secretary.presses_choice(SetChair(Seat.KHOI, 999))
    assert here.secretary.last.key == "bodies.not_of_it"
    assert "bodies.confirm_button" not in here.secretary.offers()


async def test_a_council_is_made_its_members_added_removed_and_chaired(here: Hall) -> None:
    secretary = here.secretary
    await opened(here)
    await secretary.presses("bodies.make_button")
    for name in ("nguyen van b", "le van p"):
        await secretary.says(name)
        await secretary.presses_choice(AddSeat(_who(here, name)))
    named = {_who(here, "nguyen van b"), _who(here, "le van p")}
    assert set((await bodies(here))[BodyKind.COUNCIL].members) == named
    await secretary.presses("bodies.chair_of_council_button")
    await secretary.presses("Nguyễn Văn B")
    await secretary.presses("bodies.confirm_button")
    assert (await bodies(here))[BodyKind.COUNCIL].chair == here.heads[1].member.id
    await secretary.says("2")
    await secretary.presses("bodies.remove_button")
    council = (await bodies(here))[BodyKind.COUNCIL]
    assert (council.members, council.chair) == ((_who(here, "le van p"),), None)


def _who(here: Hall, name: str) -> MemberId:
    return here.heads[1].member.id if name == "nguyen van b" else here.teller.member.id


async def test_a_council_follows_the_roles_of_the_roster_when_told_to(here: Hall) -> None:
    one = await here.room.joins("Vũ Thị U", roles={Role.COUNCIL})
    await opened(here)
    await here.secretary.presses("Hội đồng")
    await here.secretary.says("le van p")
    await here.secretary.presses("Lê Văn P")
    assert len((await bodies(here))[BodyKind.COUNCIL].members) == 2
    await here.secretary.presses("bodies.sync_button")
    assert (await bodies(here))[BodyKind.COUNCIL].members == (one.member.id,)


async def test_nobody_but_the_secretary_says_who_sits_where(here: Hall) -> None:
    other = await here.room.joins("Vũ Thị Hoa", roles={Role.SECRETARY}, khoi="Khối B")
    unit = here.heads[1].member.unit
    for phone in (here.chair, here.teller, other):
        for button in (
            ShowBodies(),
            AddSeat(here.teller.member.id),
            Unseat(here.teller.member.id),
            ConfirmChair(Seat.KHOI, unit),
        ):
            await phone.presses_choice(button)
    assert await bodies(here) == {}
