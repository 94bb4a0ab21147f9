"""Reminders are rows: sent once, in decent hours, to those who still owe, whatever the process and the clock do."""

import asyncio
import gc
import os
import time
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.days_off import manners
from bot.reminders import AT_ONCE, Reminders, look
from campaign.people import Role
from campaign.reminders.reminder import MatterKind, Rung, Step
from campaign.reminders.rows import RowState
from handlers import FLOWS
from handlers.kit import plain
from storage.opening import open_database
from storage.unit import Database
from tests.bot.debts import Debts, comes, moment, reminded
from tests.handlers.test_report import campaign
from tests.talk import Phone, Room
from tests.talk.room import START, ZONE, open_room

DUE = "2026-03-25 17:00"  # a Wednesday
DAYS = ("2026-03-18 17:00", "2026-03-24 17:00", "2026-03-25 15:00")


@pytest.fixture
def debts() -> Debts:
    return Debts()


@pytest.fixture
async def room(tmp_path: Path, debts: Debts) -> AsyncIterator[Room]:
    async with open_room(tmp_path, (*FLOWS, debts.flow)) as opened:
        yield opened


@pytest.fixture
async def an(room: Room, debts: Debts) -> Phone:
    """Somebody who owes something until DUE, as the bot knows since START."""
    return await owing(room, debts)


async def owing(room: Room, debts: Debts) -> Phone:
    an = await room.joins("Nguyễn Văn A")
    debts.owes(an.member, DUE)
    await look(room.app)
    return an


def another(room: Room, debts: Debts, database: Database | None = None) -> Reminders:
    """The reminding side of another process."""
    app = room.app
    return Reminders(
        database or app.database, (debts.flow,), app.files, room.clock.now, manners(ZONE), room.fresh_id, lambda: None
    )  # fmt: skip


async def states(room: Room, phone: Phone) -> dict[str, RowState]:
    async with room.store() as store:
        rows = await store.reminders.of(phone.member.khoi, START)
    return {row.reminder.step: row.state for row in rows if row.reminder.person == phone.member.person}


async def test_a_deadline_is_reminded_of_a_week_a_day_and_two_hours_before(room: Room, an: Phone) -> None:
    for n, at in enumerate(DAYS):
        await comes(room, at)
        assert reminded(an) == n + 1
        await comes(room, f"{at[:-2]}30")
        assert reminded(an) == n + 1
    assert "Việc debt:1" in an.last.text
    assert an.offers() == ["Việc debt:1", "snooze.button", "chat.read_button"]


async def test_nothing_comes_before_its_time(room: Room, an: Phone) -> None:
    await comes(room, "2026-03-18 16:59")
    assert an.heard == []


async def test_only_those_who_still_owe_are_reminded(room: Room, debts: Debts, an: Phone) -> None:
    minh = await room.joins("Trần Văn Minh")
    debts.owes(minh.member, DUE)
    await look(room.app)
    debts.pays(an.member)
    await comes(room, DAYS[0])
    assert (reminded(an), reminded(minh)) == (0, 1)
    debts.pays(minh.member)
    await comes(room, DAYS[1])
    assert reminded(minh) == 1
    assert await states(room, minh) == {"7d": RowState.SENT, "1d": RowState.DROPPED, "2h": RowState.DROPPED}


async def test_what_is_owed_again_is_reminded_of_again(room: Room, debts: Debts, an: Phone) -> None:
    debts.pays(an.member)
    await comes(room, DAYS[0])
    debts.owes(an.member, DUE)
    await comes(room, "2026-03-19 08:00")
    assert an.heard == []
    await comes(room, DAYS[1])
    assert reminded(an) == 1


# --- once -------------------------------------------------------------------------------------------------------


async def test_two_looks_at_once_send_one_notice(room: Room, an: Phone) -> None:
    room.clock.move_to(moment(DAYS[0]))
    await asyncio.gather(*(look(room.app) for _ in range(5)))
    await room.settle()
    assert reminded(an) == 1


