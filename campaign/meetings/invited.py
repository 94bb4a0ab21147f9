"""Who is invited to a meeting: whole groups, a body, single members; and who usually chairs it."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import assert_never

from campaign.ids import MemberId
from campaign.meetings.calling import MOST_CHAIRS
from campaign.meetings.draft import MeetingDraft
from campaign.people import Body, BodyKind, Member, Role


class Group(StrEnum):
    """People who are invited together."""

    HEADS = "heads"
    EVERYBODY = "everybody"
    PREPARERS = "preparers"
    STANDING = "standing"  # Khối trưởng, Khối phó, Thường trực


_ROLES = {
    Group.HEADS: frozenset({Role.HEAD, Role.CHAIR, Role.VICE_CHAIR}),
    Group.EVERYBODY: frozenset(Role),
    Group.PREPARERS: frozenset({Role.PREPARER}),
    Group.STANDING: frozenset({Role.CHAIR, Role.VICE_CHAIR, Role.SECRETARY}),
}


def of_group(group: Group, members: Iterable[Member]) -> tuple[MemberId, ...]:
    """The active members of a group, in the order given. Khối trưởng and Khối phó are heads of their units."""
    if group is Group.EVERYBODY:
        return tuple(member.id for member in members if member.left_at is None)
    return tuple(member.id for member in members if member.holds(*_ROLES[group]))


def of_body(body: Body, members: Iterable[Member]) -> tuple[MemberId, ...]:
    """A body's people: the members of a council; of a khối or cụm the heads of its units."""
    match body.kind:
        case BodyKind.COUNCIL:
            return tuple(m.id for m in members if m.id in body.members and m.left_at is None)
        case BodyKind.KHOI | BodyKind.CUM:
            heads = _ROLES[Group.HEADS]
            return tuple(m.id for m in members if m.unit in body.units and m.holds(*heads))
        case _:
            assert_never(body.kind)


def together(*several: Sequence[MemberId]) -> tuple[MemberId, ...]:
    """Everybody once, in the order of first mention."""
    return tuple(dict.fromkeys(member for each in several for member in each))


def without(members: Sequence[MemberId], gone: MemberId) -> tuple[MemberId, ...]:
    """Everybody but one."""
    return tuple(member for member in members if member != gone)


def usual_chairs(members: Iterable[Member]) -> tuple[MemberId, ...]:
    """Who chairs unless somebody else is named: the Khối trưởng; nobody where it is not one person."""
    found = tuple(member.id for member in members if member.holds(Role.CHAIR))
    return found if len(found) == 1 else ()


def may_chair_too(draft: MeetingDraft) -> bool:
    """Whether there is room for one more chair."""
    return len(draft.chairs) < MOST_CHAIRS
