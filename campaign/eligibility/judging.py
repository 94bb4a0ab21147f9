"""Answers the standards of the catalogue from recorded history, in three values.

`all` is as weak as its weakest part, `any` as strong as its strongest. The reasons of a condition that holds are those
that make it hold; of one that does not, everything that was asked.
"""

from collections.abc import Iterable
from typing import assert_never

from campaign.catalogue.standards import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Consecutive,
    Did,
    Held,
    Holds,
    Meets,
    Merit,
    Never,
    Rated,
    Served,
    Share,
    Standard,
    Times,
    Weighed,
    Worked,
    Works,
    YearCondition,
)
from campaign.eligibility.asking import Case
from campaign.eligibility.awards_held import held_ever, held_for, held_times, never_held
from campaign.eligibility.reasons import Finding, Reason, Value, Why, found, term
from campaign.eligibility.truth import Truth, all_of, any_of
from campaign.eligibility.works_done import works_done
from campaign.eligibility.year_facts import counted, did, rated, served, worked
from campaign.history.facts import Judged


def judge(case: Case, standard: Standard) -> Finding:
    """Whether the standard holds in this case, and why."""
    match standard:
        case AllOf(parts):
            return every([judge(case, part) for part in parts])
        case AnyOf(parts):
            return one_of([judge(case, part) for part in parts])
        case Rated() | Held() | Holds() | Never() | Times() | Meets() | Consecutive():
            return _of_titles(case, standard)
        case Did() | Works() | Served() | Share() | AtLeast() | AtMost() | Worked() | Merit() | Weighed():
            return _of_this_year(case, standard)
        case _:
            assert_never(standard)


def every(findings: list[Finding]) -> Finding:
    """The conjunction, with all reasons."""
    return Finding(all_of(f.truth for f in findings), _reasons(findings))


def one_of(findings: list[Finding]) -> Finding:
    """The disjunction: with the reasons of the parts that hold, else with all, under the heading “one of”."""
    truth = any_of(f.truth for f in findings)
    if truth is Truth.MET:
        return Finding(truth, _reasons(f for f in findings if f.truth is Truth.MET))
    if len(findings) == 1:
        return findings[0]
    return Finding(truth, (Reason(Why.ONE_OF, truth, {"count": len(findings)}), *_reasons(findings)))


def _reasons(findings: Iterable[Finding]) -> tuple[Reason, ...]:
    """All of them, each once (CSTDCS and LDTT ask for the same grading)."""
    kept: list[Reason] = []
    for finding in findings:
        kept += [reason for reason in finding.reasons if reason not in kept]
    return tuple(kept)


def _of_titles(case: Case, asked: Rated | Held | Holds | Never | Times | Meets | Consecutive) -> Finding:
    match asked:
        case Rated() | Held():
            return _year_condition(case, asked, case.year)
        case Holds(code):
            return held_ever(case, code)
        case Never(code):
            return never_held(case, code)
        case Times(code, count, years):
            return held_times(case, code, count, years)
        case Meets(code):
            return _meets(case, code)
        case Consecutive():
            return _consecutive(case, asked)
        case _:
            assert_never(asked)


def _of_this_year(
    case: Case, asked: Did | Works | Served | Share | AtLeast | AtMost | Worked | Merit | Weighed
) -> Finding:
    match asked:
        case Did(deed):
            return did(case, deed)
        case Works():
            return works_done(case, asked)
        case Served():
            return served(case, asked)
        case Share() | AtLeast() | AtMost():
            return counted(case, asked)
        case Worked():
            return worked(case)
        case Merit(what):
            return _merit(case, what)
        case Weighed(what):
            return found(Why.JUDGEMENT, Truth.UNKNOWN, {"what": term(what)})
        case _:
            assert_never(asked)


def _year_condition(case: Case, condition: YearCondition, year: int) -> Finding:
    match condition:
        case Rated(at_least):
            return rated(case, at_least, year)
        case Held(code):
            return held_for(case, code, year)
        case _:
            assert_never(condition)


def _consecutive(case: Case, asked: Consecutive) -> Finding:
    years = case.years(asked.years)
    finding = every([one_of([_year_condition(case, c, year) for c in asked.of]) for year in years])
    values: dict[str, Value] = {"years": asked.years, "first": years[0], "last": years[-1]}
    return Finding(finding.truth, (Reason(Why.CONSECUTIVE, finding.truth, values), *finding.reasons))


def _meets(case: Case, code: str) -> Finding:
    award = case.rules.awards.get(code)
    if award is None:
        return found(Why.STANDARD_UNKNOWN, Truth.UNKNOWN, {"code": code})
    return judge(case, award.standard)


def _merit(case: Case, what: Judged) -> Finding:
    values: dict[str, Value] = {"what": term(what), "year": case.year}
    if case.still_open(case.year):
        return found(Why.STRIVE_MERIT, Truth.MET, values)
    return found(Why.JUDGEMENT, Truth.UNKNOWN, values)
