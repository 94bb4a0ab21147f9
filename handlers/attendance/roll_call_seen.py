"""A meeting as it is seen in the room, and what a ballot held there takes from it."""

from collections.abc import Mapping
from dataclasses import dataclass

from campaign.ballots.ballot import Ballot
from campaign.ids import MeetingId, MemberId, UnitId, VoterId
from campaign.meetings.draft import oversees
from campaign.meetings.meeting import Meeting
from campaign.meetings.roll_call import (
    Presence,
    Seat,
    UnitLine,
    attending,
    away,
    by_unit,
    during,
    roll_of,
    seats,
)
from campaign.people import Member
from handlers.calendar.words import seat
from handlers.kit import Turn


@dataclass(frozen=True, slots=True)
class Room:
    """Everybody invited and what was noted of them; `member` is who looks."""

    meeting: Meeting
    member: Member
    seats: tuple[Seat, ...]
    marks: Mapping[MemberId, Presence]
    units: tuple[UnitLine, ...]

    def unit(self, unit: UnitId) -> UnitLine | None:
        """The line of a unit."""
        return next((line for line in self.units if line.unit == unit), None)

    def seat(self, member: MemberId) -> Seat | None:
        """The place of somebody invited."""
        return next((each for each in self.seats if each.member.id == member), None)


async def room(turn: Turn, meeting: MeetingId) -> Room | None:
    """The meeting once its roll can be called, for whoever oversees it; None for others."""
    found = await seat(turn, meeting)
    if found is None or not oversees(found.member, found.meeting):
        return None
    if not isinstance(roll_of(found.meeting, turn.now), Meeting):
        return None
    invited = await _seats(turn, found.meeting)
    marks = await turn.store.roll_calls.of(meeting)
    return Room(found.meeting, found.member, invited, marks, by_unit(invited, marks))


@dataclass(frozen=True, slots=True)
class Held:
    """The meeting at which a ballot is held: which voters are there, and which are not, with the reason."""

    meeting: Meeting
    there: frozenset[VoterId]
    away: Mapping[VoterId, str]


async def held(turn: Turn, ballot: Ballot) -> Held | None:
    """The latest meeting since the ballot was opened whose roll was called; None where there is none."""
    if ballot.opened is None:
        return None
    for meeting in await turn.store.meetings.of(turn.khoi):
        if during(meeting, ballot.opened.at, turn.now):
            marks = await turn.store.roll_calls.of(meeting.id)
            if marks:
                invited = await _seats(turn, meeting)
                there = attending(ballot.roll, invited, marks)
                return Held(meeting, there, away(ballot.roll, invited, marks))
    return None


async def _seats(turn: Turn, meeting: Meeting) -> tuple[Seat, ...]:
    people = await turn.store.people.everyone(meeting.khoi)
    return seats(meeting, people, await turn.store.meetings.replies(meeting.id))
