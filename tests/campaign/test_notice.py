"""To whom a notice goes and when it leaves."""

from datetime import UTC, datetime

import pytest

from campaign.ids import UnitId
from campaign.people import Role
from campaign.reminders.manners import Manners
from campaign.reminders.notice import (
    LONGEST,
    Audience,
    Empty,
    Everybody,
    OfRole,
    OfUnit,
    TooLong,
    addressed,
    leaves_at,
    nudge_leaves_at,
    worded,
    writes,
)
from tests.campaign.campaigns import ADMIN, BAO, CHAIR, HEAD, LAN, MINH, SECRETARY, VIEN, ZONE, member

MEMBERS = (SECRETARY, CHAIR, HEAD, LAN, MINH)
MANNERS = Manners(ZONE)


def here(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("audience", "meant"),
    [
        (Everybody(), MEMBERS),
        (OfUnit(VIEN), (HEAD, MINH)),
        (OfUnit(UnitId(99)), ()),
        (OfRole(Role.HEAD), (CHAIR, HEAD)),
        (OfRole(Role.ADMIN), ()),
    ],
)
def test_a_notice_goes_to_exactly_those_named(audience: Audience, meant: tuple[object, ...]) -> None:
    assert addressed(audience, MEMBERS) == meant


def test_only_secretary_and_chair_write_to_the_khoi() -> None:
    assert [m for m in (*MEMBERS, ADMIN, member(8, Role.VICE_CHAIR, unit=BAO)) if writes(m)] == [
        SECRETARY,
        CHAIR,
    ]


def test_line_breaks_stay_and_white_space_goes() -> None:
    assert worded("  Kính gửi   các đồng chí\n\n  Họp lúc 8 giờ ") == "Kính gửi các đồng chí\n\nHọp lúc 8 giờ"
    assert worded(" \n ") == Empty()
    assert worded("x" * LONGEST) == "x" * LONGEST
    assert worded("x" * (LONGEST + 1)) == TooLong(LONGEST + 1)


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        (here(2, 9), here(2, 9)),
        (here(2, 20, 59), here(2, 20, 59)),
        (here(2, 21), here(3, 7)),
        (here(2, 23, 30), here(3, 7)),
        (here(3, 0), here(3, 7)),
        (here(3, 6, 59), here(3, 7)),
        (here(3, 7), here(3, 7)),
        (here(7, 10), here(7, 10)),  # a Saturday: whoever sends has decided that
        (here(6, 22), here(7, 7)),
    ],
)
def test_what_is_sent_at_night_leaves_in_the_morning(now: datetime, leaves: datetime) -> None:
    assert leaves_at(MANNERS, now.astimezone(UTC)) == leaves


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        (here(2, 9), here(2, 9)),
        (here(6, 22), here(9, 7)),
        (here(7, 10), here(9, 10)),
        (here(2, 3), here(2, 7)),
    ],
)
def test_a_nudge_waits_for_a_working_day(now: datetime, leaves: datetime) -> None:
    assert nudge_leaves_at(MANNERS, now) == leaves
