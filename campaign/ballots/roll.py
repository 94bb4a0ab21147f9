"""The roll of one ballot: who may vote, drawn from the body and frozen when the chair opens.

In a khối or cụm the voter is the *unit* and one person acts for it; in a council the voter is the member. After the
opening nobody is added or taken away: who leaves stays in N and cannot vote, and a unit (never a council seat) may be
acted for by a successor or a named substitute with a mandate. Each later change is an event, not an edit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from campaign.ids import MemberId, UnitId, VoterId
from campaign.people import Body, BodyKind, Member, Role, Unit


class Capacity(StrEnum):
    """By what right a person acts for a voter."""

    HEAD = "head"  # Thủ trưởng đơn vị
    SEAT = "seat"  # Thành viên Hội đồng, in person
    SUCCESSOR = "successor"  # the new head after the former one left
    SUBSTITUTE = "substitute"  # người dự thay with a mandate to vote


class SeatKind(StrEnum):
    """Who the vote belongs to."""

    UNIT = "unit"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Hand:
    """The person who acts for a voter. `mandate` is the number of the authorisation, for a substitute."""

    member: MemberId
    name: str
    position: str
    capacity: Capacity
    mandate: str = ""


@dataclass(frozen=True, slots=True)
class Departure:
    """A person who could act and left. `at` is UTC."""

    member: MemberId
    name: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Voter:
    """One vote of the frozen roll. `hand` is None while nobody can act for it; it counts in N all the same."""

    id: VoterId
    kind: SeatKind
    name: str
    unit: UnitId
    hand: Hand | None
    departed: tuple[Departure, ...] = ()

    @property
    def can_vote(self) -> bool:
        """Whether somebody can act for this voter now."""
        return self.hand is not None


@dataclass(frozen=True, slots=True)
class NoHead:
    """A unit on the roll for which nobody can act yet."""

    unit: UnitId
    name: str


@dataclass(frozen=True, slots=True)
class SeveralHeads:
    """A unit with more than one head; the first was taken, the chair should look."""

    unit: UnitId
    name: str
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotActive:
    """A council member who has left, or a unit or member that the roster does not know."""

    id: UnitId | MemberId


RollDoubt = NoHead | SeveralHeads | NotActive


@dataclass(frozen=True, slots=True)
class DrawnRoll:
    """The roll in protocol order (that of the body), and what the chair should look at before opening."""

    voters: tuple[Voter, ...]
    doubts: tuple[RollDoubt, ...]


def draw_roll(body: Body, units: Iterable[Unit], members: Sequence[Member]) -> DrawnRoll:
    """Draw the roll of a body: its units with their heads, or the members of a council.

    A unit without a head stands on the roll (it counts in N); a council member who left before the opening does not.
    """
    if body.kind is BodyKind.COUNCIL:
        return _council(body, {member.id: member for member in members})
    return _units(body, {unit.id: unit for unit in units}, members)


def _units(body: Body, units: dict[UnitId, Unit], members: Sequence[Member]) -> DrawnRoll:
    voters: list[Voter] = []
    doubts: list[RollDoubt] = []
    for unit_id in body.units:
        unit = units.get(unit_id)
        if unit is None:
            doubts.append(NotActive(unit_id))
            continue
        heads = [member for member in members if member.unit == unit_id and member.holds(Role.HEAD)]
        if not heads:
            doubts.append(NoHead(unit_id, unit.name))
        elif len(heads) > 1:
            doubts.append(SeveralHeads(unit_id, unit.name, tuple(head.name for head in heads)))
        hand = acting(heads[0], Capacity.HEAD) if heads else None
        voters.append(Voter(VoterId(len(voters) + 1), SeatKind.UNIT, unit.name, unit_id, hand))
    return DrawnRoll(tuple(voters), tuple(doubts))


def _council(body: Body, members: dict[MemberId, Member]) -> DrawnRoll:
    voters: list[Voter] = []
    doubts: list[RollDoubt] = []
    for member_id in body.members:
        member = members.get(member_id)
        if member is None or member.left_at is not None:
            doubts.append(NotActive(member_id))
            continue
        hand = acting(member, Capacity.SEAT)
        voters.append(Voter(VoterId(len(voters) + 1), SeatKind.PERSON, member.name, member.unit, hand))
    return DrawnRoll(tuple(voters), tuple(doubts))


def acting(member: Member, capacity: Capacity, mandate: str = "") -> Hand:
    """The hand of a voter, with name and position as they are now."""
    return Hand(member.id, member.name, member.position, capacity, mandate)
