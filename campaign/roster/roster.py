"""A roster: everybody in it, or everything that is wrong with it.

Read by `roster_reading`, compared by `roster_changes`.

    Mã    | Họ và tên    | Đơn vị         | Chức vụ         | Vai trò                       | Giới tính
    TT001 | Nguyễn Văn A | Thanh tra tỉnh | Chánh Thanh tra | Thủ trưởng đơn vị; Khối trưởng | Nam

-> Roster(entries, new_units, warnings)  or  RosterRefused(errors): all or nothing, all errors at once, each with its
row as Excel counts it, its column and an example of what is right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from campaign.ids import UnitId
from campaign.people import Gender, Language, Role
from campaign.roster.words import Column
from campaign.search import tidy


class RosterFault(StrEnum):
    """What can be wrong with a roster, or worth a look; the values are text keys."""

    NO_HEADINGS = "roster.no_headings"  # {columns}
    COLUMN_MISSING = "roster.column_missing"  # {column} {example}
    COLUMN_TWICE = "roster.column_twice"  # {column}
    NOBODY = "roster.nobody"
    TOO_MANY_UNITS = "roster.too_many_units"  # {limit} {column}
    CELL_MISSING = "roster.cell_missing"  # {row} {column} {example}, as in all that follow
    CELL_TOO_LONG = "roster.cell_too_long"  # {limit} {length}
    CELL_FORMULA = "roster.cell_formula"  # {value}
    CELL_ERROR = "roster.cell_error"  # {value}
    NOT_A_NAME = "roster.not_a_name"  # {value}
    CODE_TWICE = "roster.code_twice"  # {value} {first_row}
    UNKNOWN_ROLE = "roster.unknown_role"  # {value} {known}
    UNKNOWN_ROLE_NEAR = "roster.unknown_role_near"  # {value} {suggestion}
    UNKNOWN_GENDER = "roster.unknown_gender"  # {value}
    UNKNOWN_LANGUAGE = "roster.unknown_language"  # {value}
    # Warnings: said before the import, and no reason to refuse it.
    UNIT_SIMILAR = "roster.unit_similar"  # {value} {similar}
    GENDER_BLANK = "roster.gender_blank"  # {count} {row}: without it a tie cannot be decided by law
    COLUMN_IGNORED = "roster.column_ignored"  # {column}
    ANOTHER_PERSON = (
        "roster.another_person"  # {row} {code} {before} {after}: one Mã, two quite different names
    )


ROSTER_ERROR_KEYS = tuple(fault.value for fault in RosterFault)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about a roster. `row` is None for the file as a whole; `values` fill the text's placeholders."""

    fault: RosterFault
    row: int | None
    column: Column | None
    values: Mapping[str, str | int]

    @property
    def key(self) -> str:
        """The text key of the sentence to say."""
        return self.fault.value


@dataclass(frozen=True, slots=True)
class Entry:
    """One person of the roster. None in an optional field means: the file does not say, keep what is there.

    `unit_id` is None when the unit is new to the khối; `unit` is then its name, else the name the khối knows.
    """

    row: int
    code: str
    name: str
    unit: str
    unit_id: UnitId | None
    position: str
    roles: frozenset[Role]
    gender: Gender | None
    honorific: str | None
    language: Language | None
    room: str | None

    @property
    def code_key(self) -> str:
        """Two rows with equal keys are the same person."""
        return code_key(self.code)


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster without errors, in the order of the file."""

    entries: tuple[Entry, ...]
    new_units: tuple[str, ...]
    warnings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class RosterRefused:
    """Everything that is wrong, from the top of the file down; nothing of the file is to be used."""

    errors: tuple[Finding, ...]


def code_key(code: str) -> str:
    """Mã without case and blanks: “tt 001” is TT001."""
    if code.isascii() and code.isalnum():  # as nearly all are: asked several times of every row
        return code.lower()
    return "".join(tidy(code).casefold().split())
