"""Everything read back: a new meeting before it is called, a called one before it is changed."""

from collections.abc import Sequence
from datetime import datetime

from campaign.meetings.calling import MeetingFault, faults
from campaign.meetings.draft import MENDS, MeetingDraft, Part, changed_parts
from campaign.meetings.meeting import MeetingStatus
from campaign.meetings.typed import outside_hours
from campaign.people import Member
from handlers.arranging.flow import Call, ConfirmChange, Drop
from handlers.arranging.words import PARTS, empty_part, part_buttons, there
from handlers.calendar.flow import LIST, Manage
from handlers.calendar.words import agenda_lines, leaving
from handlers.kit import Row, Say, Screen, Turn, led, say, screen
from handlers.manage.delivery_words import leaving_line

SHOWN_OUTSIDE = 3


async def preview(turn: Turn, draft: MeetingDraft, lead: Say | None = None) -> Screen:
    """All parts as they stand, what is missing, and [Phát giấy mời] when nothing is."""
    members = await turn.store.people.members(draft.khoi)
    found = missing(turn, draft)
    parts = [_part(turn, draft, part, members) for part in Part]
    hints = await _hints(turn, draft, found, members)
    text = say("arranging.preview", lines=(*parts, *hints))
    rows: list[Row] = [] if found else [Call(draft.id)]
    shown = screen(text, *rows, *part_buttons(draft), Drop(draft.id), back=LIST)
    return shown if lead is None else led(lead, shown)


def missing(turn: Turn, draft: MeetingDraft) -> tuple[MeetingFault, ...]:
    """What keeps it from being called."""
    meeting = draft.meeting
    if meeting is not None:
        return faults(meeting, turn.now)
    checks = (
        (not draft.title, MeetingFault.NO_TITLE),
        (True, MeetingFault.START_PAST),
        (not draft.venues, MeetingFault.NO_VENUE),
        (not draft.chairs, MeetingFault.NO_CHAIR),
        (not draft.invitees, MeetingFault.NOBODY_INVITED),
    )
    return tuple(fault for wrong, fault in checks if wrong)


def _part(turn: Turn, draft: MeetingDraft, part: Part, members: Sequence[Member]) -> Say:
    value = there(turn, draft, part, members) or empty_part(part)
    return say("arranging.part", part=PARTS[part], value=value)


async def _hints(
    turn: Turn, draft: MeetingDraft, found: Sequence[MeetingFault], members: Sequence[Member]
) -> tuple[Say, ...]:
    """What is missing, and what should be known before anybody is told."""
    if found:
        return tuple(say("arranging.lacking", part=PARTS[MENDS[fault]]) for fault in found)
    meeting = draft.meeting
    assert meeting is not None, "a meeting without a time has a fault"
    hints = [*day_off(turn, meeting.start), *outside(turn, draft)]
    here = {p.member for p in await turn.store.people.directory(draft.khoi) if p.joined}
    strangers = [m for m in members if meeting.concerns(m.id) and m.id not in here]
    if strangers:
        hints.append(say("arranging.not_joined", count=f"{len(strangers):02}"))
    later = leaving_line(leaving(turn, meeting))
    return (*hints, later) if later is not None else tuple(hints)


def day_off(turn: Turn, start: datetime | None) -> tuple[Say, ...]:
    """Said where the meeting is on a weekend or a holiday; who calls it may mean it."""
    if start is None or turn.manners.is_working_day(start.astimezone(turn.zone).date()):
        return ()
    return (say("arranging.day_off"),)


def outside(turn: Turn, draft: MeetingDraft) -> tuple[Say, ...]:
    """Said where an hour of the agenda is not within the meeting's; who calls it may mean it."""
    if draft.start is None or draft.end is None:
        return ()
    found = outside_hours(draft.agenda, draft.start, draft.end, turn.zone)
    if not found:
        return ()
    first, last = (at.astimezone(turn.zone).strftime("%H:%M") for at in (draft.start, draft.end))
    items = agenda_lines(found[:SHOWN_OUTSIDE], turn)
    return (say("arranging.outside_hours", count=f"{len(found):02}", start=first, end=last, items=items),)


async def change_preview(turn: Turn, draft: MeetingDraft, lead: Say | None = None) -> Screen:
    """What would change, and who would be told."""
    assert draft.changes is not None, "only a change is read back so"
    meeting = await turn.store.meetings.find(draft.changes)
    assert meeting is not None, "a change is of a meeting that was called"
    changed = changed_parts(meeting, draft)
    members = await turn.store.people.members(draft.khoi)
    lines = tuple(_part(turn, draft, part, members) for part in changed)
    wanted = draft.meeting
    assert wanted is not None, "a called meeting has a time"
    wrong = faults(wanted, turn.now) if not meeting.has_begun(turn.now) else ()
    asked_again = {Part.WHEN, Part.WHERE} & {*changed} and meeting.status is MeetingStatus.CALLED
    hints = [
        *(say("arranging.lacking", part=PARTS[MENDS[fault]]) for fault in wrong),
        *day_off(turn, wanted.start),
        *outside(turn, draft),
        *([say("arranging.asked_again")] if asked_again else []),
    ]
    if not changed:
        text = say("arranging.nothing_changed", title=meeting.title)
    else:
        text = say("arranging.change", title=meeting.title, lines=(*lines, *hints))
    rows: list[Row] = [ConfirmChange(draft.id)] if changed and not wrong else []
    shown = screen(text, *rows, *part_buttons(draft), Drop(draft.id), back=Manage(meeting.id))
    return shown if lead is None else led(lead, shown)
