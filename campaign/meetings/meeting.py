"""A meeting of a khối: called with a giấy mời, held in one place or several điểm cầu, moved or cancelled openly.

    draft -> call -> called -> (revise)* -> held
                        └──> cancel -> cancelled

The revision counts what people must plan around: time, places, cancellation. It is part of every reminder's key and the
calendar's SEQUENCE, so an edited agenda or a document number entered later repeats no reminder and asks nobody again.
Answers to the invitation are in `campaign.meetings.reply`. The order is practice, not law: no statute regulates it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from campaign.ids import CampaignId, KhoiId, MeetingId, MemberId

MOST_CHAIRS = 2  # Khối trưởng and Khối phó may chair together


class MeetingKind(StrEnum):
    """What the meeting is for. The values are what the database keeps."""

    LAUNCH = "launch"  # phát động
    COMPACT = "compact"  # ký giao ước
    MIDTERM = "midterm"  # sơ kết
    REVIEW = "review"  # bình xét
    CLOSING = "closing"  # tổng kết
    OTHER = "other"


class MeetingStatus(StrEnum):
    """Where the meeting stands; whether it has begun is a question of time, not of status."""

    DRAFT = "draft"  # nobody has been told
    CALLED = "called"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Invitation:
    """The giấy mời once the văn thư has issued it, for example 15/GM-CTĐ."""

    number: str
    issued: date


@dataclass(frozen=True, slots=True)
class Venue:
    """A place or điểm cầu: a room, a link, or both. The first of a meeting is the main one."""

    name: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One point of the agenda; `start` when the hour is fixed."""

    text: str
    start: datetime | None = None


@dataclass(frozen=True, slots=True)
class MeetingFile:
    """A document of the meeting, kept under the hash of its content; `size` in bytes."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting. `start` and `end` are aware; `invitation` is None while the giấy mời is a draft.

    `guests` are people without a place in the roster, as they stand in the giấy mời. `note` says why it was cancelled.
    """

    id: MeetingId
    khoi: KhoiId
    kind: MeetingKind
    title: str
    start: datetime
    end: datetime
    venues: tuple[Venue, ...]
    chairs: tuple[MemberId, ...]
    invitees: tuple[MemberId, ...]
    agenda: tuple[AgendaItem, ...] = ()
    files: tuple[MeetingFile, ...] = ()
    guests: tuple[str, ...] = ()
    campaign: CampaignId | None = None
    invitation: Invitation | None = None
    revision: int = 0
    status: MeetingStatus = MeetingStatus.DRAFT
    note: str = ""

    def has_begun(self, now: datetime) -> bool:
        """Whether it takes place and its hour has come."""
        return self.status is MeetingStatus.CALLED and now >= self.start

    def concerns(self, member: MemberId) -> bool:
        """Whether the member is invited or chairs."""
        return member in self.invitees or member in self.chairs


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
