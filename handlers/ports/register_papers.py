"""Sheets and pictures of registering, as the conversations ask for them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from campaign.catalogue.model import Award
from campaign.history.file import HistoryFile, HistoryRefused
from campaign.history.reading import Known
from campaign.people import Language, Member
from campaign.registration.rates import UnitRate
from campaign.registration.registration import Registration
from campaign.registration.sheet import SheetRead, SheetWrong
from campaign.sheet import SheetRefused


class RegisterPapers(Protocol):
    """Draws rates, writes and reads the sheet of a unit."""

    async def rates_picture(
        self, units: Sequence[UnitRate], year: int, language: Language, now: datetime
    ) -> bytes:
        """A PNG picture of both rates by unit."""
        ...

    async def registration_sheet(
        self,
        unit: str,
        members: Sequence[Member],
        registrations: Sequence[Registration],
        awards: Sequence[Award],
    ) -> bytes:
        """The unit's sheet to fill in, with its people and what is registered already."""
        ...

    async def registrations(
        self, sha256: str, name: str, unit: str, members: Sequence[Member], awards: Sequence[Award]
    ) -> SheetRead | SheetWrong | SheetRefused:
        """What stands in a kept file sent back by the unit with these members."""
        ...

    async def history(
        self, sha256: str, name: str, known: Known, today: date
    ) -> HistoryFile | HistoryRefused | SheetRefused:
        """The records in a kept file."""
        ...

    async def history_template(self) -> bytes:
        """An empty history file, as Excel."""
        ...
