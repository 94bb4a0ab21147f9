"""Reminds people: the rows of the database say of what, when and whether it was done; waking up only makes us look.

A look plans every khối anew from what is owed at that moment, compares the plan with the rows, writes the difference
and queues what is due, all in one transaction: whoever looks at the same time finds the row sent. Of several processes
one looks (`App.serve`); nothing is left behind by one that dies or stands still in the middle of it. What is owed no
more, was moved or makes no sense by now is dropped. After an outage the next look does what is still worth doing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.files import Files
from bot.reminder_matters import Key, Matters, Mine, Others, matters
from bot.reminder_words import Told, told
from bot.saying import Saying
from campaign.ids import KhoiId, NoticeId
from campaign.reminders.manners import Manners
from campaign.reminders.reminder import Reminder, Sent, due_now, plan
from campaign.reminders.rows import Changes, Row, RowState, changes
from handlers.kit import Flow, Notice, Priority
from handlers.manage.snooze import PutOff
from storage.sql import Conflict, Unavailable
from storage.unit import Database, Unit

if TYPE_CHECKING:
    from bot.app import App

log = structlog.get_logger()

MEMORY = timedelta(days=2)
"""For how long after its date a matter's rows are still looked at."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one khối needs at a moment: rows to write and texts to send."""

    matters: Matters
    told_at: Mapping[Key, datetime]
    changes: Changes
    due: tuple[Reminder, ...]

    @property
    def is_idle(self) -> bool:
        """Whether everything is as it should be."""
        return not self.changes and not self.due


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
        async with self._database.reading() as unit:
            khoi = [each.id for each in await unit.people.all_khoi()]
        busy = [each for each in khoi if await self._tried(self._has_work, each, now)]
        for each in busy:
            await self._tried(self._remind, each, now)
        if busy:
            self._queued()

    async def _tried(
        self, act: Callable[[KhoiId, datetime], Awaitable[bool]], khoi: KhoiId, now: datetime
    ) -> bool:
        """A bug in what one khối owes leaves the others reminded."""
        try:
            return await act(khoi, now)
        except Unavailable:
            raise
        except Conflict:
            return False
        except Exception:
            log.exception("nobody of a khoi could be reminded", khoi=khoi)
            return False

    async def _has_work(self, khoi: KhoiId, now: datetime) -> bool:
        """Whether a look would change anything; asked without holding up anybody."""
        async with self._database.at_leisure() as unit:
            return not (await self._seen(unit, khoi, now)).is_idle

    async def _remind(self, khoi: KhoiId, now: datetime) -> bool:
        async with self._database.unit() as unit:
            look = await self._seen(unit, khoi, now)
            await unit.reminders.apply(khoi, look.changes, look.told_at)
            for each in told(look.due, look.matters):
                await self._send(unit, look.matters, each, now)
            await unit.commit()
        return True

    async def _seen(self, unit: Unit, khoi: KhoiId, now: datetime) -> Look:
        found = await matters(unit, self._flows, khoi, now)
        rows = await unit.reminders.of(khoi, now - MEMORY)
        snoozed = await unit.reminders.snoozed(khoi)
        told_at, written, due = await asyncio.to_thread(self._worked_out, found, rows, snoozed, now)
        return Look(found, told_at, written, await self._not_nudged(unit, khoi, due, now))

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
