"""Notices being written and nudges, as the conversations ask them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Protocol

from campaign.ids import KhoiId, MemberId, NoticeId, PersonId
from campaign.reminders.notice import Letter, NoticeFile


class Letters(Protocol):
    """One notice being written per member."""

    async def of(self, member: MemberId) -> Letter | None: ...

    async def keep(self, letter: Letter, now: datetime) -> None:
        """Keeps what the member is writing, in place of what they wrote before."""
        ...

    async def discard(self, member: MemberId) -> None: ...

    async def send_files(self, notice: NoticeId, files: Sequence[NoticeFile]) -> None:
        """Keeps the files that go with a notice."""
        ...

    async def files(self, notice: NoticeId) -> Sequence[NoticeFile]:
        """The files that went with a notice."""
        ...


class Nudges(Protocol):
    """At most one nudge a day per person and matter."""

    async def of_day(self, khoi: KhoiId, item: str, day: date) -> Collection[PersonId]:
        """Who was nudged about a matter on a day."""
        ...

    async def note(self, khoi: KhoiId, item: str, people: Sequence[PersonId], day: date) -> None:
        """Remembers that these people were nudged."""
        ...
