"""A question to the secretary of a khối and everything said about it, in order."""

from dataclasses import dataclass
from datetime import datetime

from campaign.ids import KhoiId, MemberId, PersonId, QuestionId

LONGEST = 1000  # characters of one line
MOST_WAITING = 5  # questions of one person without an answer


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody said."""

    by: MemberId
    name: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """A thread. `about` is how it began; `waiting_since` is None once the asker's last words are answered."""

    id: QuestionId
    khoi: KhoiId
    asker: MemberId
    asker_person: PersonId
    asker_name: str
    asker_unit: str
    about: str
    asked_at: datetime
    waiting_since: datetime | None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Sayable:
    """The text, ready to be kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """There are no words in it."""


@dataclass(frozen=True, slots=True)
class TooLong:
    """More than `limit` characters."""

    length: int
    limit: int = LONGEST


def read_line(text: str) -> Sayable | Nothing | TooLong:
    """What was typed as a question or an answer; line breaks are kept."""
    lines = (" ".join(line.split()) for line in text.strip().splitlines())
    kept = "\n".join(line for line in lines if line)
    if not kept:
        return Nothing()
    return TooLong(len(kept)) if len(kept) > LONGEST else Sayable(kept)
