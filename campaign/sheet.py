"""A file of rows as the rules see it, and why a file could not be read.

`papers.sheets` turns bytes into a `Book`; the rules (`roster.roster` and others) read the rows. Cells are clean text:
numbers without “.0”, dates as 25/12/2025, formulas as “=…” so that a rule can refuse them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Row:
    """One row that has something in it. `number` is what Excel shows at its left, from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet of a file; a .csv file is one sheet without a name."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """What a file held, sheet after sheet."""

    sheets: tuple[Sheet, ...]


class SheetFault(StrEnum):
    """Why a file could not be read; the values are text keys."""

    EMPTY = "sheet.empty"
    TOO_BIG = "sheet.too_big"  # {limit} megabytes
    SWELLS = "sheet.swells"  # a zip bomb, or so much packed that it looks like one
    TOO_MANY_ROWS = "sheet.too_many_rows"  # {limit}
    TOO_MANY_COLUMNS = "sheet.too_many_columns"  # {limit}
    TOO_MANY_SHEETS = "sheet.too_many_sheets"  # {limit}
    OLD_EXCEL = "sheet.old_excel"
    LOCKED = "sheet.locked"  # protected with a password
    NOT_A_SHEET = "sheet.not_a_sheet"
    BROKEN = "sheet.broken"
    ENCODING = "sheet.encoding"


SHEET_ERROR_KEYS = tuple(fault.value for fault in SheetFault)


@dataclass(frozen=True, slots=True)
class SheetRefused:
    """A file that was not read; `values` fill the placeholders of the text."""

    fault: SheetFault
    values: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The text key of the sentence to say."""
        return self.fault.value


class Found(Protocol):
    """One thing found in a file, by its text key and the values of the text's placeholders."""

    @property
    def key(self) -> str:
        """The text key of the sentence to say."""

    @property
    def values(self) -> Mapping[str, str | int]:
        """What fills the placeholders."""
