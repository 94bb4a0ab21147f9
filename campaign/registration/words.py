"""The words of the unit's registration sheet, read from words/registration.toml: headings and other names of titles."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from campaign.catalogue.model import Award
from campaign.roster.heading import Heading
from campaign.search import search_key


class Column(StrEnum):
    """The columns of the sheet."""

    CODE = "code"
    NAME = "name"
    POSITION = "position"
    TITLE = "title"
    MORE = "more"
    AWARD = "award"
    NOTE = "note"


OF_TITLES = (Column.TITLE, Column.MORE, Column.AWARD)
"""Where titles may stand; which of them in which column does not matter."""


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """A column: its headings, an example of what is right, its width in characters."""

    column: Column
    heading: Heading
    example: str
    width: int


@dataclass(frozen=True, slots=True)
class RegistrationWords:
    """Everything the sheet is read with and its template is printed with."""

    columns: Mapping[Column, ColumnRule]
    sheet_name: str
    list_name: str
    unit_code: str
    unit_keys: frozenset[str]  # search keys of what means the unit itself
    unread: frozenset[str]  # search keys of headings that are passed over without a word
    other_names: Mapping[str, tuple[str, ...]]  # of titles, by code

    def heading(self, column: Column) -> str:
        """The column's heading as the template prints it."""
        return self.columns[column].heading.names[0]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of all columns."""
        return tuple(rule.heading for rule in self.columns.values())

    def title_names(self, awards: Iterable[Award]) -> Mapping[str, str]:
        """Search keys of everything these titles are called, with their codes. The catalogue's own names win."""
        listed = tuple(awards)
        found: dict[str, str] = {}
        for award in listed:
            for name in (award.name.vi, award.name.en, award.code):
                found.setdefault(search_key(name), award.code)
        for award in listed:
            for name in self.other_names.get(award.code, ()):
                found.setdefault(search_key(name), award.code)
        return found


@cache
def registration_words() -> RegistrationWords:
    """The words as shipped with the program."""
    data = tomllib.loads(files("campaign").joinpath("words", "registration.toml").read_text(encoding="utf-8"))
    columns = {}
    for row in data["column"]:
        column = Column(row["id"])
        heading = Heading(row["id"], tuple(row["names"]), row["required"])
        columns[column] = ColumnRule(column, heading, row["example"], row["width"])
    return RegistrationWords(
        columns,
        data["sheet_name"],
        data["list_name"],
        data["unit_code"][0],
        frozenset(map(search_key, data["unit_code"])),
        frozenset(map(search_key, data["unread"])),
        {code: tuple(names) for code, names in data["title"].items()},
    )
