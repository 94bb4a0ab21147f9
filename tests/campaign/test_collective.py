"""Counts of a collective are made from its members' records; of whom nothing is known is unknown."""

from datetime import date

import pytest

from campaign.eligibility.collective import tally_of
from campaign.eligibility.eligibility import Answer
from campaign.eligibility.time_in_office import months_asked
from campaign.eligibility.truth import Truth
from campaign.history.facts import Counted, Penalty
from campaign.history.history import History
from campaign.history.records import Disciplined, NothingAwarded, Proposed, Record, Tally
from campaign.people import Gender
from tests.campaign.histories import DECLARED, YEAR, denied, given, graded, history, joined, winter

WARNED = Disciplined(Penalty.CANH_CAO, date(2026, 2, 1), date(2027, 2, 1))
REPRIMANDED = Disciplined(Penalty.KHIEN_TRACH, date(2026, 2, 1), date(2027, 2, 1))
FROM_BEFORE = Disciplined(Penalty.CANH_CAO, date(2025, 12, 1), date(2026, 12, 1))
LONG_OVER = Disciplined(Penalty.CANH_CAO, date(2024, 1, 1), date(2025, 1, 1))

MEMBERS: list[tuple[Counted, tuple[Record, ...], Truth]] = [
    (Counted.LDTT, given("LDTT", 2026), Truth.MET),
    (Counted.LDTT, (Proposed(2026, "LDTT"),), Truth.MET),
    (Counted.LDTT, (denied("LDTT", 2026),), Truth.NOT_MET),
    (Counted.LDTT, (NothingAwarded(2026),), Truth.NOT_MET),
    (Counted.LDTT, given("LDTT", 2025), Truth.UNKNOWN),
    (Counted.LDTT, given("CSTDCS", 2026), Truth.UNKNOWN),
    (Counted.LDTT, (*given("LDTT", 2026), denied("LDTT", 2026)), Truth.UNKNOWN),
    (Counted.LDTT, (), Truth.UNKNOWN),
    (Counted.CSTDCS, given("CSTDCS", 2026), Truth.MET),
    (Counted.CSTDCS, (denied("CSTDCS", 2026),), Truth.NOT_MET),
    (Counted.RATED_HT, (graded(2026, "HT"),), Truth.MET),
    (Counted.RATED_HT, (graded(2026, "KHONG_HT"),), Truth.NOT_MET),
    (Counted.RATED_HT, (graded(2025, "HT"),), Truth.UNKNOWN),
    (Counted.RATED_HT, (graded(2026, "HT"), graded(2026, "KHONG_HT")), Truth.UNKNOWN),
    (Counted.DISCIPLINED, (), Truth.NOT_MET),
    (Counted.DISCIPLINED, (WARNED,), Truth.MET),
    (Counted.DISCIPLINED, (REPRIMANDED,), Truth.NOT_MET),
    (Counted.DISCIPLINED, (FROM_BEFORE,), Truth.UNKNOWN),
    (Counted.DISCIPLINED, (LONG_OVER,), Truth.NOT_MET),
]


@pytest.mark.parametrize(("of", "records", "truth"), MEMBERS)
def test_one_member_is_counted_not_counted_or_unknown(
    of: Counted, records: tuple[Record, ...], truth: Truth
) -> None:
    tally = tally_of(of, YEAR, [history(*records)])
    assert (tally.yes, tally.unknown, tally.members) == (truth is Truth.MET, truth is Truth.UNKNOWN, 1)


def test_what_is_only_declared_is_unknown() -> None:
    declared = history(*given("LDTT", 2026), graded(2026), WARNED, proof=DECLARED)
    for of in (Counted.LDTT, Counted.RATED_HT, Counted.DISCIPLINED):
        assert tally_of(of, YEAR, [declared]).unknown == 1


def test_an_empty_unit_counts_nobody() -> None:
    assert tally_of(Counted.LDTT, YEAR, []) == Tally(YEAR, Counted.LDTT, 0, 0)


def unit(members: list[History]) -> History:
    counts = [tally_of(of, YEAR, members) for of in (Counted.LDTT, Counted.DISCIPLINED)]
    return history(graded(YEAR, "HT_TOT"), joined(), *counts)


def test_a_unit_is_weighed_by_its_members() -> None:
    holder, other, unknown = history(*given("LDTT", 2026)), history(denied("LDTT", 2026)), history()
    assert winter("TTLDTT", unit([holder] * 7 + [other] * 3)).answer is Answer.ENOUGH
    assert winter("TTLDTT", unit([holder] * 6 + [other] * 4)).answer is Answer.NOT_ENOUGH
    assert winter("TTLDTT", unit([holder] * 6 + [other] * 3 + [unknown])).answer is Answer.NEEDS_PERSON


@pytest.mark.parametrize(
    ("months", "gender", "asked"),
    [
        (60, Gender.FEMALE, 40),
        (60, Gender.MALE, 60),
        (60, None, 60),
        (61, Gender.FEMALE, 41),
        (0, Gender.FEMALE, 0),
    ],
)
def test_a_third_less_time_in_office_is_asked_of_women(
    months: int, gender: Gender | None, asked: int
) -> None:
    assert months_asked(months, gender) == asked
