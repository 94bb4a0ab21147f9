"""Campaigns and the time granted in them, as the conversations ask them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from campaign.ids import CampaignId, KhoiId, MemberId
from campaign.plan.deadline import Extension
from campaign.plan.plan import Campaign


class Campaigns(Protocol):
    """The campaigns of each khối. `campaign.plan.plan.at_hand` picks the one that is meant when none is named."""

    async def of(self, khoi: KhoiId) -> Sequence[Campaign]:
        """The campaigns of a khối in every stage, the newest year first."""
        ...

    async def find(self, khoi: KhoiId, campaign: CampaignId) -> Campaign | None:
        """The campaign, if it is one of this khối."""
        ...

    async def add(self, campaign: Campaign) -> None:
        """Writes a new draft."""
        ...

    async def save(self, campaign: Campaign, by: MemberId, now: datetime) -> None:
        """Writes the next revision."""
        ...

    async def discard(self, campaign: CampaignId) -> None:
        """Forgets a draft with its dates and papers."""
        ...


class Extensions(Protocol):
    """Time granted to single people and units."""

    async def of(self, campaign: CampaignId) -> Sequence[Extension]:
        """Every extension granted in a campaign; `campaign.plan.deadline.due` says what counts for whom."""
        ...

    async def grant(self, extension: Extension) -> None:
        """Writes an extension."""
        ...
