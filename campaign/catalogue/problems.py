"""What is wrong with an editable file, as values: where, which rule, what would be right there."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What can be wrong with an editable file; the values are text keys."""

    NOT_TOML = "catalogue.not_toml"  # {file} {value}: what the reader says
    UNKNOWN_TABLE = "catalogue.unknown_table"  # {file} {row} {expected}
    UNKNOWN_FIELD = "catalogue.unknown_field"  # {file} {row} {field}
    MISSING = "catalogue.missing"  # {file} {row} {field}
    WRONG_TYPE = "catalogue.wrong_type"  # … {value} {expected}
    NOT_ONE_OF = "catalogue.not_one_of"  # … {value} {expected}
    OUT_OF_RANGE = "catalogue.out_of_range"  # … {value} {expected}
    BAD_STANDARD = "catalogue.bad_standard"  # … {value} {expected}
    DUPLICATE = "catalogue.duplicate"  # … {value}
    UNKNOWN_REFERENCE = "catalogue.unknown_reference"  # … {value}
    CIRCLE = "catalogue.circle"  # … {value}
    OVERLAP = "catalogue.overlap"  # … {value}: the other row
    DATES_REVERSED = "catalogue.dates_reversed"  # … {value}
    NO_TABLE = "catalogue.no_table"  # {expected}: a part that no file holds


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where it stands, and what would be right there."""

    file: str
    row: str
    field: str
    fault: Fault
    value: str = ""
    expected: str = ""

    @property
    def key(self) -> str:
        """The text key of the sentence to say."""
        return self.fault.value

    @property
    def values(self) -> Mapping[str, str]:
        """What fills the placeholders of the sentence."""
        return {
            "file": self.file,
            "row": self.row,
            "field": self.field,
            "value": self.value,
            "expected": self.expected,
        }


PROBLEM_KEYS = tuple(fault.value for fault in Fault)
