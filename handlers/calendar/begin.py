"""/lichhop -> calendar.list: the meetings to come, ten a page, found by typing -> calendar.card

[Dự] [Cử người dự thay] [Vắng, nêu lý do] -> calendar_reply, calendar_substitute
[Tài liệu (3)] the documents as files   [Thêm vào lịch] the .ics file   a button for each link
[Lịch trên điện thoại] -> calendar_feed
[Ai dự họp] -> attendance   [Sửa, hủy họp] -> arranging, for who may
"""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.meetings.draft import arranges, oversees
from campaign.meetings.meeting import Meeting, MeetingStatus
from campaign.search import matches, search_key
from handlers.calendar import due as calendar_due
from handlers.calendar import feed as calendar_feed
from handlers.calendar import reply as calendar_reply
from handlers.calendar import substitute as calendar_substitute
from handlers.calendar.card import card, may_see
from handlers.calendar.flow import (
    CalendarFile,
    Documents,
    NewMeeting,
    OpenFeed,
    OpenMeeting,
    ReadAgenda,
    TurnMeetings,
    flow,
)
from handlers.calendar.words import agenda_lines, hours, not_yours, seat, when_line
from handlers.kit import Document, End, Kept, Next, Result, Row, Say, Turn, fact, plain, say, screen
from handlers.lists import lines, numbers, page_of, turning

__all__ = [
    "calendar_due",
    "calendar_feed",
    "calendar_reply",
    "calendar_substitute",
    "flow",
]  # every file of the flow

CALENDAR = "text/calendar"


@dataclass(frozen=True)
class Looking:
    """The list is shown: what is typed looks a meeting up."""

    query: str
    page: int
    past: bool


@flow.begin
async def begin(turn: Turn, argument: str) -> Result:
    """The meetings to come; words after the command look one up."""
    return await listed(turn, Looking(argument.strip(), 0, past=False))


@flow.press(TurnMeetings)
async def turn_page(turn: Turn, pressed: TurnMeetings) -> Result:
    """Another page, or the meetings that were."""
    query = turn.state.query if isinstance(turn.state, Looking) else ""
    return await listed(turn, Looking(query, pressed.page, pressed.past))


@flow.search(Looking)
async def look(turn: Turn, state: Looking, text: str) -> Result:
    """What is typed looks a meeting up."""
    return await listed(turn, Looking(text.strip(), 0, state.past))


async def listed(turn: Turn, state: Looking) -> Result:
    """The list as the state says; a single hit that was looked for is opened at once."""
    hits = [m for m in await _seen(turn, state) if matches(state.query, _search_key(m))]
    if state.query and len(hits) == 1:
        return await open_meeting(turn, OpenMeeting(hits[0].id))
    page = page_of(hits, state.page)
    rows: list[Row] = [*numbers(page, lambda meeting: OpenMeeting(meeting.id))]
    rows += turning(page, lambda number: TurnMeetings(number, state.past))
    past = TurnMeetings(0, not state.past)
    rows.append(past.labelled(say("calendar.coming_button") if state.past else say("calendar.past_button")))
    rows.append((OpenFeed(), NewMeeting()) if arranges(turn.member, turn.khoi) else OpenFeed())
    title = _title(state, len(hits))
    return Next(
        state,
        screen(say("calendar.list", title=title, meetings=lines(page, lambda m: _line(turn, m))), *rows),
    )


async def _seen(turn: Turn, state: Looking) -> Sequence[Meeting]:
    """What the person is invited to or sent to; whoever arranges or oversees sees all."""
    every = await turn.store.meetings.of(turn.khoi)
    instead = await turn.store.meetings.standing_in(turn.member.id, turn.now)
    mine = [m for m in every if m.concerns(turn.member.id) or m.id in instead or oversees(turn.member, m)]
    if state.past:
        return [m for m in mine if m.end <= turn.now]
    return sorted((m for m in mine if m.end > turn.now), key=lambda m: m.start)


def _search_key(meeting: Meeting) -> str:
    places = " ".join(venue.name for venue in meeting.venues)
    number = "" if meeting.invitation is None else meeting.invitation.number
    return search_key(f"{meeting.title} {places} {number} {meeting.start:%d/%m/%Y}")


def _title(state: Looking, count: int) -> Say:
    if count == 0:
        return say("calendar.none_past") if state.past else say("calendar.none")
    if state.query:
        return say("calendar.found", count=f"{count:02}", query=state.query)
    return (
        say("calendar.past", count=f"{count:02}")
        if state.past
        else say("calendar.coming", count=f"{count:02}")
    )


def _line(turn: Turn, meeting: Meeting) -> Say:
    when = hours(meeting, turn)
    if meeting.status is MeetingStatus.CANCELLED:
        return say("calendar.line_cancelled", title=meeting.title, when=when)
    return say("calendar.line", title=meeting.title, when=when)


# --- one meeting ----------------------------------------------------------------------------------------------------


@flow.press(OpenMeeting)
async def open_meeting(turn: Turn, pressed: OpenMeeting) -> Result:
    """The meeting's card."""
    found = await seat(turn, pressed.meeting)
    return await not_yours(turn) if found is None or not may_see(found) else End(await card(turn, found))


@flow.press(ReadAgenda)
async def read_agenda(turn: Turn, pressed: ReadAgenda) -> Result:
    """Every point of the agenda."""
    found = await seat(turn, pressed.meeting)
    if found is None or not may_see(found):
        return await not_yours(turn)
    items = agenda_lines(found.meeting.agenda, turn)
    text = say("calendar.whole_agenda", title=found.meeting.title, items=items)
    return End(screen(text, back=OpenMeeting(found.meeting.id)))


@flow.press(Documents)
async def documents(turn: Turn, pressed: Documents) -> Result:
    """Every document, as it was sent in."""
    found = await seat(turn, pressed.meeting)
    if found is None or not may_see(found):
        return await not_yours(turn)
    files = found.meeting.files
    if not files:
        return End(await card(turn, found, say("calendar.no_documents")))
    title = fact(
        say("calendar.documents", title=found.meeting.title, count=len(files)), OpenMeeting(found.meeting.id)
    )
    return End(title, *(Kept(file.name, file.sha256, plain(file.name)) for file in files))


@flow.press(CalendarFile)
async def calendar_file(turn: Turn, pressed: CalendarFile) -> Result:
    """The meeting for the phone's own calendar; sent again after a move, it moves the entry there."""
    found = await seat(turn, pressed.meeting)
    if found is None or not may_see(found):
        return await not_yours(turn)
    meeting = found.meeting
    stamped = await turn.store.meetings.told_at(meeting.id) or turn.now
    content = turn.papers.meeting_calendar(meeting, stamped, turn.person.language)
    caption = say("calendar.ics_caption", title=meeting.title, when=when_line(meeting, turn))
    return End(Document("lich-hop.ics", content, caption, CALENDAR))
