"""What holds for every history: missing evidence is never a no, better evidence never worse, holds never shown."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from campaign.eligibility.asking import Case, Stage
from campaign.eligibility.eligibility import (
    Answer,
    Opinion,
    Question,
    Registered,
    Viewer,
    at_registration,
    at_review,
)
from campaign.eligibility.eligibility import without_confidential as bare
from campaign.eligibility.judging import judge
from campaign.eligibility.reasons import CONFIDENTIAL
from campaign.eligibility.truth import Truth
from campaign.history.facts import (
    AbsenceKind,
    Capacity,
    Counted,
    CourseResult,
    Deed,
    Ground,
    HoldKind,
    Penalty,
    Rating,
    Scope,
    WorkKind,
)
from campaign.history.history import History, Predecessor, contradict, contradictions
from campaign.history.records import (
    Absence,
    Answered,
    Awarded,
    Decision,
    Disciplined,
    Entry,
    Graded,
    Happened,
    Hold,
    NotAwarded,
    NothingAwarded,
    NoWorks,
    Proposed,
    Record,
    Service,
    Tally,
    Use,
    Work,
)
from tests.campaign.histories import CONFIRMED, DECEMBER, DECLARED, IMPORTED, MARCH, SPRING, WINTER, YEAR

CODES = st.sampled_from(sorted(WINTER.awards))
YEARS = st.integers(2021, YEAR)
DAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))
LATER = st.none() | DAYS
DECISIONS = st.none() | st.builds(Decision, st.just("1/QĐ"), DAYS)
USES = st.lists(st.builds(Use, CODES, YEARS), max_size=1).map(tuple)


def tally(year: int, of: Counted, yes: int, unknown: int, others: int) -> Tally:
    return Tally(year, of, yes, yes + unknown + others, unknown)


RECORDS: st.SearchStrategy[Record] = st.one_of(
    st.builds(Graded, YEARS, st.sampled_from(Rating)),
    st.builds(Awarded, YEARS, CODES, DECISIONS, st.none() | st.sampled_from(Ground)),
    st.builds(Proposed, YEARS, CODES),
    st.builds(NotAwarded, YEARS, CODES),
    st.builds(NothingAwarded, YEARS),
    st.builds(
        Work,
        YEARS,
        st.sampled_from(WorkKind),
        st.sampled_from(Scope),
        st.sampled_from(["A", "B", "C"]),
        st.sampled_from(["", "12/QĐ-SK"]),
        USES,
    ),
    st.builds(NoWorks, YEARS, st.sampled_from(WorkKind)),
    st.builds(Happened, YEARS, st.sampled_from(Deed), st.sampled_from(Answered)),
    st.builds(tally, YEARS, st.sampled_from(Counted), *[st.integers(0, 9)] * 3),
    st.builds(Disciplined, st.sampled_from(Penalty), DAYS, LATER),
    st.builds(Hold, st.sampled_from(HoldKind), DAYS, LATER),
    st.builds(
        Absence,
        YEARS,
        st.sampled_from(AbsenceKind),
        st.integers(1, 24),
        st.none() | st.sampled_from(CourseResult),
    ),
    st.builds(Service, st.sampled_from(Capacity), st.dates(date(1990, 1, 1), date(2026, 1, 1)), LATER),
)
ENTRIES = st.builds(Entry, RECORDS, st.sampled_from([IMPORTED, CONFIRMED, DECLARED]))


def consistent(entries: list[Entry]) -> tuple[Entry, ...]:
    """The entries without those that contradict an earlier one: what an import lets in."""
    kept: list[Entry] = []
    for entry in entries:
        if not any(contradict(entry.record, other.record) for other in kept):
            kept.append(entry)
    return tuple(kept)


FACTS = st.lists(ENTRIES, max_size=14).map(consistent)
SINGLE = st.builds(History, FACTS)


def merged(entries: tuple[Entry, ...], before: list[History], last_year: int) -> History:
    return History(entries, tuple(Predecessor(f"Đơn vị {i}", last_year, h) for i, h in enumerate(before)))


HISTORIES = st.builds(merged, FACTS, st.lists(SINGLE, max_size=2), st.integers(2021, 2025))
STAGES = st.sampled_from(Stage)


def truth(code: str, past: History, stage: Stage) -> Truth:
    row = WINTER.awards[code]
    subject = min(row.subjects)
    today = MARCH if stage is Stage.REGISTRATION else DECEMBER
    return judge(Case(row, WINTER, subject, past, YEAR, today, stage), row.standard).truth


def opinion(code: str, past: History, viewer: Viewer) -> Opinion:
    subject = min(WINTER.awards[code].subjects)
    told = at_review(Question(code, subject, past, YEAR, DECEMBER, viewer), WINTER, Registered.YES)
    assert isinstance(told, Opinion)
    return told


def size(past: History) -> int:
    return len(past.entries) + sum(len(p.history.entries) for p in past.predecessors)


def less_one(past: History, index: int) -> History:
    """The history without one entry, its own or a predecessor's."""
    own = len(past.entries)
    if index < own:
        return replace(past, entries=past.entries[:index] + past.entries[index + 1 :])
    index -= own
    changed = list(past.predecessors)
    for place, before in enumerate(past.predecessors):
        if index < len(before.history.entries):
            kept = before.history.entries[:index] + before.history.entries[index + 1 :]
            changed[place] = replace(before, history=replace(before.history, entries=kept))
            break
        index -= len(before.history.entries)
    return replace(past, predecessors=tuple(changed))


