"""May this subject register for this title, and at the review: is it enough?

    March     Đủ điều kiện đăng ký | Cần phấn đấu thêm | Cần xem xét thêm
    December  ĐỦ | CHƯA ĐỦ | CẦN NGƯỜI XEM

What is not on record is never “no”. The year in progress is assumed to be striven for. Nothing is firm before the
secretary has confirmed the rules, nor after a row has ended since; and rows from weak sources never decide.

A hold (P5) and a discipline (P6) are the business of the head and the secretary. The person is told what would be told
without them; where they change that, only that the file needs a look.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from campaign.catalogue.model import Act, Award
from campaign.eligibility.asking import Case, Stage
from campaign.eligibility.doubts import doubts_about_rules, holds, out_of_force
from campaign.eligibility.judging import judge
from campaign.eligibility.reasons import TERM_KEYS, Finding, Reason, Value, Why, found, term
from campaign.eligibility.truth import Truth
from campaign.history.facts import SubjectKind
from campaign.history.history import History, Predecessor
from campaign.history.records import Disciplined, Hold
from campaign.plan.rule_set import RuleSet


class Answer(StrEnum):
    """The six answers; the values are text keys."""

    CAN_REGISTER = "eligibility.can_register"
    NEEDS_EFFORT = "eligibility.needs_effort"
    NEEDS_LOOK = "eligibility.needs_look"
    ENOUGH = "eligibility.enough"
    NOT_ENOUGH = "eligibility.not_enough"
    NEEDS_PERSON = "eligibility.needs_person"


class Viewer(StrEnum):
    """Who reads the answer."""

    PERSON = "person"  # the subject, colleagues, the đầu mối
    HEAD_OR_SECRETARY = "head_or_secretary"


class Registered(StrEnum):
    """Whether the subject had registered for it; without it there is a warning, not a refusal."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the rules say. The `basis` is printed with every answer: “căn cứ … (chưa đối chiếu Luật 06/2026)”."""

    award: Award
    answer: Answer
    reasons: tuple[Reason, ...]
    warnings: tuple[Reason, ...]
    basis: Reason

    @property
    def key(self) -> str:
        """The text key of the answer."""
        return self.answer.value

    def reasons_that(self, truth: Truth) -> tuple[Reason, ...]:
        """The reasons that speak for it (MET), against it (NOT_MET), or leave it open (UNKNOWN)."""
        return tuple(reason for reason in self.reasons if reason.truth is truth)


@dataclass(frozen=True, slots=True)
class UnknownAward:
    """The rule set has no row of this code."""

    code: str


@dataclass(frozen=True, slots=True)
class NotForRegistration:
    """The row is not for registering: it is proposed at once, acclaimed, elected or nominated."""

    award: Award


@dataclass(frozen=True, slots=True)
class Question:
    """Who asks what of whom: the row's code, the member or unit with what is on record, the year under review."""

    code: str
    subject: SubjectKind
    history: History
    year: int
    today: date
    viewer: Viewer


ANSWER_KEYS = tuple(answer.value for answer in Answer)
REASON_KEYS = (*ANSWER_KEYS, *(why.value for why in Why), *TERM_KEYS)


def at_registration(question: Question, rules: RuleSet) -> Opinion | UnknownAward | NotForRegistration:
    """What is said when somebody wants to strive for it; the year under review is still to be lived."""
    award = rules.awards.get(question.code)
    if award is None:
        return UnknownAward(question.code)
    if Act.REGISTER not in award.acts:
        return NotForRegistration(award)
    return _told(question, _case(question, award, rules, Stage.REGISTRATION), ())


def at_review(question: Question, rules: RuleSet, registered: Registered) -> Opinion | UnknownAward:
    """What is said at the review of the year, when everything should be on record."""
    award = rules.awards.get(question.code)
    if award is None:
        return UnknownAward(question.code)
    case = _case(question, award, rules, Stage.REVIEW)
    missing = Reason(Why.NOT_REGISTERED, Truth.MET, {}, case.cite("REGISTRATION"))
    return _told(question, case, (missing,) if registered is Registered.NO else ())


def _case(question: Question, award: Award, rules: RuleSet, stage: Stage) -> Case:
    return Case(award, rules, question.subject, question.history, question.year, question.today, stage)


def _told(question: Question, case: Case, warnings: tuple[Reason, ...]) -> Opinion:
    """The opinion as the viewer may hear it."""
    whole = _opinion(case, warnings)
    match question.viewer:
        case Viewer.HEAD_OR_SECRETARY:
            return whole
        case Viewer.PERSON:
            open_part = _opinion(replace(case, history=without_confidential(case.history)), warnings)
            return (
                open_part
                if _sounds_like(whole, open_part)
                else replace(open_part, answer=_unsure(case), reasons=())
            )
        case _:
            assert_never(question.viewer)


def _sounds_like(whole: Opinion, open_part: Opinion) -> bool:
    """Whether the confidential records change nothing, or hide behind an answer that needs a look anyway."""
    if open_part.answer in {Answer.NEEDS_LOOK, Answer.NEEDS_PERSON}:
        return True
    return (whole.answer, whole.reasons) == (open_part.answer, open_part.reasons)


def without_confidential(history: History) -> History:
    """The history without holds and disciplines, its predecessors' too."""
    entries = tuple(e for e in history.entries if not isinstance(e.record, Hold | Disciplined))
    before = tuple(
        Predecessor(p.name, p.last_year, without_confidential(p.history)) for p in history.predecessors
    )
    return History(entries, before)


def _opinion(case: Case, warnings: tuple[Reason, ...]) -> Opinion:
    finding = _weigh(case)
    doubts = (*holds(case), *doubts_about_rules(case))
    truth = Truth.UNKNOWN if doubts else finding.truth
    return Opinion(
        case.award,
        _answer(case.stage, truth),
        (*doubts, *finding.reasons),
        (*warnings, *out_of_force(case)),
        _basis(case.award),
    )


def _basis(award: Award) -> Reason:
    if not award.review_needed:
        return Reason(Why.BASIS, Truth.MET, {"citation": award.citation}, award.citation)
    values: dict[str, Value] = {"citation": award.citation, "note": award.basis_note}
    return Reason(Why.BASIS_UNREVIEWED, Truth.MET, values, award.citation)


def _weigh(case: Case) -> Finding:
    if case.subject not in case.award.subjects:
        values: dict[str, Value] = {"title": case.award.name, "subject": term(case.subject)}
        return found(Why.WRONG_SUBJECT, Truth.NOT_MET, values)
    return judge(case, case.award.standard)


def _answer(stage: Stage, truth: Truth) -> Answer:
    match stage, truth:
        case Stage.REGISTRATION, Truth.MET:
            return Answer.CAN_REGISTER
        case Stage.REGISTRATION, Truth.NOT_MET:
            return Answer.NEEDS_EFFORT
        case Stage.REVIEW, Truth.MET:
            return Answer.ENOUGH
        case Stage.REVIEW, Truth.NOT_MET:
            return Answer.NOT_ENOUGH
        case _:
            return Answer.NEEDS_LOOK if stage is Stage.REGISTRATION else Answer.NEEDS_PERSON


def _unsure(case: Case) -> Answer:
    return _answer(case.stage, Truth.UNKNOWN)
