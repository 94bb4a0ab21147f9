"""What the records of single years say: grading, deeds, counts of a collective, absences, years of service."""

from datetime import date
from typing import assert_never

from campaign.catalogue.standards import AtLeast, AtMost, Served, Share
from campaign.eligibility.asking import Case, after_discipline, conflicting, in_year, nothing_speaks, recorded
from campaign.eligibility.reasons import Finding, Reason, Value, Why, found, term
from campaign.eligibility.truth import Truth, all_of
from campaign.history.facts import AbsenceKind, CourseResult, Deed, Rating
from campaign.history.records import Absence, Answered, Entry, Graded, Happened, Service, Tally

MONTHS_OF_A_LONG_COURSE = 12  # TT 03/2024/TT-TTCP: from a year on the result counts


def rated(case: Case, at_least: Rating, year: int) -> Finding:
    """Whether the grading of the year is good enough."""
    return in_year(case, year, lambda own: after_discipline(own, year, _rated(own, at_least, year)))


def _rated(case: Case, at_least: Rating, year: int) -> Finding:
    graded = recorded(case.history, Graded, lambda r: r.year == year)
    values: dict[str, Value] = {"year": year, "needed": term(at_least)}
    if not graded.speaking:
        strive = Reason(Why.STRIVE_RATING, Truth.MET, values)
        return nothing_speaks(
            case, year, graded.waiting, strive, Reason(Why.RATING_MISSING, Truth.UNKNOWN, values)
        )
    if len(set(graded.values)) > 1:
        return conflicting(year, graded.entries)
    rating = graded.values[0].rating
    values["rating"] = term(rating)
    if rating.rank >= at_least.rank:
        return found(Why.RATED, Truth.MET, values, graded.entries)
    return found(Why.RATED_BELOW, Truth.NOT_MET, values, graded.entries)


def did(case: Case, deed: Deed) -> Finding:
    """Whether a yes-or-no fact of the year under review is on record."""
    return in_year(case, case.year, lambda own: _did(own, deed))


def _did(case: Case, deed: Deed) -> Finding:
    happened = recorded(case.history, Happened, lambda r: r.year == case.year and r.deed is deed)
    values: dict[str, Value] = {"deed": term(deed), "year": case.year}
    if not happened.speaking:
        strive = Reason(Why.STRIVE_DEED, Truth.MET, values)
        missing = Reason(Why.DEED_MISSING, Truth.UNKNOWN, values)
        return nothing_speaks(case, case.year, happened.waiting, strive, missing)
    if len(set(happened.values)) > 1:
        return conflicting(case.year, happened.entries)
    if happened.values[0].answer is Answered.YES:
        return found(Why.DEED_DONE, Truth.MET, values, happened.entries)
    return found(Why.DEED_NOT, Truth.NOT_MET, values, happened.entries)


Count = Share | AtLeast | AtMost


def counted(case: Case, asked: Count) -> Finding:
    """Whether enough (or few enough) members of the collective are counted in the year under review."""
    return in_year(case, case.year, lambda own: _counted(own, asked))


def _counted(case: Case, asked: Count) -> Finding:
    tally = recorded(case.history, Tally, lambda r: r.year == case.year and r.of is asked.of)
    if not tally.speaking:
        missing: dict[str, Value] = {"counted": term(asked.of), "year": case.year}
        return nothing_speaks(
            case,
            case.year,
            tally.waiting,
            _strive(case, asked),
            Reason(Why.TALLY_MISSING, Truth.UNKNOWN, missing),
        )
    if len(set(tally.values)) > 1:
        return conflicting(case.year, tally.entries)
    return _compare(asked, tally.values[0], tally.entries)


def _strive(case: Case, asked: Count) -> Reason:
    values: dict[str, Value] = {"counted": term(asked.of), "needed": _needed(asked), "year": case.year}
    match asked:
        case Share():
            why = Why.STRIVE_SHARE
        case AtLeast():
            why = Why.STRIVE_LEAST
        case AtMost():
            why = Why.STRIVE_MOST
        case _:
            assert_never(asked)
    return Reason(why, Truth.MET, values)


def _needed(asked: Count) -> int:
    return asked.percent if isinstance(asked, Share) else asked.count


