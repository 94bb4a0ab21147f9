"""Which day of the calendar is meant by “25/12”, “thứ sáu tuần sau”, “cuối tháng”, seen from today."""

from calendar import monthrange
from datetime import date, timedelta
from enum import Enum

from campaign.dates.words import Meant, Phrase

_DAY = timedelta(days=1)
_DECEMBER = 12


class Towards(Enum):
    """Whether a day to come is asked for (today included) or a day gone by (today included)."""

    AHEAD = "ahead"
    BEHIND = "behind"


def day_meant(meant: Meant, today: date, towards: Towards) -> date | None:
    """The day in the calendar, or None when there is no such day.

    Without a year it is the next such day (or the last one, `Towards.BEHIND`), within a year.
    """
    match meant.phrase:
        case Phrase.DAY_MONTH_YEAR | Phrase.YEAR_MONTH_DAY:
            return _exact(meant.year, meant.month, meant.day)
        case Phrase.DAY_MONTH:
            years = (today.year, today.year + (1 if towards is Towards.AHEAD else -1))
            return _nearest([_exact(year, meant.month, meant.day) for year in years], today, towards)
        case Phrase.DAY_OF_MONTH:
            there = _month_away(today, 1 if towards is Towards.AHEAD else -1)
            months = [_exact(m.year, m.month, meant.day) for m in (today, there)]
            return _nearest(months, today, towards)
        case Phrase.DAY_OF_NEXT_MONTH:
            there = _month_away(today, 1)
            return _exact(there.year, there.month, meant.day)
        case _:
            return _by_words(meant, today, towards)


def _by_words(meant: Meant, today: date, towards: Towards) -> date | None:
    offsets = {
        Phrase.NEXT: 0,
        Phrase.TODAY: 0,
        Phrase.TOMORROW: 1,
        Phrase.DAY_AFTER_TOMORROW: 2,
        Phrase.YESTERDAY: -1,
        Phrase.DAY_BEFORE_YESTERDAY: -2,
        Phrase.IN_DAYS: meant.count,
        Phrase.IN_WEEKS: 7 * meant.count,
    }
    if meant.phrase in offsets:
        return today + offsets[meant.phrase] * _DAY
    if meant.weekday is not None:
        return today + _to_weekday(meant.phrase, meant.weekday - today.weekday(), towards) * _DAY
    return _end_of(meant, today)


def _to_weekday(phrase: Phrase, ahead: int, towards: Towards) -> int:
    """Days from today to the weekday meant; `ahead` is how far it is within this week, Monday to Sunday."""
    match phrase:
        case Phrase.WEEKDAY_THIS_WEEK:
            return ahead
        case Phrase.WEEKDAY_NEXT_WEEK:
            return ahead + 7
        case Phrase.COMING_WEEKDAY:
            return ahead % 7 or 7
        case _:
            return ahead % 7 if towards is Towards.AHEAD else -(-ahead % 7)


def _end_of(meant: Meant, today: date) -> date | None:
    match meant.phrase:
        case Phrase.END_OF_MONTH:
            return _last(today.year, today.month)
        case Phrase.END_OF_NEXT_MONTH:
            there = _month_away(today, 1)
            return _last(there.year, there.month)
        case Phrase.END_OF_NAMED_MONTH if not 1 <= meant.month <= _DECEMBER:
            return None
        case Phrase.END_OF_NAMED_MONTH:
            return _last(today.year + (meant.month < today.month), meant.month)
        case _:
            return date(today.year, _DECEMBER, 31)


def _nearest(found: list[date | None], today: date, towards: Towards) -> date | None:
    """The one on the asked side of today; when none is, whichever exists (and is then refused with its reason)."""
    there = [day for day in found if day is not None]
    fits = [day for day in there if (day >= today if towards is Towards.AHEAD else day <= today)]
    return next(iter(fits or there), None)


def _exact(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_away(today: date, months: int) -> date:
    """The first of the month so many months from today's."""
    place = today.year * 12 + today.month - 1 + months
    return date(place // 12, place % 12 + 1, 1)


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
