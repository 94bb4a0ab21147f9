"""Planning reminders: what is owed, when it is due, and what people find decent.

    meeting 17, 08:00 Friday 18/12, steps 7d 1d 2h
    -> 7d   08:00 Friday 11/12
    -> 1d   08:00 Thursday 17/12
    -> 2h   06:00 is night -> 20:00 Thursday: dropped, that day has its reminder

Two pure steps: `plan` says when each reminder of a matter is due, `due_now` which of them to send at a moment. A matter
that is no longer owed is simply not given to `plan`; a moved date is a new revision, so its reminders are new rows.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import groupby

from campaign.reminders.manners import Manners
from campaign.reminders.reminder import Matter, MatterKind, Reminder, Sent, Step

_ASKED_FOR = "snooze-"


def plan(matters: Iterable[Matter], steps: Sequence[Step], manners: Manners) -> tuple[Reminder, ...]:
    """Every reminder of these matters, earliest first: decent hours and days, before the due time, one a day at most.

    Of two steps that fall on one day the earlier moment stays. A reminder the person asked for counts apart.
    """
    calendar = _Calendar(manners)
    planned = [reminder for matter in matters for reminder in _of(matter, steps, calendar)]
    return tuple(sorted(planned, key=lambda reminder: (reminder.at, reminder.key)))


def due_now(
    planned: Iterable[Reminder], sent: Iterable[Sent], manners: Manners, now: datetime
) -> tuple[Reminder, ...]:
    """What to send at this moment, also after an outage: of several steps missed only the last, none that is stale.

    Nothing is due in quiet hours or on a day off, nothing for a matter the person was reminded of today, and nothing
    twice. What waits for the morning is due then if it is not stale.
    """
    sent = tuple(sent)
    keys = {each.key for each in sent}
    today = {(each.person, each.item) for each in sent if _day(each.at, manners) == _day(now, manners)}
    open_now = [
        reminder
        for reminder in planned
        if reminder.at <= now < reminder.due
        and now - reminder.at <= manners.stale_after
        and reminder.key not in keys
        and (_is_asked_for(reminder) or (reminder.person, reminder.item) not in today)
        and manners.decent(now, _expected_on(reminder.kind, reminder.due, manners))
    ]
    last = {(reminder.person, reminder.item): reminder for reminder in sorted(open_now, key=lambda r: r.at)}
    return tuple(last.values())


def may_snooze(matter: Matter, until: datetime, manners: Manners) -> datetime | None:
    """When the reminder would come if it were put off until then; None when that would be too late to help."""
    at = manners.not_earlier(until, _expected_on(matter.kind, matter.due, manners))
    return at if at is not None and at < matter.due else None


class _Calendar:
    """When a step falls, and on which day, worked out once for everybody who owes something by the same moment."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self._steps: dict[tuple[datetime, MatterKind, Step], datetime | None] = {}
        self._days: dict[datetime, date] = {}

    def at(self, matter: Matter, step: Step) -> datetime | None:
        key = matter.due, matter.kind, step
        if key not in self._steps:
            self._steps[key] = _at(matter.due, matter.kind, step, self.manners)
        return self._steps[key]

    def day(self, at: datetime) -> date:
        if at not in self._days:
            self._days[at] = _day(at, self.manners)
        return self._days[at]


def _of(matter: Matter, steps: Sequence[Step], calendar: _Calendar) -> list[Reminder]:
    until = matter.snoozed_until
    asked_for = may_snooze(matter, until, calendar.manners) if until else None
    not_before = max((at for at in (matter.told_at, asked_for) if at is not None), default=None)
    found = [
        _reminder(matter, step.code, at)
        for step in steps
        if step.up_to >= matter.rung and (at := calendar.at(matter, step)) is not None
        if not_before is None or at > not_before
    ]
    by_day = groupby(sorted(found, key=lambda r: r.at), key=lambda r: calendar.day(r.at))
    kept = [next(of_day) for _, of_day in by_day]
    if asked_for is not None:
        kept.append(_reminder(matter, f"{_ASKED_FOR}{int(asked_for.timestamp()) // 60}", asked_for))
    return kept


def _is_asked_for(reminder: Reminder) -> bool:
    return reminder.step.startswith(_ASKED_FOR)


def _reminder(matter: Matter, step: str, at: datetime) -> Reminder:
    return Reminder(
        matter.person, matter.item, matter.revision, step, at, matter.due, matter.kind, matter.rung
    )


def _at(due: datetime, kind: MatterKind, step: Step, manners: Manners) -> datetime | None:
    """A day before is the same hour on the clocks, also when they were changed in between; an hour is sixty minutes."""
    here = manners.local(due)
    before = manners.moment(here.date() - timedelta(days=step.days), here.time()) if step.days else due
    wanted = before.astimezone(UTC) - timedelta(minutes=step.minutes)
    at = manners.not_later(wanted, _expected_on(kind, due, manners))
    return at if at is not None and at < due else None


def _expected_on(kind: MatterKind, due: datetime, manners: Manners) -> date | None:
    return _day(due, manners) if kind is MatterKind.MEETING else None


def _day(at: datetime, manners: Manners) -> date:
    return manners.local(at).date()
