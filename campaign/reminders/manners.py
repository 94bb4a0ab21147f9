"""When it is decent to write to people: not at night, not on days off. The zone is always named, never the machine's.

03:00 Wednesday -> 20:00 Tuesday        23:00 Wednesday -> 20:00 Wednesday        10:00 Sunday -> 10:00 Friday
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_SATURDAY = 5
_LONGEST_HOLIDAY = 40  # days looked through for a working day; Tết with both weekends is nine
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Manners:
    """The customs of one installation.

    `days_off` are Tết, public holidays and days swapped for them; `make_up_days` are Saturdays and Sundays worked in
    exchange. Quiet hours run from `quiet_from` (included) to `quiet_to` (excluded) and may pass midnight; what would
    come in them comes at `evening` before. ValueError when `evening` itself is quiet.
    """

    zone: ZoneInfo
    days_off: frozenset[date] = frozenset()
    make_up_days: frozenset[date] = frozenset()
    quiet_from: time = time(21)
    quiet_to: time = time(7)
    evening: time = time(20)
    stale_after: timedelta = timedelta(hours=12)

    def __post_init__(self) -> None:
        if self.is_quiet(self.evening):
            raise ValueError(self.evening)

    def is_quiet(self, clock: time) -> bool:
        """Whether this time of day is in the quiet hours."""
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= clock < self.quiet_to
        return clock >= self.quiet_from or clock < self.quiet_to

    def is_working_day(self, day: date) -> bool:
        """Whether people are at work on this day."""
        if day in self.days_off:
            return False
        return day.weekday() < _SATURDAY or day in self.make_up_days

    def local(self, at: datetime) -> datetime:
        """The moment on the clocks of this zone."""
        return at.astimezone(self.zone)

    def moment(self, day: date, clock: time) -> datetime:
        """The moment, in UTC, when the clocks of this zone show this."""
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def decent(self, at: datetime, also_on: date | None) -> bool:
        """Whether one may write at this moment; `also_on` is a day off on which it is expected."""
        here = self.local(at)
        return not self.is_quiet(here.time()) and self._is_fit(here.date(), also_on)

    def not_later(self, at: datetime, also_on: date | None) -> datetime | None:
        """The last decent moment not after `at`: the evening before a night, the working day before days off."""
        here = self.local(at)
        day, clock = here.date(), here.time()
        if self.is_quiet(clock):
            day, clock = (day - _DAY if clock < self.evening else day), self.evening
        fit = (d for d in _days(day, -_DAY) if self._is_fit(d, also_on))
        found = next(fit, None)
        return None if found is None else self.moment(found, clock.replace(fold=0))

    def not_earlier(self, at: datetime, also_on: date | None) -> datetime | None:
        """The first decent moment not before `at`: the morning after a night, the working day after days off."""
        here = self.local(at)
        day, clock = here.date(), here.time()
        if self.is_quiet(clock):
            day, clock = (day if clock < self.quiet_to else day + _DAY), self.quiet_to
        fit = (d for d in _days(day, _DAY) if self._is_fit(d, also_on))
        found = next(fit, None)
        return None if found is None else self.moment(found, clock.replace(fold=0))

    def _is_fit(self, day: date, also_on: date | None) -> bool:
        return day == also_on or self.is_working_day(day)


def _days(first: date, step: timedelta) -> Iterator[date]:
    return (first + n * step for n in range(_LONGEST_HOLIDAY))
