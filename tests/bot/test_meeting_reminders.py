"""Meetings are reminded of: whoever comes is told when and where, whoever is silent is asked again, nobody else."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.reminders import look
from campaign.reminders.rows import RowState
from handlers.calendar.flow import Attend
from tests.bot.debts import comes, moment
from tests.handlers.meetings import Hall, called, starts
from tests.talk import Phone, Room
from tests.talk.room import open_room

WEEK, DAY, EVENING = "2026-12-11 08:00", "2026-12-17 08:00", "2026-12-17 20:00"


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path) as opened:
        yield opened


@pytest.fixture
async def there(room: Room) -> Hall:
    """A comes, the chair comes, B is silent; the bot has looked."""
    there = await called(room)
    await there.an.presses("calendar.attend_button")
    await there.chair.presses("calendar.attend_button")
    await look(room.app)
    there.forget()
    return there


async def states(room: Room, phone: Phone) -> dict[tuple[int, str], RowState]:
    async with room.store() as store:
        rows = await store.reminders.of(phone.member.khoi, moment("2026-03-02 09:00"))
    return {
        (row.reminder.revision, row.reminder.step): row.state
        for row in rows
        if row.reminder.person == phone.member.person and row.reminder.item.startswith("meeting:")
    }


async def test_who_comes_is_reminded_and_who_is_silent_asked_again(there: Hall) -> None:
    await comes(there.room, WEEK)
    assert there.an.heard == there.chair.heard == ["calendar.remind"]
    assert there.binh.heard == ["calendar.remind_reply"]
    assert there.deputy.heard == there.secretary.heard == []
    assert there.binh.offers()[:3] == [
        "calendar.attend_button", "calendar.substitute_button", "calendar.away_button",
    ]  # fmt: skip
    assert "snooze.button" in there.an.offers()


async def test_an_answer_by_one_tap_under_the_reminder_counts(there: Hall) -> None:
    await comes(there.room, WEEK)
    await there.binh.presses("calendar.attend_button")
    assert there.binh.last.key == "calendar.recorded"
    await comes(there.room, DAY)
    assert there.binh.last.key == "calendar.remind"


async def test_who_stays_away_hears_nothing_and_the_substitute_is_reminded(there: Hall) -> None:
    await there.binh.presses("calendar.away_button")
    await there.binh.says("Nghỉ phép")
    await there.an.presses("calendar.substitute_button")
    await there.an.says("1")
    await there.an.presses("calendar.no_mandate_button")
    await there.an.presses("calendar.confirm_button")
    there.forget()
    await comes(there.room, DAY)
    assert there.an.heard == there.binh.heard == []
    assert there.deputy.heard == ["calendar.remind"]


async def test_the_secretary_is_told_whom_to_call_on_the_evening_before(there: Hall) -> None:
    for at in (WEEK, DAY):
        await comes(there.room, at)
    assert there.secretary.heard == []
    await comes(there.room, EVENING)
    assert there.secretary.heard == ["reminder.notice"]
    assert "Trần Thị B (Viện Chiến lược): Trả lời giấy mời" in there.secretary.last.text
    assert "Nguyễn Văn A" not in there.secretary.last.text


async def test_a_meeting_on_a_sunday_is_reminded_of_on_that_day(room: Room) -> None:
    there = await called(room, when="14h-16h 20/12")
    await there.an.presses("calendar.attend_button")
    await look(room.app)
    there.forget()
    heard = []
    for at in ("2026-12-18 14:00", "2026-12-19 14:00", "2026-12-20 12:00"):
        await comes(room, at)
        heard.append(len(there.an.heard))
    assert heard == [1, 1, 2]


async def test_a_moved_meeting_is_planned_anew(there: Hall) -> None:
    await comes(there.room, WEEK)
    await there.secretary.presses("calendar.manage_button")
    await there.secretary.presses("arranging.change_button")
    await there.secretary.presses("arranging.mend_when_button")
    await there.secretary.says("8h-11h30 25/12")
    await there.secretary.presses("arranging.confirm_change_button")
    there.forget()
    await comes(there.room, DAY)
    assert there.an.heard == []
    assert await states(there.room, there.an) == {
        (0, "7d"): RowState.SENT,
        (0, "1d"): RowState.DROPPED,
        (1, "7d"): RowState.DUE,
        (1, "1d"): RowState.DUE,
    }
    await comes(there.room, "2026-12-18 08:00")
    assert there.an.heard == ["calendar.remind_again"]


async def test_a_cancelled_meeting_is_not_reminded_of(there: Hall) -> None:
    await there.secretary.presses("calendar.manage_button")
    await there.secretary.presses("arranging.cancel_button")
    await there.secretary.says("Dời sang quý sau")
    await there.secretary.presses("arranging.really_cancel_button")
    there.forget()
    for at in (WEEK, DAY, EVENING):
        await comes(there.room, at)
    assert there.an.heard == there.binh.heard == there.secretary.heard == []


async def test_no_reminder_follows_on_the_heels_of_the_giay_moi(room: Room) -> None:
    room.clock.move_to(moment("2026-12-17 09:00"))
    there = await called(room, when="8h-11h30 18/12")
    there.forget()
    await comes(room, "2026-12-17 10:00")
    assert there.an.heard == []
    await comes(room, EVENING)
    assert there.an.heard == ["calendar.remind_reply"]


async def test_after_the_meeting_has_begun_nobody_is_reminded(there: Hall) -> None:
    await comes(there.room, "2026-12-18 08:00")
    assert there.an.heard == there.binh.heard == []
    assert starts() == moment("2026-12-18 08:00")


async def test_a_reminder_of_a_meeting_can_be_put_off(there: Hall) -> None:
    await comes(there.room, WEEK)
    await there.an.presses("snooze.button")
    await there.an.presses("snooze.hours_button")
    there.forget()
    await comes(there.room, "2026-12-11 10:00")
    assert there.an.heard == ["calendar.remind"]


async def test_who_was_asked_by_hand_is_not_asked_again_that_day(there: Hall) -> None:
    there.room.clock.move_to(moment("2026-12-11 07:30"))
    await there.secretary.presses("calendar.attendance_button")
    await there.secretary.presses("attendance.nudge_button")
    await there.secretary.presses("attendance.send_button")
    await comes(there.room, WEEK)
    assert there.binh.heard == ["calendar.remind_reply"]
    await there.binh.presses_choice(Attend(await there.id(), 0))
    await comes(there.room, DAY)
    assert there.binh.last.key == "calendar.remind"
