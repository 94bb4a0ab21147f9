"""A meeting is called, moved or cancelled openly.

draft -> call -> called -> (revise)* -> held
└──> cancel -> cancelled
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from campaign.meetings.meeting import Meeting, MeetingStatus

MOST_CHAIRS = 2  # Khối trưởng and Khối phó may chair together


class MeetingFault(StrEnum):
    """Why a meeting cannot be called or changed like this; the values are text keys."""

    NO_TITLE = "meeting.no_title"
    START_PAST = "meeting.start_past"
    END_BEFORE_START = "meeting.end_before_start"
    NO_VENUE = "meeting.no_venue"
    NO_CHAIR = "meeting.no_chair"
    TOO_MANY_CHAIRS = "meeting.too_many_chairs"
    NOBODY_INVITED = "meeting.nobody_invited"


MEETING_FAULT_KEYS = tuple(fault.value for fault in MeetingFault)


@dataclass(frozen=True, slots=True)
class Called:
    """The meeting as it now stands; everybody concerned is to be told."""

    meeting: Meeting


@dataclass(frozen=True, slots=True)
class Revised:
    """The meeting as it now stands. `moved`: time or place changed, those concerned are to be told and asked again."""

    meeting: Meeting
    moved: bool


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The cancelled meeting; everybody concerned is to be told. Cancelling again changes nothing and gives it again."""

    meeting: Meeting


@dataclass(frozen=True, slots=True)
class NotReady:
    """Everything that is still missing or wrong."""

    faults: tuple[MeetingFault, ...]


@dataclass(frozen=True, slots=True)
class AlreadyCalled:
    """It was called before; change it with `revise`."""


@dataclass(frozen=True, slots=True)
class AlreadyBegun:
    """It began at this moment: what happened stays as it was."""

    at: datetime


@dataclass(frozen=True, slots=True)
class AlreadyCancelled:
    """It was cancelled; call a new one."""

    note: str


def faults(meeting: Meeting, now: datetime) -> tuple[MeetingFault, ...]:
    """What must be mended before the meeting can be called."""
    checks = (
        (not meeting.title.strip(), MeetingFault.NO_TITLE),
        (meeting.start <= now, MeetingFault.START_PAST),
        (meeting.end <= meeting.start, MeetingFault.END_BEFORE_START),
        (not any(venue.name.strip() or venue.link for venue in meeting.venues), MeetingFault.NO_VENUE),
        (not meeting.chairs, MeetingFault.NO_CHAIR),
        (len(set(meeting.chairs)) > MOST_CHAIRS, MeetingFault.TOO_MANY_CHAIRS),
        (not meeting.invitees, MeetingFault.NOBODY_INVITED),
    )
    return tuple(fault for wrong, fault in checks if wrong)


def call(draft: Meeting, now: datetime) -> Called | NotReady | AlreadyCalled | AlreadyCancelled:
    """Call a meeting that was prepared as a draft."""
    match draft.status:
        case MeetingStatus.CALLED:
            return AlreadyCalled()
        case MeetingStatus.CANCELLED:
            return AlreadyCancelled(draft.note)
        case MeetingStatus.DRAFT:
            found = faults(draft, now)
            return NotReady(found) if found else Called(replace(draft, status=MeetingStatus.CALLED))


def revise(
    meeting: Meeting, wanted: Meeting, now: datetime
) -> Revised | NotReady | AlreadyBegun | AlreadyCancelled:
    """Put the wanted particulars in place of the meeting's; its identity, status and revision are not theirs to set.

    After it has begun only files and the number of the giấy mời may still be added.
    """
    if meeting.status is MeetingStatus.CANCELLED:
        return AlreadyCancelled(meeting.note)
    kept = {"id": meeting.id, "khoi": meeting.khoi, "status": meeting.status, "note": meeting.note}
    after = replace(wanted, **kept, revision=meeting.revision)  # type: ignore[arg-type]
    if meeting.has_begun(now):
        late = replace(meeting, files=after.files, invitation=after.invitation)
        return Revised(late, moved=False) if late == after else AlreadyBegun(meeting.start)
    moved = (after.start, after.end, after.venues) != (meeting.start, meeting.end, meeting.venues)
    found = faults(after, now) if meeting.status is MeetingStatus.CALLED else ()
    if found:
        return NotReady(found)
    told = moved and meeting.status is MeetingStatus.CALLED
    return Revised(replace(after, revision=meeting.revision + told), moved=told)


def cancel(meeting: Meeting, why: str, now: datetime) -> Cancelled | AlreadyBegun:
    """Cancel a meeting that has not begun; the revision grows, so that calendars and reminders follow."""
    if meeting.status is MeetingStatus.CANCELLED:
        return Cancelled(meeting)
    if meeting.has_begun(now):
        return AlreadyBegun(meeting.start)
    revision = meeting.revision + 1
    return Cancelled(replace(meeting, status=MeetingStatus.CANCELLED, revision=revision, note=why))
