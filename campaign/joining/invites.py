"""Joining by a code that is used once: what a code is worth now, who may use it, how often one may guess.

a code for B, a phone of nobody          -> Joins
a code for B, a phone of A               -> SamePerson: another khối, one human being, after asking
a code for B, a phone of A, one khối     -> TakenBy(A): a phone acts for one person
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from campaign.ids import InviteId, KhoiId, MemberId, PersonId
from campaign.people import Member, Person

JOIN_LASTS = timedelta(days=14)
DEVICE_LASTS = timedelta(minutes=30)
WINDOW = timedelta(minutes=15)
MOST_WRONG = 5
"""Wrong codes one phone may try within WINDOW, and one person on all their phones together."""
MOST_WRONG_OF_ADDRESS = 60
"""Wrong codes that may come from one address within WINDOW, a whole office or a quarter of a town: for whoever throws a
browser's cookie away has a new phone each time. After that every phone there has one try each."""
MOST_WRONG_OF_ALL = 300
"""Wrong codes the whole installation takes within WINDOW; after that everybody has one try each, so that whoever
guesses from many phones shuts nobody out who has a real code. What one address tries beyond its own measure does not
count here: a guesser at one place makes nobody elsewhere wait."""


class InviteKind(StrEnum):
    """What a code is for."""

    JOIN = "join"
    DEVICE = "device"  # a further phone of somebody who has joined; made by themselves


@dataclass(frozen=True, slots=True)
class Invite:
    """A code, without the code itself."""

    id: InviteId
    khoi: KhoiId
    person: PersonId
    member: MemberId
    kind: InviteKind
    issued_by: MemberId | None
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Good:
    """The code may be used."""


@dataclass(frozen=True, slots=True)
class Used:
    """Somebody has joined with it."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Revoked:
    """The secretary, or a newer code, has put it out of use."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Expired:
    """It was not used in time."""

    at: datetime


def judge(invite: Invite, now: datetime) -> Good | Used | Revoked | Expired:
    """What the code is worth now."""
    if invite.used_at is not None:
        return Used(invite.used_at)
    if invite.revoked_at is not None:
        return Revoked(invite.revoked_at)
    return Expired(invite.expires_at) if now >= invite.expires_at else Good()


@dataclass(frozen=True, slots=True)
class Joins:
    """The account becomes a phone of the code's person."""


@dataclass(frozen=True, slots=True)
class SamePerson:
    """The account belongs to `other`, a place in another khối: after asking, both places are one person's."""

    other: Member


@dataclass(frozen=True, slots=True)
class Already:
    """The account is a phone of the code's person: there is nothing to do, and the code stays unused."""


@dataclass(frozen=True, slots=True)
class TakenBy:
    """The account acts for `other` in the same khối."""

    other: Member


@dataclass(frozen=True, slots=True)
class HasLeft:
    """The code's person is no longer on the roster."""


def use(
    invite: Invite, owner: Person, caller: Person | None
) -> Joins | SamePerson | Already | TakenBy | HasLeft:
    """What using the code would do for an account that belongs to `caller` (None: to nobody).

    `owner` is the code's person; both with their active memberships.
    """
    place = next((m for m in owner.memberships if m.id == invite.member), None)
    if place is None:
        return HasLeft()
    if caller is None or not caller.memberships:
        return Joins()
    if caller.id == owner.id:
        return Already() if place.joined_at is not None else Joins()
    theirs = {member.khoi for member in owner.memberships}
    shared = next((member for member in caller.memberships if member.khoi in theirs), None)
    return SamePerson(caller.memberships[0]) if shared is None else TakenBy(shared)


def may_issue(person: Person, phones: int) -> bool:
    """Whether the secretary of one khối may make a code for this person.

    Not for somebody who uses several khối with a phone already: the code would open the others too. They make codes
    for further phones themselves.
    """
    return phones == 0 or len(person.memberships) <= 1


@dataclass(frozen=True, slots=True)
class Wait:
    """Too many wrong codes: no further one is looked at before `until`."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong codes within WINDOW: when this phone had some, when its person had on whichever phone, and how many came
    from its address and from everybody.
    """

    of_phone: Sequence[datetime] = ()
    of_person: Sequence[datetime] = ()
    of_address: int = 0
    of_all: int = 0


def may_try(tries: Tries, now: datetime) -> Wait | None:
    """Whether one more code is looked at, and if not, when."""
    crowded = tries.of_address >= MOST_WRONG_OF_ADDRESS or tries.of_all >= MOST_WRONG_OF_ALL
    most = 1 if crowded else MOST_WRONG
    waits = (_until(each, most, now) for each in (tries.of_phone, tries.of_person))
    until = max((each for each in waits if each is not None), default=None)
    return None if until is None else Wait(until)


def _until(wrong: Sequence[datetime], most: int, now: datetime) -> datetime | None:
    recent = sorted(at for at in wrong if at > now - WINDOW)
    return recent[-most] + WINDOW if len(recent) >= most else None
