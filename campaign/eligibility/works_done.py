"""Initiatives and projects: recognised, of enough scope, in time, and each used once (P10).

P10 (CV 5007/BNV-TĐKT 2023, III.5.c): used for a commendation it is used up; used for a title it is not used for a
commendation. Whether one title may use what another title has used is disputed there: a person decides.
"""

from campaign.catalogue.model import Kind
from campaign.catalogue.standards import Works
from campaign.eligibility.asking import Case, after_discipline, recorded
from campaign.eligibility.reasons import Finding, Reason, Value, Why, found, term
from campaign.eligibility.truth import Truth
from campaign.history.records import Entry, NoWorks, Use, Work


def works_done(case: Case, asked: Works) -> Finding:
    """Whether there are at least `asked.count` of them in the last `asked.years` years, this year included."""
    years = range(case.year - asked.years + 1, case.year + 1)
    each = [finding for year in years for finding in _of_year(case, asked, year)]
    met = sum(finding.truth is Truth.MET for finding in each)
    closed = {year: _closed(case, asked, year) for year in years}
    values: dict[str, Value] = {
        "work": term(asked.kind),
        "scope": term(asked.scope),
        "count": asked.count,
        "found": met,
    }
    reasons = tuple(reason for finding in each for reason in finding.reasons)
    if met >= asked.count:
        return Finding(Truth.MET, (Reason(Why.WORKS_MET, Truth.MET, values), *reasons))
    if case.still_open(case.year) and not closed[case.year]:
        strive = _strive(case, asked, asked.count - met)
        return Finding(strive.truth, (*reasons, *strive.reasons))
    ruled_out = all(closed.values())
    truth, why = (Truth.NOT_MET, Why.WORKS_SHORT) if ruled_out else (Truth.UNKNOWN, Why.WORKS_OPEN)
    return Finding(truth, (Reason(why, truth, values), *reasons))


def _strive(case: Case, asked: Works, missing: int) -> Finding:
    values: dict[str, Value] = {
        "work": term(asked.kind),
        "scope": term(asked.scope),
        "count": missing,
        "year": case.year,
    }
    finding = found(Why.STRIVE_WORKS, Truth.MET, values)
    return after_discipline(case, case.year, finding)


def _of_year(case: Case, asked: Works, year: int) -> list[Finding]:
    """Each work of the year that would do, weighed."""
    works = recorded(
        case.history,
        Work,
        lambda r: r.year == year and r.kind is asked.kind and r.scope.rank >= asked.scope.rank,
    )
    weighed = [after_discipline(case, year, _weigh(case, work, entry)) for work, entry in works.speaking]
    waiting = [found(Why.UNCONFIRMED, Truth.UNKNOWN, {"year": year}, (entry,)) for entry in works.waiting]
    return weighed + waiting


def _closed(case: Case, asked: Works, year: int) -> bool:
    """Whether it is on record that there was none in the year, and nothing on record says otherwise."""
    none = recorded(case.history, NoWorks, lambda r: r.year == year and r.kind is asked.kind)
    some = recorded(case.history, Work, lambda r: r.year == year and r.kind is asked.kind)
    return bool(none.speaking) and not some.speaking and not some.waiting


def _weigh(case: Case, work: Work, entry: Entry) -> Finding:
    """One recorded work: recognised, and still free to be used here?"""
    this_use = Use(case.award.code, case.year)  # weighing again what was used here is no second use
    uses = [_after_use(case, work, use, entry) for use in work.used_by if use != this_use]
    if uses:
        return min(uses, key=lambda finding: finding.truth)
    values: dict[str, Value] = {"name": work.name, "year": work.year}
    if not work.document:
        return found(Why.WORK_PAPERLESS, Truth.UNKNOWN, values, (entry,))
    return found(Why.WORK_COUNTS, Truth.MET, values, (entry,))


def _after_use(case: Case, work: Work, use: Use, entry: Entry) -> Finding:
    """What an earlier use leaves of it for this award."""
    values: dict[str, Value] = {"name": work.name, "title": case.title(use.code), "year": use.year}
    before = case.rules.awards.get(use.code)
    kinds = {before.kind if before else Kind.INTERNAL, case.award.kind}
    if kinds == {Kind.TITLE} or Kind.INTERNAL in kinds:
        return found(Why.P10_DISPUTED, Truth.UNKNOWN, values, (entry,), case.cite("P10"))
    return found(Why.P10_USED, Truth.NOT_MET, values, (entry,), case.cite("P10"))