@settings(max_examples=200)
@given(CODES, HISTORIES, STAGES, st.data())
def test_removing_evidence_never_makes_a_no(
    code: str, past: History, stage: Stage, data: st.DataObject
) -> None:
    before = truth(code, past, stage)
    assume(size(past))
    less = less_one(past, data.draw(st.integers(0, size(past) - 1)))
    if before is not Truth.NOT_MET:
        assert truth(code, less, stage) is not Truth.NOT_MET


@given(CODES, STAGES)
def test_without_any_evidence_nothing_is_a_no(code: str, stage: Stage) -> None:
    assert truth(code, History(), stage) is not Truth.NOT_MET


@settings(max_examples=100)
@given(CODES, HISTORIES)
def test_what_is_enough_in_december_could_be_registered_in_march(code: str, past: History) -> None:
    if truth(code, past, Stage.REVIEW) is Truth.MET:
        assert truth(code, past, Stage.REGISTRATION) is Truth.MET


@settings(max_examples=100)
@given(CODES, HISTORIES)
def test_a_year_still_to_be_lived_is_never_worse_than_the_same_year_over(code: str, past: History) -> None:
    assert truth(code, past, Stage.REGISTRATION) >= truth(code, past, Stage.REVIEW)


@settings(max_examples=100)
@given(CODES, FACTS, STAGES, YEARS)
def test_a_better_grading_never_makes_the_answer_worse(
    code: str, entries: tuple[Entry, ...], stage: Stage, year: int
) -> None:
    others = tuple(e for e in entries if not (isinstance(e.record, Graded) and e.record.year == year))
    truths = [
        truth(code, History((*others, Entry(Graded(year, rating), IMPORTED))), stage) for rating in Rating
    ]
    assert truths == sorted(truths)


@settings(max_examples=100)
@given(CODES, SINGLE, STAGES)
def test_confirming_what_was_declared_never_leaves_less_decided_against(
    code: str, past: History, stage: Stage
) -> None:
    """A declared record that waits keeps an answer open; it never turns one into a no by itself."""
    waiting = History(tuple(e for e in past.entries if e.proof.speaks))
    if truth(code, waiting, stage) is not Truth.NOT_MET:
        assert truth(code, past, stage) is not Truth.NOT_MET


@settings(max_examples=100)
@given(CODES, HISTORIES)
def test_the_person_hears_nothing_that_depends_on_a_hold_or_a_discipline(code: str, past: History) -> None:
    told = opinion(code, past, Viewer.PERSON)
    assert not CONFIDENTIAL & {reason.why for reason in told.reasons}
    shown = [entry.record for reason in told.reasons for entry in reason.entries]
    assert not any(isinstance(record, Hold | Disciplined) for record in shown)
    open_part = opinion(code, bare(past), Viewer.PERSON)
    assert told == open_part or (told.answer, told.reasons) == (Answer.NEEDS_PERSON, ())


@settings(max_examples=100)
@given(CODES, HISTORIES, st.sampled_from(HoldKind))
def test_a_hold_always_asks_for_a_person(code: str, past: History, kind: HoldKind) -> None:
    hold = Entry(Hold(kind, DECEMBER - timedelta(days=3), None), IMPORTED)
    held = replace(past, entries=(*past.entries, hold))
    for viewer in Viewer:
        assert opinion(code, held, viewer).answer is Answer.NEEDS_PERSON


@settings(max_examples=100)
@given(CODES, HISTORIES)
def test_rules_nobody_confirmed_never_decide(code: str, past: History) -> None:
    loose = replace(SPRING, confirmation=None)
    subject = min(SPRING.awards[code].subjects)
    for viewer in Viewer:
        asked = Question(code, subject, past, YEAR, MARCH, viewer)
        registration, review = at_registration(asked, loose), at_review(asked, loose, Registered.YES)
        if isinstance(registration, Opinion):
            assert registration.answer is Answer.NEEDS_LOOK
        assert isinstance(review, Opinion)
        assert review.answer is Answer.NEEDS_PERSON


@given(RECORDS, RECORDS)
def test_contradiction_has_no_direction(one: Record, other: Record) -> None:
    assert contradict(one, other) is contradict(other, one)
    assert not contradict(one, one)


@given(FACTS)
def test_what_an_import_lets_in_has_no_contradictions(entries: tuple[Entry, ...]) -> None:
    assert contradictions(History(entries)) == ()
