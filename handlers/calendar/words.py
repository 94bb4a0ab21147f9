"""Meetings in words: the card, the lines of an invitation; and whose place in it somebody has."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from campaign.ids import MeetingId, MemberId
from campaign.meetings.meeting import AgendaItem, Meeting, MeetingKind, MeetingStatus, Venue
from campaign.meetings.reply import (
    Replies,
    count,
)
from campaign.meetings.standing_in import stands_in
from campaign.people import Member
from campaign.reminders.notice import leaves_at
from handlers.calendar.flow import CalendarFile, OpenMeeting
from handlers.kit import End, Link, Row, Say, Turn, Until, led, plain, say
from handlers.menu import menu

SHOWN_ITEMS = 5
SHOWN_PLACES = 3
SHOWN_LINKS = 2
URGENT = timedelta(hours=1)
"""What is that close is told at once, also at night."""

KINDS: Mapping[MeetingKind, Say] = {
    MeetingKind.LAUNCH: say("calendar.kind_launch"),
    MeetingKind.COMPACT: say("calendar.kind_compact"),
    MeetingKind.MIDTERM: say("calendar.kind_midterm"),
    MeetingKind.REVIEW: say("calendar.kind_review"),
    MeetingKind.CLOSING: say("calendar.kind_closing"),
    MeetingKind.OTHER: say("calendar.kind_other"),
}


@dataclass(frozen=True, slots=True)
class Seat:
    """A meeting and the person's place in its khối. `instead_of` is set for a substitute."""

    meeting: Meeting
    member: Member
    instead_of: MemberId | None = None

    @property
    def is_invited(self) -> bool:
        """Whether the person answers the invitation."""
        return self.meeting.concerns(self.member.id)


async def seat(turn: Turn, meeting: MeetingId) -> Seat | None:
    """The meeting as the person may see it: invited, sent by somebody, or one who arranges; None for others."""
    found = await turn.store.meetings.find(meeting)
    member = None if found is None else turn.person.in_khoi(found.khoi)
    if found is None or member is None:
        return None
    instead_of = (await turn.store.meetings.standing_in(member.id, turn.now)).get(found.id)
    return Seat(found, member, instead_of)


async def not_yours(turn: Turn) -> End:
    """Not a meeting of this person: one sentence and the menu."""
    return End(led(say("calendar.not_yours"), await menu(turn)))


# --- lines ------------------------------------------------------------------------------------------------------


def when_line(meeting: Meeting, turn: Turn) -> Say:
    """“Thời gian: 08:00 thứ Sáu, 18/12/2026 (còn 3 ngày), đến 11:30”."""
    return say("calendar.when", hours=hours(meeting, turn))


def hours(meeting: Meeting, turn: Turn) -> Say:
    """“08:00 thứ Sáu, 18/12/2026 (còn 3 ngày), đến 11:30”."""
    end = meeting.end.astimezone(turn.zone).strftime("%H:%M")
    if meeting.status is MeetingStatus.CALLED and turn.now < meeting.start:
        return say("calendar.hours", start=Until(meeting.start), end=end)
    return say("calendar.hours", start=meeting.start, end=end)


def paper_line(meeting: Meeting) -> Say | None:
    """Number and date of the giấy mời, once issued."""
    paper = meeting.invitation
    return None if paper is None else say("calendar.paper", number=paper.number, issued=paper.issued)


def place_line(venues: Sequence[Venue]) -> Say:
    """The places, the main one first, and how many more."""
    if len(venues) == 1:
        return say("calendar.one_place", place=venue_line(venues[0]))
    return say("calendar.places", places=place_items(venues))


def place_items(venues: Sequence[Venue], line: Callable[[Venue], Say] | None = None) -> tuple[Say, ...]:
    """A line for each place, and how many more there are."""
    of = line or venue_line
    named = [say("calendar.place_item", place=of(venue)) for venue in venues[:SHOWN_PLACES]]
    more = len(venues) - len(named)
    if more > 0:
        named.append(say("calendar.more_places", count=more))
    return tuple(named)


def venue_line(venue: Venue) -> Say:
    """A place, and whether one can join it from afar; “trực tuyến” and the address for a bare link."""
    if not venue.name:
        return say("calendar.online", link=venue.link)
    return say("calendar.place_online", place=venue.name) if venue.link else plain(venue.name)


def known(meeting: Meeting) -> Say:
    """What, when, under which number, where: for whoever is told of it."""
    lines = (
        say("calendar.starts", start=Until(meeting.start)),
        paper_line(meeting),
        place_line(meeting.venues),
    )
    return say("calendar.known", title=meeting.title, lines=there(lines))


def there(lines: Sequence[Say | None]) -> tuple[Say, ...]:
    """The lines that there are."""
    return tuple(line for line in lines if line is not None)


def links(meeting: Meeting) -> tuple[Link, ...]:
    """Buttons that open the video meeting."""
    if meeting.status is not MeetingStatus.CALLED:
        return ()
    found = [venue for venue in meeting.venues if venue.link][:SHOWN_LINKS]
    if len(found) == 1:
        return (Link(found[0].link, say("calendar.join_button")),)
    return tuple(Link(v.link, plain(v.name) if v.name else say("calendar.join_button")) for v in found)


def agenda_lines(agenda: Sequence[AgendaItem], turn: Turn) -> tuple[Say, ...]:
    """The points, each with its hour where it has one."""
    return tuple(_item(item, turn) for item in agenda)


def _item(item: AgendaItem, turn: Turn) -> Say:
    if item.start is None:
        return say("calendar.item", text=item.text)
    clock = item.start.astimezone(turn.zone).strftime("%H:%M")
    return say("calendar.item_at", clock=clock, text=item.text)


def names(members: Sequence[Member], ids: Sequence[MemberId]) -> str:
    """Names in the order given; somebody who left keeps the name."""
    of = {member.id: member.name for member in members}
    return ", ".join(of[each] for each in ids if each in of)


def kept_rows(meeting: Meeting) -> tuple[Row, ...]:
    """Under something worth keeping: the meeting, and its calendar file."""
    return ((OpenMeeting(meeting.id), CalendarFile(meeting.id)),)


# --- who comes, and when they are told ------------------------------------------------------------------------------


def leaving(turn: Turn, meeting: Meeting) -> datetime | None:
    """When something about the meeting that is sent now leaves; None: at once."""
    at = leaves_at(turn.manners, turn.now)
    return at if turn.now < at < meeting.start - URGENT else None


async def everybody(turn: Turn, meeting: Meeting) -> tuple[list[Member], Replies, list[Member]]:
    """Everybody concerned, how they answered, and who of the roster comes in somebody's place."""
    members = await turn.store.people.members(meeting.khoi)
    given = await turn.store.meetings.replies(meeting.id)
    instead = stands_in(meeting, given)
    return (
        [member for member in members if meeting.concerns(member.id)],
        count(meeting, given),
        [member for member in members if member.id in instead],
    )
