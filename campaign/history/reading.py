"""Reading a history file: which row is about whom, of which year and kind; every cell checked, every mistake kept.

dòng 4, Loại: “Xếp lọi”    -> history.unknown_kind_near (suggestion “Xếp loại”)
dòng 9, Năm: “20255”       -> history.not_a_year (first 1990, last 2026)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from campaign.catalogue.model import Award
from campaign.history.cells import FIRST_YEAR, AwardNames, Cells, award_names, finding
from campaign.history.facts import SubjectKind
from campaign.history.file import (
    SHOWN,
    Finding,
    HistoryFault,
    HistoryFile,
    HistoryRefused,
    HistoryRow,
    contradictions_within,
)
from campaign.history.row import WITHOUT_YEAR, kind_suits, record_of
from campaign.history.words import Column, HistoryWords, RowKind, history_words
from campaign.people import Member, Unit
from campaign.registration.registering import Subject
from campaign.roster.heading import Located, locate, sheet_with
from campaign.roster.roster import code_key
from campaign.roster.unit_names import UnitNames
from campaign.search import search_key, tidy
from campaign.sheet import Book, Row

NumberedRow = tuple[int, Mapping[Column, str]]
"""A row's number as Excel shows it, and its cells by column; a column that is not there may be left out."""


@dataclass(frozen=True, slots=True)
class Known:
    """Whom and what the file may speak of: the khối's people and units, the titles of its rules."""

    members: Sequence[Member]
    units: Sequence[Unit]
    awards: Mapping[str, Award]


def read_book(book: Book, known: Known, today: date) -> HistoryFile | HistoryRefused:
    """The records in the sheet of a file that looks most like a history; see `read_rows`."""
    words = history_words()
    sheet = sheet_with(book, words.headings)
    located = locate(sheet.rows, words.headings) if sheet else None
    if sheet is None or located is None:
        columns = "; ".join(h.names[0] for h in words.headings if h.required)
        return HistoryRefused((Finding(HistoryFault.NO_HEADINGS, 0, None, {"columns": columns}),))
    errors = _heading_errors(words, located)
    if errors:
        return HistoryRefused(errors)
    body = [row for row in sheet.rows if row.number > located.row and any(map(str.strip, row.cells))]
    read = read_rows([(row.number, _cells(located, row)) for row in body], known, today)
    ignored = tuple(name for name in located.ignored if search_key(name) not in words.unread)
    return replace(read, ignored=ignored) if isinstance(read, HistoryFile) else read


def read_rows(rows: Sequence[NumberedRow], known: Known, today: date) -> HistoryFile | HistoryRefused:
    """All records of these rows, or everything that is wrong with them. `today` bounds years and dates."""
    if not rows:
        return HistoryRefused((Finding(HistoryFault.NOTHING, 0, None, {}),))
    reader = _Reader(
        history_words(),
        {code_key(member.code): member for member in known.members},
        UnitNames(known.units),
        {kind: award_names(known.awards, kind) for kind in SubjectKind},
        today,
    )
    read = [record for number, cells in rows if (record := reader.row(number, cells)) is not None]
    errors = reader.errors or list(contradictions_within(read))
    if errors:
        return HistoryRefused(tuple(sorted(errors, key=lambda error: error.row)))
    return HistoryFile(tuple(read))


@dataclass(slots=True)
class _Reader:
    words: HistoryWords
    members: Mapping[str, Member]
    units: UnitNames
    names: Mapping[SubjectKind, AwardNames]
    today: date
    errors: list[Finding] = field(default_factory=list)

    def row(self, number: int, cells: Mapping[Column, str]) -> HistoryRow | None:
        """The record of one row; None when something is wrong with it."""
        texts = {column: tidy(cells.get(column, "")) for column in Column}
        if not self._clean(number, texts):
            return None
        subject, kind = self._subject(number, texts), self._kind(number, texts[Column.KIND])
        if subject is None or kind is None:
            return None
        names = self.names[subject.kind]
        reading = Cells(self.words, number, texts, kind, names, self.today, self.errors)
        year = self._year(reading)
        if not texts[Column.VALUE]:
            reading.wrong(HistoryFault.CELL_MISSING, Column.VALUE)
        if year is None or not texts[Column.VALUE] or not kind_suits(reading, subject.kind):
            return None
        record = record_of(reading, year)
        return None if record is None else HistoryRow(number, subject, record, texts[Column.NOTE])

    def _clean(self, number: int, texts: Mapping[Column, str]) -> bool:
        """No formulas, nothing longer than its column allows."""
        known = len(self.errors)
        for column, text in texts.items():
            longest = self.words.columns[column].longest
            if text.startswith("="):
                self._wrong(HistoryFault.CELL_FORMULA, number, column, value=text[:SHOWN])
            elif len(text) > longest:
                self._wrong(HistoryFault.CELL_TOO_LONG, number, column, limit=longest, length=len(text))
        return len(self.errors) == known

    def _subject(self, number: int, texts: Mapping[Column, str]) -> Subject | None:
        code, unit = texts[Column.CODE], texts[Column.UNIT]
        if code:
            member = self.members.get(code_key(code))
            if member is not None:
                return Subject(member.khoi, member.unit, member.id)
            self._wrong(HistoryFault.UNKNOWN_CODE, number, Column.CODE, value=code)
        elif unit:
            found = self.units.known(unit)
            if found is not None:
                return Subject(found.khoi, found.id)
            self._wrong(HistoryFault.UNKNOWN_UNIT, number, Column.UNIT, value=unit[:SHOWN])
        else:
            other = self.words.heading(Column.UNIT)
            self._wrong(HistoryFault.SUBJECT_MISSING, number, Column.CODE, other=other)
        return None

    def _kind(self, number: int, text: str) -> RowKind | None:
        kind = self.words.kinds.find(text)
        if kind is not None:
            return kind
        near = self.words.kinds.nearest(text[:SHOWN])
        if not text:
            self._wrong(HistoryFault.CELL_MISSING, number, Column.KIND)
        elif near:
            said = {"value": text[:SHOWN], "suggestion": near}
            self._wrong(HistoryFault.UNKNOWN_KIND_NEAR, number, Column.KIND, **said)
        else:
            said = {"value": text[:SHOWN], "known": self.words.kinds.listed}
            self._wrong(HistoryFault.UNKNOWN_KIND, number, Column.KIND, **said)
        return None

    def _year(self, cells: Cells) -> int | None:
        text = cells.texts[Column.YEAR]
        if cells.kind in WITHOUT_YEAR:
            return 0
        if not text:
            cells.wrong(HistoryFault.CELL_MISSING, Column.YEAR)
            return None
        year = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
        if not FIRST_YEAR <= year <= self.today.year:
            cells.value_wrong(HistoryFault.NOT_A_YEAR, Column.YEAR, first=FIRST_YEAR, last=self.today.year)
            return None
        return year

    def _wrong(self, fault: HistoryFault, number: int, column: Column, **said: str | int) -> None:
        self.errors.append(finding(self.words, fault, number, column, None, **said))


def _cells(located: Located, row: Row) -> Mapping[Column, str]:
    return {column: located.cell(row, column.value) for column in Column}


def _heading_errors(words: HistoryWords, located: Located) -> tuple[Finding, ...]:
    missing = [
        finding(words, HistoryFault.COLUMN_MISSING, located.row, Column(h.id)) for h in located.missing
    ]
    twice = [finding(words, HistoryFault.COLUMN_TWICE, located.row, Column(h.id)) for h in located.twice]
    return (*missing, *twice)
