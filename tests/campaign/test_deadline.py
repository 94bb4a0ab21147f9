"""Dates proposed, moved and extended; who is told."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue import shipped
from campaign.ids import CampaignId, MemberId, UnitId
from campaign.plan.deadline import (
    Deadline,
    Due,
    Extension,
    InThePast,
    Matter,
    NotLater,
    Unchanged,
    concerned,
    due,
    extend,
    in_order,
    move,
    one_more_day,
    proposed,
)
from tests.campaign.campaigns import (
    ADMIN,
    BAO,
    CHAIR,
    HEAD,
    LAN,
    MINH,
    NOW,
    SECRETARY,
    VIEN,
    ZONE,
    draft,
    evening,
)

CAMPAIGN = CampaignId(9)
MARCH = Deadline(Matter.REGISTRATION, evening(3, 25))


def granted(
    until: datetime,
    *,
    member: MemberId | None = None,
    unit: UnitId | None = None,
    matter: Matter | None = None,
) -> Extension:
    return Extension(
        CAMPAIGN, matter or Matter.REGISTRATION, until, SECRETARY.id, NOW, member=member, unit=unit
    )


def test_the_dates_of_the_catalogue_are_proposed_for_the_close_of_business() -> None:
    dates = {d.matter: d.at for d in proposed(2026, shipped().general.deadlines, ZONE)}
    assert dates[Matter.REGISTRATION] == evening(3, 25)
    assert dates[Matter.COMPACT] == evening(3, 25)
    assert dates[Matter.INTERIM] == evening(7, 15)
    assert dates[Matter.FIGURES] == evening(12, 15)
    assert set(dates) == set(Matter)


def test_a_weekend_moves_to_the_friday_before() -> None:
    dates = {d.matter: d.at for d in proposed(2026, shipped().general.deadlines, ZONE)}
    assert dates[Matter.KHOI_FILE] == evening(12, 18)  # 20/12/2026 is a Sunday
    assert dates[Matter.REPORT] == evening(12, 4)  # 05/12/2026 is a Saturday


@pytest.mark.parametrize("year", range(2016, 2046))
def test_no_proposed_date_of_any_year_is_on_a_weekend(year: int) -> None:
    dates = proposed(year, shipped().general.deadlines, ZONE)
    assert all(d.at.weekday() < 5 for d in dates)
    assert dates == in_order(dates)


def test_what_the_catalogue_does_not_say_is_not_proposed() -> None:
    assert proposed(2026, {}, ZONE) == ()


def test_a_move_is_the_next_revision() -> None:
    assert move(MARCH, Matter.REGISTRATION, evening(3, 31), NOW) == Deadline(
        Matter.REGISTRATION, evening(3, 31), 2
    )
    assert move(None, Matter.COMPACT, evening(3, 31), NOW) == Deadline(Matter.COMPACT, evening(3, 31), 1)


def test_the_same_moment_in_another_zone_is_no_move() -> None:
    same = evening(3, 25).astimezone(UTC)
    assert move(MARCH, Matter.REGISTRATION, same, NOW) == Unchanged(same)


def test_a_deadline_moves_only_ahead_but_a_passed_one_may_be_opened_again() -> None:
    assert move(MARCH, Matter.REGISTRATION, NOW, NOW) == InThePast(NOW)
    april = evening(4, 2)
    assert isinstance(move(MARCH, Matter.REGISTRATION, evening(4, 3), april), Deadline)


def test_more_time_counts_for_the_person_and_the_unit_it_was_granted_to() -> None:
    extensions = [granted(evening(3, 26), member=LAN.id), granted(evening(3, 27), unit=VIEN)]
    assert due(MARCH, extensions, LAN.id, BAO) == Due(evening(3, 26), 2)
    assert due(MARCH, extensions, MINH.id, VIEN) == Due(evening(3, 27), 2)
    assert due(MARCH, extensions, None, VIEN) == Due(evening(3, 27), 2)
    assert due(MARCH, extensions, None, BAO) == Due(evening(3, 25), 1)
    assert due(Deadline(Matter.REPORT, evening(3, 25)), extensions, LAN.id, BAO).at == evening(3, 25)


def test_less_time_than_one_has_is_not_granted() -> None:
    asked = granted(evening(3, 25), member=LAN.id)
    assert extend(MARCH, [], asked, BAO, NOW) == NotLater(evening(3, 25))
    have = [granted(evening(3, 28), unit=BAO)]
    assert extend(MARCH, have, granted(evening(3, 27), member=LAN.id), BAO, NOW) == NotLater(evening(3, 28))
    assert extend(MARCH, have, granted(evening(3, 29), member=LAN.id), BAO, NOW) == granted(
        evening(3, 29), member=LAN.id
    )
    assert extend(MARCH, [], asked, BAO, evening(3, 30)) == InThePast(evening(3, 30))


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (evening(3, 20), evening(3, 26)),
        (evening(3, 25), evening(3, 26)),
        (evening(3, 25) + timedelta(hours=3), evening(3, 26)),
        (evening(3, 26), evening(3, 27)),
        (evening(3, 30) + timedelta(minutes=1), evening(3, 31)),
    ],
)
def test_one_more_day_ends_at_the_same_hour_and_is_always_ahead(now: datetime, until: datetime) -> None:
    assert one_more_day(MARCH.at, now) == until


def test_a_moved_date_concerns_whose_work_it_is_and_nobody_else() -> None:
    members = [SECRETARY, CHAIR, HEAD, LAN, MINH, ADMIN]
    moved = Deadline(Matter.REGISTRATION, evening(3, 31), 2)
    assert concerned(MARCH, moved, [], members) == (CHAIR, HEAD, LAN, MINH)
    compact = Deadline(Matter.COMPACT, evening(3, 31), 2)
    assert concerned(Deadline(Matter.COMPACT, evening(3, 25)), compact, [], members) == (CHAIR, HEAD)


def test_who_has_more_time_than_both_dates_hears_nothing() -> None:
    moved = Deadline(Matter.REGISTRATION, evening(3, 31), 2)
    extensions = [granted(evening(4, 1), member=LAN.id), granted(evening(3, 28), member=MINH.id)]
    assert concerned(MARCH, moved, extensions, [LAN, MINH]) == (MINH,)


def test_a_new_date_concerns_everybody_whose_work_it_is() -> None:
    assert concerned(None, MARCH, [], [LAN, ADMIN]) == (LAN,)


@given(st.lists(st.integers(-1000, 1000), max_size=6), st.integers(-1000, 1000))
def test_an_extension_never_shortens(hours: list[int], shift: int) -> None:
    extensions = [granted(MARCH.at + timedelta(hours=h), member=LAN.id) for h in hours]
    moved = Deadline(Matter.REGISTRATION, MARCH.at + timedelta(hours=shift), 2)
    for deadline in (MARCH, moved):
        assert due(deadline, extensions, LAN.id, BAO).at == max([deadline.at, *(e.until for e in extensions)])


def test_a_campaign_finds_its_deadline_by_matter() -> None:
    assert draft().deadline(Matter.REGISTRATION) == MARCH
    assert draft().deadline(Matter.REVIEW) is None
