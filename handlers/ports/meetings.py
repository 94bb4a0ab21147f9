"""Meetings, answers to them, meetings being prepared, and reminders, as the conversations ask them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from campaign.ids import CampaignId, KhoiId, MeetingId, MemberId, NoticeId, PersonId
from campaign.meetings.draft import MeetingDraft
from campaign.meetings.meeting import Meeting
from campaign.meetings.reply import Power, Reply
from campaign.meetings.standing_in import Delegation
from campaign.people import Language
from campaign.reminders.reminder import Matter, Step


class Meetings(Protocol):
    """The meetings of each khối."""

    async def find(self, meeting: MeetingId) -> Meeting | None:
        """The meeting, of whatever khối: the caller looks for the person's place in it."""
        ...

    async def of(self, khoi: KhoiId) -> Sequence[Meeting]:
        """The meetings of a khối, the latest first."""
        ...

    async def coming(self, khoi: KhoiId, now: datetime) -> Sequence[Meeting]:
        """The meetings of a khối that are not over, the next one first; cancelled ones among them."""
        ...

    async def told_at(self, meeting: MeetingId) -> datetime | None:
        """When those concerned heard of the meeting as it stands: of this revision of time and place."""
        ...

    async def add(self, meeting: Meeting, by: MemberId, now: datetime) -> None:
        """Writes a new meeting."""
        ...

    async def save(self, meeting: Meeting, now: datetime) -> None:
        """Writes a meeting as it now stands."""
        ...

    async def replies(self, meeting: MeetingId) -> Sequence[Reply]:
        """The latest answer of everybody who answered."""
        ...

    async def reply_of(self, meeting: MeetingId, member: MemberId) -> Reply | None:
        """The latest answer of a member."""
        ...

    async def replies_ever(self, meeting: MeetingId, member: MemberId) -> Sequence[Reply]:
        """Every answer a member gave, the oldest first."""
        ...

    async def answer(self, reply: Reply, by: MemberId) -> None:
        """Writes an answer in place of earlier ones, which stay."""
        ...

    async def substitutes(self, meeting: Meeting, power: Power) -> Sequence[Delegation]:
        """Who may use a power (vote, sign) in whose place in this meeting, with the number of the mandate."""
        ...

    async def standing_in(self, member: MemberId, now: datetime) -> Mapping[MeetingId, MemberId]:
        """The meetings not yet over to which this member goes, and in whose place."""
        ...


class MeetingDrafts(Protocol):
    """Meetings and changes being prepared."""

    async def get(self, khoi: KhoiId, draft: MeetingId) -> MeetingDraft | None: ...

    async def of(self, khoi: KhoiId) -> Sequence[MeetingDraft]:
        """The new meetings being prepared, the one touched last first."""
        ...

    async def change_of(self, meeting: MeetingId) -> MeetingDraft | None:
        """The change being prepared of a called meeting."""
        ...

    async def keep(self, draft: MeetingDraft, now: datetime) -> None: ...

    async def discard(self, draft: MeetingId) -> None: ...


class Reminders(Protocol):
    """Putting reminders off, and when they come. Sending them is nobody's press."""

    async def of_notice(self, notice: NoticeId, person: PersonId) -> Sequence[Matter]:
        """What a reminder that this person got was about."""
        ...

    async def snooze(self, matter: Matter, until: datetime, now: datetime) -> None: ...

    async def steps(self, campaign: CampaignId | None) -> Sequence[Step]:
        """The steps of a campaign; the usual ones where it has none of its own."""
        ...

    async def set_steps(
        self, campaign: CampaignId, steps: Iterable[Step], by: MemberId, now: datetime
    ) -> None: ...


class MeetingPapers(Protocol):
    """Meetings as files."""

    def meeting_calendar(self, meeting: Meeting, stamped: datetime, language: Language) -> bytes:
        """The .ics file; `stamped` is when this revision of the meeting was made."""
        ...

    def calendar_address(self, secret: str) -> str | None:
        """Where calendars fetch what a person subscribes to; None for an installation that phones cannot reach."""
        ...