async def elsewhere(opened: Room, debts: Debts, place: Path | str) -> tuple[Reminders, Database]:
    """The reminding side of a process with a connection of its own."""
    database = await open_database(place, opened.fresh_id, opened.app.database.seals)
    return another(opened, debts, database), database


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def test_two_processes_at_once_send_one_notice(
    kind: str, tmp_path: Path, debts: Debts, request: pytest.FixtureRequest
) -> None:
    server: str | None = request.getfixturevalue("postgres_url") if kind == "postgres" else None
    async with open_room(tmp_path, (*FLOWS, debts.flow), server) as opened:
        an = await owing(opened, debts)
        other, database = await elsewhere(opened, debts, server or tmp_path / "data" / "thidua.db")
        try:
            opened.clock.move_to(moment(DAYS[0]))
            await asyncio.gather(other.look(), look(opened.app), other.look(), look(opened.app))
        finally:
            await database.close()
        await opened.settle()
        assert reminded(an) == 1


@pytest.mark.postgres
async def test_a_planner_that_stands_still_holds_up_nobody_and_repeats_nothing(
    tmp_path: Path, debts: Debts, postgres_url: str
) -> None:
    """As when its machine stands still, or is killed and not yet missed, in the middle of planning."""
    async with open_room(tmp_path, (*FLOWS, debts.flow), postgres_url) as opened:
        an = await owing(opened, debts)
        heir, database = await elsewhere(opened, debts, postgres_url)
        opened.clock.move_to(moment(DAYS[0]))
        debts.stops = debts.readings + 2  # the second reading of a look stands in the transaction that sends
        planning = asyncio.create_task(look(opened.app))
        try:
            await debts.standing.wait()
            await heir.look()
            await opened.settle()
            assert reminded(an) == 1
            debts.go_on.set()
            await planning
        finally:
            await database.close()
        await opened.settle()
        assert reminded(an) == 1


async def test_nobody_waits_for_a_look_that_takes_long(room: Room, debts: Debts, an: Phone) -> None:
    debts.stops = debts.readings + 1
    looking = asyncio.create_task(look(room.app))
    await debts.standing.wait()
    assert not gc.isenabled(), "what a look makes lives for a moment, and would be gone through in one piece"
    async with asyncio.timeout(20):
        async with room.app.database.reading() as unit:  # as a page does that shows its messages
            assert await unit.people.all_khoi()
        await an.says("/trogiup")
    assert an.heard != []
    debts.go_on.set()
    await looking
    assert gc.isenabled()


async def test_a_look_that_dies_half_way_leaves_nothing_and_the_next_one_reminds(
    room: Room, debts: Debts, an: Phone
) -> None:
    debts.breaks = [debts.readings + 2]  # the second reading of a look stands in the transaction that sends
    await comes(room, DAYS[0])
    assert an.heard == []
    assert (await states(room, an))["7d"] is RowState.DUE
    await comes(room, "2026-03-18 17:01")
    assert reminded(an) == 1


async def test_who_has_done_it_by_the_time_reminders_are_written_gets_none(
    room: Room, debts: Debts, an: Phone
) -> None:
    debts.stops = (
        debts.readings + 2
    )  # the first reading of a look is its picture, the second asks this person again
    room.clock.move_to(moment(DAYS[0]))
    looking = asyncio.create_task(look(room.app))
    await debts.standing.wait()
    debts.pays(an.member)
    debts.go_on.set()
    await looking
    await room.settle()
    assert an.heard == []


async def test_others_write_between_the_reminders_of_many(room: Room, debts: Debts) -> None:
    people = [await room.enrolled(f"Nguyễn Văn {n}") for n in range(AT_ONCE + 2)]
    for member in people:
        debts.owes(member, DUE)
    await look(room.app)
    debts.stops = debts.readings + 1 + AT_ONCE + 1  # the picture, the first ones, one of those after them
    room.clock.move_to(moment(DAYS[0]))
    looking = asyncio.create_task(look(room.app))
    await debts.standing.wait()
    async with room.app.database.at_leisure() as unit:
        sent = await unit.sql.all("SELECT person_id FROM reminder WHERE state = 'sent'")
    assert len(sent) == AT_ONCE
    debts.go_on.set()
    await looking
    async with room.app.database.reading() as unit:
        assert len(await unit.sql.all("SELECT person_id FROM reminder WHERE state = 'sent'")) == AT_ONCE + 2


