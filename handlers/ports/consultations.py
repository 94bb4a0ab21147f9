"""Drafts sent round for comment, as the conversations ask for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from campaign.ids import CampaignId, ConsultationId, KhoiId, UnitId
from campaign.people import Language
from campaign.plan.comments import Comment
from campaign.plan.consultation import Consultation

if TYPE_CHECKING:
    from handlers.kit import Say


@dataclass(frozen=True, slots=True)
class CommentRow:
    """One unit in the sheet of answers: what it says, the name of its file, who sent it when."""

    unit: str
    said: Say
    file: str = ""
    by: str = ""
    at: datetime | None = None


class ConsultationPapers(Protocol):
    """The answers as a file."""

    async def comments_sheet(self, rows: Sequence[CommentRow], language: Language, now: datetime) -> bytes:
        """An Excel sheet, one unit a row."""
        ...


class Consultations(Protocol):
    """The rounds of each khối and what the units say."""

    async def find(self, khoi: KhoiId, consultation: ConsultationId) -> Consultation | None:
        """The round, if it is one of this khối."""
        ...

    async def latest(self, khoi: KhoiId, campaign: CampaignId) -> Consultation | None:
        """The newest round of a campaign, being prepared, open or closed."""
        ...

    async def open(self, khoi: KhoiId) -> Sequence[Consultation]:
        """The rounds that units answer now."""
        ...

    async def save(self, consultation: Consultation, now: datetime) -> None:
        """Writes a round as it now stands."""
        ...

    async def comments(self, consultation: ConsultationId) -> Sequence[Comment]:
        """Every answer of every unit, the oldest first."""
        ...

    async def last(self, consultation: ConsultationId, unit: UnitId) -> Comment | None:
        """The last answer of a unit, whatever its standing."""
        ...

    async def add(self, comment: Comment) -> None:
        """Writes an answer besides the earlier ones."""
        ...
