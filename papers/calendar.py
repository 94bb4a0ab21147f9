"""A meeting as a calendar file (.ics) that phones open; the same meeting gives the same bytes.

The revision is the calendar's SEQUENCE: a phone that has the meeting moves or strikes it out instead of adding another.
"""

from datetime import UTC, datetime

from icalendar import Calendar, Event, vText, vUri

from campaign.meeting import Meeting, MeetingStatus

_PRODUCT = "-//thidua//lich hop//VI"
_STATUS = {
    MeetingStatus.DRAFT: "TENTATIVE",
    MeetingStatus.CALLED: "CONFIRMED",
    MeetingStatus.CANCELLED: "CANCELLED",
}


def meeting_ics(meeting: Meeting, host: str, stamped: datetime, language: str = "vi") -> bytes:
    """The .ics file of a meeting.

    `host` makes the identity unique in the world (the name of the installation's address), `stamped` is when this
    revision was made; neither may change between two files of one revision.
    """
    event = Event()
    event.add("uid", f"meeting-{meeting.id}@{host}")
    event.add("dtstamp", stamped.astimezone(UTC))
    event.add("sequence", meeting.revision)
    event.add("dtstart", meeting.start.astimezone(UTC))
    event.add("dtend", meeting.end.astimezone(UTC))
    event.add("summary", vText(meeting.title, params={"LANGUAGE": language}))
    event.add("status", _STATUS[meeting.status])
    _add_venues(event, meeting)
    description = _description(meeting)
    if description:
        event.add("description", vText(description, params={"LANGUAGE": language}))
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    # Not REQUEST or CANCEL, which need an organizer's e-mail address: answers come through the chat.
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical(sorted=True))


def _add_venues(event: Event, meeting: Meeting) -> None:
    places = "; ".join(venue.name for venue in meeting.venues if venue.name)
    if places:
        event.add("location", places)
    links = [venue.link for venue in meeting.venues if venue.link]
    if links:
        event.add("url", vUri("".join(links[0].split())))  # a line break would begin a property of its own


def _description(meeting: Meeting) -> str:
    """What calendars show under the title: why it was cancelled, every link, the agenda."""
    links = [f"{venue.name}: {venue.link}".removeprefix(": ") for venue in meeting.venues if venue.link]
    agenda = [f"{number}. {item.text}" for number, item in enumerate(meeting.agenda, start=1)]
    reason = [meeting.note] if meeting.note else []
    return "\n".join((*reason, *links, *agenda))
