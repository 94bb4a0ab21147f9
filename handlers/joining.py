"""Joining by a code, the same for a phone of nobody and for somebody who joins a second khối.

code -> “Mã này dành cho đồng chí …, đúng không?” [Đúng, tham gia] [Không phải tôi] -> joined
Reading the code back uses nothing up; a wrong, used, revoked or expired one gets one honest sentence.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from campaign.ids import InviteId, NoticeId
from campaign.joining.codes import hash_of, read_code
from campaign.joining.guesser import Guesser
from campaign.joining.invites import (
    Already,
    Expired,
    Good,
    HasLeft,
    Invite,
    InviteKind,
    Joins,
    Revoked,
    SamePerson,
    TakenBy,
    Used,
    judge,
    may_try,
    use,
)
from campaign.people import Member, Person
from handlers.device_words import device_name
from handlers.kit import (
    Choice,
    Fact,
    Notice,
    OpenFlow,
    Priority,
    Say,
    Turn,
    Until,
    Visit,
    fact,
    question,
    say,
)
from handlers.ports import Store


class Join(Choice, tag="jy", label=say("join.yes_button")):
    """“Đúng, tham gia”. The code itself is not in the button: the account has shown it before."""

    invite: InviteId


class NotMe(Choice, tag="jn", label=say("join.no_button")):
    """The code was meant for somebody else; it stays unused."""

    invite: InviteId


@dataclass(frozen=True, slots=True)
class Caller:
    """Who shows a code: a phone, and the person it belongs to, if any."""

    store: Store
    now: datetime
    channel: str
    account: str
    name: str
    person: Person | None
    fresh_id: Callable[[], int]
    whence: str

    @property
    def guesser(self) -> Guesser:
        """Against whom a wrong code counts."""
        person = None if self.person is None else self.person.id
        return Guesser(self.channel, self.account, person, self.whence)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why the code is not taken."""

    why: Say


@dataclass(frozen=True, slots=True)
class Joined:
    """The account acts for this member now. `told` are for the person's other phones."""

    place: Member
    welcome: Fact
    told: tuple[Notice, ...] = ()


def caller_of(turn: Turn | Visit) -> Caller:
    """The caller behind a turn or a visit."""
    name = turn.name if isinstance(turn, Visit) else turn.person.name
    return Caller(
        turn.store, turn.now, turn.channel, turn.account, name, turn.person, turn.fresh_id, turn.whence
    )


async def read_back(caller: Caller, text: str) -> Fact | Refused:
    """Who the typed code is for, with the buttons to say yes or no."""
    code = read_code(text)
    if code is None:
        return Refused(say("join.not_a_code"))
    invites = caller.store.invites
    wait = may_try(await invites.tries(caller.guesser, caller.now), caller.now)
    if wait is not None:
        return Refused(say("join.wait", until=Until(wait.until)))
    invite = await invites.by_hash(hash_of(code))
    if invite is None:
        await invites.wrong(caller.guesser, caller.now)
        return Refused(say("join.unknown"))
    asked = await _usable(caller, invite)
    if isinstance(asked, Refused):
        return asked
    await invites.show(invite.id, caller.channel, caller.account, caller.now)
    return question(await _question(caller, invite, asked), Join(invite.id), NotMe(invite.id))


async def accept(caller: Caller, chosen: InviteId) -> Joined | Refused:
    """Uses the code that this account has shown before."""
    invite = await caller.store.invites.shown_to(chosen, caller.channel, caller.account)
    if invite is None:
        return Refused(say("join.unknown"))
    asked = await _usable(caller, invite)
    if isinstance(asked, Refused):
        return asked
    if not await caller.store.invites.use(invite, caller.now):
        return Refused(say("join.used", at=caller.now))
    had_phones = bool(await caller.store.devices.of(invite.person))
    await _let_in(caller, invite, asked)
    place = await caller.store.people.member(invite.khoi, invite.member)
    assert place is not None, "a code names a member"
    told = (_other_phones(caller, place),) if had_phones else ()
    return Joined(place, await _welcome(caller, invite, place), told)


async def _usable(caller: Caller, invite: Invite) -> Joins | SamePerson | Refused:
    owner = await caller.store.people.person(invite.person)
    assert owner is not None, "a code names a person"
    outcome = use(invite, owner, caller.person)
    if isinstance(outcome, Already):
        return Refused(say("join.already"))
    match judge(invite, caller.now):
        case Used(at):
            return Refused(say("join.used", at=at))
        case Revoked():
            return Refused(say("join.revoked"))
        case Expired(at):
            return Refused(say("join.expired", at=at))
        case Good():
            pass
    match outcome:
        case HasLeft():
            return Refused(say("join.has_left"))
        case TakenBy(other):
            return Refused(say("join.taken", name=other.name))
        case Joins() | SamePerson():
            return outcome


async def _question(caller: Caller, invite: Invite, asked: Joins | SamePerson) -> Say:
    place = await caller.store.people.member(invite.khoi, invite.member)
    khoi = await caller.store.people.khoi(invite.khoi)
    assert place is not None
    assert khoi is not None
    who = who_is(place)
    if isinstance(asked, SamePerson):
        theirs = await caller.store.people.khoi(asked.other.khoi)
        there = "" if theirs is None else theirs.name
        return say("join.same_person", who=who, khoi=khoi.name, other=asked.other.name, there=there)
    if invite.kind is InviteKind.DEVICE:
        return say("join.read_back_device", who=who, khoi=khoi.name)
    return say("join.read_back", who=who, khoi=khoi.name)


async def _let_in(caller: Caller, invite: Invite, asked: Joins | SamePerson) -> None:
    store, now = caller.store, caller.now
    if isinstance(asked, SamePerson) and caller.person is not None:
        await store.devices.merge(invite.person, caller.person.id, now)
        await store.events.record(invite.khoi, "person.merged", invite.member, now, subject=caller.person.id)
    else:
        await store.people.bind(caller.channel, caller.account, invite.person, caller.name, now)
    await store.invites.used_by(invite.id, caller.channel, caller.account)
    if invite.kind is InviteKind.JOIN:
        await store.people.joined(invite.member, now)
    act = "member.joined" if invite.kind is InviteKind.JOIN else "device.added"
    await store.events.record(
        invite.khoi, act, invite.member, now, invite.member, {"channel": caller.channel}
    )


async def _welcome(caller: Caller, invite: Invite, place: Member) -> Fact:
    khoi = await caller.store.people.khoi(invite.khoi)
    assert khoi is not None
    if invite.kind is InviteKind.DEVICE:
        return fact(say("join.device_added", name=place.name))
    return fact(say("join.welcome", name=place.name, unit=place.unit_name, khoi=khoi.name))


def _other_phones(caller: Caller, place: Member) -> Notice:
    """Whoever joins with somebody's code does not do so unseen."""
    return Notice(
        NoticeId(caller.fresh_id()),
        place.khoi,
        "new_device",
        (place.person,),
        say("join.new_device", device=device_name(caller.channel, caller.name), at=caller.now),
        (OpenFlow("devices").labelled(say("join.see_devices_button")),),
        Priority.RECEIPT,
    )


def who_is(place: Member) -> Say:
    """A member in words: name, function, unit."""
    if not place.position:
        return say("join.who_without_position", name=place.name, unit=place.unit_name)
    return say("join.who", name=place.name, position=place.position, unit=place.unit_name)
