"""Registrations, as the conversations ask them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from campaign.ids import CampaignId, MemberId, RegistrationId, UnitId
from campaign.registration.registration import Registration, Version


class Registrations(Protocol):
    """Who strives for what."""

    async def get(self, registration: RegistrationId) -> Registration | None: ...

    async def of_member(self, campaign: CampaignId, member: MemberId) -> Sequence[Registration]: ...

    async def of_unit(self, campaign: CampaignId, unit: UnitId) -> Sequence[Registration]: ...

    async def of_campaign(self, campaign: CampaignId) -> Sequence[Registration]: ...

    async def save(self, registration: Registration, now: datetime, by: MemberId) -> None:
        """Writes a new state as the next version."""
        ...

    async def versions(self, registration: RegistrationId) -> Sequence[Version]:
        """Every version, the oldest first."""
        ...
