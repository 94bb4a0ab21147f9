"""Meetings and deadlines as calendar files (.ics) to open or subscribe to; the same input gives the same bytes.

The revision is the calendar's SEQUENCE: a phone that has the meeting moves or strikes it out instead of adding another.
"""

from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vText, vUri

from campaign.meetings.feeds import DeadlineEntry, Subscribed
from campaign.meetings.meeting import Meeting, MeetingStatus

ORGANISER = "thidua"
"""Stands behind the @ of an identity in calendars. Not our address: that may change, the identity may not."""
BEFORE = timedelta(minutes=30)  # how long a deadline is shown, up to its moment
ASK_AGAIN = timedelta(hours=4)  # how often a phone is asked to fetch what it subscribes to

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
    calendar = _calendar()
    calendar.add_component(_meeting(meeting, host, stamped, language))
    return bytes(calendar.to_ical(sorted=True))


def feed_ics(feed: Subscribed) -> bytes:
    """The .ics file that a subscribed calendar is."""
    calendar = _calendar()
    calendar.add("x-wr-calname", feed.title)
    calendar.add("name", feed.title)
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{ASK_AGAIN // timedelta(hours=1)}H")
    for entry in feed.meetings:
        calendar.add_component(_meeting(entry.meeting, ORGANISER, entry.stamped, feed.language))
    for deadline in feed.deadlines:
        calendar.add_component(_deadline(deadline, feed))
    return bytes(calendar.to_ical(sorted=True))


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    # Not REQUEST or CANCEL, which need an organizer's e-mail address: answers come through the chat.
    calendar.add("method", "PUBLISH")
    return calendar


def _meeting(meeting: Meeting, host: str, stamped: datetime, language: str) -> Event:
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
    return event


def _deadline(deadline: DeadlineEntry, feed: Subscribed) -> Event:
    event = Event()
    event.add("uid", f"{deadline.name}@{ORGANISER}")
    event.add("dtstamp", deadline.stamped.astimezone(UTC))
    event.add("sequence", deadline.revision)
    event.add("dtstart", (deadline.due - BEFORE).astimezone(UTC))
    event.add("dtend", deadline.due.astimezone(UTC))
    event.add("summary", vText(deadline.title, params={"LANGUAGE": feed.language}))
    event.add("transp", "TRANSPARENT")  # work to be done by then keeps nobody from a meeting
    event.add("url", vUri(f"{feed.address}/"))
    return event


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
