"""Making codes of invitation: for the chat and for the command line alike.

A new code does not end an earlier one, so that a list printed yesterday still works; joining ends all of them, and
so does [Thu hồi mã] or [Cấp lại mã] for one person.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from campaign.ids import InviteId, KhoiId, MemberId, UnitId
from campaign.joining.codes import code_of, hash_of, spaced
from campaign.joining.invite_card import InviteCard
from campaign.joining.invites import JOIN_LASTS, Invite, InviteKind
from campaign.people import Member
from handlers.ports import Store


@dataclass(frozen=True, slots=True)
class Issued:
    """A code just made. It is nowhere else: only its hash is stored."""

    member: Member
    code: str
    expires_at: datetime


async def issue(
    store: Store,
    khoi: KhoiId,
    members: Sequence[Member],
    by: MemberId | None,
    now: datetime,
    fresh_id: Callable[[], int],
) -> Sequence[Issued]:
    """A code for each of these members of one khối. `by` None: from the command line."""
    until = now + JOIN_LASTS
    made = [Issued(member, code_of(fresh_id(), fresh_id()), until) for member in members]
    await store.invites.add(
        (
            Invite(InviteId(fresh_id()), khoi, i.member.person, i.member.id, InviteKind.JOIN, by, now, until),
            hash_of(i.code),
        )
        for i in made
    )
    only = made[0].member.id if len(made) == 1 else None
    await store.events.record(khoi, "invite.issued", by, now, only, {"count": len(made)})
    return made


async def not_joined(store: Store, khoi: KhoiId, unit: UnitId | None = None) -> Sequence[Member]:
    """The active members (of a unit, or all) for whom no phone acts yet."""
    waiting = {listed.member for listed in await store.people.directory(khoi) if not listed.joined}
    return [
        member
        for member in await store.people.members(khoi)
        if member.id in waiting and unit in (None, member.unit)
    ]


def card(issued: Issued, link: str) -> InviteCard:
    """The code as it is printed."""
    member = issued.member
    return InviteCard(spaced(issued.code), member.name, member.unit_name, member.roles, link)
