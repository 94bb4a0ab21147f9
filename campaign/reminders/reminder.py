"""Reminders: rows with a key that cannot exist twice, never timers. When each is due: `planning.py` beside this."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from campaign.ids import PersonId


class Rung(IntEnum):
    """Who is reached: the đầu mối first, then the head, then a line to the secretary, who telephones."""

    PREPARER = 0
    HEAD = 1
    SECRETARY = 2


class MatterKind(StrEnum):
    """A meeting on a day off is reminded of on that day; a deadline is not."""

    MEETING = "meeting"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class Step:
    """How long before, by the calendar (`days`, same time of day) or by the clock (`minutes`), and how far up.

    Exactly one of the two is positive, else ValueError.
    """

    days: int = 0
    minutes: int = 0
    up_to: Rung = Rung.SECRETARY

    def __post_init__(self) -> None:
        if min(self.days, self.minutes) != 0 or max(self.days, self.minutes) <= 0:
            raise ValueError((self.days, self.minutes))

    @property
    def code(self) -> str:
        """“7d”, “2h”, “90m”: the step's part of a reminder's key."""
        if self.days:
            return f"{self.days}d"
        return f"{self.minutes // 60}h" if self.minutes % 60 == 0 else f"{self.minutes}m"


DEFAULT_STEPS = (Step(days=7, up_to=Rung.PREPARER), Step(days=1, up_to=Rung.HEAD), Step(minutes=120))


@dataclass(frozen=True, slots=True)
class Matter:
    """Something one person owes by a moment. `rung` is that person's place on the ladder of this matter.

    `told_at`: when the person first heard of this revision, so that no reminder comes on the heels of the notice.
    `snoozed_until`: what the person asked for; earlier reminders stay away and one comes then.
    """

    person: PersonId
    item: str
    revision: int
    due: datetime
    kind: MatterKind = MatterKind.DEADLINE
    rung: Rung = Rung.PREPARER
    told_at: datetime | None = None
    snoozed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """One row: to be sent at `at` unless it makes no sense by then. The key is person, item, revision, step."""

    person: PersonId
    item: str
    revision: int
    step: str
    at: datetime
    due: datetime
    kind: MatterKind
    rung: Rung

    @property
    def key(self) -> tuple[PersonId, str, int, str]:
        """What is unique in the database."""
        return self.person, self.item, self.revision, self.step


@dataclass(frozen=True, slots=True)
class Sent:
    """A reminder that was sent, at this moment."""

    person: PersonId
    item: str
    revision: int
    step: str
    at: datetime

    @property
    def key(self) -> tuple[PersonId, str, int, str]:
        """The key of the reminder."""
        return self.person, self.item, self.revision, self.step
