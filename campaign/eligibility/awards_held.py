"""Was a title or award given: for a year, often enough, ever? (P4: đột xuất and chuyên đề do not count.)"""

from collections.abc import Callable

from campaign.catalogue.model import Kind
from campaign.eligibility.asking import Case, after_discipline, conflicting, in_year, nothing_speaks, recorded
from campaign.eligibility.reasons import Finding, Reason, Value, Why, found, term
from campaign.eligibility.truth import Truth
from campaign.history.facts import Ground
from campaign.history.history import History
from campaign.history.records import Awarded, Entry, NotAwarded, NothingAwarded, Proposed

_NOT_COUNTED = frozenset({Ground.DOT_XUAT, Ground.PHONG_TRAO})


def held_for(case: Case, code: str, year: int) -> Finding:
    """Whether the title or award was given for the year and counts towards a higher one."""
    return in_year(case, year, lambda own: after_discipline(own, year, _held(own, code, year)))


def _held(case: Case, code: str, year: int) -> Finding:
    codes = satisfied_by(case, code)
    values: dict[str, Value] = {"year": year, "title": case.title(code)}
    given = recorded(case.history, Awarded, lambda r: r.year == year and r.code in codes)
    denials = _denials(case.history, codes, year)
    if given.speaking:
        if denials and _denied(codes, denials):
            return conflicting(year, given.entries + denials)
        best = _best([_weigh(case, record, entry) for record, entry in given.speaking])
        if best.truth is not Truth.NOT_MET:
            return best
        return _absent(case, year, values, given.waiting, best.reasons)  # P4: as if it were not there
    proposed = recorded(case.history, Proposed, lambda r: r.year == year == case.year and r.code in codes)
    if proposed.speaking and not denials:
        return found(Why.HELD_PROPOSED, Truth.MET, values, proposed.entries)
    if denials and _denied(codes, denials):
        return found(Why.HELD_NOT, Truth.NOT_MET, values, denials)
    return _absent(case, year, values, given.waiting + proposed.waiting, ())


def _absent(
    case: Case, year: int, values: dict[str, Value], waiting: tuple[Entry, ...], also: tuple[Reason, ...]
) -> Finding:
    missing = Why.HELD_AWAITED if year == case.year else Why.HELD_MISSING
    strive = Reason(Why.STRIVE_TITLE, Truth.MET, values)
    finding = nothing_speaks(case, year, waiting, strive, Reason(missing, Truth.UNKNOWN, values))
    return Finding(finding.truth, (*also, *finding.reasons))


def satisfied_by(case: Case, code: str) -> frozenset[str]:
    """The code itself and every row that counts as it."""
    also = (award.code for award in case.rules.awards.values() if code in award.counts_as)
    return frozenset({code, *also})


def _denials(history: History, codes: frozenset[str], year: int) -> tuple[Entry, ...]:
    single = recorded(history, NotAwarded, lambda r: r.year == year and r.code in codes)
    whole = recorded(history, NothingAwarded, lambda r: r.year == year)
    return single.entries + whole.entries


def _denied(codes: frozenset[str], denials: tuple[Entry, ...]) -> bool:
    """Whether the records rule out every row that would do."""
    records = [entry.record for entry in denials]
    if any(isinstance(record, NothingAwarded) for record in records):
        return True
    return codes <= {record.code for record in records if isinstance(record, NotAwarded)}


def _weigh(case: Case, record: Awarded, entry: Entry) -> Finding:
    """One recorded award: does it count towards a higher one?"""
    values: dict[str, Value] = {"year": record.year, "title": case.title(record.code)}
    known = case.rules.awards.get(record.code)
    ground = record.ground
    if ground is None and known is not None and known.kind is Kind.TITLE:
        ground = Ground.CONG_TRANG  # a title is given for the year's work
    if ground is None:
        return found(Why.GROUND_MISSING, Truth.UNKNOWN, values, (entry,), case.cite("P4"))
    if ground in _NOT_COUNTED:
        said = values | {"ground": term(ground)}
        return found(Why.P4_NOT_COUNTED, Truth.NOT_MET, said, (entry,), case.cite("P4"))
    if ground is not Ground.CONG_TRANG:
        return found(Why.GROUND_OTHER, Truth.UNKNOWN, values | {"ground": term(ground)}, (entry,))
    if record.decision is None:
        return found(Why.DECISION_MISSING, Truth.UNKNOWN, values, (entry,))
    return found(Why.HELD, Truth.MET, values, (entry,))


def held_times(case: Case, code: str, count: int, years: int) -> Finding:
    """Whether it was given in at least `count` of the last `years` years.

    Once a year: a second award of one year is for something else than the year's work, which does not count (P4).
    """
    by_year = [held_for(case, code, year) for year in case.years(years)]
    met = sum(finding.truth is Truth.MET for finding in by_year)
    open_years = sum(finding.truth is Truth.UNKNOWN for finding in by_year)
    reasons = tuple(reason for finding in by_year for reason in finding.reasons)
    values: dict[str, Value] = {"title": case.title(code), "count": count, "years": years, "found": met}
    if met >= count:
        return Finding(Truth.MET, (Reason(Why.TIMES_MET, Truth.MET, values), *reasons))
    ruled_out = met + open_years < count
    truth = Truth.NOT_MET if ruled_out else Truth.UNKNOWN
    why = Why.TIMES_SHORT if ruled_out else Why.TIMES_OPEN
    return Finding(truth, (Reason(why, truth, values), *reasons))


def _best(findings: list[Finding]) -> Finding:
    """The strongest of several, with the reasons of all that are as strong."""
    truth = max(finding.truth for finding in findings)
    return Finding(truth, tuple(r for finding in findings if finding.truth is truth for r in finding.reasons))


def held_ever(case: Case, code: str) -> Finding:
    """Whether it was given in any year before, by decision; P6 does not take back what was given."""
    codes = satisfied_by(case, code)
    values: dict[str, Value] = {"title": case.title(code)}
    findings = [
        _weigh(case, record, entry) for record, entry in _ever(case.history, lambda r: r.code in codes)
    ]
    counting = [finding for finding in findings if finding.truth is not Truth.NOT_MET]
    if counting:
        return _best(counting)
    also = tuple(reason for finding in findings for reason in finding.reasons)
    return Finding(Truth.UNKNOWN, (*also, Reason(Why.NEVER_RECORDED, Truth.UNKNOWN, values)))


def never_held(case: Case, code: str) -> Finding:
    """Whether it was never given; nothing on record means never, because the record would be there."""
    given = _ever(case.history, lambda r: r.code == code)
    if given:
        record, entry = given[0]
        values: dict[str, Value] = {"title": case.title(code), "year": record.year}
        return found(Why.ALREADY_GIVEN, Truth.NOT_MET, values, (entry,))
    waiting = recorded(case.history, Awarded, lambda r: r.code == code).waiting
    if waiting:
        return found(Why.UNCONFIRMED, Truth.UNKNOWN, {"year": case.year}, waiting)
    return Finding(Truth.MET)


def _ever(history: History, wanted: Callable[[Awarded], bool]) -> tuple[tuple[Awarded, Entry], ...]:
    own = recorded(history, Awarded, wanted).speaking
    return own + tuple(pair for p in history.predecessors for pair in _ever(p.history, wanted))
