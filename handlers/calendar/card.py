"""One meeting as a screen: what, when, where, led by whom, with what agenda, and what the person has answered."""

from campaign.meetings.draft import arranges, oversees
from campaign.meetings.meeting import Meeting, MeetingStatus
from campaign.meetings.roll_call import roll_of
from handlers.calendar.answer_words import own_answer, reply_rows
from handlers.calendar.flow import (
    LIST,
    CalendarFile,
    Documents,
    Manage,
    ReadAgenda,
    ShowAttendance,
    ShowRollCall,
)
from handlers.calendar.words import (
    SHOWN_ITEMS,
    Seat,
    agenda_lines,
    links,
    names,
    paper_line,
    place_line,
    there,
    when_line,
)
from handlers.kit import Button, Choice, Row, Say, Screen, Turn, led, say


def may_see(found: Seat) -> bool:
    """Whether the person is invited, sent, or oversees it."""
    return found.is_invited or found.instead_of is not None or oversees(found.member, found.meeting)


async def card(turn: Turn, found: Seat, lead: Say | None = None) -> Screen:
    """What, when, where, led by whom, with what agenda; and the person's own answer."""
    meeting = found.meeting
    members = await turn.store.people.these(meeting.khoi, meeting.chairs)
    lines = (
        _status(turn, meeting),
        when_line(meeting, turn),
        paper_line(meeting),
        place_line(meeting.venues),
        say("calendar.chairs", names=names(members, meeting.chairs)),
        _agenda(turn, meeting),
        await _answer(turn, found),
    )
    text = say("calendar.card", title=meeting.title, lines=there(lines))
    shown = Screen(text, _rows(turn, found), LIST)
    return shown if lead is None else led(lead, shown)


def _status(turn: Turn, meeting: Meeting) -> Say | None:
    if meeting.status is MeetingStatus.CANCELLED:
        return say("calendar.cancelled_because", why=meeting.note)
    if meeting.end <= turn.now:
        return say("calendar.over")
    return say("calendar.begun") if meeting.has_begun(turn.now) else None


def _agenda(turn: Turn, meeting: Meeting) -> Say | None:
    if not meeting.agenda:
        return None
    shown = agenda_lines(meeting.agenda[:SHOWN_ITEMS], turn)
    more = len(meeting.agenda) - len(shown)
    rest = (say("calendar.more_items", count=more),) if more > 0 else ()
    return say("calendar.agenda", items=(*shown, *rest))


async def _answer(turn: Turn, found: Seat) -> Say | None:
    if found.meeting.status is not MeetingStatus.CALLED:
        return None
    if found.is_invited:
        given = await turn.store.meetings.reply_of(found.meeting.id, found.member.id)
        return own_answer(found.meeting, given)
    if found.instead_of is None:
        return None
    sender = await turn.store.people.member(found.meeting.khoi, found.instead_of)
    return None if sender is None else say("calendar.instead_of", name=sender.name)


def _rows(turn: Turn, found: Seat) -> tuple[Row, ...]:
    meeting = found.meeting
    is_open = meeting.status is MeetingStatus.CALLED and turn.now < meeting.start
    rows: list[Row] = [*reply_rows(meeting)] if is_open and found.is_invited else []
    online = links(meeting) if meeting.end > turn.now else ()
    papers: list[Choice | Button] = [ReadAgenda(meeting.id)] if len(meeting.agenda) > SHOWN_ITEMS else []
    if meeting.files:
        papers.append(
            Documents(meeting.id).labelled(say("calendar.documents_button", count=len(meeting.files)))
        )
    papers.append(CalendarFile(meeting.id))
    rows += [online] if online else []
    rows += [tuple(papers[start : start + 2]) for start in range(0, len(papers), 2)]
    if oversees(found.member, meeting):
        rows += [*_roll_call(turn, meeting), _overseers(found)]
    return tuple(rows)


def _overseers(found: Seat) -> Row:
    attendance = ShowAttendance(found.meeting.id)
    if arranges(found.member, found.meeting.khoi):
        return (attendance, Manage(found.meeting.id))
    return attendance


def _roll_call(turn: Turn, meeting: Meeting) -> tuple[Row, ...]:
    """Before the meeting there is nobody in the room to be called."""
    can_be_called = isinstance(roll_of(meeting, turn.now), Meeting)
    return (ShowRollCall(meeting.id, 0),) if can_be_called else ()
