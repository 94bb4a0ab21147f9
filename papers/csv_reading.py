"""CSV bytes -> rows: UTF-8 with or without a mark, UTF-16 as Excel saves “Unicode text”; “;”, “,” or tab."""

import csv
from collections import Counter
from collections.abc import Iterable
from io import StringIO
from itertools import islice

from campaign.sheet import Book, Row, Sheet, SheetFault, SheetRefused
from papers.xlsx_reading import MOST_COLUMNS, MOST_ROWS

_SEPARATORS = (";", ",", "\t")
_LOOKED_AT = 200  # rows
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_csv(data: bytes) -> Book | SheetRefused:
    """The file as one sheet without a name. Row numbers are those that Excel shows."""
    text = _decoded(data)
    if text is None:
        return SheetRefused(SheetFault.ENCODING)
    first, _, rest = text.partition("\n")
    declared = first.strip().strip('"').lower()
    separator = declared.removeprefix("sep=") if declared.startswith("sep=") else ""
    try:
        rows = list(_rows(rest if separator else text, separator or _separator(text), 2 if separator else 1))
    except (csv.Error, TypeError):
        return SheetRefused(SheetFault.BROKEN)
    if len(rows) > MOST_ROWS:
        return SheetRefused(SheetFault.TOO_MANY_ROWS, {"limit": MOST_ROWS})
    if any(len(row.cells) > MOST_COLUMNS for row in rows):
        return SheetRefused(SheetFault.TOO_MANY_COLUMNS, {"limit": MOST_COLUMNS})
    return Book((Sheet("", tuple(rows)),))


def _decoded(data: bytes) -> str | None:
    encoding = "utf-16" if data[:2] in _UTF16_MARKS else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _separator(text: str) -> str:
    """The one that divides most rows into equally many cells: “;” between roles does so in few rows, never in all."""

    def regularity(separator: str) -> int:
        rows = islice(csv.reader(StringIO(text, newline=""), delimiter=separator), _LOOKED_AT)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max(((width - 1) * rows for width, rows in widths.items()), default=0)

    return max(_SEPARATORS, key=regularity)


def _rows(text: str, separator: str, first: int) -> Iterable[Row]:
    rows = csv.reader(StringIO(text, newline=""), delimiter=separator)
    for number, cells in enumerate(rows, start=first):
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            yield Row(number, tuple(cells))
