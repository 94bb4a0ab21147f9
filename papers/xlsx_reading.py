"""Excel bytes -> rows of clean text, the way Excel shows them; formulas stay formulas.

12.0 -> “12”     1 shown as 001 -> “001”     a date -> “25/12/2025”     =A1 -> “=A1”, for a rule to refuse
"""

import warnings
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Protocol, cast

from openpyxl import load_workbook
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.worksheet.formula import ArrayFormula

from campaign.sheet import Book, Row, Sheet, SheetFault, SheetRefused
from papers.zips import look_into

MOST_SHEETS = 20
MOST_ROWS = 20_000
MOST_COLUMNS = 100
_MOST_CHARACTERS = 20_000_000  # one long text may stand in many cells and yet be packed once
_LAST_ROW = 1_048_576  # of Excel itself
_MOST_DIGITS = 1e15  # what Excel keeps of a number


class _RowSource(Protocol):
    """A sheet of openpyxl in its read-only mode, of which the type stubs know little."""

    title: str
    sheet_state: str

    def reset_dimensions(self) -> None:
        """Do not believe the size the file declares for the sheet."""

    def iter_rows(self) -> Iterator[tuple[ReadOnlyCell | EmptyCell, ...]]:
        """Row after row, empty ones included."""


def read_xlsx(data: bytes) -> Book | SheetRefused:
    """The visible sheets of an Excel file, or why it was refused. The zip archive is looked into first."""
    refused = look_into(data)
    if refused is not None:
        return refused
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions we do not read
            return _book(data)
    except Exception:  # noqa: BLE001 - the parser raises whatever it likes on damaged files; that is an outcome here
        return SheetRefused(SheetFault.BROKEN)


def _book(data: bytes) -> Book | SheetRefused:
    workbook = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
    with closing(workbook):
        sources = cast("list[_RowSource]", [s for s in workbook.worksheets if s.sheet_state == "visible"])
        if len(sources) > MOST_SHEETS:
            return SheetRefused(SheetFault.TOO_MANY_SHEETS, {"limit": MOST_SHEETS})
        sheets: list[Sheet] = []
        count = _Count()
        for source in sources:
            rows: list[Row] = []
            for row in _rows(source):
                refused = count.add(row)
                if refused is not None:
                    return refused
                rows.append(row)
            sheets.append(Sheet(source.title, tuple(rows)))
        return Book(tuple(sheets))


@dataclass(slots=True)
class _Count:
    """What was read so far of the whole file."""

    rows: int = 0
    characters: int = 0

    def add(self, row: Row) -> SheetRefused | None:
        """One more row; why it is one too many, or None."""
        self.rows += 1
        self.characters += sum(map(len, row.cells))
        if self.rows > MOST_ROWS:
            return SheetRefused(SheetFault.TOO_MANY_ROWS, {"limit": MOST_ROWS})
        if len(row.cells) > MOST_COLUMNS:
            return SheetRefused(SheetFault.TOO_MANY_COLUMNS, {"limit": MOST_COLUMNS})
        return SheetRefused(SheetFault.SWELLS) if self.characters > _MOST_CHARACTERS else None


def _rows(source: _RowSource) -> Iterator[Row]:
    source.reset_dimensions()
    for number, cells in enumerate(source.iter_rows(), start=1):
        if number > _LAST_ROW:
            raise ValueError(number)
        texts = [_text(cell) for cell in cells]
        while texts and not texts[-1].strip():
            texts.pop()
        if texts:
            yield Row(number, tuple(texts))


def _text(cell: ReadOnlyCell | EmptyCell) -> str:
    value = cell.value
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return str(value).upper()
        case int() | float():
            return _number(value, str(cell.number_format) if getattr(cell, "has_style", False) else "")
        case datetime() | date() | time():
            return _moment(value)
        case ArrayFormula():
            return f"={(value.text or '').lstrip('=')}"
        case _:
            return "=" if cell.data_type == "f" else str(value)


def _moment(value: date | time) -> str:
    """As `campaign.dates.dates` reads it back."""
    match value:
        case time():
            return value.strftime("%H:%M")
        case datetime() if value.time() != time():
            return value.strftime("%H:%M %d/%m/%Y")
        case date():
            return value.strftime("%d/%m/%Y")


def _number(value: float, shown_as: str) -> str:
    """As Excel shows it: “12” for 12.0, “007” for 7 in the format 000 (codes with leading zeros)."""
    whole = abs(value) < _MOST_DIGITS and value == int(value)
    if not whole:
        return f"{value:.15g}"
    digits = str(int(value))
    return digits.zfill(len(shown_as)) if shown_as and set(shown_as) == {"0"} else digits
