"""One row of a history file -> one record, by the row's kind."""

import re
from types import MappingProxyType

from campaign.history.cells import Cells
from campaign.history.facts import AbsenceKind, Counted, Deed, SubjectKind, WorkKind
from campaign.history.file import HistoryFault
from campaign.history.records import (
    Absence,
    Awarded,
    Disciplined,
    Graded,
    Happened,
    Hold,
    NotAwarded,
    NothingAwarded,
    NoWorks,
    Record,
    Service,
    Tally,
    Use,
    Work,
)
from campaign.history.words import Column, RowKind
from campaign.search import search_key, tidy

WITHOUT_YEAR = frozenset({RowKind.DISCIPLINE, RowKind.HOLD, RowKind.SERVICE})
OF_UNITS = frozenset(
    {
        RowKind.FIRST_IN_CLUSTER,
        RowKind.OVER_TARGET,
        RowKind.UNITY,
        RowKind.TALLY_RATED_HT,
        RowKind.TALLY_LDTT,
        RowKind.TALLY_CSTDCS,
        RowKind.TALLY_DISCIPLINED,
    }
)
OF_PEOPLE = frozenset({RowKind.MATERNITY, RowKind.COURSE, RowKind.ABSENCE, RowKind.SERVICE})
MOST_MEMBERS = 100_000
MOST_MONTHS = 60

_TALLIES = MappingProxyType(
    {
        RowKind.TALLY_RATED_HT: Counted.RATED_HT,
        RowKind.TALLY_LDTT: Counted.LDTT,
        RowKind.TALLY_CSTDCS: Counted.CSTDCS,
        RowKind.TALLY_DISCIPLINED: Counted.DISCIPLINED,
    }
)
_ABSENCES = MappingProxyType(
    {
        RowKind.MATERNITY: AbsenceKind.MATERNITY,
        RowKind.COURSE: AbsenceKind.COURSE,
        RowKind.ABSENCE: AbsenceKind.OTHER,
    }
)
_SHARE = re.compile(r"(\d{1,6})\s*/\s*(\d{1,6})")
_MONTHS = re.compile(r"(\d{1,3})(?: (?:thang|months?|month))?(?: (.+))?")
_USE = re.compile(r"(.+?)[\s,(]+(\d{4})\)?")


def record_of(cells: Cells, year: int) -> Record | None:
    """The record of the row; None when something is wrong with it. `year` is 0 where the kind needs none."""
    match cells.kind:
        case RowKind.RATING:
            rating = cells.word(Column.VALUE, cells.words.ratings)
            return Graded(year, rating) if rating else None
        case RowKind.AWARD | RowKind.NOT_AWARDED:
            return _award(cells, year)
        case RowKind.INITIATIVE | RowKind.PROJECT:
            return _work(cells, year)
        case RowKind.DISCIPLINE | RowKind.HOLD | RowKind.SERVICE:
            return _period(cells)
        case RowKind.MATERNITY | RowKind.COURSE | RowKind.ABSENCE:
            return _absence(cells, year)
        case _:
            return _of_the_year(cells, year)


def _award(cells: Cells, year: int) -> Record | None:
    value = cells.texts[Column.VALUE]
    if cells.kind is RowKind.NOT_AWARDED and search_key(value) in cells.words.everything:
        return NothingAwarded(year)
    known = len(cells.errors)
    code = cells.award(value, Column.VALUE)
    if cells.kind is RowKind.NOT_AWARDED:
        return NotAwarded(year, code) if code else None
    ground = cells.word(Column.GROUND, cells.words.grounds) if cells.texts[Column.GROUND] else None
    decision = cells.decision()
    return None if len(cells.errors) > known else Awarded(year, code, decision, ground)