async def test_what_was_queued_and_not_sent_leaves_after_a_restart_once(tmp_path: Path) -> None:
    debts = Debts()
    async with open_room(tmp_path, (*FLOWS, debts.flow)) as before:
        an = await before.joins("Nguyễn Văn A")
        debts.owes(an.member, DUE)
        await look(before.app)
        before.clock.move_to(moment(DAYS[0]))
        await look(before.app)
        assert before.channel.spoken == []
    async with open_room(tmp_path, (*FLOWS, debts.flow)) as after:
        for at in (DAYS[0], "2026-03-18 17:05"):
            await comes(after, at)
        assert [said.key for said in after.channel.spoken] == ["reminder.notice"]


async def test_a_bug_in_one_khoi_leaves_the_others_reminded(room: Room, debts: Debts, an: Phone) -> None:
    other = await room.joins("Lê Văn C", khoi="Cụm thi đua số 2")
    debts.owes(other.member, DUE)
    await look(room.app)
    debts.breaks = [debts.readings + 1]
    await comes(room, DAYS[0])
    assert reminded(an) + reminded(other) == 1


# --- the clock --------------------------------------------------------------------------------------------------


async def test_after_an_outage_what_still_helps_is_sent_once(room: Room, an: Phone) -> None:
    await comes(room, "2026-03-24 19:30")
    assert reminded(an) == 1
    await comes(room, "2026-03-24 20:30")
    assert reminded(an) == 1
    assert await states(room, an) == {"7d": RowState.DUE, "1d": RowState.SENT, "2h": RowState.DUE}


async def test_after_an_outage_nothing_stale_is_sent(room: Room, an: Phone) -> None:
    await comes(room, "2026-03-19 09:00")  # the first step is sixteen hours late
    assert an.heard == []
    await comes(room, "2026-03-25 17:00")  # the date itself has come
    await comes(room, "2026-03-26 09:00")
    assert an.heard == []
    assert set((await states(room, an)).values()) <= {RowState.DROPPED}


async def test_a_clock_that_jumps_back_repeats_nothing(room: Room, an: Phone) -> None:
    await comes(room, DAYS[0])
    await comes(room, "2026-03-10 09:00")
    await comes(room, DAYS[0])
    assert reminded(an) == 1
    await comes(room, DAYS[1])
    assert reminded(an) == 2


async def test_nobody_is_woken_and_nobody_reminded_on_a_day_off(room: Room, debts: Debts) -> None:
    an = await room.joins("Nguyễn Văn A")
    debts.owes(an.member, "2026-03-16 08:00")  # a Monday
    await look(room.app)
    at = moment("2026-03-12 00:00")
    heard = []
    while at < moment("2026-03-16 08:00"):
        room.clock.move_to(at)
        before = len(an.heard)
        await look(room.app)
        await room.settle()
        heard += [at.strftime("%a %H:%M")] * (len(an.heard) - before)
        at += timedelta(hours=1)
    assert heard == ["Fri 08:00"]


async def test_the_year_ends_and_the_reminder_comes_before_the_holiday(room: Room, debts: Debts) -> None:
    an = await room.joins("Nguyễn Văn A")
    debts.owes(an.member, "2027-01-04 17:00")  # 01/01 is a holiday, a weekend follows
    await look(room.app)
    for at, heard in (("2026-12-28 17:00", 1), ("2026-12-31 17:00", 2), ("2027-01-03 17:00", 2)):
        await comes(room, at)
        assert reminded(an) == heard
    await comes(room, "2027-01-04 15:00")
    assert reminded(an) == 3


