"""Meetings being prepared, in words; and whose draft it is."""

from collections.abc import Mapping, Sequence

from campaign.ids import MeetingId
from campaign.meetings.draft import MeetingDraft, Part, arranges
from campaign.meetings.meeting import Meeting, Venue
from campaign.people import Member
from handlers.arranging.flow import AskPart, Drop, Resume, Review
from handlers.calendar.words import agenda_lines, names, place_items, venue_line
from handlers.kit import Button, End, Row, Say, Screen, Turn, led, plain, say, screen
from handlers.menu import menu
from handlers.report.words import size_of

SHOWN_NAMES = 8

PARTS: Mapping[Part, Say] = {
    Part.TITLE: say("arranging.part_title"),
    Part.WHEN: say("arranging.part_when"),
    Part.WHERE: say("arranging.part_where"),
    Part.AGENDA: say("arranging.part_agenda"),
    Part.FILES: say("arranging.part_files"),
    Part.INVITEES: say("arranging.part_invitees"),
    Part.CHAIRS: say("arranging.part_chairs"),
    Part.PAPER: say("arranging.part_paper"),
}

MENDING: Mapping[Part, Say] = {
    Part.TITLE: say("arranging.mend_title_button"),
    Part.WHEN: say("arranging.mend_when_button"),
    Part.WHERE: say("arranging.mend_where_button"),
    Part.AGENDA: say("arranging.mend_agenda_button"),
    Part.FILES: say("arranging.mend_files_button"),
    Part.INVITEES: say("arranging.mend_invitees_button"),
    Part.CHAIRS: say("arranging.mend_chairs_button"),
    Part.PAPER: say("arranging.mend_paper_button"),
}
"""What the buttons under a preview say that they do."""

QUESTIONS: Mapping[Part, Say] = {
    Part.TITLE: say("arranging.ask_title"),
    Part.WHEN: say("arranging.ask_when"),
    Part.WHERE: say("arranging.ask_where"),
    Part.AGENDA: say("arranging.ask_agenda"),
    Part.FILES: say("arranging.ask_files"),
    Part.INVITEES: say("arranging.ask_invitees"),
    Part.CHAIRS: say("arranging.ask_chairs"),
    Part.PAPER: say("arranging.ask_paper"),
}


async def draft_of(turn: Turn, draft: MeetingId) -> MeetingDraft | None:
    """A draft that the person may work on, in whichever khối of theirs it is."""
    for place in turn.person.memberships:
        found = await turn.store.meeting_drafts.get(place.khoi, draft)
        if found is not None and arranges(place, found.khoi):
            return found
    return None


def place_of(turn: Turn, draft: MeetingDraft | Meeting) -> Member:
    """The person's place in the khối of a draft or meeting that they may work on."""
    place = turn.person.in_khoi(draft.khoi)
    assert place is not None, "asked for before"
    return place


async def not_yours(turn: Turn) -> End:
    """Somebody else's, or gone: one sentence and the menu."""
    return End(led(say("arranging.not_yours"), await menu(turn)))


def resume_screen(draft: MeetingDraft, lead: Say | None = None) -> Screen:
    """“Đồng chí đang soạn dở … (đã có 3/8 mục)”."""
    text = say(
        "arranging.unfinished",
        title=draft.title or say("arranging.untitled"),
        done=len(draft.answered),
        parts=len(Part),
    )
    shown = screen(text, Resume(draft.id), (Review(draft.id), Drop(draft.id)))
    return shown if lead is None else led(lead, shown)


def part_buttons(draft: MeetingDraft) -> tuple[Row, ...]:
    """A button for each part, two in a row."""
    buttons = [Button(AskPart(draft.id, part), label) for part, label in MENDING.items()]
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def there(turn: Turn, draft: MeetingDraft, part: Part, members: Sequence[Member]) -> Say | None:
    """What a part holds so far; None when it is empty."""
    match part:
        case Part.TITLE:
            return plain(draft.title) if draft.title else None
        case Part.WHEN:
            return _when(turn, draft)
        case Part.WHERE:
            return _where(draft)
        case Part.AGENDA:
            return say("arranging.below", lines=agenda_lines(draft.agenda, turn)) if draft.agenda else None
        case Part.FILES:
            return file_lines(draft) if draft.files else None
        case Part.INVITEES:
            return invitee_line(draft, members)
        case Part.CHAIRS:
            return plain(names(members, draft.chairs)) if draft.chairs else None
        case Part.PAPER:
            paper = draft.invitation
            return (
                None if paper is None else say("arranging.numbered", number=paper.number, issued=paper.issued)
            )


def kept(turn: Turn, draft: MeetingDraft, part: Part, members: Sequence[Member]) -> Say:
    """“Thời gian: 08:00 thứ Ba, 15/12/2026, đến 11:30”: a part as it was understood, in as few lines as it needs."""
    if part is Part.AGENDA and draft.agenda:
        value: Say | None = say("arranging.items", count=f"{len(draft.agenda):02}")
    else:
        value = there(turn, draft, part, members)
    return say("arranging.part", part=PARTS[part], value=value or empty_part(part))


def _when(turn: Turn, draft: MeetingDraft) -> Say | None:
    if draft.start is None or draft.end is None:
        return None
    return say("calendar.hours", start=draft.start, end=draft.end.astimezone(turn.zone).strftime("%H:%M"))


def _where(draft: MeetingDraft) -> Say | None:
    if len(draft.venues) > 1:
        return say("arranging.below", lines=place_items(draft.venues, _place))
    return _place(draft.venues[0]) if draft.venues else None


def _place(venue: Venue) -> Say:
    """A place with its address, so that whoever typed it sees what belongs together."""
    if venue.name and venue.link:
        return say("arranging.place_online", place=venue.name, link=venue.link)
    return venue_line(venue)


def file_lines(draft: MeetingDraft) -> Say:
    """The documents by name and size."""
    files = tuple(say("arranging.file", name=f.name, size=size_of(f.size)) for f in draft.files)
    return say("arranging.lines", lines=files)


def invitee_line(draft: MeetingDraft, members: Sequence[Member]) -> Say | None:
    """How many are invited, the first by name, and the guests."""
    if not draft.invitees and not draft.guests:
        return None
    more = len(draft.invitees) - SHOWN_NAMES
    return say(
        "arranging.invited",
        count=f"{len(draft.invitees):02}",
        names=names(members, draft.invitees[:SHOWN_NAMES]),
        more=say("arranging.more", count=more) if more > 0 else None,
        guests=say("arranging.guests", names="; ".join(draft.guests)) if draft.guests else None,
    )


def empty_part(part: Part) -> Say:
    """What stands for a part that holds nothing."""
    return say("arranging.not_issued") if part is Part.PAPER else say("arranging.nothing")
