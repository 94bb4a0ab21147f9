"""The ledger of notices, as the conversations ask it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from campaign.ids import KhoiId, NoticeId, PersonId
from campaign.reminders.notice import Delivery, Told


class Notices(Protocol):
    """Who got which notice. Notices are made by returning `Notice` from a step."""

    async def ledger(self, notice: NoticeId) -> Mapping[str, int]:
        """How many people: not_joined, queued, sent, failed, unreachable; and read, counted apart."""
        ...

    async def missed(self, notice: NoticeId) -> Sequence[PersonId]:
        """Whom it has not reached and, as things stand, will not."""
        ...

    async def find(self, khoi: KhoiId, notice: NoticeId) -> Told | None:
        """A notice of this khối, or None."""
        ...

    async def latest(self, khoi: KhoiId, most: int, skip: int = 0) -> Sequence[Told]:
        """The notices of a khối that somebody sent, the newest first."""
        ...

    async def deliveries(self, notice: NoticeId) -> Sequence[Delivery]:
        """Every line of the ledger of a notice."""
        ...

    async def body(self, notice: NoticeId) -> bytes:
        """What a notice said, for `Papers.sentence`."""
        ...

    async def mark_read(self, notice: NoticeId, person: PersonId, now: datetime) -> bool:
        """Marks it read by the person on every channel; False if it was not addressed to them."""
        ...
