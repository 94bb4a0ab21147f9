"""Moving a deadline is read back, happens once, and tells exactly those whose work it is."""

from datetime import UTC, datetime, timedelta

import pytest

from campaign.people import Role
from campaign.plan.deadline import Extension, Matter
from handlers.manage.deadline_moving import MoveTo
from handlers.manage.deadline_words import NoDate, minutes
from handlers.manage.launch import Launch
from handlers.manage.planning_words import AskDate, ListDeadlines
from tests.handlers.campaigns import Khoi, drafted, khoi, launched, now
from tests.talk import Room
from tests.talk.room import ZONE

MARCH_31 = datetime(2026, 3, 31, 17, tzinfo=ZONE)


@pytest.fixture
async def there(room: Room) -> Khoi:
    return await khoi(room)


async def test_a_move_is_read_back_and_tells_exactly_those_whose_work_it_is(there: Khoi) -> None:
    campaign = await launched(there)
    binh = there.binh
    await binh.says("/quanly")
    await binh.presses("deadline.list_button")
    await binh.presses("campaign.compact_button")
    await binh.says("31/3")
    assert binh.last.key == "deadline.read_back"
    assert binh.last.values["count"] == 2
    assert there.told("deadline.notice") == []
    await binh.presses("deadline.confirm_button")
    assert "deadline.moved" in binh.heard
    assert there.told("deadline.notice") == ["Nguyễn An", "Phạm Hà"]
    moved = (await now(there, campaign)).deadline(Matter.COMPACT)
    assert moved is not None
    assert (moved.at, moved.revision) == (MARCH_31, 2)


async def test_registration_concerns_individuals_too_but_not_whoever_moves_it(there: Khoi) -> None:
    campaign = await launched(there)
    await there.an.presses_choice(MoveTo(campaign.id, Matter.REGISTRATION, minutes(MARCH_31), 1))
    assert there.told("deadline.notice") == ["Phạm Hà", "Lê Lan", "Vũ Minh"]
    assert "deadline.notice" not in there.an.heard


async def test_who_was_granted_more_time_than_that_hears_nothing(there: Khoi) -> None:
    campaign = await launched(there)
    async with there.room.store() as unit:
        until = (MARCH_31 + timedelta(days=7)).astimezone(UTC)
        by, at = there.binh.member.id, there.room.clock.now()
        await unit.extensions.grant(
            Extension(campaign.id, Matter.REGISTRATION, until, by, at, member=there.lan.member.id)
        )
    await there.an.presses_choice(MoveTo(campaign.id, Matter.REGISTRATION, minutes(MARCH_31), 1))
    assert there.told("deadline.notice") == ["Phạm Hà", "Vũ Minh"]


async def test_a_second_press_changes_nothing_and_says_so(there: Khoi) -> None:
    campaign = await launched(there)
    press = MoveTo(campaign.id, Matter.REGISTRATION, minutes(MARCH_31), 1)
    await there.binh.presses_choice(press)
    moved = await now(there, campaign)
    there.forget()
    for phone in (there.binh, there.an):
        await phone.presses_choice(press)
        assert phone.heard == ["deadline.unchanged"]
    assert there.told("deadline.notice") == []
    assert await now(there, campaign) == moved


async def test_a_deadline_moved_meanwhile_is_shown_again(there: Khoi) -> None:
    campaign = await launched(there)
    await there.an.presses_choice(MoveTo(campaign.id, Matter.REGISTRATION, minutes(MARCH_31), 1))
    later = MoveTo(campaign.id, Matter.REGISTRATION, minutes(MARCH_31) + 60, 1)
    await there.binh.presses_choice(later)
    assert there.binh.last.key == "deadline.moved_meanwhile"
    moved = (await now(there, campaign)).deadline(Matter.REGISTRATION)
    assert moved is not None
    assert moved.at == MARCH_31


async def test_a_moment_that_passes_while_it_is_read_is_refused(there: Khoi) -> None:
    campaign = await launched(there)
    there.room.clock.move_to(MARCH_31 + timedelta(minutes=1))
    await there.binh.presses_choice(MoveTo(campaign.id, Matter.REGISTRATION, minutes(MARCH_31), 1))
    assert there.binh.last.key == "deadline.in_the_past"
    assert await now(there, campaign) == campaign


