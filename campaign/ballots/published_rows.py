"""The rows of a published sheet, checked one by one: known keywords, the right number of cells, whole numbers."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO

CELLS_AFTER = {
    **dict.fromkeys(("ballot", "roll", "there", "cast", "unreadable", "opinions", "receipt"), (1,)),
    **dict.fromkeys(("title", "body", "act", "secrecy", "citation", "confidence"), (1,)),
    **dict.fromkeys(("denominator", "quorum", "places", "detail"), (1,)),
    **dict.fromkeys(("round", "choice", "legend"), (2,)),
    **dict.fromkeys(("line", "broken"), (3,)),
    **dict.fromkeys(("candidate", "count", "opinion"), (6,)),
    "threshold": (1, 2),
    "result": (5,),
}


class Problem(StrEnum):
    """What is wrong with a sheet."""

    NOT_A_SHEET = "not_a_sheet"
    OTHER_VERSION = "other_version"
    UNREADABLE = "unreadable"  # not a CSV file
    UNKNOWN_ROW = "unknown_row"
    WRONG_ROW = "wrong_row"  # cells missing, too many, or not what they should be
    TWICE = "twice"
    MISSING = "missing"
    IMPOSSIBLE = "impossible"  # more ballots than voters, and the like
    WRONG_NUMBER_OF_ANSWERS = "wrong_number_of_answers"  # not one for each ballot
    WRONG_NUMBER_OF_RECEIPTS = "wrong_number_of_receipts"


@dataclass(frozen=True, slots=True)
class Malformed:
    """The sheet cannot be counted: the row (0: the sheet as a whole), the problem and the keyword concerned."""

    row: int
    problem: Problem
    what: str = ""


class Wrong(Exception):
    """Carries what is wrong up to `read_sheet`, which answers it; it gets no further."""

    def __init__(self, row: int, problem: Problem, what: str = "") -> None:
        super().__init__(problem)
        self.malformed = Malformed(row, problem, what)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file, its keyword and the cells after it."""

    line: int
    word: str
    cells: tuple[str, ...]

    def wrong(self) -> Wrong:
        """What to raise when this row does not make sense."""
        return Wrong(self.line, Problem.WRONG_ROW, self.word)

    def number(self, place: int = 0, *, most: int = 2**63 - 1) -> int:
        """The whole number in this cell, at most `most`; Wrong for anything else."""
        cell = self.cells[place]
        if not (cell.isascii() and cell.isdigit() and len(cell) < 20 and int(cell) <= most):
            raise self.wrong()
        return int(cell)


Rows = Mapping[str, Sequence[Row]]


def rows_of(text: str) -> Rows:
    """The rows by keyword, in the order of the file; Wrong for what is no sheet."""
    found: dict[str, list[Row]] = {word: [] for word in CELLS_AFTER}
    reader = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        first = next(reader, [])
        if first[:1] != ["thidua-sheet"]:
            raise Wrong(reader.line_num, Problem.NOT_A_SHEET)
        if first != ["thidua-sheet", "1"]:
            raise Wrong(reader.line_num, Problem.OTHER_VERSION)
        for word, *cells in filter(None, reader):
            if word not in CELLS_AFTER:
                raise Wrong(reader.line_num, Problem.UNKNOWN_ROW, word[:20])
            row = Row(reader.line_num, word, tuple(cell.removeprefix("'") for cell in cells))
            if len(cells) not in CELLS_AFTER[word]:
                raise row.wrong()
            found[word].append(row)
    except csv.Error:
        raise Wrong(reader.line_num, Problem.UNREADABLE) from None
    return found


def only(rows: Rows, word: str) -> Row:
    """The one row with this keyword."""
    if not rows[word]:
        raise Wrong(0, Problem.MISSING, word)
    if len(rows[word]) > 1:
        raise Wrong(rows[word][1].line, Problem.TWICE, word)
    return rows[word][0]


def word_of(rows: Rows, word: str, known: Sequence[str]) -> str:
    """The word in the one row with this keyword, one of those known."""
    row = only(rows, word)
    if row.cells[0] not in known:
        raise row.wrong()
    return row.cells[0]


def row_for(rows: Rows, word: str, place: int) -> Row:
    """The one row with this keyword for this candidate."""
    matching = [row for row in rows[word] if row.number(0) == place]
    return only({word: matching}, word)
