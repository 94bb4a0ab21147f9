"""Units, rosters and the journal, as the conversations ask them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from campaign.events import Event
from campaign.ids import KhoiId, MemberId, UnitId, UploadId
from campaign.people import Unit
from campaign.roster.changes import Approved
from campaign.roster.uploads import Upload


class Units(Protocol):
    """Units, in protocol order."""

    async def active(self, khoi: KhoiId) -> Sequence[Unit]: ...

    async def known(self, khoi: KhoiId) -> Sequence[Unit]:
        """Every unit the khối ever had: a name of old times still means the same unit."""
        ...

    async def get(self, khoi: KhoiId, unit: UnitId) -> Unit | None: ...

    async def call(self, unit: Unit) -> None:
        """Stores the other names a unit goes by."""
        ...


class RosterBook(Protocol):
    """Rosters sent in and applied."""

    async def apply(self, khoi: KhoiId, approved: Approved, now: datetime) -> None:
        """Writes an approved roster. Whoever leaves has no access from this commit on."""
        ...

    async def keep(self, upload: Upload, now: datetime) -> None:
        """Remembers a file sent in and what of it was shown."""
        ...

    async def upload(self, khoi: KhoiId, upload: UploadId) -> Upload | None: ...

    async def applied(self, upload: UploadId, now: datetime) -> None: ...


class Events(Protocol):
    """The journal of who did what when. Never a choice of a ballot, never a code."""

    async def record(
        self,
        khoi: KhoiId,
        act: str,
        by: MemberId | None,
        now: datetime,
        subject: int | None = None,
        details: Mapping[str, str | int] | None = None,
    ) -> None:
        """Notes an act (a word such as roster.imported) in the transaction of the act itself."""
        ...

    async def latest(self, khoi: KhoiId, most: int) -> Sequence[Event]: ...
