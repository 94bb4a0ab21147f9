"""Who comes, as whoever oversees a meeting may see it, and the overview as a screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from campaign.ids import MeetingId, MemberId
from campaign.meetings.draft import arranges, oversees
from campaign.meetings.meeting import Meeting, MeetingStatus
from campaign.meetings.reply import Replies, Reply, count
from campaign.people import Member
from handlers.attendance.flow import AskNudge, Kind, ListKind
from handlers.calendar.flow import OpenMeeting
from handlers.calendar.words import Seat, seat, when_line
from handlers.kit import Button, Row, Say, Screen, Turn, led, say, screen

KINDS: Mapping[Kind, Say] = {
    Kind.ATTENDING: say("attendance.attending"),
    Kind.SUBSTITUTED: say("attendance.substituted"),
    Kind.ABSENT: say("attendance.absent"),
    Kind.SILENT: say("attendance.silent"),
    Kind.OUTDATED: say("attendance.outdated"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A meeting with everybody concerned and how they answered."""

    seat: Seat
    people: Mapping[MemberId, Member]
    given: Mapping[MemberId, Reply]
    replies: Replies

    @property
    def meeting(self) -> Meeting:
        """The meeting."""
        return self.seat.meeting

    @property
    def owing(self) -> list[Member]:
        """Who is to be asked (again), as long as they are in the khối."""
        ids = (*self.replies.silent, *self.replies.outdated)
        return [self.people[member] for member in ids if self.people[member].left_at is None]

    def of(self, kind: Kind) -> list[Member]:
        """Everybody who answered like this, in the order of the invitation."""
        ids = {
            Kind.ATTENDING: self.replies.attending,
            Kind.SUBSTITUTED: self.replies.substituted,
            Kind.ABSENT: self.replies.absent,
            Kind.SILENT: self.replies.silent,
            Kind.OUTDATED: self.replies.outdated,
        }[kind]
        return [self.people[member] for member in ids]


async def seen(turn: Turn, meeting: MeetingId) -> Seen | None:
    """The meeting, for whoever oversees it; None for others."""
    found = await seat(turn, meeting)
    if found is None or not oversees(found.member, found.meeting):
        return None
    given = await turn.store.meetings.replies(meeting)
    people = {member.id: member for member in await turn.store.people.everyone(found.meeting.khoi)}
    return Seen(found, people, {each.member: each for each in given}, count(found.meeting, given))


def overview(turn: Turn, found: Seen, lead: Say | None = None) -> Screen:
    meeting = found.meeting
    counted = {kind: len(found.of(kind)) for kind in Kind}
    shown = [kind for kind in Kind if counted[kind] or kind is Kind.ATTENDING]
    rows: list[Row] = [
        Button(
            ListKind(meeting.id, kind, 0),
            say("attendance.kind_button", kind=KINDS[kind], count=counted[kind]),
        )
        for kind in shown
        if counted[kind]
    ]
    if found.owing and may_ask(turn, found):
        rows.append(AskNudge(meeting.id))
    numbered = [say("attendance.kind", kind=KINDS[kind], count=f"{counted[kind]:02}") for kind in shown]
    if meeting.guests:
        numbered.append(say("attendance.guests", count=len(meeting.guests)))
    text = say(
        "attendance.overview",
        title=meeting.title,
        when=when_line(meeting, turn),
        total=f"{sum(counted.values()):02}",
        kinds=tuple(numbered),
    )
    result = screen(text, *rows, back=OpenMeeting(meeting.id))
    return result if lead is None else led(lead, result)


def may_ask(turn: Turn, found: Seen) -> bool:
    meeting = found.meeting
    is_open = meeting.status is MeetingStatus.CALLED and turn.now < meeting.start
    return is_open and arranges(found.seat.member, meeting.khoi)
