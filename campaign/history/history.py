"""Everything on record about one member or unit, and which records cannot both be true.

What is not on record is not known. A unit that came out of others continues their years (“2 năm liên tục” across a
merger).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from campaign.history.records import (
    Absence,
    Awarded,
    Entry,
    Graded,
    Happened,
    NotAwarded,
    NothingAwarded,
    NoWorks,
    Proposed,
    Record,
    Service,
    Tally,
    Work,
)


@dataclass(frozen=True, slots=True)
class History:
    """Everything on record about one member or unit.

    A unit that came out of others has them as `predecessors`: for the years up to `last_year` theirs is the record.
    """

    entries: tuple[Entry, ...] = ()
    predecessors: "tuple[Predecessor, ...]" = ()

    def __post_init__(self) -> None:
        last_years = {predecessor.last_year for predecessor in self.predecessors}
        if len(last_years) > 1:  # one merger or split; an earlier one is the predecessor's own predecessor
            raise ValueError(sorted(last_years))


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A unit whose years up to and with `last_year` a later unit continues."""

    name: str
    last_year: int
    history: History


# Two different records of one kind that agree in these fields answer one question in two ways.
_ONE_QUESTION: Mapping[type[Record], tuple[str, ...]] = MappingProxyType(
    {
        Graded: ("year",),
        Awarded: ("year", "code", "ground"),
        Happened: ("year", "deed"),
        Tally: ("year", "of"),
        Service: ("capacity",),
        Absence: ("year", "kind"),
        Work: ("year", "kind", "name"),
    }
)


def contradict(one: Record, other: Record) -> bool:
    """Whether both cannot be true: two gradings of a year, awarded and not awarded, twice the same award …

    A record does not contradict an equal one: that is the same record again.
    """
    if one == other:
        return False
    if type(one) is type(other):
        fields = _ONE_QUESTION.get(type(one), ())
        return bool(fields) and all(getattr(one, name) == getattr(other, name) for name in fields)
    return _denies(one, other) or _denies(other, one)


def _denies(no: Record, yes: Record) -> bool:
    match no, yes:
        case NotAwarded(), (Awarded() | Proposed()):
            return (no.year, no.code) == (yes.year, yes.code)
        case NothingAwarded(), (Awarded() | Proposed()):
            return no.year == yes.year
        case NoWorks(), Work():
            return (no.year, no.kind) == (yes.year, yes.kind)
        case _:
            return False


def contradictions(history: History) -> tuple[tuple[Entry, Entry], ...]:
    """Every pair of speaking records that cannot both be true."""
    speaking = [entry for entry in history.entries if entry.proof.speaks]
    return tuple(pair for pair in combinations(speaking, 2) if contradict(pair[0].record, pair[1].record))