@pytest.mark.parametrize("zone", ["America/New_York", "Australia/Lord_Howe", "UTC"])
async def test_the_zone_of_the_machine_does_not_matter(
    zone: str, room: Room, an: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        await comes(room, "2026-03-18 16:59")
        assert reminded(an) == 0
        await comes(room, DAYS[0])
        assert reminded(an) == 1
    finally:
        del os.environ["TZ"]
        time.tzset()


# --- changes ----------------------------------------------------------------------------------------------------


async def test_a_moved_date_is_planned_anew(room: Room, debts: Debts, an: Phone) -> None:
    await comes(room, DAYS[0])
    debts.moves(an.member, "2026-04-15 17:00")
    await comes(room, "2026-03-19 09:00")
    await comes(room, DAYS[1])
    assert reminded(an) == 1
    for at, heard in (("2026-04-08 17:00", 2), ("2026-04-14 17:00", 3), ("2026-04-15 15:00", 4)):
        await comes(room, at)
        assert reminded(an) == heard


async def test_no_reminder_comes_on_the_heels_of_the_news(room: Room, debts: Debts) -> None:
    an = await room.joins("Nguyễn Văn A")
    room.clock.move_to(moment("2026-03-18 18:00"))
    debts.owes(an.member, DUE)
    await look(room.app)
    await comes(room, "2026-03-18 18:01")
    assert an.heard == []
    debts.owes(an.member, DUE, "debt:2", told_at=moment("2026-03-10 08:00"))
    await comes(room, "2026-03-18 18:02")
    assert reminded(an) == 1


async def test_a_campaign_has_steps_of_its_own_in_minutes_too(room: Room, debts: Debts, an: Phone) -> None:
    of = await campaign(room)
    async with room.store() as store:
        await store.reminders.set_steps(of, [Step(days=2), Step(minutes=45)], an.member.id, room.clock.now())
    await comes(room, DAYS[0])
    assert an.heard == []
    await comes(room, "2026-03-23 17:00")
    await comes(room, "2026-03-25 16:15")
    assert reminded(an) == 2


async def test_who_was_nudged_by_hand_today_is_left_alone(room: Room, an: Phone) -> None:
    async with room.store() as store:
        await store.nudges.note(an.member.khoi, "debt:1", [an.member.person], date(2026, 3, 18))
    await comes(room, DAYS[0])
    assert an.heard == []
    await comes(room, DAYS[1])
    assert reminded(an) == 1


# --- who and what -----------------------------------------------------------------------------------------------


async def test_several_matters_make_one_message(room: Room, debts: Debts, an: Phone) -> None:
    debts.owes(an.member, DUE, "debt:2")
    await look(room.app)
    await comes(room, DAYS[0])
    assert an.heard == ["reminder.notice"]
    assert "debt:1" in an.last.text
    assert "debt:2" in an.last.text


async def test_people_told_the_same_share_a_ledger(room: Room, debts: Debts, an: Phone) -> None:
    minh = await room.joins("Trần Văn Minh")
    absent = await room.enrolled("Chưa tham gia")
    for member in (minh.member, absent):
        debts.owes(member, DUE)
    await look(room.app)
    await comes(room, DAYS[0])
    async with room.store() as store:
        rows = await store.sql.all("SELECT id FROM notice WHERE kind = 'reminder'")
        assert len(rows) == 1
        assert await store.notices.ledger(rows[0]["id"]) == {"sent": 2, "not_joined": 1, "read": 0}


async def test_the_preparer_then_the_head_then_the_secretary_hear_of_it(
    room: Room, debts: Debts, an: Phone
) -> None:
    preparer = await room.joins("Lê Văn C", roles={Role.PREPARER})
    head = await room.joins("Trần Thị B", roles={Role.HEAD})
    secretary = await room.joins("Phạm Thị D", unit="Thanh tra tỉnh", roles={Role.SECRETARY})
    other = await room.joins("Đỗ Văn E", unit="Thanh tra tỉnh", roles={Role.HEAD})
    await look(room.app)
    everybody = (an, preparer, head, secretary, other)
    heard = []
    for at in DAYS:
        await comes(room, at)
        heard.append([reminded(phone) for phone in everybody])
    assert heard == [[1, 1, 0, 0, 0], [2, 2, 1, 0, 0], [3, 3, 2, 1, 0]]
    assert "Nguyễn Văn A (Báo Thanh tra): Việc debt:1" in secretary.last.text
    assert "Đề nghị đồng chí liên hệ trực tiếp." in secretary.last.text
    assert secretary.offers() == ["Sổ nợ", "snooze.button", "chat.read_button"]


async def test_who_stands_on_the_last_rung_is_not_reminded_but_the_secretary_told(
    room: Room, debts: Debts
) -> None:
    an = await room.joins("Nguyễn Văn A")
    secretary = await room.joins("Phạm Thị D", unit="Thanh tra tỉnh", roles={Role.SECRETARY})
    debts.owes(an.member, DUE, rank=int(Rung.SECRETARY))
    await look(room.app)
    for at in DAYS:
        await comes(room, at)
    assert (reminded(an), reminded(secretary)) == (0, 1)


async def test_a_long_list_is_cut_with_how_many_more_there_are(room: Room, debts: Debts) -> None:
    secretary = await room.joins("Phạm Thị D", unit="Thanh tra tỉnh", roles={Role.SECRETARY})
    for number in range(13):
        debts.owes(await room.enrolled(f"Nguyễn Văn {number}"), DUE)
    await look(room.app)
    await comes(room, DAYS[2])
    assert "còn 13 đồng chí" in secretary.last.text
    assert "và 3 đồng chí khác" in secretary.last.text


async def test_what_brings_words_of_its_own_stands_alone(room: Room, debts: Debts, an: Phone) -> None:
    debts.owes(an.member, DUE, "debt:2", MatterKind.MEETING, reminder=plain("Họp lúc 17:00"))
    await look(room.app)
    await comes(room, DAYS[0])
    assert sorted(an.heard) == ["chat.plain", "reminder.notice"]


async def test_khoi_do_not_mix(room: Room, debts: Debts, an: Phone) -> None:
    secretary = await room.joins("Phạm Thị D", roles={Role.SECRETARY}, khoi="Cụm thi đua số 2")
    await look(room.app)
    for at in DAYS:
        await comes(room, at)
    assert secretary.heard == []


# --- putting off ------------------------------------------------------------------------------------------------


async def test_a_reminder_can_be_put_off_until_the_morning(room: Room, an: Phone) -> None:
    await comes(room, DAYS[0])
    await an.presses("snooze.button")
    assert an.last.key == "snooze.when"
    await an.presses("snooze.morning_button")
    assert an.last.key == "snooze.done"
    assert "08:00 thứ Năm, 19/03/2026" in an.last.text
    await comes(room, "2026-03-19 07:59")
    assert reminded(an) == 1
    await comes(room, "2026-03-19 08:00")
    assert reminded(an) == 2
    await comes(room, DAYS[1])
    assert reminded(an) == 3


async def test_what_was_put_off_and_done_is_not_reminded_of(room: Room, debts: Debts, an: Phone) -> None:
    await comes(room, DAYS[0])
    await an.presses("snooze.button")
    await an.presses("snooze.hours_button")
    debts.pays(an.member)
    await comes(room, "2026-03-19 07:00")
    assert reminded(an) == 1


async def test_earlier_reminders_stay_away_while_something_is_put_off(room: Room, an: Phone) -> None:
    await comes(room, DAYS[0])
    await an.presses("snooze.button")
    room.clock.move_to(moment("2026-03-22 10:00"))
    await an.presses("snooze.days_button")
    await comes(room, DAYS[1])
    assert reminded(an) == 1
    assert (await states(room, an))["1d"] is RowState.SNOOZED
    await comes(room, "2026-03-25 08:00")
    assert reminded(an) == 2


async def test_what_is_due_at_once_cannot_be_put_off(room: Room, an: Phone) -> None:
    await comes(room, DAYS[2])
    await an.presses("snooze.button")
    assert an.last.key == "snooze.too_late"


async def test_somebody_elses_reminder_cannot_be_put_off(room: Room, an: Phone) -> None:
    minh = await room.joins("Trần Văn Minh")
    await comes(room, DAYS[0])
    await minh.presses_data(an.sees("snooze.button"))
    assert minh.heard == ["chat.not_for_you"]
