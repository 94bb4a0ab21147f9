"""The ledger of notices, as the conversations ask it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from campaign.ids import NoticeId, PersonId


class Notices(Protocol):
    """Who got which notice. Notices are made by returning `Notice` from a step."""

    async def ledger(self, notice: NoticeId) -> Mapping[str, int]:
        """How many people: not_joined, queued, sent, failed, unreachable; and read, counted apart."""
        ...

    async def missed(self, notice: NoticeId) -> Sequence[PersonId]:
        """Whom it has not reached and, as things stand, will not."""
        ...

    async def mark_read(self, notice: NoticeId, person: PersonId, now: datetime) -> bool:
        """Marks it read by the person on every channel; False if it was not addressed to them."""
        ...
