"""Reads one row of an editable file field by field, and remembers everything that is wrong with it.

A wrong field gives a harmless stand-in, so that one reading finds all mistakes; whoever made a row throws it away when
there were any. Every field has to be asked for: `close()` reports the others, because a misspelt field is a lost rule.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from campaign.catalogue.problems import Fault, Problem
from campaign.catalogue.wording import Wording

LONGEST_TEXT = 2000  # characters
HIGHEST_AMOUNT = 1000

E = TypeVar("E", bound=Enum)


@dataclass(slots=True)
class RowReader:
    """One row (a TOML table) being read. `problems` is shared by all rows of one reading."""

    file: str
    row: str
    table: Mapping[str, object]
    problems: list[Problem]
    prefix: str = ""
    asked: set[str] = field(default_factory=set)

    def wrong(self, name: str, fault: Fault, value: object = "", expected: str = "") -> None:
        """Remember a problem of the field."""
        shown = str(value)[:200]
        self.problems.append(Problem(self.file, self.row, f"{self.prefix}{name}", fault, shown, expected))

    def has(self, name: str) -> bool:
        """Whether the field is there; asks for it."""
        self.asked.add(name)
        return name in self.table

    def raw(self, name: str) -> object:
        """The field as TOML gave it; None when missing."""
        self.asked.add(name)
        return self.table.get(name)

    def text(self, name: str) -> str:
        """A required text, NFC and trimmed."""
        if not self.has(name):
            self.wrong(name, Fault.MISSING)
            return ""
        value = self.table[name]
        if not isinstance(value, str):
            self.wrong(name, Fault.WRONG_TYPE, value, '"…"')
            return ""
        text = unicodedata.normalize("NFC", value).strip()
        if not 0 < len(text) <= LONGEST_TEXT:
            self.wrong(name, Fault.OUT_OF_RANGE, len(text), f"1–{LONGEST_TEXT}")
        return text

    def text_or(self, name: str, default: str) -> str:
        """A text that may be missing."""
        return self.text(name) if self.has(name) else default

    def wording(self, name: str) -> Wording:
        """Two required texts, name_vi and name_en."""
        return Wording(self.text(f"{name}_vi"), self.text(f"{name}_en"))

    def wording_or_none(self, name: str) -> Wording | None:
        """Two texts, or neither."""
        return self.wording(name) if self.has(f"{name}_vi") or self.has(f"{name}_en") else None

    def one_of(self, name: str, values: type[E]) -> E:
        """A required word of a closed list."""
        return self._member(name, self.text(name), values) if self.has(name) else self._absent(name, values)

    def one_of_or_none(self, name: str, values: type[E]) -> E | None:
        """A word of a closed list that may be missing."""
        return self.one_of(name, values) if self.has(name) else None

    def many_of(self, name: str, values: type[E]) -> frozenset[E]:
        """A required list of words of a closed list, at least one."""
        texts = self.texts(name)
        if self.raw(name) in (None, []):
            self.wrong(name, Fault.MISSING, "", _listed(values))
        return frozenset(self._member(name, text, values) for text in texts)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; empty when missing."""
        value = self.raw(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
            self.wrong(name, Fault.WRONG_TYPE, value, '["…", "…"]')
            return ()
        return tuple(value)

    def whole(self, name: str, lowest: int, highest: int) -> int:
        """A required whole number within limits."""
        if not self.has(name):
            self.wrong(name, Fault.MISSING, "", f"{lowest}–{highest}")
            return lowest
        value = self.table[name]
        if not isinstance(value, int) or isinstance(value, bool):
            self.wrong(name, Fault.WRONG_TYPE, value, f"{lowest}–{highest}")
            return lowest
        if not lowest <= value <= highest:
            self.wrong(name, Fault.OUT_OF_RANGE, value, f"{lowest}–{highest}")
        return value

    def whole_or_none(self, name: str, lowest: int, highest: int) -> int | None:
        """A whole number within limits that may be missing."""
        return self.whole(name, lowest, highest) if self.has(name) else None

    def yes_no(self, name: str) -> bool:
        """A required true or false."""
        value = self.raw(name)
        if not isinstance(value, bool):
            fault = Fault.MISSING if value is None else Fault.WRONG_TYPE
            self.wrong(name, fault, "" if value is None else value, "true, false")
            return False
        return value

    def day(self, name: str) -> date:
        """A required date."""
        if not self.has(name):
            self.wrong(name, Fault.MISSING, "", "2024-01-01")
            return date.min
        value = self.table[name]
        if not isinstance(value, date) or isinstance(value, datetime):
            self.wrong(name, Fault.WRONG_TYPE, value, "2024-01-01")
            return date.min
        return value

    def day_or_none(self, name: str) -> date | None:
        """A date that may be missing."""
        return self.day(name) if self.has(name) else None

    def period(self, first: str, last: str) -> tuple[date, date | None]:
        """A required first and an optional last day, in this order."""
        since, until = self.day(first), self.day_or_none(last)
        if until is not None and until < since:
            self.wrong(last, Fault.DATES_REVERSED, until, f"≥ {since}")
        return since, until

    def amount(self, name: str) -> Decimal:
        """A required number above 0, exact (files are read with decimals)."""
        value = self.raw(name)
        exact = (
            Decimal(value)
            if isinstance(value, int | Decimal) and not isinstance(value, bool)
            else Decimal("NaN")
        )
        if not exact.is_finite() or not 0 < exact < HIGHEST_AMOUNT:
            self.wrong(name, Fault.OUT_OF_RANGE, value, "0.3")
            return Decimal(1)
        return exact

    def inner(self, name: str) -> "RowReader":
        """A required table inside the row."""
        value = self.raw(name)
        if not isinstance(value, dict):
            fault = Fault.MISSING if value is None else Fault.WRONG_TYPE
            self.wrong(name, fault, "" if value is None else value, "{ … }")
            value = {}
            return RowReader(self.file, self.row, value, [], f"{self.prefix}{name}.")
        return RowReader(self.file, self.row, value, self.problems, f"{self.prefix}{name}.")

    def inner_or_none(self, name: str) -> "RowReader | None":
        """A table inside the row that may be missing."""
        return self.inner(name) if self.has(name) else None

    def close(self) -> None:
        """Report the fields that nobody asked for."""
        for name in self.table:
            if name not in self.asked:
                self.wrong(name, Fault.UNKNOWN_FIELD, "", ", ".join(sorted(self.asked)))

    def _member(self, name: str, text: str, values: type[E]) -> E:
        try:
            return values(text)
        except ValueError:
            self.wrong(name, Fault.NOT_ONE_OF, text, _listed(values))
            return next(iter(values))

    def _absent(self, name: str, values: type[E]) -> E:
        self.wrong(name, Fault.MISSING, "", _listed(values))
        return next(iter(values))


def _listed(values: type[E]) -> str:
    return ", ".join(str(value.value) for value in values)
