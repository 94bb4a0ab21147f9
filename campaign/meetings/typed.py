"""What people type about a meeting -> its hours, places, agenda, the number of its giấy mời.

“8h-11h30 18/12”                       -> 08:00 to 11:30 on 18/12
“17:00 25/12”                          -> 17:00, for half a working day
“Hội trường tầng 3; https://hop.vn/a”  -> one place, with the link for those who are not in it
“08:00 Khai mạc”                       -> an item of the agenda at 08:00
“15/GM-CTĐ 10/12/2026”                 -> number and date of the giấy mời
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from campaign.dates.dates import DateRefused, read_date, read_moment
from campaign.dates.meant import Towards
from campaign.meetings.meeting import AgendaItem, Invitation, Venue
from campaign.paper import NoNumber, number_in
from campaign.search import tidy, unaccented

HALF_A_DAY = timedelta(hours=3, minutes=30)  # 08:00 to 11:30, 13:30 to 17:00
MOST_VENUES = 12
LONGEST_VENUE = 200  # characters
LONGEST_LINK = 500  # characters
MOST_ITEMS = 30
LONGEST_ITEM = 300  # characters
LONGEST_TITLE = 200  # characters

_TIME = r"(\d{1,2}) ?(?::|gio|h|g)(?: ?(\d{2})(?![\d/.]))?"
_RANGE = re.compile(rf"(?:tu )?(?P<first>{_TIME}) ?(?:-|\u2013|\u2014|den|to|until) ?(?P<last>{_TIME})(?!\d)")
_LINK = re.compile(r"(?:https?://|www\.)\S+|(?<![\w@.])[\w-]+(?:\.[\w-]+)+/\S+", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*+\u2022\u2013]|\d{1,2}[.)](?!\d))\s*")
_HOUR = re.compile(r"^(\d{1,2})(?:[:hg](\d{2})|h)(?:\s*[-\u2013]\s*\d{1,2}(?:[:hg]\d{2}|h))?\s*[:.,-]?\s+")
_EDGES = " ,;:-\u2013|()"
_SAYS_LINK = frozenset(
    {"link", "link hop", "duong dan", "duong link", "truc tuyen", "hop truc tuyen", "zoom"}
)
"""What is written before an address and names no place (without accents)."""


class TypedFault(StrEnum):
    """Why what was typed cannot be used; the values are text keys."""

    END_BEFORE_START = "meeting.end_before_start"
    NO_VENUE = "meeting.no_venue"
    TOO_MANY_VENUES = "meeting.too_many_venues"  # {most}
    VENUE_TOO_LONG = "meeting.venue_too_long"  # {most}
    NOT_A_LINK = "meeting.not_a_link"  # {value}
    NO_AGENDA = "meeting.no_agenda"
    TOO_MANY_ITEMS = "meeting.too_many_items"  # {most}
    ITEM_TOO_LONG = "meeting.item_too_long"  # {most}
    NO_PAPER_NUMBER = "meeting.no_paper_number"


TYPED_KEYS = tuple(fault.value for fault in TypedFault)


@dataclass(frozen=True, slots=True)
class TypedRefused:
    """What was typed is not taken; `values` fill the placeholders of the text."""

    fault: TypedFault
    values: tuple[tuple[str, str | int], ...] = ()

    @property
    def key(self) -> str:
        """The text key of the sentence to say."""
        return self.fault.value


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when, in UTC. `is_end_assumed`: no end was typed, so it is taken to last half a working day."""

    start: datetime
    end: datetime
    is_end_assumed: bool = False


def read_hours(text: str, now: datetime, zone: ZoneInfo) -> Hours | DateRefused | TypedRefused:
    """When the meeting is: a moment to come, with the hour of its end or half a working day long."""
    typed = tidy(text)
    found = _RANGE.search(unaccented(typed))
    if found is None:
        at = read_moment(typed, now, zone)
        return at if isinstance(at, DateRefused) else Hours(at, at + HALF_A_DAY, is_end_assumed=True)
    whole = typed if len(typed) == len(unaccented(typed)) else unaccented(typed)
    first = whole[slice(*found.span("first"))]
    start = read_moment(f"{whole[: found.start()]}{first}{whole[found.end() :]}", now, zone)
    if isinstance(start, DateRefused):
        return start
    end = _same_day(start, found["last"], zone)
    return TypedRefused(TypedFault.END_BEFORE_START) if end is None or end <= start else Hours(start, end)


