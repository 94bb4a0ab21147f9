"""What can be on record about a member or a unit, and where each record comes from.

    Entry(Graded(2025, Rating.HT_TOT), Proof(Source.IMPORTED, "tong-hop-2025.xlsx"))
    Entry(Awarded(2025, "CSTDCS", Decision("15/QĐ-TTr", date(2026, 1, 20))), Proof(Source.DECLARED, "qd15.pdf"))

A record speaks when it was imported by the secretary, or declared with a document and confirmed by the head. What is
not on record is not known: a “no” has to be recorded too (`NotAwarded`, `NothingAwarded`, `NoWorks`).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from campaign.history.facts import (
    AbsenceKind,
    Capacity,
    Counted,
    CourseResult,
    Deed,
    Ground,
    HoldKind,
    Penalty,
    Rating,
    Scope,
    WorkKind,
)
from campaign.ids import MemberId


class Source(StrEnum):
    """How a record came in."""

    IMPORTED = "imported"  # by the secretary, from a file
    DECLARED = "declared"  # by the person or the đầu mối, with a document


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a record comes from: the document, and which head confirmed it (None: nobody yet)."""

    source: Source
    document: str = ""
    confirmed_by: MemberId | None = None

    @property
    def speaks(self) -> bool:
        """Whether a rule may rest on it."""
        return self.source is Source.IMPORTED or self.confirmed_by is not None


@dataclass(frozen=True, slots=True)
class Decision:
    """The paper that gave an award: number, date, who issued it."""

    number: str
    on: date
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Graded:
    """The official grading of a year."""

    year: int
    rating: Rating


@dataclass(frozen=True, slots=True)
class Awarded:
    """A title or award for a year. `decision` None: not stated; `ground` None: not stated (P4 needs it)."""

    year: int
    code: str
    decision: Decision | None = None
    ground: Ground | None = None


@dataclass(frozen=True, slots=True)
class Proposed:
    """Voted and proposed in the round that is going on, not yet decided. It counts only for the year under review."""

    year: int
    code: str


@dataclass(frozen=True, slots=True)
class NotAwarded:
    """It is on record that this title or award was not given for the year."""

    year: int
    code: str


@dataclass(frozen=True, slots=True)
class NothingAwarded:
    """It is on record that nothing at all was given for the year."""

    year: int


@dataclass(frozen=True, slots=True)
class Use:
    """For which title or award, of which year, an initiative was used (P10)."""

    code: str
    year: int


@dataclass(frozen=True, slots=True)
class Work:
    """An initiative or project of a year. `document` is what recognised it; empty: not stated."""

    year: int
    kind: WorkKind
    scope: Scope
    name: str
    document: str = ""
    used_by: tuple[Use, ...] = ()


@dataclass(frozen=True, slots=True)
class NoWorks:
    """It is on record that there was no initiative (or no project) in the year."""

    year: int
    kind: WorkKind


class Answered(StrEnum):
    """Yes or no, on record."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Happened:
    """A yes-or-no fact of a year."""

    year: int
    deed: Deed
    answer: Answered


@dataclass(frozen=True, slots=True)
class Tally:
    """Of `members` members of a collective, `yes` are counted and of `unknown` it is not known; the rest are not."""

    year: int
    of: Counted
    yes: int
    members: int
    unknown: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.yes <= self.yes + self.unknown <= self.members:
            raise ValueError(self)


@dataclass(frozen=True, slots=True)
class Disciplined:
    """A discipline, from its decision to the end of its period (None: not known)."""

    penalty: Penalty
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Hold:
    """Something is being examined, from a day until it was cleared (None: still). Confidential (P5)."""

    kind: HoldKind
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Absence:
    """Away from work in a year, in months; `result` of a course of a year or more (None: not known)."""

    year: int
    kind: AbsenceKind
    months: int
    result: CourseResult | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """Service in a capacity without interruption, until a day (None: still)."""

    capacity: Capacity
    since: date
    until: date | None


Record = (
    Graded | Awarded | Proposed | NotAwarded | NothingAwarded | Work | NoWorks | Happened | Tally | Disciplined | Hold
    | Absence | Service
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A record and where it comes from."""

    record: Record
    proof: Proof
