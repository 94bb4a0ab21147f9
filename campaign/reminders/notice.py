"""Notices: to whom one goes, when it leaves, what became of it, and one nudge a day per matter.

addressed(OfUnit(unit), members) -> its people
leaves_at(manners, 22:30) -> 07:00 tomorrow: nobody is woken
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from campaign.ids import CampaignId, KhoiId, MemberId, NoticeId, PersonId, UnitId
from campaign.people import Member, Role
from campaign.reminders.manners import Manners
from campaign.search import tidy

LONGEST = 1500  # characters: every messenger takes it whole, with our own words around it
MOST_FILES = 5
WRITERS = frozenset({Role.SECRETARY, Role.CHAIR})
"""Who writes to the people of a khối."""


class DeliveryState(StrEnum):
    """What became of a notice for one person. The values are what the ledger keeps."""

    NOT_JOINED = "not_joined"
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    UNREACHABLE = "unreachable"


MISSED = frozenset({DeliveryState.NOT_JOINED, DeliveryState.FAILED, DeliveryState.UNREACHABLE})
"""Not reached and, as things stand, not going to be."""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice in the ledger. `kind` is a word (launch, free, nudge, …); `by` is None when nobody pressed for it."""

    id: NoticeId
    khoi: KhoiId
    kind: str
    at: datetime
    by: MemberId | None
    campaign: CampaignId | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One line of the ledger."""

    person: PersonId
    state: DeliveryState
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Everybody:
    """All active members of the khối."""


@dataclass(frozen=True, slots=True)
class OfUnit:
    """The active members of one unit."""

    unit: UnitId


@dataclass(frozen=True, slots=True)
class OfRole:
    """The active members who hold a role."""

    role: Role


Audience = Everybody | OfUnit | OfRole


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """A file that goes with a notice, kept under the hash of its content; `size` in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice being written, one per member. Its id becomes the notice's, so that it is sent once.

    `text` is empty while only files were sent.
    """

    id: NoticeId
    khoi: KhoiId
    by: MemberId
    text: str
    audience: Audience | None = None
    files: tuple[NoticeFile, ...] = ()


@dataclass(frozen=True, slots=True)
class SameFile:
    """The same content is there already, under this name."""

    name: str


@dataclass(frozen=True, slots=True)
class TooManyFiles:
    """There is no room for another file."""

    most: int


def attach(letter: Letter, file: NoticeFile) -> Letter | SameFile | TooManyFiles:
    """One more file."""
    same = next((kept for kept in letter.files if kept.sha256 == file.sha256), None)
    if same is not None:
        return SameFile(same.name)
    if len(letter.files) >= MOST_FILES:
        return TooManyFiles(MOST_FILES)
    return replace(letter, files=(*letter.files, file))


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing was written."""


@dataclass(frozen=True, slots=True)
class TooLong:
    """Longer than LONGEST; `length` in characters."""

    length: int


def worded(text: str) -> str | Empty | TooLong:
    """What was typed as a notice, in NFC: line breaks stay, white space around and invisible characters go."""
    written = "\n".join(tidy(line) for line in text.splitlines()).strip()
    if not written:
        return Empty()
    return written if len(written) <= LONGEST else TooLong(len(written))


def addressed(audience: Audience, members: Iterable[Member]) -> tuple[Member, ...]:
    """Who is meant, in the order given."""
    match audience:
        case Everybody():
            return tuple(members)
        case OfUnit(unit):
            return tuple(member for member in members if member.unit == unit)
        case OfRole(role):
            return tuple(member for member in members if member.holds(role))
        case _:
            assert_never(audience)


def writes(member: Member) -> bool:
    """Whether the member may write to the people of the khối."""
    return member.holds(*WRITERS)


def leaves_at(manners: Manners, now: datetime) -> datetime:
    """When a notice that somebody sends now leaves: at once, but in the morning when it is night.

    A day off is no obstacle: whoever presses the button has decided that.
    """
    here = manners.local(now)
    if not manners.is_quiet(here.time()):
        return now
    day = here.date() if here.time() < manners.quiet_to else here.date() + timedelta(days=1)
    return manners.moment(day, manners.quiet_to)


def nudge_leaves_at(manners: Manners, now: datetime) -> datetime:
    """When a reminder that somebody sends now leaves: in decent hours of a working day."""
    return manners.not_earlier(now, None) or leaves_at(manners, now)
