"""The words of the history file, read from words/history.toml: headings, kinds of rows, and what may stand in them."""

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from campaign.history.facts import Capacity, CourseResult, Ground, HoldKind, Penalty, Rating, Scope
from campaign.history.records import Answered
from campaign.roster.heading import Heading
from campaign.search import search_key

T = TypeVar("T", bound=StrEnum)


class Column(StrEnum):
    """The columns of the file. A row is about the person of `CODE`, or else about the unit of `UNIT`."""

    CODE = "code"
    UNIT = "unit"
    YEAR = "year"
    KIND = "kind"
    VALUE = "value"
    LEVEL = "level"
    GROUND = "ground"
    NUMBER = "number"
    DECIDED = "decided"
    ISSUER = "issuer"
    SINCE = "since"
    UNTIL = "until"
    USED = "used"
    NOTE = "note"


class RowKind(StrEnum):
    """What a row records."""

    RATING = "rating"
    AWARD = "award"
    NOT_AWARDED = "not_awarded"
    INITIATIVE = "initiative"
    PROJECT = "project"
    JOINED_MOVEMENT = "joined_movement"
    FIRST_IN_CLUSTER = "first_in_cluster"
    OVER_TARGET = "over_target"
    UNITY = "unity"
    TALLY_RATED_HT = "tally_rated_ht"
    TALLY_LDTT = "tally_ldtt"
    TALLY_CSTDCS = "tally_cstdcs"
    TALLY_DISCIPLINED = "tally_disciplined"
    DISCIPLINE = "discipline"
    HOLD = "hold"
    MATERNITY = "maternity"
    COURSE = "course"
    ABSENCE = "absence"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class WordList(Generic[T]):
    """The spellings of a closed list; `first` is what is printed, `known` maps search keys to values."""

    first: Mapping[T, str]
    known: Mapping[str, T]

    def find(self, text: str) -> T | None:
        """The value meant, whatever the case or accents."""
        return self.known.get(search_key(text))

    def nearest(self, text: str) -> str:
        """The word that was probably meant, as it is printed; empty when nothing is near."""
        near = difflib.get_close_matches(search_key(text), self.known, n=1, cutoff=0.65)
        return self.first[self.known[near[0]]] if near else ""

    @property
    def listed(self) -> str:
        """All words as they are printed."""
        return "; ".join(self.first.values())


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """A column: its headings, an example of what is right, the most characters, its width in the template."""

    column: Column
    heading: Heading
    example: str
    longest: int
    width: int


@dataclass(frozen=True, slots=True)
class HistoryWords:
    """Everything the file is read with and its template is printed with."""

    columns: Mapping[Column, ColumnRule]
    kinds: WordList[RowKind]
    examples: Mapping[RowKind, str]  # what may stand in the column Giá trị
    ratings: WordList[Rating]
    scopes: WordList[Scope]
    grounds: WordList[Ground]
    answers: WordList[Answered]
    penalties: WordList[Penalty]
    holds: WordList[HoldKind]
    courses: WordList[CourseResult]
    capacities: WordList[Capacity]
    none: frozenset[str]  # search keys of “Không”
    everything: frozenset[str]  # search keys of “Tất cả”
    unread: frozenset[str]  # search keys of headings that are passed over
    sheet_name: str

    def heading(self, column: Column) -> str:
        """The column's heading as the template prints it."""
        return self.columns[column].heading.names[0]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of all columns."""
        return tuple(rule.heading for rule in self.columns.values())


@cache
def history_words() -> HistoryWords:
    """The words as shipped with the program."""
    data = tomllib.loads(files("campaign").joinpath("words", "history.toml").read_text(encoding="utf-8"))
    words = data["words"]
    return HistoryWords(
        columns={Column(row["id"]): _column(row) for row in data["column"]},
        kinds=_list(RowKind, {row["id"]: row["names"] for row in data["kind"]}),
        examples={RowKind(row["id"]): row["example"] for row in data["kind"]},
        ratings=_list(Rating, words["rating"]),
        scopes=_list(Scope, words["scope"]),
        grounds=_list(Ground, words["ground"]),
        answers=_list(Answered, words["answer"]),
        penalties=_list(Penalty, words["penalty"]),
        holds=_list(HoldKind, words["hold"]),
        courses=_list(CourseResult, words["course"]),
        capacities=_list(Capacity, words["capacity"]),
        none=frozenset(map(search_key, data["no_name"])),
        everything=frozenset(map(search_key, data["everything"])),
        unread=frozenset(map(search_key, data["unread"])),
        sheet_name=data["sheet_name"],
    )


def _column(row: Mapping[str, Any]) -> ColumnRule:
    heading = Heading(row["id"], tuple(row["names"]), row["required"])
    return ColumnRule(Column(row["id"]), heading, row["example"], row["longest"], row["width"])


def _list(values: type[T], spellings: Mapping[str, list[str]]) -> WordList[T]:
    first = {values(value): names[0] for value, names in spellings.items()}
    known = {search_key(name): values(value) for value, names in spellings.items() for name in names}
    return WordList(first, known)
