"""Reminds people: the rows of the database say of what, when and whether it was done; waking up only makes us look.

A look plans every khối anew from what is owed at that moment, in one consistent picture read beside everybody else,
and compares the plan with the rows. It writes afterwards, in small transactions between which others write: first the
difference, then what is due, some people at a time. By then the picture is old, and safe all the same: a row that was
written wrongly is put right by the next look before it is sent, and before anything is sent the person is asked about
again (`bot/reminder_again.py`), in the transaction that marks the row as sent: whoever looks at the same time finds it
sent. Of several processes one looks (`App.serve`); one that dies or stands still leaves the rest to the next look. What
is owed no more, was moved or makes no sense by now is dropped. After an outage the next look does what is still worth
doing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.files import Files
from bot.loop import no_circles
from bot.reminder_again import Look, asked_again
from bot.reminder_matters import Key, Matters, Mine, Others, matters
from bot.reminder_words import Told, told
from bot.saying import Saying
from campaign.ids import KhoiId, NoticeId, PersonId
from campaign.reminders.manners import Manners
from campaign.reminders.planning import due_now, plan
from campaign.reminders.reminder import Reminder, Sent
from campaign.reminders.rows import Changes, Row, RowState, changes, parts
from handlers.kit import Flow, Notice, Priority
from handlers.manage.snooze import PutOff
from storage.sql import Conflict, Unavailable
from storage.unit import Database, Unit

if TYPE_CHECKING:
    from bot.app import App

log = structlog.get_logger()

MEMORY = timedelta(days=2)
"""For how long after its date a matter's rows are still looked at."""

AT_ONCE = 50  # people who are reminded in one transaction; some hundredths of a second


class Reminders:
    """The reminding side of one process."""

    def __init__(
        self,
        database: Database,
        flows: Sequence[Flow],
        files: Files,
        now: Callable[[], datetime],
        manners: Manners,
        fresh_id: Callable[[], int],
        queued: Callable[[], None],
    ) -> None:
        self._database = database
        self._flows = flows
        self._files = files
        self._now = now
        self._manners = manners
        self._fresh_id = fresh_id
        self._queued = queued

    async def look(self) -> None:
        """Plans and sends what is due now. Nothing is sent twice, however often and by however many it is called."""
        now = self._now()
        async with self._database.at_leisure() as unit:
            khoi = [each.id for each in await unit.people.all_khoi()]
        for each in khoi:
            with no_circles():
                await self._tried(self._remind, each, now)

    async def _tried(
        self, act: Callable[[KhoiId, datetime], Awaitable[None]], khoi: KhoiId, now: datetime
    ) -> None:
        """A bug in what one khối owes leaves the others reminded."""
        try:
            await act(khoi, now)
        except Unavailable:
            raise
        except Conflict:
            return
        except Exception:
            log.exception("nobody of a khoi could be reminded", khoi=khoi)

    async def _remind(self, khoi: KhoiId, now: datetime) -> None:
        async with self._database.at_leisure() as unit:
            look = await self._seen(unit, khoi, now)
        for part in parts(look.changes):
            async with self._database.unit() as unit:
                await unit.reminders.apply(khoi, part, look.told_at)
                await unit.commit()
        for due in _by_people(look.due, AT_ONCE):
            await self._sent_of(due, look, now)

    async def _sent_of(self, due: Sequence[Reminder], look: Look, now: datetime) -> None:
        """Sends those of them that are due by now."""
        async with self._database.unit() as unit:
            matters, left = await asked_again(unit, look, due, now, self._manners.local(now).date())
            for each in told(left, matters):
                await self._send(unit, matters, each, now)
            await unit.commit()
        if left:
            self._queued()

    async def _seen(self, unit: Unit, khoi: KhoiId, now: datetime) -> Look:
        found = await matters(unit, self._flows, khoi, now)
        rows = await unit.reminders.of(khoi, now - MEMORY)
        snoozed = await unit.reminders.snoozed(khoi)
        told_at, written, due = await asyncio.to_thread(self._worked_out, found, rows, snoozed, now)
        return Look(found, told_at, snoozed, written, await self._not_nudged(unit, khoi, due, now))

    def _worked_out(
        self, found: Matters, rows: Sequence[Row], snoozed: Mapping[Key, datetime], now: datetime
    ) -> tuple[Mapping[Key, datetime], Changes, tuple[Reminder, ...]]:
        """When each matter was first seen, what to write and what is due. For ten thousand people it takes a while."""
        told_at = _told_at(found, rows, now)
        planned = plan(found.as_of(told_at, snoozed), found.steps, self._manners)
        written = changes(planned, rows, snoozed, now)
        over = {row.reminder.key for row in rows if row.state in (RowState.DROPPED, RowState.SNOOZED)}
        over -= {reminder.key for reminder in written.put}
        live = [reminder for reminder in planned if reminder.key not in over]
        return told_at, written, due_now(live, _sent(rows), self._manners, now)

    async def _not_nudged(
        self, unit: Unit, khoi: KhoiId, due: Sequence[Reminder], now: datetime
    ) -> tuple[Reminder, ...]:
        """What is due, without what the secretary has reminded people of by hand today."""
        today = self._manners.local(now).date()
        nudged = {item: await unit.nudges.of_day(khoi, item, today) for item in {r.item for r in due}}
        return tuple(reminder for reminder in due if reminder.person not in nudged[reminder.item])

    async def _send(self, unit: Unit, found: Matters, telling: Told, now: datetime) -> None:
        notice = NoticeId(self._fresh_id())
        saying = Saying(self._database.seals, self._files, self._fresh_id, now)
        rows = (*telling.rows, PutOff(notice))
        await saying.notice(
            unit,
            Notice(
                notice, found.khoi, "reminder", telling.audience, telling.text, rows, Priority.REMINDER,
                found.campaign,
            ),
        )  # fmt: skip
        for reminder in telling.reminders:
            if not await unit.reminders.send(reminder.key, notice, now):
                raise Conflict("another process was faster; the next look does what is left")


async def look(app: App) -> None:
    """Looks at once: for the rehearsal room and tests, after they have moved the clock."""
    await app.reminders.look()
    await app.ballot_ends.look()


def _by_people(due: Sequence[Reminder], most: int) -> Iterator[Sequence[Reminder]]:
    """Everything that is due to so many people, and so on."""
    by_person: dict[PersonId, list[Reminder]] = {}
    for reminder in due:
        by_person.setdefault(reminder.person, []).append(reminder)
    people = list(by_person.values())
    for first in range(0, len(people), most):
        yield [reminder for theirs in people[first : first + most] for reminder in theirs]


def _told_at(found: Matters, rows: Sequence[Row], now: datetime) -> dict[Key, datetime]:
    """When each matter was first seen, so that no reminder comes on the heels of the news itself."""
    before: dict[Key, datetime] = {}
    for row in rows:
        key = row.reminder.key[:3]
        before[key] = min(row.told_at, before.get(key, row.told_at))
    return {key: _told(what) or before.get(key, now) for key, what in found.about.items()}


def _told(what: Mine | Others) -> datetime | None:
    return what.duty.told_at if isinstance(what, Mine) else None


def _sent(rows: Sequence[Row]) -> list[Sent]:
    return [Sent(*row.reminder.key, row.sent_at) for row in rows if row.sent_at is not None]
