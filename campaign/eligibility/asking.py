"""How recorded history is asked: what speaks, what is only declared, whose years count, what a discipline undoes.

Every question is answered with MET, NOT_MET or UNKNOWN. NOT_MET needs a record that speaks against; a record that
nobody has confirmed, or two that cannot both be true, leave the answer open.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from campaign.catalogue.general import YearUnderReview
from campaign.catalogue.model import Award
from campaign.catalogue.wording import Wording
from campaign.eligibility.reasons import Finding, Reason, Value, Why, found
from campaign.eligibility.truth import Truth
from campaign.history.facts import SubjectKind
from campaign.history.history import History
from campaign.history.records import Disciplined, Entry, Record
from campaign.plan.rule_set import RuleSet

R = TypeVar("R", bound=Record)


class Stage(StrEnum):
    """At registration the year under review is still to be lived; at the review it is over."""

    REGISTRATION = "registration"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Case:
    """One subject, one award, one year: what is weighed. `today` is a date of the khối's own calendar."""

    award: Award
    rules: RuleSet
    subject: SubjectKind
    history: History
    year: int
    today: date
    stage: Stage

    @property
    def last_counted_year(self) -> int:
        """The last year of “3 (2) lần liên tục”, by the setting of the rule set."""
        counts = self.rules.year_under_review is YearUnderReview.COUNTS
        return self.year if counts else self.year - 1

    def years(self, count: int) -> range:
        """The last `count` years that count, the earliest first."""
        return range(self.last_counted_year - count + 1, self.last_counted_year + 1)

    def still_open(self, year: int) -> bool:
        """Whether something can still be striven for in that year."""
        return self.stage is Stage.REGISTRATION and year == self.year

    def title(self, code: str) -> Wording:
        """The name of a row; its code where the rule set does not have it."""
        award = self.rules.awards.get(code)
        return award.name if award else Wording(code, code)

    def cite(self, principle: str) -> str:
        """The source of a principle of the general rules; empty when it is not there."""
        known = self.rules.general.principles.get(principle)
        return known.citation if known else ""


@dataclass(frozen=True, slots=True)
class Recorded(Generic[R]):
    """Records of one kind with their entries: those that speak, and those that still wait for the head."""

    speaking: tuple[tuple[R, Entry], ...]
    waiting: tuple[Entry, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries that speak."""
        return tuple(entry for _, entry in self.speaking)

    @property
    def values(self) -> tuple[R, ...]:
        """The records that speak."""
        return tuple(record for record, _ in self.speaking)


def recorded(history: History, kind: type[R], wanted: Callable[[R], bool]) -> Recorded[R]:
    """The records of this kind that are wanted."""
    kept = [
        (entry.record, entry)
        for entry in history.entries
        if isinstance(entry.record, kind) and wanted(entry.record)
    ]
    speaking = tuple(pair for pair in kept if pair[1].proof.speaks)
    return Recorded(speaking, tuple(entry for _, entry in kept if not entry.proof.speaks))


def nothing_speaks(
    case: Case, year: int, waiting: tuple[Entry, ...], strive: Reason, missing: Reason
) -> Finding:
    """What follows when no record speaks: a waiting record leaves it open, an open year is striven for."""
    if waiting:
        return found(Why.UNCONFIRMED, Truth.UNKNOWN, {"year": year}, waiting)
    if case.still_open(year):
        return Finding(Truth.MET, (strive,))
    return Finding(Truth.UNKNOWN, (missing,))


def conflicting(year: int, entries: tuple[Entry, ...]) -> Finding:
    """Two records that cannot both be true leave the answer open."""
    return found(Why.CONFLICTING, Truth.UNKNOWN, {"year": year}, entries)


def in_year(case: Case, year: int, ask: Callable[[Case], Finding]) -> Finding:
    """The question put to the records of whoever existed in that year: the unit itself, or its predecessors.

    Several predecessors (a merger) have to agree; where they differ a person decides.
    """
    before = tuple(p for p in case.history.predecessors if year <= p.last_year)
    if not before:
        return ask(case)
    answers = [in_year(replace(case, history=p.history), year, ask) for p in before]
    names: dict[str, Value] = {"year": year, "names": ", ".join(p.name for p in before)}
    reasons = tuple(reason for answer in answers for reason in answer.reasons)
    truths = {answer.truth for answer in answers}
    if len(truths) == 1:
        truth = truths.pop()
        return Finding(truth, (Reason(Why.PREDECESSOR, truth, names), *reasons))
    return Finding(Truth.UNKNOWN, (Reason(Why.PREDECESSORS_DIFFER, Truth.UNKNOWN, names), *reasons))


def after_discipline(case: Case, year: int, finding: Finding) -> Finding:
    """The finding as far as the year counts after a discipline (P6, NĐ 152/2025 Đ.4(4)).

    Achievements count only from the end of the discipline: earlier years do not count, the year in which it ends does
    in part (a person decides), and an end that is not known leaves every year open.
    """
    if finding.truth is Truth.NOT_MET:
        return finding
    limits = [
        limit
        for entry in case.history.entries
        if isinstance(entry.record, Disciplined)
        and (limit := _limit(case, year, entry.record, entry)) is not None
    ]
    if not limits:
        return finding
    worst = min(limits, key=lambda reason: reason.truth)
    return Finding(min(finding.truth, worst.truth), (*finding.reasons, worst))


def _limit(case: Case, year: int, discipline: Disciplined, entry: Entry) -> Reason | None:
    source = case.cite("P6")
    if discipline.until is None:
        return Reason(Why.P6_END_UNKNOWN, Truth.UNKNOWN, {"year": year}, source, (entry,))
    if year > discipline.until.year:
        return None
    values: dict[str, Value] = {"year": year, "until": discipline.until}
    whole_year = discipline.until >= date(year, 12, 31)
    if whole_year and entry.proof.speaks:
        return Reason(Why.P6_NOT_COUNTED, Truth.NOT_MET, values, source, (entry,))
    return Reason(Why.P6_PART_OF_YEAR, Truth.UNKNOWN, values, source, (entry,))
