"""The cells of one row of a history file: words, dates and names in them, and every mistake kept with an example."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from campaign.catalogue.model import Award
from campaign.history.facts import SubjectKind
from campaign.history.file import SHOWN, Finding, HistoryFault
from campaign.history.records import Decision
from campaign.history.words import Column, HistoryWords, RowKind, WordList
from campaign.registration.words import registration_words
from campaign.search import search_key

T = TypeVar("T", bound=StrEnum)

FIRST_YEAR = 1990
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_FARTHEST = timedelta(days=3660)  # ahead, for the end of a period
_EARLIEST = date(1945, 1, 1)


@dataclass(frozen=True, slots=True)
class AwardNames:
    """What the titles and awards for one kind of subject are called: search key -> code, and code -> printed name."""

    codes: Mapping[str, str]
    names: Mapping[str, str]

    def find(self, text: str) -> str | None:
        """The code meant."""
        return self.codes.get(search_key(text))

    def nearest(self, text: str) -> str:
        """The name that was probably meant; empty when nothing is near."""
        near = difflib.get_close_matches(search_key(text)[:200], self.codes, n=1, cutoff=0.6)
        return self.names[self.codes[near[0]]] if near else ""


def award_names(awards: Mapping[str, Award], kind: SubjectKind) -> AwardNames:
    """The names of everything that this kind of subject can have been given."""
    rows = [award for award in awards.values() if kind in award.subjects]
    return AwardNames(registration_words().title_names(rows), {row.code: row.name.vi for row in rows})


@dataclass(slots=True)
class Cells:
    """One row being read. `errors` is shared by all rows of the file."""

    words: HistoryWords
    row: int
    texts: Mapping[Column, str]
    kind: RowKind
    names: AwardNames
    today: date
    errors: list[Finding]

    def wrong(self, fault: HistoryFault, column: Column, **said: str | int) -> None:
        """Keep a mistake; the example of the column Giá trị is that of the row's kind."""
        self.errors.append(finding(self.words, fault, self.row, column, self.kind, **said))

    def value_wrong(self, fault: HistoryFault, column: Column, **said: str | int) -> None:
        """Keep a mistake that repeats what stands in the cell."""
        self.wrong(fault, column, value=self.texts[column][:SHOWN], **said)

    def word(self, column: Column, words: WordList[T]) -> T | None:
        """A required word of a closed list."""
        text = self.texts[column]
        if not text:
            self.wrong(HistoryFault.CELL_MISSING, column)
            return None
        found = words.find(text)
        if found is None:
            self.value_wrong(HistoryFault.UNKNOWN_WORD, column, known=words.listed)
        return found

    def day(self, column: Column) -> date | None:
        """A date as 20/01/2026; None when the cell is empty or wrong."""
        text = self.texts[column]
        if not text:
            return None
        latest = self.today + (_FARTHEST if column is Column.UNTIL else timedelta())
        day = date_of(text)
        if day is None or not _EARLIEST <= day <= latest:
            self.value_wrong(HistoryFault.NOT_A_DATE, column)
            return None
        return day

    def required_day(self, column: Column) -> date | None:
        """A date that has to be there."""
        if not self.texts[column]:
            self.wrong(HistoryFault.CELL_MISSING, column)
        return self.day(column)

    def period(self) -> tuple[date, date | None] | None:
        """Từ ngày (required) and Đến ngày; None when something is wrong with them."""
        known = len(self.errors)
        since, until = self.required_day(Column.SINCE), self.day(Column.UNTIL)
        if since is not None and until is not None and until < since:
            self.value_wrong(HistoryFault.DATES_REVERSED, Column.UNTIL, since=self.texts[Column.SINCE])
        return None if since is None or len(self.errors) > known else (since, until)

    def award(self, text: str, column: Column) -> str:
        """The code of a title or award by its name or code; empty when it is not known."""
        code = self.names.find(text)
        if code is not None:
            return code
        near = self.names.nearest(text)
        if near:
            self.wrong(HistoryFault.UNKNOWN_AWARD_NEAR, column, value=text[:SHOWN], suggestion=near)
        else:
            self.wrong(HistoryFault.UNKNOWN_AWARD, column, value=text[:SHOWN])
        return ""

    def decision(self) -> Decision | None:
        """Number and date of a decision: both or neither."""
        number, day = self.texts[Column.NUMBER], self.day(Column.DECIDED)
        if number and not self.texts[Column.DECIDED]:
            self.wrong(HistoryFault.CELL_MISSING, Column.DECIDED)
        if not number and self.texts[Column.DECIDED]:
            self.wrong(HistoryFault.CELL_MISSING, Column.NUMBER)
        return Decision(number, day, self.texts[Column.ISSUER]) if number and day else None


def finding(
    words: HistoryWords,
    fault: HistoryFault,
    row: int,
    column: Column,
    kind: RowKind | None = None,
    **said: str | int,
) -> Finding:
    """A finding about a column, with its heading and an example of what is right."""
    example = words.columns[column].example
    if column is Column.VALUE and kind is not None:
        example = words.examples[kind]
    values: dict[str, str | int] = {"row": row, "column": words.heading(column), "example": example}
    return Finding(fault, row, column, values | said)


def date_of(text: str) -> date | None:
    """A day written as 20/01/2026, 20-1-2026 or 20.01.2026; None for anything else."""
    match = _DATE.fullmatch(text)
    if match is None or not text.isascii():
        return None
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