async def test_a_passed_deadline_is_opened_again(there: Khoi) -> None:
    campaign = await launched(there)
    there.room.clock.move_to(datetime(2026, 4, 1, 9, tzinfo=ZONE))
    await there.binh.presses_choice(AskDate(campaign.id, Matter.REGISTRATION))
    await there.binh.says("17h 3/4")
    await there.binh.presses("deadline.confirm_button")
    assert there.told("deadline.notice") == ["Nguyễn An", "Phạm Hà", "Lê Lan", "Vũ Minh"]


@pytest.mark.parametrize("typed", ["31/2", "hôm qua", "sớm", "25:00 31/3", "1/1/2020"])
async def test_a_date_that_cannot_be_is_asked_again_with_an_example(there: Khoi, typed: str) -> None:
    campaign = await launched(there)
    await there.binh.presses_choice(AskDate(campaign.id, Matter.REGISTRATION))
    await there.binh.says(typed)
    assert there.binh.last.key.startswith("dates.")
    assert "deadline.confirm_button" not in there.binh.offers()
    await there.binh.says("31/3")
    assert there.binh.last.key == "deadline.read_back"
    assert await now(there, campaign) == campaign


async def test_the_same_date_typed_again_is_no_move(there: Khoi) -> None:
    campaign = await launched(there)
    await there.binh.presses_choice(AskDate(campaign.id, Matter.REGISTRATION))
    await there.binh.says("17:00 25/3/2026")
    assert there.binh.last.key == "deadline.unchanged"


@pytest.mark.parametrize("who", ["ha", "lan"])
async def test_a_head_or_an_individual_moves_nothing(there: Khoi, who: str) -> None:
    campaign = await launched(there)
    phone = getattr(there, who)
    for choice in (
        MoveTo(campaign.id, Matter.REGISTRATION, minutes(MARCH_31), 1),
        AskDate(campaign.id, Matter.REGISTRATION),
        ListDeadlines(campaign.id),
        NoDate(campaign.id, Matter.REGISTRATION),
    ):
        await phone.presses_choice(choice)
        assert phone.heard[-1] == "chat.not_for_you", choice
    assert await now(there, campaign) == campaign


async def test_a_vice_chair_sees_the_deadlines_without_buttons(there: Khoi) -> None:
    campaign = await launched(there)
    vice = await there.room.joins("Phó khối", roles={Role.VICE_CHAIR})
    await vice.presses_choice(ListDeadlines(campaign.id))
    assert vice.last.key == "deadline.list"
    assert "campaign.registration_button" not in vice.offers()
    await vice.presses_choice(MoveTo(campaign.id, Matter.REGISTRATION, minutes(MARCH_31), 1))
    assert vice.last.key == "campaign.needs_either"
    assert await now(there, campaign) == campaign


async def test_another_khoi_moves_nothing(there: Khoi) -> None:
    campaign = await launched(there)
    other = await there.room.joins("Người khác", khoi="Khối khác", roles={Role.CHAIR, Role.SECRETARY})
    await other.presses_choice(MoveTo(campaign.id, Matter.REGISTRATION, minutes(MARCH_31), 1))
    assert other.heard == ["chat.not_for_you"]
    assert await now(there, campaign) == campaign


async def test_nobody_is_told_before_the_launch(there: Khoi) -> None:
    campaign = await drafted(there)
    await there.binh.presses_choice(MoveTo(campaign.id, Matter.REGISTRATION, minutes(MARCH_31), 1))
    assert there.binh.last.key == "deadline.set"
    assert there.told("deadline.notice") == []
    changed = await now(there, campaign)
    await there.an.presses_choice(Launch(campaign.id, changed.revision))
    assert "31/03/2026" in there.lan.last.text


async def test_a_launched_campaign_keeps_its_dates(there: Khoi) -> None:
    campaign = await launched(there)
    await there.binh.presses_choice(NoDate(campaign.id, Matter.REGISTRATION))
    assert there.binh.last.key == "planning.frozen"
    assert await now(there, campaign) == campaign


async def test_the_journal_names_who_moved_it(there: Khoi) -> None:
    campaign = await launched(there)
    await there.an.presses_choice(MoveTo(campaign.id, Matter.REGISTRATION, minutes(MARCH_31), 1))
    async with there.room.store() as unit:
        (event, *_) = await unit.events.latest(campaign.khoi, 5)
    assert (event.act, event.by) == ("deadline.moved", there.an.member.id)
