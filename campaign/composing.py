"""Who sits in a body, and who chairs it: changed by the secretary, for the year, openly in the journal.

a khối or cụm: its units come from the roster; its chair is a unit, or (None) whoever holds the role on the roster
a hội đồng:    its members are named one by one, or taken from the roster's role; its chair is one of them, or None
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from campaign.ids import KhoiId, MemberId, UnitId
from campaign.people import Body, BodyKind, Member, Role


@dataclass(frozen=True, slots=True)
class Unchanged:
    """It is so already."""


@dataclass(frozen=True, slots=True)
class NotOfTheBody:
    """The member or unit does not belong to the body, or cannot."""


def composes(member: Member, khoi: KhoiId) -> bool:
    """Whether the member says who sits in the bodies of this khối."""
    return member.khoi == khoi and member.left_at is None and member.holds(Role.SECRETARY)


def seated(body: Body, member: Member) -> Body | Unchanged | NotOfTheBody:
    """The council with one more member."""
    if body.kind is not BodyKind.COUNCIL or member.khoi != body.khoi or member.left_at is not None:
        return NotOfTheBody()
    if member.id in body.members:
        return Unchanged()
    return replace(body, members=(*body.members, member.id))


def unseated(body: Body, member: MemberId) -> Body | Unchanged:
    """The council without a member; who chaired it chairs it no more."""
    if member not in body.members:
        return Unchanged()
    chair = None if body.chair == member else body.chair
    return replace(body, members=tuple(each for each in body.members if each != member), chair=chair)


def as_on_the_roster(body: Body, members: Iterable[Member]) -> Body | Unchanged:
    """The council of those who hold its role on the roster now."""
    seats = tuple(each.id for each in members if each.left_at is None and each.holds(Role.COUNCIL))
    if set(seats) == set(body.members):
        return Unchanged()
    return replace(body, members=seats, chair=body.chair if body.chair in seats else None)


def chaired(body: Body, by: UnitId | MemberId | None) -> Body | Unchanged | NotOfTheBody:
    """The body chaired by one of its units (or members); None: by whoever holds the role on the roster."""
    if by == body.chair:
        return Unchanged()
    of = body.members if body.kind is BodyKind.COUNCIL else body.units
    if by is not None and by not in of:
        return NotOfTheBody()
    return replace(body, chair=by)