def _work(cells: Cells, year: int) -> Record | None:
    kind = WorkKind.INITIATIVE if cells.kind is RowKind.INITIATIVE else WorkKind.PROJECT
    name = cells.texts[Column.VALUE]
    if search_key(name) in cells.words.none:
        return NoWorks(year, kind)
    known = len(cells.errors)
    scope = cells.word(Column.LEVEL, cells.words.scopes)
    cells.day(Column.DECIDED)
    document = ", ".join(filter(None, (cells.texts[Column.NUMBER], cells.texts[Column.DECIDED])))
    uses = _uses(cells)
    if scope is None or len(cells.errors) > known:
        return None
    return Work(year, kind, scope, name, document if cells.texts[Column.NUMBER] else "", uses)


def _uses(cells: Cells) -> tuple[Use, ...]:
    """“CSTDCS 2025; Bằng khen 2026”: for what it was used before (P10)."""
    uses: list[Use] = []
    for piece in filter(None, map(tidy, cells.texts[Column.USED].split(";"))):
        match = _USE.fullmatch(piece)
        if match is None:
            cells.wrong(HistoryFault.NOT_A_USE, Column.USED, value=piece[:60])
        elif code := cells.award(match[1], Column.USED):
            uses.append(Use(code, int(match[2])))
    return tuple(uses)


def _period(cells: Cells) -> Record | None:
    period = cells.period()
    match cells.kind:
        case RowKind.DISCIPLINE:
            penalty = cells.word(Column.VALUE, cells.words.penalties)
            return Disciplined(penalty, *period) if penalty and period else None
        case RowKind.HOLD:
            hold = cells.word(Column.VALUE, cells.words.holds)
            return Hold(hold, *period) if hold and period else None
        case _:
            capacity = cells.word(Column.VALUE, cells.words.capacities)
            return Service(capacity, *period) if capacity and period else None


def _absence(cells: Cells, year: int) -> Record | None:
    """“6 tháng”; of a course also its result: “14 tháng, khá”."""
    kind = _ABSENCES[cells.kind]
    match = _MONTHS.fullmatch(search_key(cells.texts[Column.VALUE]))
    months = int(match[1]) if match else 0
    if match is None or not 0 < months <= MOST_MONTHS or (match[2] and kind is not AbsenceKind.COURSE):
        cells.value_wrong(HistoryFault.NOT_MONTHS, Column.VALUE)
        return None
    if not match[2]:
        return Absence(year, kind, months)
    result = cells.words.courses.known.get(match[2])
    if result is None:
        cells.value_wrong(HistoryFault.UNKNOWN_WORD, Column.VALUE, known=cells.words.courses.listed)
        return None
    return Absence(year, kind, months, result)


def _of_the_year(cells: Cells, year: int) -> Record | None:
    """A count of a collective, or a yes or no."""
    if cells.kind in _TALLIES:
        return _tally(cells, year, _TALLIES[cells.kind])
    answer = cells.word(Column.VALUE, cells.words.answers)
    return Happened(year, Deed(cells.kind.value), answer) if answer else None


def _tally(cells: Cells, year: int, of: Counted) -> Tally | None:
    text = cells.texts[Column.VALUE]
    match = _SHARE.fullmatch(text) if text.isascii() else None
    yes, members = (int(match[1]), int(match[2])) if match else (1, 0)
    if not yes <= members <= MOST_MEMBERS:
        cells.value_wrong(HistoryFault.NOT_A_SHARE, Column.VALUE)
        return None
    return Tally(year, of, yes, members)


def kind_suits(cells: Cells, subject: SubjectKind) -> bool:
    """Whether such a row can be about a unit, or about a person."""
    if subject is SubjectKind.COLLECTIVE and cells.kind in OF_PEOPLE:
        cells.value_wrong(HistoryFault.FOR_PEOPLE_ONLY, Column.KIND)
    elif subject is SubjectKind.INDIVIDUAL and cells.kind in OF_UNITS:
        cells.value_wrong(HistoryFault.FOR_UNITS_ONLY, Column.KIND)
    else:
        return True
    return False
