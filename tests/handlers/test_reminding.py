"""The secretary sets the steps of a campaign's reminders; nobody else does."""

import pytest

from campaign.people import Role
from campaign.reminders.reminder import Rung, Step
from handlers.manage.reminding import EditSteps, SetSteps
from tests.handlers.test_report import campaign
from tests.talk import Phone, Room


@pytest.fixture
async def secretary(room: Room) -> Phone:
    return await room.joins("Phạm Thị D", roles={Role.SECRETARY})


async def test_steps_are_typed_read_back_and_used(room: Room, secretary: Phone) -> None:
    of = await campaign(room)
    await secretary.presses_choice(EditSteps(of))
    assert secretary.last.key == "reminding.steps"
    assert "trước 7 ngày" in secretary.last.text
    await secretary.says("3 ngày, 45 phút")
    assert secretary.last.key == "reminding.read_back"
    async with room.store() as store:
        assert len(await store.reminders.steps(of)) == 3
    await secretary.presses("reminding.set_button")
    assert secretary.last.key == "reminding.set"
    async with room.store() as store:
        assert list(await store.reminders.steps(of)) == [Step(days=3, up_to=Rung.HEAD), Step(minutes=45)]


async def test_what_is_no_step_gets_one_sentence_with_an_example(room: Room, secretary: Phone) -> None:
    of = await campaign(room)
    await secretary.presses_choice(EditSteps(of))
    for typed, key in (
        ("lúc nào cũng được", "dates.steps_not_understood"),
        ("1 phút", "dates.step_out_of_range"),
    ):
        await secretary.says(typed)
        assert secretary.last.key == key
    await secretary.says("5d")
    assert secretary.last.key == "reminding.read_back"


@pytest.mark.parametrize("role", [Role.INDIVIDUAL, Role.HEAD, Role.PREPARER, Role.ADMIN])
async def test_nobody_else_sets_them(room: Room, role: Role) -> None:
    of = await campaign(room)
    an = await room.joins("Nguyễn Văn A", roles={role})
    await an.presses_choice(EditSteps(of))
    await an.presses_choice(SetSteps(of, "1d"))
    assert an.heard == ["chat.not_for_you"] * 2
    async with room.store() as store:
        assert len(await store.reminders.steps(of)) == 3


async def test_another_khoi_does_not_set_them(room: Room) -> None:
    of = await campaign(room)
    other = await room.joins("Lê Văn C", roles={Role.SECRETARY}, khoi="Cụm thi đua số 2")
    await other.presses_choice(SetSteps(of, "1d"))
    assert other.heard == ["chat.not_for_you"]
