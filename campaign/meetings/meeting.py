"""A meeting of a khối: called with a giấy mời, held in one place or several điểm cầu.

The revision counts what people must plan around: time, places, cancellation. It is part of every reminder's key and the
calendar's SEQUENCE, so an edited agenda or a document number entered later repeats no reminder and asks nobody again.
How it is called, moved and cancelled is in `campaign.meetings.calling`, answers to the invitation in
`campaign.meetings.reply`. The order is practice, not law: no statute regulates it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from campaign.ids import CampaignId, KhoiId, MeetingId, MemberId


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
