"""One Excel sheet of a unit's registrations: every row of it, or everything that is wrong with it.

    Mã      | Họ và tên       | Chức vụ     | Danh hiệu thi đua      | … khác            | Hình thức | Sáng kiến dự kiến
    ĐƠN VỊ  | Báo Thanh tra   |             | Tập thể lao động …     |                   | Bằng khen |
    TT001   | Nguyễn Văn A    | Chuyên viên | Chiến sĩ thi đua cơ sở | Lao động tiên tiến |           | Rút ngắn …

-> SheetRead(entries)  or  SheetWrong(errors): all or nothing, each error with its row and an example of what is right.
A row that names no title says nothing about that person. Compared with what is there by `registration_changes`.
"""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from campaign.catalogue.model import Award
from campaign.history.facts import SubjectKind
from campaign.people import Member
from campaign.registration.registering import LONGEST_NOTE, is_offered
from campaign.registration.words import OF_TITLES, Column, RegistrationWords, registration_words
from campaign.roster.heading import Located, locate, sheet_with
from campaign.roster.roster import code_key
from campaign.search import search_key, tidy
from campaign.sheet import Book, Row

_BETWEEN = re.compile(r"[;\n]")
_SHOWN = 60  # characters of a value that are repeated back


class SheetFault(StrEnum):
    """What can be wrong with the sheet; the values are text keys."""

    NO_HEADINGS = "register_sheet.no_headings"  # {columns}
    COLUMN_MISSING = "register_sheet.column_missing"  # {column} {example}
    NOBODY = "register_sheet.nobody"
    CODE_MISSING = "register_sheet.code_missing"  # {row} {column} {value} {example}, as in all that follow
    CODE_UNKNOWN = "register_sheet.code_unknown"
    CODE_TWICE = "register_sheet.code_twice"  # {first_row}
    OTHER_NAME = "register_sheet.other_name"  # {code} {known}
    CELL_FORMULA = "register_sheet.cell_formula"
    TITLE_UNKNOWN = "register_sheet.title_unknown"
    TITLE_NEAR = "register_sheet.title_near"  # {suggestion}
    NOTE_TOO_LONG = "register_sheet.note_too_long"  # {limit} {length}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `values` fill the text's placeholders; `row` is what Excel shows, 0 for the whole."""

    fault: SheetFault
    row: int
    values: Mapping[str, str | int]

    @property
    def key(self) -> str:
        """The text key of the sentence to say."""
        return self.fault.value


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """What one row wants: codes of titles in the order written, for a member or (None) for the unit itself."""

    row: int
    member: Member | None
    titles: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class SheetRead:
    """The sheet without errors: the rows that name a title."""

    entries: tuple[SheetEntry, ...]


@dataclass(frozen=True, slots=True)
class SheetWrong:
    """Everything that is wrong, from the top down; nothing of the sheet is to be used."""

    errors: tuple[Finding, ...]


def read_registrations(
    book: Book, unit: str, members: Sequence[Member], awards: Sequence[Award]
) -> SheetRead | SheetWrong:
    """The sheet of the unit of this name with these members; `awards` is what the campaign's rules know."""
    words = registration_words()
    sheet = sheet_with(book, words.headings)
    located = locate(sheet.rows, words.headings) if sheet else None
    if sheet is None or located is None:
        columns = "; ".join(rule.heading.names[0] for rule in words.columns.values() if rule.heading.required)
        return SheetWrong((Finding(SheetFault.NO_HEADINGS, 0, {"columns": columns}),))
    reader = _Reader(words, located, unit, {code_key(m.code): m for m in members}, tuple(awards))
    reader.check_headings()
    body = [row for row in sheet.rows if row.number > located.row and any(map(str.strip, row.cells))]
    entries = tuple(entry for row in body if (entry := reader.entry(row)) is not None)
    if reader.errors:
        return SheetWrong(tuple(sorted(reader.errors, key=lambda error: error.row)))
    if not entries:
        return SheetWrong((Finding(SheetFault.NOBODY, 0, {}),))
    return SheetRead(entries)


@dataclass(slots=True)
class _Reader:
    words: RegistrationWords
    located: Located
    unit: str
    members: Mapping[str, Member]
    awards: tuple[Award, ...]
    errors: list[Finding] = field(default_factory=list)
    first_rows: dict[str, int] = field(default_factory=dict)

    def check_headings(self) -> None:
        """Every required column is there."""
        for heading in self.located.missing:
            column = Column(heading.id)
            self._wrong(SheetFault.COLUMN_MISSING, self.located.row, column, "")

    def entry(self, row: Row) -> SheetEntry | None:
        """What the row wants; None when it names no title, or when something is wrong with it."""
        cells = {column: self.located.cell(row, column) for column in Column}
        for column, cell in cells.items():
            if cell.lstrip().startswith("="):
                self._wrong(SheetFault.CELL_FORMULA, row.number, column, cell)
                return None
        code = tidy(cells[Column.CODE])
        wanted = [name for c in OF_TITLES for name in map(tidy, _BETWEEN.split(cells[c])) if name]
        if search_key(code) in self.words.unit_keys:
            member, kind = None, SubjectKind.COLLECTIVE
        else:
            known = self._member(row.number, code, tidy(cells[Column.NAME]), wanted)
            if known is None:
                return None
            member, kind = known, SubjectKind.INDIVIDUAL
        first = self.first_rows.setdefault("" if member is None else code_key(code), row.number)
        if first != row.number:
            self._wrong(SheetFault.CODE_TWICE, row.number, Column.CODE, code, first_row=first)
        titles = tuple(dict.fromkeys(self._title(row.number, name, kind) for name in wanted))
        note = self._note(row.number, tidy(cells[Column.NOTE]))
        return SheetEntry(row.number, member, titles, note) if titles else None

    def _member(self, row: int, code: str, name: str, wanted: list[str]) -> Member | None:
        if not code:
            if name or wanted:
                self._wrong(SheetFault.CODE_MISSING, row, Column.CODE, name)
            return None
        member = self.members.get(code_key(code))
        if member is None:
            self._wrong(SheetFault.CODE_UNKNOWN, row, Column.CODE, code, unit=self.unit)
        elif name and search_key(name) != search_key(member.name):
            self._wrong(SheetFault.OTHER_NAME, row, Column.NAME, name, code=code, known=member.name)
        return member

    def _title(self, row: int, name: str, kind: SubjectKind) -> str:
        open_to = [award for award in self.awards if is_offered(award, kind)]
        names = self.words.title_names(open_to)
        code = names.get(search_key(name))
        if code is not None:
            return code
        near = difflib.get_close_matches(search_key(name), names, n=1, cutoff=0.6)
        if near:
            suggestion = next(award.name.vi for award in open_to if award.code == names[near[0]])
            self._wrong(SheetFault.TITLE_NEAR, row, Column.TITLE, name, suggestion=suggestion)
        else:
            self._wrong(SheetFault.TITLE_UNKNOWN, row, Column.TITLE, name)
        return ""

    def _note(self, row: int, note: str) -> str:
        if len(note) > LONGEST_NOTE:
            self._wrong(
                SheetFault.NOTE_TOO_LONG, row, Column.NOTE, note, limit=LONGEST_NOTE, length=len(note)
            )
        return note

    def _wrong(self, fault: SheetFault, row: int, column: Column, value: str, **said: str | int) -> None:
        values: dict[str, str | int] = {
            "row": row,
            "column": self.words.heading(column),
            "example": self.words.columns[column].example,
            "value": value[:_SHOWN],
        }
        self.errors.append(Finding(fault, row, values | said))
