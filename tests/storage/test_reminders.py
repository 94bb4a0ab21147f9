"""Reminders exist once; what was sent stays sent; one process plans at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from campaign.ids import KhoiId, NoticeId
from campaign.reminders.reminder import DEFAULT_STEPS, MatterKind, Reminder, Rung, Step
from campaign.reminders.rows import Changes, Row, RowState
from storage.unit import Database
from tests.campaign.campaigns import KHOI, LAN, MINH, NOW, SECRETARY
from tests.storage.test_campaigns import FULL, people

DUE = NOW + timedelta(days=9)
WEEK = Reminder(
    LAN.person, "register:4", 1, "7d", NOW + timedelta(days=2), DUE, MatterKind.DEADLINE, Rung.PREPARER
)
DAY = replace(WEEK, step="1d", at=NOW + timedelta(days=8))
MATTER = (LAN.person, "register:4", 1)
TOLD = {MATTER: NOW}
MINUTES = timedelta(minutes=2)


@pytest.fixture
async def filled(database: Database) -> Database:
    async with database.unit() as unit:
        await people(unit)
        await unit.campaigns.add(FULL)
        await unit.notices.add(NoticeId(70), KHOI, None, "reminder", b"[]", None, NOW)
        await unit.reminders.apply(KHOI, Changes(put=(WEEK, DAY)), TOLD)
        await unit.commit()
    return database


async def test_rows_come_back_as_planned(filled: Database) -> None:
    async with filled.reading() as unit:
        assert list(await unit.reminders.of(KHOI, NOW)) == [Row(r, RowState.DUE, NOW) for r in (WEEK, DAY)]
        assert list(await unit.reminders.of(KhoiId(2), NOW)) == []


async def test_a_reminder_is_sent_once(filled: Database) -> None:
    async with filled.unit() as unit:
        assert await unit.reminders.send(WEEK.key, NoticeId(70), WEEK.at)
        assert not await unit.reminders.send(WEEK.key, NoticeId(70), WEEK.at)
        first = (await unit.reminders.of(KHOI, NOW))[0]
        assert first == Row(WEEK, RowState.SENT, NOW, WEEK.at)


async def test_a_new_plan_leaves_alone_what_was_sent(filled: Database) -> None:
    async with filled.unit() as unit:
        await unit.reminders.send(WEEK.key, NoticeId(70), WEEK.at)
        moved = replace(WEEK, at=WEEK.at + timedelta(hours=1))
        await unit.reminders.apply(KHOI, Changes(put=(moved,), dropped=(WEEK.key, DAY.key)), TOLD)
        states = {row.reminder.step: row.state for row in await unit.reminders.of(KHOI, NOW)}
        assert states == {"7d": RowState.SENT, "1d": RowState.DROPPED}
        await unit.reminders.apply(KHOI, Changes(put=(DAY,)), TOLD)
        states = {row.reminder.step: row.state for row in await unit.reminders.of(KHOI, NOW)}
        assert states == {"7d": RowState.SENT, "1d": RowState.DUE}


async def test_what_is_past_and_done_is_not_read_again(filled: Database) -> None:
    async with filled.unit() as unit:
        await unit.reminders.send(WEEK.key, NoticeId(70), WEEK.at)
        assert [row.reminder for row in await unit.reminders.of(KHOI, DUE)] == [DAY]


async def test_a_notice_knows_what_it_reminded_whom_of(filled: Database) -> None:
    async with filled.unit() as unit:
        await unit.reminders.send(WEEK.key, NoticeId(70), WEEK.at)
        (matter,) = await unit.reminders.of_notice(NoticeId(70), LAN.person)
        assert (matter.item, matter.revision, matter.due) == ("register:4", 1, DUE)
        assert list(await unit.reminders.of_notice(NoticeId(70), MINH.person)) == []
        await unit.reminders.snooze(matter, NOW + timedelta(days=3), NOW)
        await unit.reminders.snooze(matter, NOW + timedelta(days=4), NOW)
        assert await unit.reminders.snoozed(KHOI) == {MATTER: NOW + timedelta(days=4)}
        assert await unit.reminders.snoozed(KhoiId(2)) == {}


async def test_steps_belong_to_a_campaign_and_are_the_usual_ones_until_set(filled: Database) -> None:
    steps = [Step(days=3, up_to=Rung.HEAD), Step(minutes=45)]
    async with filled.unit() as unit:
        assert tuple(await unit.reminders.steps(FULL.id)) == DEFAULT_STEPS
        assert tuple(await unit.reminders.steps(None)) == DEFAULT_STEPS
        await unit.reminders.set_steps(FULL.id, DEFAULT_STEPS, SECRETARY.id, NOW)
        await unit.reminders.set_steps(FULL.id, steps, SECRETARY.id, NOW)
        assert list(await unit.reminders.steps(FULL.id)) == steps
