"""Each predicate over every small history: without one of its records the answer may open, never become a no."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, product

import pytest

from campaign.catalogue.standards import (
    AnyOf,
    AtLeast,
    AtMost,
    Consecutive,
    Held,
    Holds,
    Never,
    Rated,
    Share,
    Standard,
    Times,
    Worked,
    Works,
)
from campaign.eligibility.asking import Case, Stage
from campaign.eligibility.judging import judge
from campaign.eligibility.truth import Truth
from campaign.history.facts import (
    AbsenceKind,
    Counted,
    CourseResult,
    Ground,
    Penalty,
    Rating,
    Scope,
    SubjectKind,
    WorkKind,
)
from campaign.history.history import History, Predecessor, contradict
from campaign.history.records import (
    Absence,
    Awarded,
    Decision,
    Disciplined,
    Entry,
    Graded,
    NotAwarded,
    NothingAwarded,
    NoWorks,
    Proposed,
    Record,
    Tally,
    Use,
    Work,
)
from tests.campaign.histories import DECEMBER, DECLARED, IMPORTED, WINTER, YEAR

PAPER = Decision("1/QĐ", date(2025, 1, 1))
YEARS = (2025, 2026)
MEMBERS = 3
OFTEN = ((1, 1), (1, 2), (2, 2))  # times in years


def entries(records: Sequence[Record], *, declared: Sequence[Record] = ()) -> tuple[Entry, ...]:
    return (*(Entry(r, IMPORTED) for r in records), *(Entry(r, DECLARED) for r in declared))


def awards(code: str, other: str) -> tuple[Entry, ...]:
    """For each of two years: given, given for something else, not given, nothing given; and some in between."""
    each: list[Record] = []
    for year in YEARS:
        each += [
            Awarded(year, code, PAPER, Ground.CONG_TRANG),
            Awarded(year, code, PAPER, Ground.DOT_XUAT),
            Awarded(year, other, PAPER, Ground.CONG_TRANG),
            NotAwarded(year, code),
            NothingAwarded(year),
        ]
    more: list[Record] = [Awarded(2026, code), Proposed(2026, code), NotAwarded(2026, other)]
    return entries([*each, *more], declared=[Awarded(2025, code, PAPER, Ground.CONG_TRANG)])


def works() -> tuple[Entry, ...]:
    """For each of two years: one that counts, one without paper, one used elsewhere, none at all."""
    each: list[Record] = []
    for year in YEARS:
        each += [
            Work(year, WorkKind.INITIATIVE, Scope.BO, "A", "12/QĐ"),
            Work(year, WorkKind.INITIATIVE, Scope.CO_SO, "B", "12/QĐ"),
            Work(year, WorkKind.INITIATIVE, Scope.TOAN_QUOC, "G", "12/QĐ"),
            Work(year, WorkKind.INITIATIVE, Scope.BO, "C"),
            Work(year, WorkKind.INITIATIVE, Scope.BO, "D", "12/QĐ", (Use("BK_BO_I", 2024),)),
            Work(year, WorkKind.INITIATIVE, Scope.BO, "E", "12/QĐ", (Use("CSTDCS", 2024),)),
            NoWorks(year, WorkKind.INITIATIVE),
        ]
    waiting = Work(2025, WorkKind.INITIATIVE, Scope.BO, "F", "12/QĐ")
    return entries(each, declared=[waiting])


def ratings() -> tuple[Entry, ...]:
    graded = [Graded(year, rating) for year in YEARS for rating in (Rating.HT, Rating.HT_TOT)]
    held: list[Record] = [Awarded(2025, "TTLDXS", PAPER), NotAwarded(2025, "TTLDXS"), NothingAwarded(2026)]
    discipline: list[Record] = [
        Disciplined(Penalty.CANH_CAO, date(2024, 1, 1), until)
        for until in (date(2025, 6, 1), date(2025, 12, 31), date(2027, 1, 1), None)
    ]
    return entries([*graded, *held, *discipline], declared=[Graded(2026, Rating.HT_XUAT_SAC)])


def tallies() -> tuple[Entry, ...]:
    figures = [(yes, unknown) for yes, unknown in product(range(4), range(2)) if yes + unknown <= MEMBERS]
    return entries([Tally(YEAR, Counted.LDTT, yes, MEMBERS, unknown) for yes, unknown in figures])


def absences() -> tuple[Entry, ...]:
    each = [Absence(YEAR, kind, 12, result) for kind, result in product(AbsenceKind, (None, *CourseResult))]
    return entries(each, declared=[Absence(YEAR, AbsenceKind.COURSE, 24, CourseResult.BELOW_KHA)])


TTLDXS_OR_RATED = (Rated(Rating.HT_TOT), Held("TTLDXS"))
FAMILIES: list[tuple[tuple[Entry, ...], list[Standard]]] = [
    (
        awards("CO_BO", "CO_TTCP"),
        [
            *(Times("CO_BO", count, years) for count, years in OFTEN),
            Held("CO_BO"),
            Holds("CO_BO"),
            Never("CO_BO"),
            Consecutive(2, (Held("CO_BO"),)),
            AnyOf((Held("CO_BO"), Held("CO_TTCP"))),
        ],
    ),
    (
        awards("BK_BO_C", "CO_TTCP"),
        [*(Times("BK_BO_C", count, years) for count, years in OFTEN), Holds("BK_BO_C")],
    ),
    (
        works(),
        [Works(WorkKind.INITIATIVE, Scope.BO, count, years) for count, years in product((1, 2), (1, 2))],
    ),
    (
        ratings(),
        [Rated(Rating.HT_TOT), Consecutive(2, (Rated(Rating.HT_TOT),)), Consecutive(2, TTLDXS_OR_RATED)],
    ),
    (tallies(), [Share(Counted.LDTT, 67), AtLeast(Counted.LDTT, 2), AtMost(Counted.LDTT, 1)]),
    (absences(), [Worked()]),
]
CASES = [
    (universe, asked, stage) for universe, standards in FAMILIES for asked in standards for stage in Stage
]


def consistent(universe: tuple[Entry, ...], largest: int) -> Iterator[tuple[Entry, ...]]:
    """Every choice of at most so many records of which no two contradict each other."""
    for size in range(1, largest + 1):
        for chosen in combinations(universe, size):
            if not any(contradict(a.record, b.record) for a, b in combinations(chosen, 2)):
                yield chosen


def answer(asked: Standard, past: History, stage: Stage) -> Truth:
    case = Case(WINTER.awards["CSTD_BO"], WINTER, SubjectKind.INDIVIDUAL, past, YEAR, DECEMBER, stage)
    return judge(case, asked).truth


@pytest.mark.parametrize(("universe", "asked", "stage"), CASES, ids=[f"{c[1]} {c[2]}" for c in CASES])
def test_without_one_record_no_answer_becomes_a_no(
    universe: tuple[Entry, ...], asked: Standard, stage: Stage
) -> None:
    for chosen in consistent(universe, 4):
        if answer(asked, History(chosen), stage) is Truth.NOT_MET:
            continue
        for left_out in range(len(chosen)):
            less = chosen[:left_out] + chosen[left_out + 1 :]
            assert answer(asked, History(less), stage) is not Truth.NOT_MET, (chosen, chosen[left_out])


@pytest.mark.parametrize("stage", Stage)
def test_without_one_record_of_a_predecessor_no_answer_becomes_a_no(stage: Stage) -> None:
    asked = Consecutive(2, TTLDXS_OR_RATED)
    choices = [(), *consistent(ratings()[:6], 2)]

    def merged(one: tuple[Entry, ...], other: tuple[Entry, ...]) -> History:
        before = tuple(Predecessor(name, 2025, History(e)) for name, e in (("A", one), ("B", other)))
        return History(entries([Graded(2026, Rating.HT_TOT)]), before)

    for one, other in product(choices, choices):
        if answer(asked, merged(one, other), stage) is Truth.NOT_MET:
            continue
        for left_out in range(len(one)):
            less = one[:left_out] + one[left_out + 1 :]
            assert answer(asked, merged(less, other), stage) is not Truth.NOT_MET


@pytest.mark.parametrize(("universe", "asked", "stage"), CASES, ids=[f"{c[1]} {c[2]}" for c in CASES])
def test_each_predicate_can_be_met_and_can_be_refused(
    universe: tuple[Entry, ...], asked: Standard, stage: Stage
) -> None:
    truths = {answer(asked, History(chosen), stage) for chosen in ((), *consistent(universe, 4))}
    refusable = not isinstance(asked, Holds)  # “at some time before”: no record can rule that out
    assert Truth.MET in truths
    assert (Truth.NOT_MET in truths) is refusable
