"""A history file: every record in it, or everything that is wrong with it. Read by `history_reading`.

    Mã    | Năm  | Loại      | Giá trị                 | Số quyết định | Ngày quyết định
    TT001 | 2025 | Danh hiệu | Chiến sĩ thi đua cơ sở  | 15/QĐ-TTr     | 20/01/2026

-> HistoryFile(rows)  or  HistoryRefused(errors): all or nothing, all errors at once, each with its row as Excel
counts it, its column and an example of what is right. `history_changes` says what it would change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from campaign.history.history import contradict
from campaign.history.records import Record
from campaign.history.words import Column, history_words
from campaign.registration.registering import Subject

SHOWN = 60  # characters of a value that are repeated back
MOST_ROWS = 100  # of one subject for one year: more is a mistake of the file


class HistoryFault(StrEnum):
    """What can be wrong with a history file; the values are text keys."""

    NO_HEADINGS = "history.no_headings"  # {columns}
    COLUMN_MISSING = "history.column_missing"  # {row} {column} {example}
    COLUMN_TWICE = "history.column_twice"  # {row} {column}
    NOTHING = "history.nothing"
    CELL_MISSING = "history.cell_missing"  # {row} {column} {example}, as in all that follow
    CELL_TOO_LONG = "history.cell_too_long"  # {limit} {length}
    CELL_FORMULA = "history.cell_formula"  # {value}
    SUBJECT_MISSING = "history.subject_missing"  # {other}: neither Mã nor Đơn vị
    UNKNOWN_CODE = "history.unknown_code"  # {value}
    UNKNOWN_UNIT = "history.unknown_unit"  # {value}
    NOT_A_YEAR = "history.not_a_year"  # {value} {first} {last}
    UNKNOWN_KIND = "history.unknown_kind"  # {value} {known}
    UNKNOWN_KIND_NEAR = "history.unknown_kind_near"  # {value} {suggestion}
    UNKNOWN_WORD = "history.unknown_word"  # {value} {known}
    UNKNOWN_AWARD = "history.unknown_award"  # {value}
    UNKNOWN_AWARD_NEAR = "history.unknown_award_near"  # {value} {suggestion}
    FOR_UNITS_ONLY = "history.for_units_only"  # {value}
    FOR_PEOPLE_ONLY = "history.for_people_only"  # {value}
    NOT_A_DATE = "history.not_a_date"  # {value}
    DATES_REVERSED = "history.dates_reversed"  # {value} {since}
    NOT_A_SHARE = "history.not_a_share"  # {value}
    NOT_MONTHS = "history.not_months"  # {value}
    NOT_A_USE = "history.not_a_use"  # {value}
    TOO_MANY_ROWS = "history.too_many_rows"  # {limit}: of one person or unit for one year
    CONTRADICTS_ROW = "history.contradicts_row"  # {first_row}


HISTORY_ERROR_KEYS = tuple(fault.value for fault in HistoryFault)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `row` is what Excel shows, 0 for the file as a whole; `values` fill the placeholders."""

    fault: HistoryFault
    row: int
    column: Column | None
    values: Mapping[str, str | int]

    @property
    def key(self) -> str:
        """The text key of the sentence to say."""
        return self.fault.value


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One record of the file."""

    row: int
    subject: Subject
    record: Record
    note: str = ""


@dataclass(frozen=True, slots=True)
class HistoryFile:
    """The file without errors; `ignored` are the headings of columns that were not read."""

    rows: tuple[HistoryRow, ...]
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryRefused:
    """Everything that is wrong, from the top down; nothing of the file is to be used."""

    errors: tuple[Finding, ...]


def contradictions_within(rows: Iterable[HistoryRow]) -> tuple[Finding, ...]:
    """The rows that cannot be true beside an earlier row of the same file. Only rows of one year can contradict."""
    seen: dict[tuple[Subject, int | None], list[HistoryRow]] = {}
    errors: list[Finding] = []
    for row in rows:
        earlier = seen.setdefault((row.subject, getattr(row.record, "year", None)), [])
        if len(earlier) == MOST_ROWS:
            errors.append(_against(HistoryFault.TOO_MANY_ROWS, row, limit=MOST_ROWS))
        elif len(earlier) < MOST_ROWS:
            clash = next((other for other in earlier if contradict(row.record, other.record)), None)
            if clash is not None:
                errors.append(_against(HistoryFault.CONTRADICTS_ROW, row, first_row=clash.row))
        earlier.append(row)
    return tuple(errors)


def _against(fault: HistoryFault, row: HistoryRow, **said: int) -> Finding:
    words = history_words()
    values: dict[str, str | int] = {
        "row": row.row,
        "column": words.heading(Column.VALUE),
        "example": words.columns[Column.VALUE].example,
    }
    return Finding(fault, row.row, Column.VALUE, values | said)
