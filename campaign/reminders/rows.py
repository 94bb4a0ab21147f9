"""What must change in the rows of reminders so that they say what is planned now. Rows that were sent never change.

planned, no row                       -> a new row
a row that waits, planned no longer   -> dropped (nothing is owed, the date moved, the steps were changed)
a row that waits, put off by a snooze -> snoozed
dropped, planned again and to come    -> waits again
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from campaign.ids import PersonId
from campaign.reminders.reminder import Reminder

Key = tuple[PersonId, str, int, str]
AT_ONCE = 1000  # rows written at a time, so that others can write in between


class RowState(StrEnum):
    """What became of a reminder. The values are what the database keeps."""

    DUE = "due"
    SENT = "sent"
    DROPPED = "dropped"
    SNOOZED = "snoozed"


@dataclass(frozen=True, slots=True)
class Row:
    """A reminder as kept. `told_at`: when its matter was first seen; `sent_at` is None until it was sent."""

    reminder: Reminder
    state: RowState
    told_at: datetime
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What to write: `put` are new rows and rows that wait (again) with these particulars."""

    put: tuple[Reminder, ...] = ()
    dropped: tuple[Key, ...] = ()
    snoozed: tuple[Key, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.put or self.dropped or self.snoozed)


def changes(
    planned: Iterable[Reminder],
    rows: Iterable[Row],
    snoozed: Mapping[tuple[PersonId, str, int], datetime],
    now: datetime,
) -> Changes:
    """The difference. `snoozed` says until when each matter was put off."""
    kept = {row.reminder.key: row for row in rows}
    wanted = {reminder.key: reminder for reminder in planned}
    put = [reminder for key, reminder in wanted.items() if _is_news(reminder, kept.get(key), now)]
    gone = [row.reminder for key, row in kept.items() if row.state is RowState.DUE and key not in wanted]
    off = {reminder.key for reminder in gone if _is_put_off(reminder, snoozed)}
    return Changes(
        tuple(put),
        tuple(reminder.key for reminder in gone if reminder.key not in off),
        tuple(reminder.key for reminder in gone if reminder.key in off),
    )


def parts(changed: Changes, most: int = AT_ONCE) -> Iterator[Changes]:
    """The same changes, a bounded number of rows at a time: each part may be written by itself."""
    for first in range(0, len(changed.put), most):
        yield Changes(put=changed.put[first : first + most])
    for first in range(0, len(changed.dropped), most):
        yield Changes(dropped=changed.dropped[first : first + most])
    for first in range(0, len(changed.snoozed), most):
        yield Changes(snoozed=changed.snoozed[first : first + most])


def _is_put_off(reminder: Reminder, snoozed: Mapping[tuple[PersonId, str, int], datetime]) -> bool:
    until = snoozed.get((reminder.person, reminder.item, reminder.revision))
    return until is not None and reminder.at <= until


def _is_news(reminder: Reminder, row: Row | None, now: datetime) -> bool:
    if row is None:
        return True
    match row.state:
        case RowState.SENT:
            return False
        case RowState.DUE:
            return row.reminder != reminder
        case RowState.DROPPED | RowState.SNOOZED:
            return reminder.at > now
