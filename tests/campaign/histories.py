"""Histories for the tests of eligibility: short words for records, the shipped rules confirmed."""

from dataclasses import replace
from datetime import date

from campaign.catalogue.general import YearUnderReview
from campaign.eligibility.eligibility import Opinion, Question, Registered, Viewer, at_registration, at_review
from campaign.eligibility.reasons import Reason, Why
from campaign.eligibility.truth import Truth
from campaign.history.facts import Deed, Ground, Rating, Scope, SubjectKind, WorkKind
from campaign.history.history import History, Predecessor
from campaign.history.records import (
    Answered,
    Awarded,
    Decision,
    Entry,
    Graded,
    Happened,
    NotAwarded,
    Proof,
    Record,
    Source,
    Use,
    Work,
)
from campaign.ids import MemberId
from campaign.plan.rule_set import Confirmation, RuleSet, follow
from tests.campaign.test_catalogue_shipped import CATALOGUE

YEAR = 2026
MARCH, DECEMBER = date(2026, 3, 10), date(2026, 12, 12)
IMPORTED = Proof(Source.IMPORTED)
DECLARED = Proof(Source.DECLARED, "qd.pdf")
CONFIRMED = Proof(Source.DECLARED, "qd.pdf", MemberId(3))


def firm(on: date, setting: YearUnderReview = YearUnderReview.COUNTS) -> RuleSet:
    """The shipped rules as they stand on that day, confirmed on that day."""
    rules = follow(CATALOGUE, on, setting)
    return replace(rules, confirmation=Confirmation(MemberId(1), "Trần Thị B", on, rules.version))


SPRING, WINTER = firm(MARCH), firm(DECEMBER)


def history(*records: Record, proof: Proof = IMPORTED, predecessors: tuple[Predecessor, ...] = ()) -> History:
    return History(tuple(Entry(record, proof) for record in records), predecessors)


def graded(year: int, rating: str = "HT_XUAT_SAC") -> Graded:
    return Graded(year, Rating(rating))


def given(code: str, *years: int, ground: Ground | None = None) -> tuple[Awarded, ...]:
    """The award in each of the years, by a decision of the January after."""
    return tuple(Awarded(year, code, Decision(f"{year}/QĐ", date(year + 1, 1, 20)), ground) for year in years)


def merited(code: str, *years: int) -> tuple[Awarded, ...]:
    return given(code, *years, ground=Ground.CONG_TRANG)


def denied(code: str, year: int) -> NotAwarded:
    return NotAwarded(year, code)


def joined(year: int = YEAR, answer: Answered = Answered.YES) -> Happened:
    return Happened(year, Deed.JOINED_MOVEMENT, answer)


def initiative(
    year: int = YEAR, scope: str = "co_so", name: str = "Sáng kiến A", used: tuple[Use, ...] = ()
) -> Work:
    return Work(year, WorkKind.INITIATIVE, Scope(scope), name, "12/QĐ-SK", used)


def project(year: int = YEAR, scope: str = "co_so", name: str = "Đề tài A") -> Work:
    return Work(year, WorkKind.PROJECT, Scope(scope), name, "13/QĐ-ĐT")


def kind_of(code: str) -> SubjectKind:
    """The one kind of subject of the row; an individual where both are."""
    subjects = SPRING.awards[code].subjects
    return SubjectKind.INDIVIDUAL if SubjectKind.INDIVIDUAL in subjects else SubjectKind.COLLECTIVE


def question(code: str, past: History, today: date, viewer: Viewer) -> Question:
    return Question(code, kind_of(code), past, YEAR, today, viewer)


def spring(
    code: str, past: History, rules: RuleSet = SPRING, viewer: Viewer = Viewer.HEAD_OR_SECRETARY
) -> Opinion:
    """What is said at registration."""
    opinion = at_registration(question(code, past, MARCH, viewer), rules)
    assert isinstance(opinion, Opinion), opinion
    return opinion


def winter(
    code: str, past: History, rules: RuleSet = WINTER, viewer: Viewer = Viewer.HEAD_OR_SECRETARY
) -> Opinion:
    """What is said at the review."""
    opinion = at_review(question(code, past, DECEMBER, viewer), rules, Registered.YES)
    assert isinstance(opinion, Opinion), opinion
    return opinion


def whys(opinion: Opinion, truth: Truth | None = None) -> list[Why]:
    return [reason.why for reason in opinion.reasons if truth is None or reason.truth is truth]


def the(opinion: Opinion, why: Why) -> Reason:
    """The one reason of this kind."""
    (reason,) = [reason for reason in opinion.reasons if reason.why is why]
    return reason