def _compare(asked: Count, tally: Tally, entries: tuple[Entry, ...]) -> Finding:
    """Exact integers; members of whom nothing is known may turn out either way."""
    lowest, highest = tally.yes, tally.yes + tally.unknown
    match asked:
        case Share(percent=percent):
            yes, maybe = (n * 100 >= percent * tally.members > 0 for n in (lowest, highest))
            whys = Why.SHARE_SHORT, Why.SHARE_OPEN, Why.SHARE_MET
            maybe = maybe or tally.members == 0  # nobody there: nothing to take a share of
        case AtLeast(count=count):
            yes, maybe = (n >= count for n in (lowest, highest))
            whys = Why.LEAST_SHORT, Why.LEAST_OPEN, Why.LEAST_MET
        case AtMost(count=count):
            yes, maybe = (n <= count for n in (highest, lowest))
            whys = Why.MOST_OVER, Why.MOST_OPEN, Why.MOST_MET
        case _:
            assert_never(asked)
    truth = Truth.MET if yes else Truth.UNKNOWN if maybe else Truth.NOT_MET
    values: dict[str, Value] = {
        "counted": term(tally.of),
        "needed": _needed(asked),
        "yes": tally.yes,
        "members": tally.members,
        "unknown": tally.unknown,
    }
    return found(whys[truth], truth, values, entries)


def worked(case: Case) -> Finding:
    """Whether the year counts as worked; nothing on record means that nobody was away."""
    absent = recorded(case.history, Absence, lambda r: r.year == case.year)
    if absent.waiting:
        return found(Why.UNCONFIRMED, Truth.UNKNOWN, {"year": case.year}, absent.waiting)
    each = [_worked(case, absence, entry) for absence, entry in absent.speaking]
    return Finding(all_of(f.truth for f in each), tuple(reason for f in each for reason in f.reasons))


def _worked(case: Case, absence: Absence, entry: Entry) -> Finding:
    values: dict[str, Value] = {"year": case.year, "months": absence.months}
    match absence.kind:
        case AbsenceKind.MATERNITY:
            return found(Why.P7_MATERNITY, Truth.MET, values, (entry,), case.cite("P7"))
        case AbsenceKind.OTHER:
            return found(Why.ABSENCE_LOOK, Truth.UNKNOWN, values, (entry,))
        case AbsenceKind.COURSE:
            why, truth = _course(absence)
            return found(why, truth, values, (entry,), case.cite("COURSE"))
        case _:
            assert_never(absence.kind)


def _course(absence: Absence) -> tuple[Why, Truth]:
    if absence.months < MONTHS_OF_A_LONG_COURSE or absence.result is CourseResult.KHA_OR_BETTER:
        return Why.COURSE_COUNTS, Truth.MET
    if absence.result is CourseResult.BELOW_KHA:
        return Why.COURSE_BELOW, Truth.NOT_MET
    return Why.COURSE_OPEN, Truth.UNKNOWN


def served(case: Case, asked: Served) -> Finding:
    """Whether the years in the capacity suffice, counted to 1 September (TT 02/2024/TT-TTCP Đ.6).

    Maternity leave does not interrupt them (P7), nor does a course; of another absence a person has to judge.
    """
    service = recorded(case.history, Service, lambda r: r.capacity is asked.capacity)
    values: dict[str, Value] = {"capacity": term(asked.capacity), "years": asked.years}
    if not service.speaking:
        if service.waiting:
            return found(Why.UNCONFIRMED, Truth.UNKNOWN, {"year": case.year}, service.waiting)
        return found(Why.SERVICE_MISSING, Truth.UNKNOWN, values)
    if len(set(service.values)) > 1:
        return conflicting(case.year, service.entries)
    stretch = service.values[0]
    counted_to = min(stretch.until or date.max, date(case.year, 9, 1))
    values["day"] = counted_to
    if _years_later(stretch.since, asked.years) <= counted_to:
        return _uninterrupted(case, found(Why.SERVED, Truth.MET, values, service.entries))
    return found(Why.SERVED_SHORT, Truth.NOT_MET, values, service.entries)


def _uninterrupted(case: Case, finding: Finding) -> Finding:
    away = recorded(case.history, Absence, lambda r: r.kind is AbsenceKind.OTHER)
    if not away.speaking and not away.waiting:
        return finding
    values: dict[str, Value] = {"year": case.year, "months": sum(absence.months for absence in away.values)}
    reason = Reason(Why.ABSENCE_LOOK, Truth.UNKNOWN, values, "", away.entries + away.waiting)
    return Finding(Truth.UNKNOWN, (*finding.reasons, reason))


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)
