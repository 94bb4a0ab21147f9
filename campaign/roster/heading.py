"""Finding the heading row of a list: in any order, below any titles, whatever the case or accents.

CÔNG HÒA …                           a title or two, skipped
STT | Họ tên | MÃ (*) | don vi       the row that knows most headings
1   | …
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaign.search import search_key, tidy
from campaign.sheet import Book, Row, Sheet

_LOOKED_AT = 30  # rows: titles and notes above a list are never longer
_FEWEST = 2  # one known heading alone may be chance
_IN_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column that a list may have: `names` are the accepted headings, the first is the one we print."""

    id: str
    names: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Located:
    """Where the headings are. `positions` maps a heading's id to the index of its cell in every row."""

    row: int
    positions: Mapping[str, int]
    missing: tuple[Heading, ...]
    twice: tuple[Heading, ...]
    ignored: tuple[str, ...]

    def cell(self, row: Row, heading_id: str) -> str:
        """The text under a heading; empty when the column or the cell is not there."""
        index = self.positions.get(heading_id, len(row.cells))
        return row.cells[index] if index < len(row.cells) else ""


def locate(rows: Sequence[Row], headings: Sequence[Heading]) -> Located | None:
    """The row that knows most headings among the first thirty, the upper one if equal; None when no row knows two."""
    known = {search_key(name): heading for heading in headings for name in heading.names}
    best = max(rows[:_LOOKED_AT], key=lambda row: len(_found(row, known)), default=None)
    if best is None or len(_found(best, known)) < _FEWEST:
        return None
    positions: dict[str, int] = {}
    twice: list[Heading] = []
    ignored: list[str] = []
    for index, cell in enumerate(best.cells):
        heading = known.get(_key(cell))
        if heading is None:
            ignored += [tidy(cell)] if cell.strip() else []
        elif heading.id in positions:
            twice.append(heading)
        else:
            positions[heading.id] = index
    missing = tuple(h for h in headings if h.required and h.id not in positions)
    return Located(best.number, positions, missing, tuple(twice), tuple(ignored))


def sheet_with(book: Book, headings: Sequence[Heading]) -> Sheet | None:
    """The sheet of the file that holds the list: the one that knows most headings; None for a file without sheets."""

    def score(sheet: Sheet) -> int:
        located = locate(sheet.rows, headings)
        return len(located.positions) if located else 0

    return max(book.sheets, key=score, default=None)


def _key(cell: str) -> str:
    """“Họ và tên (*)” and “Vai trò (cách nhau bằng dấu ;)” are the heading without what stands in brackets."""
    return search_key(_IN_BRACKETS.sub(" ", cell))


def _found(row: Row, known: Mapping[str, Heading]) -> set[str]:
    return {known[key].id for key in map(_key, row.cells) if key in known}
