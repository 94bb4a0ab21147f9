"""What a row of the catalogue asks for: the words of the standards.

`standard_text` reads them from a catalogue file; `campaign.eligibility.eligibility` answers them from recorded history.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from campaign.history.facts import Capacity, Counted, Deed, Judged, Rating, Scope, WorkKind

MOST_PERCENT = 100
MOST_YEARS = 60


@dataclass(frozen=True, slots=True)
class Rated:
    """The yearly grading is at least this (in the year under review, or in each year of `Consecutive`)."""

    at_least: Rating


@dataclass(frozen=True, slots=True)
class Held:
    """The title or award is held for the year (under review, or each year of `Consecutive`)."""

    code: str


@dataclass(frozen=True, slots=True)
class Did:
    """A yes-or-no fact of the year under review."""

    deed: Deed


@dataclass(frozen=True, slots=True)
class Meets:
    """The standard of another title holds for the year under review (not: the title was awarded)."""

    code: str


@dataclass(frozen=True, slots=True)
class Holds:
    """The title or award was given at some time before."""

    code: str


@dataclass(frozen=True, slots=True)
class Never:
    """The title or award was never given (once per person)."""

    code: str


@dataclass(frozen=True, slots=True)
class Times:
    """Given at least `count` times within the last `years` years."""

    code: str
    count: int
    years: int

    def __post_init__(self) -> None:
        if not 1 <= self.count <= self.years:
            raise ValueError(self)


@dataclass(frozen=True, slots=True)
class Works:
    """At least `count` recognised initiatives or projects of at least this scope within the last `years` years."""

    kind: WorkKind
    scope: Scope
    count: int
    years: int

    def __post_init__(self) -> None:
        if self.count < 1 or self.years < 1:
            raise ValueError(self)


@dataclass(frozen=True, slots=True)
class Served:
    """At least `years` years in this capacity, counted to 1 September of the year under review."""

    capacity: Capacity
    years: int

    def __post_init__(self) -> None:
        if not 1 <= self.years <= MOST_YEARS:
            raise ValueError(self)


@dataclass(frozen=True, slots=True)
class Share:
    """At least `percent` of the members of the collective."""

    of: Counted
    percent: int

    def __post_init__(self) -> None:
        if not 1 <= self.percent <= MOST_PERCENT:
            raise ValueError(self)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` members of the collective."""

    of: Counted
    count: int


@dataclass(frozen=True, slots=True)
class AtMost:
    """At most `count` members of the collective."""

    of: Counted
    count: int


@dataclass(frozen=True, slots=True)
class Worked:
    """The year counts as worked (P7: maternity leave counts; TT 03/2024/TT-TTCP: courses)."""


@dataclass(frozen=True, slots=True)
class Merit:
    """An achievement of the year under review that a person weighs; while the year runs it can be striven for."""

    what: Judged


@dataclass(frozen=True, slots=True)
class Weighed:
    """A ground that a person weighs at any time."""

    what: Judged


YearCondition = Rated | Held


@dataclass(frozen=True, slots=True)
class Consecutive:
    """Each of `years` years in a row meets one of the conditions."""

    years: int
    of: tuple[YearCondition, ...]


Predicate = (
    Rated | Held | Did | Meets | Holds | Never | Times | Works | Served | Share | AtLeast | AtMost | Worked | Merit
    | Weighed | Consecutive
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part."""

    parts: "tuple[Standard, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part is enough."""

    parts: "tuple[Standard, ...]"


Standard = Predicate | AllOf | AnyOf


def predicates(standard: Standard) -> Iterator[Predicate]:
    """Every predicate in it, in the order written."""
    match standard:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from predicates(part)
        case Consecutive(_, of):
            yield standard
            yield from of
        case _:
            yield standard


def codes_named(standard: Standard) -> tuple[str, ...]:
    """The titles and awards that the standard names, in the order written."""
    return tuple(
        predicate.code
        for predicate in predicates(standard)
        if isinstance(predicate, Held | Meets | Holds | Never | Times)
    )
