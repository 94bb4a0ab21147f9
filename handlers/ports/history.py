"""What is on record about members and units, as the conversations ask it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from campaign.history.history import History
from campaign.history.recording import Kept
from campaign.ids import KhoiId, MemberId, RecordId, UnitId
from campaign.registration.registering import Subject


class HistoryBook(Protocol):
    """Records: gradings, titles, works, deeds; and, confidential, disciplines and holds."""

    async def of(self, subject: Subject) -> History:
        """Everything that counts about a subject, as the rules read it. Never shown as it is: see `may_see`."""
        ...

    async def kept(self, subject: Subject) -> Sequence[Kept]: ...

    async def of_khoi(self, khoi: KhoiId) -> Sequence[Kept]: ...

    async def of_unit(self, khoi: KhoiId, unit: UnitId) -> Mapping[MemberId | None, History]:
        """What counts about a unit (under None) and about each of its people."""
        ...

    async def waiting(self, khoi: KhoiId) -> Sequence[Kept]:
        """What heads of units still have to look at."""
        ...

    async def get(self, khoi: KhoiId, record: RecordId) -> Kept | None: ...

    async def add(self, records: Iterable[Kept]) -> None: ...

    async def decide(self, records: Iterable[Kept]) -> None:
        """Writes who confirmed these, or who ended them and why."""
        ...
