"""Điểm danh: who is really at a meeting, unit by unit, as the secretary sees the room.

    seats(meeting, members, replies)           everybody invited, with who comes in their place
    by_unit(seats, marks)                      one line a unit: there, away, not called yet
    attending(roll, seats, marks)              the voters of a ballot held there that are in the room

A place is there when the invited person or the substitute is. In a khối the voter is the unit: it is there when anybody
invited of it is. No statute regulates this; `present` of a quorum is defined with the count (`campaign.ballots.tally`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from campaign.ballots.roll import SeatKind, Voter
from campaign.ids import MemberId, UnitId, VoterId
from campaign.meetings.meeting import Meeting, MeetingStatus
from campaign.meetings.reply import Absent, Reply, Substituted
from campaign.people import Member

EARLY = timedelta(hours=1)
"""How long before the meeting people may be ticked off as they come in."""


class Presence(StrEnum):
    """What was seen. The values are what buttons carry and the database keeps."""

    THERE = "t"
    AWAY = "a"


Marks = Mapping[MemberId, Presence]


@dataclass(frozen=True, slots=True)
class Seat:
    """The place of somebody invited. `instead` is who comes for them, `reason` why they said that they do not."""

    member: Member
    instead: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class UnitLine:
    """The people invited of one unit, as far as they have been called."""

    unit: UnitId
    name: str
    there: tuple[Seat, ...]
    away: tuple[Seat, ...]
    uncalled: tuple[Seat, ...]

    @property
    def presence(self) -> Presence | None:
        """Whether the unit is there; None while nobody of it was called."""
        if self.there:
            return Presence.THERE
        return Presence.AWAY if self.away else None

    @property
    def seats(self) -> tuple[Seat, ...]:
        """Everybody of the unit."""
        return (*self.there, *self.away, *self.uncalled)


@dataclass(frozen=True, slots=True)
class NotYet:
    """The roll is called from this moment on."""

    at: datetime


@dataclass(frozen=True, slots=True)
class NotHeld:
    """The meeting was not called, or was cancelled."""


def roll_of(meeting: Meeting, now: datetime) -> Meeting | NotYet | NotHeld:
    """The meeting if its roll can be called now; afterwards it can still be put right."""
    if meeting.status is not MeetingStatus.CALLED:
        return NotHeld()
    opens = meeting.start - EARLY
    return NotYet(opens) if now < opens else meeting


def seats(meeting: Meeting, members: Iterable[Member], replies: Iterable[Reply]) -> tuple[Seat, ...]:
    """Everybody invited, chairs first, with what they have answered last."""
    people = {member.id: member for member in members}
    given = {reply.member: reply.answer for reply in replies}
    everybody = dict.fromkeys((*meeting.chairs, *meeting.invitees))
    found = []
    for member in (people[each] for each in everybody if each in people):
        match given.get(member.id):
            case Substituted(name=name):
                found.append(Seat(member, instead=name))
            case Absent(reason):
                found.append(Seat(member, reason=reason))
            case _:
                found.append(Seat(member))
    return tuple(found)


def by_unit(invited: Sequence[Seat], marks: Marks) -> tuple[UnitLine, ...]:
    """One line a unit, in the order of the invitation."""
    units = dict.fromkeys(seat.member.unit for seat in invited)
    lines = []
    for unit in units:
        of = [seat for seat in invited if seat.member.unit == unit]
        lines.append(
            UnitLine(
                unit,
                of[0].member.unit_name,
                tuple(seat for seat in of if marks.get(seat.member.id) is Presence.THERE),
                tuple(seat for seat in of if marks.get(seat.member.id) is Presence.AWAY),
                tuple(seat for seat in of if seat.member.id not in marks),
            )
        )
    return tuple(lines)


def attending(roll: Iterable[Voter], invited: Sequence[Seat], marks: Marks) -> frozenset[VoterId]:
    """The voters in the room: a unit by anybody invited of it, a seat of a council by its member."""
    there = [seat.member for seat in invited if marks.get(seat.member.id) is Presence.THERE]
    units, people = {member.unit for member in there}, {member.id for member in there}
    return frozenset(
        voter.id
        for voter in roll
        if (voter.unit in units if voter.kind is SeatKind.UNIT else _member(voter) in people)
    )


def away(roll: Iterable[Voter], invited: Sequence[Seat], marks: Marks) -> Mapping[VoterId, str]:
    """The voters that were called and are not in the room, with the reason given beforehand."""
    voters = tuple(roll)
    here = attending(voters, invited, marks)
    called: dict[VoterId, str] = {}
    for voter in voters:
        own = [seat for seat in invited if _belongs(voter, seat) and seat.member.id in marks]
        if own and voter.id not in here:
            called[voter.id] = next((seat.reason for seat in own if seat.reason), "")
    return called


def _belongs(voter: Voter, seat: Seat) -> bool:
    if voter.kind is SeatKind.UNIT:
        return seat.member.unit == voter.unit
    return seat.member.id == _member(voter)


def _member(voter: Voter) -> MemberId | None:
    if voter.hand is not None:
        return voter.hand.member
    return voter.departed[-1].member if voter.departed else None


def during(meeting: Meeting, opened: datetime, now: datetime) -> bool:
    """Whether a ballot that was opened at a moment and closes now may have been held at the meeting."""
    return isinstance(roll_of(meeting, now), Meeting) and opened <= meeting.end
