"""Campaigns, as the conversations ask them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from campaign.ids import CampaignId, KhoiId, MemberId
from campaign.paper import Paper
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

    async def extensions(self, campaign: CampaignId) -> Sequence[Extension]:
        """Every extension granted in a campaign; `campaign.plan.deadline.due` says what counts for whom."""
        ...

    async def extend(self, extension: Extension) -> None:
        """Writes an extension."""
        ...

    async def file(
        self,
        paper_id: int,
        khoi: KhoiId,
        campaign: CampaignId | None,
        paper: Paper,
        by: MemberId,
        now: datetime,
    ) -> None:
        """Keeps an official paper of a campaign."""
        ...

    async def papers(self, campaign: CampaignId) -> Sequence[Paper]:
        """Every paper kept for a campaign and every earlier state of it, the oldest first."""
        ...
