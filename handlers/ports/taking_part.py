"""Who takes part in the movements (hưởng ứng), as the conversations ask it."""

from collections.abc import Mapping
from typing import Protocol

from campaign.ids import CampaignId, UnitId
from campaign.registration.taking_part import Said


class TakingPart(Protocol):
    """What the units have said."""

    async def of_unit(self, campaign: CampaignId, unit: UnitId) -> Said | None: ...

    async def of_campaign(self, campaign: CampaignId) -> Mapping[UnitId, Said]: ...

    async def save(self, said: Said) -> None:
        """Writes the next version."""
        ...