def read_venues(text: str) -> tuple[Venue, ...] | TypedRefused:
    """Places and links, one a line or separated by semicolons; a line may hold a name and its link.

    A link alone belongs to the place before it, unless that has one already.
    """
    lines = [tidy(line) for piece in text.splitlines() for line in _pieces(piece)]
    venues = _with_links([_venue(line) for line in lines if line])
    if not venues:
        return TypedRefused(TypedFault.NO_VENUE)
    if len(venues) > MOST_VENUES:
        return TypedRefused(TypedFault.TOO_MANY_VENUES, (("most", MOST_VENUES),))
    if any(len(venue.name) > LONGEST_VENUE or len(venue.link) > LONGEST_LINK for venue in venues):
        return TypedRefused(TypedFault.VENUE_TOO_LONG, (("most", LONGEST_VENUE),))
    wrong = next((v.link for v in venues if v.link and _ADDRESS.fullmatch(v.link) is None), None)
    if wrong is not None:
        return TypedRefused(TypedFault.NOT_A_LINK, (("value", wrong),))
    return tuple(venues)


def read_agenda(text: str, day: date, zone: ZoneInfo) -> tuple[AgendaItem, ...] | TypedRefused:
    """The points of the agenda, one a line, each with its hour on the day of the meeting where one is typed."""
    lines = [tidy(line) for line in text.splitlines()]
    items = [_item(_BULLET.sub("", line), day, zone) for line in lines if line]
    items = [item for item in items if item.text]
    if not items:
        return TypedRefused(TypedFault.NO_AGENDA)
    if len(items) > MOST_ITEMS:
        return TypedRefused(TypedFault.TOO_MANY_ITEMS, (("most", MOST_ITEMS),))
    if any(len(item.text) > LONGEST_ITEM for item in items):
        return TypedRefused(TypedFault.ITEM_TOO_LONG, (("most", LONGEST_ITEM),))
    return tuple(items)


def outside_hours(
    agenda: Sequence[AgendaItem], start: datetime, end: datetime, zone: ZoneInfo
) -> tuple[AgendaItem, ...]:
    """The points whose hour on the clock is before the meeting begins or after it ends: worth saying, never refused.

    Only the clock is compared: the meeting may have moved to another day after its agenda was typed.
    """
    begins, ends = start.astimezone(zone), end.astimezone(zone)
    first, last = begins.time(), ends.time() if ends.date() == begins.date() else time.max
    return tuple(
        item
        for item in agenda
        if item.start is not None and not first <= item.start.astimezone(zone).time() <= last
    )


def read_invitation(text: str, today: date) -> Invitation | DateRefused | TypedRefused:
    """Number and date of the giấy mời once the văn thư has issued it."""
    found = number_in(text)
    if isinstance(found, NoNumber):
        return TypedRefused(TypedFault.NO_PAPER_NUMBER)
    issued = read_date(found.rest, today, Towards.BEHIND)
    return issued if isinstance(issued, DateRefused) else Invitation(found.number, issued)


def _same_day(start: datetime, typed: str, zone: ZoneInfo) -> datetime | None:
    """The moment of a typed hour on the day of `start`; None for an hour that no clock shows."""
    found = re.fullmatch(_TIME, typed)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23 or minute > 59:
        return None
    return datetime.combine(start.astimezone(zone).date(), time(hour, minute), zone).astimezone(UTC)


def _pieces(line: str) -> list[str]:
    return re.split(r";(?=\s|$)", line)


def _venue(line: str) -> Venue:
    found = _LINK.search(line)
    if found is None:
        return Venue(line)
    link = found[0].rstrip(".,;)")
    name = f"{line[: found.start()].strip(_EDGES)} {line[found.end() :].strip(_EDGES)}".strip()
    place = "" if unaccented(name) in _SAYS_LINK else name
    return Venue(place, link if "://" in link else f"https://{link}")


def _with_links(venues: list[Venue]) -> list[Venue]:
    joined: list[Venue] = []
    for venue in venues:
        if joined and not venue.name and joined[-1].name and not joined[-1].link:
            joined[-1] = replace(joined[-1], link=venue.link)
        else:
            joined.append(venue)
    return joined


def _item(line: str, day: date, zone: ZoneInfo) -> AgendaItem:
    found = _HOUR.match(line)
    if found is None:
        return AgendaItem(line)
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23 or minute > 59:
        return AgendaItem(line)
    start = datetime.combine(day, time(hour, minute), zone).astimezone(UTC)
    return AgendaItem(line[found.end() :].strip(), start)
