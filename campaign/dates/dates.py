"""Typed dates and times -> days and moments. What cannot be meant is said with an example of what can.

    today Monday 15/12/2025:   “25-12”, “thứ năm tuần sau”, “25 tháng 12” -> 25/12/2025
                               “17h30 thứ sáu”                            -> 17:30, 19/12/2025
                               “31/2”                                     -> dates.no_such_day
                               “10/12/2025”                               -> dates.past

A day without a year is the next such day, or the last one where days gone by are asked for (a decision's date).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from campaign.dates.meant import Towards, day_meant
from campaign.dates.patterns import day_named, moment_named
from campaign.dates.words import Clock, Meant, Phrase

_WEEK = timedelta(weeks=1)
_AGAIN = {
    Phrase.NEXT: timedelta(days=1),
    Phrase.WEEKDAY: _WEEK,
}  # when the same words would be true once more
_FARTHEST = timedelta(days=3660)  # ahead: farther is a slip of the finger in the year
_EARLIEST = date(1945, 1, 1)  # behind
_LONGEST = 100  # characters: no date is longer


class DateFault(StrEnum):
    """Why what was typed is no day or moment; the values are text keys. Every text has an {example}."""

    NOT_UNDERSTOOD = "dates.not_understood"
    NO_SUCH_DAY = "dates.no_such_day"  # {value}
    NO_SUCH_TIME = "dates.no_such_time"  # {value}
    TIME_MISSING = "dates.time_missing"  # {day}
    PAST = "dates.past"  # {day}
    TIME_PAST = "dates.time_past"  # {value}
    AHEAD = "dates.ahead"  # {day}
    TOO_FAR = "dates.too_far"  # {day}
    WEEKDAY_DIFFERS = "dates.weekday_differs"  # {day}


DATE_ERROR_KEYS = tuple(fault.value for fault in DateFault)


@dataclass(frozen=True, slots=True)
class DateRefused:
    """What was typed is not taken; `values` fill the placeholders of the text."""

    fault: DateFault
    values: Mapping[str, str | date]

    @property
    def key(self) -> str:
        """The text key of the sentence to say."""
        return self.fault.value


def read_date(text: str, today: date, towards: Towards = Towards.AHEAD) -> date | DateRefused:
    """The day that was typed, seen from `today` (the day in the zone of the person, not of the machine)."""
    example = _shown(today + _WEEK if towards is Towards.AHEAD else today - _WEEK)
    meant = day_named(text) if len(text) <= _LONGEST else None
    if meant is None:
        return DateRefused(DateFault.NOT_UNDERSTOOD, {"example": example})
    return _judged(meant, today, towards, example)


def read_moment(
    text: str, now: datetime, zone: ZoneInfo, usual: time | None = None
) -> datetime | DateRefused:
    """The moment to come that was typed, in UTC. `usual` is the time of day meant when only a day is typed.

    A time alone is the next such time; a weekday whose hour has passed today is next week's.
    """
    today = now.astimezone(zone).date()
    example = f"17:00 {_shown(today + _WEEK)}"
    meant, said = moment_named(text) if len(text) <= _LONGEST else (None, None)
    if meant is None:
        return DateRefused(DateFault.NOT_UNDERSTOOD, {"example": example})
    day = _judged(meant, today, Towards.AHEAD, example)
    if isinstance(day, DateRefused):
        return day
    clock = said or (Clock(usual.hour, usual.minute) if usual else None)
    if clock is None:
        return DateRefused(DateFault.TIME_MISSING, {"day": day, "example": f"17:00 {_shown(day)}"})
    at = _at(day, clock, zone)
    if at is None:
        value = f"{clock.hour:02}:{clock.minute:02}"
        return DateRefused(DateFault.NO_SUCH_TIME, {"example": example, "value": value})
    if at <= now:
        at = _at(day + again, clock, zone) if (again := _AGAIN.get(meant.phrase)) else None
    value = f"{clock.hour:02}:{clock.minute:02} {_shown(day)}"
    return at or DateRefused(DateFault.TIME_PAST, {"example": example, "value": value})


def _judged(meant: Meant, today: date, towards: Towards, example: str) -> date | DateRefused:
    day = day_meant(meant, today, towards)
    if day is None:
        return DateRefused(DateFault.NO_SUCH_DAY, {"example": example, "value": _numbers(meant)})
    fault = _fault(day, meant, today, towards)
    return day if fault is None else DateRefused(fault, {"example": example, "day": day})


def _fault(day: date, meant: Meant, today: date, towards: Towards) -> DateFault | None:
    if meant.day and meant.weekday is not None and day.weekday() != meant.weekday:
        return DateFault.WEEKDAY_DIFFERS
    if towards is Towards.AHEAD and day < today:
        return DateFault.PAST
    if towards is Towards.BEHIND and day > today:
        return DateFault.AHEAD
    return DateFault.TOO_FAR if not _EARLIEST <= day <= today + _FARTHEST else None


def _at(day: date, clock: Clock, zone: ZoneInfo) -> datetime | None:
    """The moment in UTC; None for a time that no clock shows, or that is skipped when clocks are put forward.

    24:00 is the last minute of the day, so that it is shown as that day and not as the next.
    """
    hour, minute = (23, 59) if (clock.hour, clock.minute) == (24, 0) else (clock.hour, clock.minute)
    if hour > 23 or minute > 59:
        return None
    here = datetime.combine(day, time(hour, minute), zone)
    at = here.astimezone(UTC)
    return at if at.astimezone(zone).replace(fold=0) == here else None


def _numbers(meant: Meant) -> str:
    """What was typed, as far as it was numbers: “31/02”."""
    return "/".join(f"{number:02}" for number in (meant.day, meant.month, meant.year) if number)


def _shown(day: date) -> str:
    return day.strftime("%d/%m/%Y")
