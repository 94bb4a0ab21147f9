"""A person's own calendar to subscribe to, and the secret in its address: 122 random bits, only their hash is kept.

https://thidua.example/calendar/4k7…q.ics   shown once, when it is made; made anew, the one before is worth nothing
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.meetings.meeting import Meeting

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_BITS = 61
_HALF = 13  # letters of five bits that hold so many
_SECRET = re.compile(rf"[{_LETTERS}]{{{2 * _HALF}}}")


@dataclass(frozen=True, slots=True)
class MeetingEntry:
    """A meeting of a subscribed calendar; `stamped` is when this revision was made."""

    meeting: Meeting
    stamped: datetime


@dataclass(frozen=True, slots=True)
class DeadlineEntry:
    """Something to be done by a moment. `name` stays the same while `revision` counts its dates."""

    name: str
    title: str
    due: datetime
    revision: int
    stamped: datetime


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A calendar that a phone subscribes to, under a title. `address` is the page that opens from a deadline."""

    title: str
    language: str
    address: str
    meetings: Sequence[MeetingEntry]
    deadlines: Sequence[DeadlineEntry]


def secret_of(first: int, second: int) -> str:
    """A secret from two random numbers of 62 bits each, whose lowest bits, which may be fixed, are not used."""
    return "".join(_spelt(number >> 1 & (1 << _BITS) - 1) for number in (first, second))


def is_secret(text: str) -> bool:
    """Whether a text can be one at all."""
    return _SECRET.fullmatch(text) is not None


def hash_of(secret: str) -> str:
    """What is stored of it. So many random bits need no salt and no slow hash."""
    return hashlib.sha256(f"calendar:{secret}".encode()).hexdigest()


def _spelt(number: int) -> str:
    return "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(_HALF)))
