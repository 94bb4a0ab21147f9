"""Reading the rows of a roster: every cell is checked, every fault is kept, nothing is guessed.

dòng 4, Vai trò: “Thủ truởng”   -> roster.unknown_role_near (suggestion “Thủ trưởng đơn vị”)
dòng 9, Mã: “TT001”             -> roster.code_twice (first_row 2)
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from campaign.ids import UnitId
from campaign.people import Gender, Language, Role, Unit
from campaign.roster.findings import Findings
from campaign.roster.heading import Heading, Located, locate, sheet_with
from campaign.roster.roster import Entry, Finding, Roster, RosterFault, RosterRefused, code_key
from campaign.roster.unit_names import UnitNames
from campaign.roster.words import Column, RosterWords, roster_words
from campaign.search import search_key, tidy
from campaign.sheet import Book, Row

MOST_UNITS = 1000  # more new units than this, and the column Đơn vị surely holds something else
_CELL_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
_MUST_BE_FILLED = frozenset({Column.CODE, Column.NAME, Column.UNIT, Column.ROLES})
_BETWEEN_ROLES = re.compile(r"[;,\n]")


def read_book(book: Book, units: Sequence[Unit]) -> Roster | RosterRefused:
    """The roster in the sheet of a file that looks most like one; see `read_roster`."""
    sheet = sheet_with(book, _headings(roster_words()))
    return read_roster(sheet.rows if sheet else (), units)


def read_roster(rows: Sequence[Row], units: Sequence[Unit]) -> Roster | RosterRefused:
    """Read the rows of a roster for a khối that already has these units (and their aliases)."""
    words = roster_words()
    located = locate(rows, _headings(words))
    if located is None:
        names = "; ".join(words.heading(c) for c in Column if words.columns[c].heading.required)
        return RosterRefused((Finding(RosterFault.NO_HEADINGS, None, None, {"columns": names}),))
    reader = _Reader(words, located, UnitNames(units), Findings(words))
    reader.check_headings()
    body = (row for row in rows if row.number > located.row and any(map(str.strip, row.cells)))
    entries = tuple(reader.entry(row) for row in body)
    reader.check_whole(entries)
    if reader.found.errors:
        return RosterRefused(tuple(sorted(reader.found.errors, key=lambda error: error.row or 0)))
    return Roster(entries, reader.units.new, tuple(reader.found.warnings))


@dataclass(slots=True)
class _Reader:
    words: RosterWords
    located: Located
    units: UnitNames
    found: Findings
    first_rows: dict[str, int] = field(default_factory=dict)
    known_units: dict[str, tuple[str, UnitId | None]] = field(default_factory=dict)
    known_roles: dict[str, frozenset[Role]] = field(default_factory=dict)

    def entry(self, row: Row) -> Entry:
        """The person of a row. Where something is wrong an error is kept, and the whole roster will be refused."""
        text = {column: self._text(row, column) for column in Column}
        unit, unit_id = self._unit(row, text[Column.UNIT])
        return Entry(
            row=row.number,
            code=self._code(row, text[Column.CODE]),
            name=self._name(row, text[Column.NAME]),
            unit=unit,
            unit_id=unit_id,
            position=text[Column.POSITION],
            roles=self._roles(row, text[Column.ROLES]),
            gender=self._gender(row, text[Column.GENDER]),
            honorific=self._optional(text, Column.HONORIFIC),
            language=self._language(row, text[Column.LANGUAGE]),
            room=self._optional(text, Column.ROOM),
        )

    def check_headings(self) -> None:
        """Every required column once; columns we do not know are named and left alone."""
        row = self.located.row
        for heading in self.located.missing:
            self.found.error(RosterFault.COLUMN_MISSING, row, Column(heading.id))
        for heading in self.located.twice:
            self.found.error(RosterFault.COLUMN_TWICE, row, Column(heading.id))
        for name in self.located.ignored:
            if search_key(name) not in self.words.unread:
                self.found.warnings.append(
                    Finding(RosterFault.COLUMN_IGNORED, row, None, {"column": name[:60]})
                )

    def check_whole(self, entries: Sequence[Entry]) -> None:
        """What no single row shows."""
        if not entries:
            self.found.errors.append(Finding(RosterFault.NOBODY, None, None, {}))
        if len(self.units.new) > MOST_UNITS:
            self.found.error(RosterFault.TOO_MANY_UNITS, None, Column.UNIT, limit=MOST_UNITS)
        blank = [entry.row for entry in entries if entry.gender is None]
        if blank:
            self.found.warn(RosterFault.GENDER_BLANK, blank[0], Column.GENDER, count=len(blank))

    def _text(self, row: Row, column: Column) -> str:
        if column not in self.located.positions:
            return ""
        raw = self.located.cell(row, column)
        text = raw.strip() if column is Column.ROLES else tidy(raw)
        longest = self.words.columns[column].longest
        if not text:
            if column in _MUST_BE_FILLED:
                self.found.error(RosterFault.CELL_MISSING, row.number, column)
            return ""
        if text[0] == "=":
            return self.found.wrong(RosterFault.CELL_FORMULA, row.number, column, text)
        if text in _CELL_ERRORS:
            return self.found.wrong(RosterFault.CELL_ERROR, row.number, column, text)
        if len(text) > longest:
            self.found.error(RosterFault.CELL_TOO_LONG, row.number, column, limit=longest, length=len(text))
            return ""
        return text

    def _code(self, row: Row, code: str) -> str:
        first = self.first_rows.setdefault(code_key(code), row.number) if code else row.number
        if first != row.number:
            self.found.error(RosterFault.CODE_TWICE, row.number, Column.CODE, value=code, first_row=first)
        return code

    def _name(self, row: Row, name: str) -> str:
        if name and not any(map(str.isalpha, name)):
            return self.found.wrong(RosterFault.NOT_A_NAME, row.number, Column.NAME, name)
        return name

    def _unit(self, row: Row, name: str) -> tuple[str, UnitId | None]:
        if not name or name in self.known_units:
            return self.known_units.get(name, ("", None))
        unit = self.units.known(name)
        if unit is not None:
            self.known_units[name] = unit.name, unit.id
        elif (
            len(self.units.new) > MOST_UNITS
        ):  # it will be refused: no need to compare every name with every other
            self.known_units[name] = name, None
        else:
            shown, similar = self.units.add(name)
            self.known_units[name] = shown, None
            if similar is not None:
                self.found.warn(
                    RosterFault.UNIT_SIMILAR, row.number, Column.UNIT, value=name, similar=similar
                )
        return self.known_units[name]

    def _roles(self, row: Row, cell: str) -> frozenset[Role]:
        if cell in self.known_roles:
            return self.known_roles[cell]
        names = [name for name in map(tidy, _BETWEEN_ROLES.split(cell)) if name]
        unknown = [name for name in names if self.words.roles.find(name) is None]
        for name in unknown:
            self.found.unknown_role(row.number, name)
        if cell and not names:  # nothing but “;”
            self.found.error(RosterFault.CELL_MISSING, row.number, Column.ROLES)
        roles = frozenset(role for name in names if (role := self.words.roles.find(name)))
        if roles and not unknown:
            self.known_roles[cell] = roles
        return roles

    def _gender(self, row: Row, word: str) -> Gender | None:
        gender = self.words.genders.find(word)
        if word and gender is None:
            self.found.wrong(RosterFault.UNKNOWN_GENDER, row.number, Column.GENDER, word)
        return gender

    def _language(self, row: Row, word: str) -> Language | None:
        language = self.words.languages.find(word)
        if word and language is None:
            self.found.wrong(RosterFault.UNKNOWN_LANGUAGE, row.number, Column.LANGUAGE, word)
        return language

    def _optional(self, text: dict[Column, str], column: Column) -> str | None:
        return text[column] if column in self.located.positions else None


def _headings(words: RosterWords) -> tuple[Heading, ...]:
    return tuple(rule.heading for rule in words.columns.values())
