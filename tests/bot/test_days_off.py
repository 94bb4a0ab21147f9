"""Days on which nobody is written to come from the calendar of Vietnam."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.days_off import manners

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 2, 16),  # Tết
        date(2026, 2, 20),
        date(2026, 4, 27),  # in place of a Sunday
        date(2026, 9, 2),
        date(2027, 2, 10),
        date(2026, 3, 7),  # a Saturday
    ],
)
def test_nobody_is_at_work(day: date) -> None:
    assert not manners(HANOI).is_working_day(day)


def test_a_saturday_worked_for_a_day_off_is_a_working_day() -> None:
    assert not manners(HANOI).is_working_day(date(2026, 8, 31))
    assert manners(HANOI).is_working_day(date(2026, 8, 22))


@pytest.mark.parametrize("day", [date(2026, 2, 23), date(2026, 12, 18), date(2027, 2, 11)])
def test_other_days_are_working_days(day: date) -> None:
    assert manners(HANOI).is_working_day(day)
