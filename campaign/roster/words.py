"""The words of a roster, read from words/roster.toml: headings, roles, Nam/Nữ, languages.

Vietnamese words are data, not code: a khối that says “Trưởng cụm” needs a line in the file and no programmer.
"""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Generic, TypeVar

from campaign.people import Gender, Language, Role
from campaign.roster.heading import Heading
from campaign.search import search_key

T = TypeVar("T")


class Column(StrEnum):
    """The columns of a roster."""

    CODE = "code"
    NAME = "name"
    UNIT = "unit"
    POSITION = "position"
    ROLES = "roles"
    GENDER = "gender"
    HONORIFIC = "honorific"
    LANGUAGE = "language"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Words(Generic[T]):
    """The spellings of a closed list of values; `first` is what is printed, `known` maps search keys to values."""

    first: Mapping[T, str]
    exact: Mapping[str, T]  # as printed: spares the search key in ten thousand rows
    known: Mapping[str, T]

    def find(self, text: str) -> T | None:
        """The value meant, whatever the case or accents; None when the word is not known."""
        return self.exact.get(text) or self.known.get(search_key(text))

    def nearest(self, text: str) -> str | None:
        """The word that was probably meant, as it is printed; None when nothing is near."""
        near = difflib.get_close_matches(search_key(text), self.known, n=1, cutoff=0.65)
        return self.first[self.known[near[0]]] if near else None


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """What a column may hold: its headings, an example of what is right, at most `longest` characters."""

    column: Column
    heading: Heading
    example: str
    longest: int
    width: int


@dataclass(frozen=True, slots=True)
class RosterWords:
    """Everything a roster is read with and its template is printed with."""

    columns: Mapping[Column, ColumnRule]
    roles: Words[Role]
    genders: Words[Gender]
    languages: Words[Language]
    sheet_name: str
    unread: frozenset[str]  # search keys of headings that are passed over without a word

    def heading(self, column: Column) -> str:
        """The column's heading as the template prints it."""
        return self.columns[column].heading.names[0]

    def role_names(self, roles: frozenset[Role]) -> str:
        """Several roles as one cell of the file, always in the same order."""
        return "; ".join(self.roles.first[role] for role in Role if role in roles)


@cache
def roster_words() -> RosterWords:
    """The words as shipped with the program."""
    data = tomllib.loads(files("campaign").joinpath("words", "roster.toml").read_text(encoding="utf-8"))
    columns = {}
    for row in data["column"]:
        column = Column(row["id"])
        heading = Heading(row["id"], tuple(row["names"]), row["required"])
        columns[column] = ColumnRule(column, heading, row["example"], row["longest"], row["width"])
    return RosterWords(
        columns,
        _words({Role(role): names for role, names in data["role"].items()}),
        _words({Gender(gender): names for gender, names in data["gender"].items()}),
        _words({Language(language): names for language, names in data["language"].items()}),
        data["sheet_name"],
        frozenset(search_key(name) for name in data["unread"]),
    )


def _words(spellings: Mapping[T, list[str]]) -> Words[T]:
    first = {value: names[0] for value, names in spellings.items()}
    known = {search_key(name): value for value, names in spellings.items() for name in names}
    return Words(first, {name: value for value, name in first.items()}, known)
