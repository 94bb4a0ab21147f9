"""Achievement reports, as the conversations ask them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from campaign.ids import CampaignId, MemberId, RegistrationId, ReportId, UnitId
from campaign.report import Report


class Reports(Protocol):
    """Reports and their files."""

    async def get(self, report: ReportId) -> Report | None: ...

    async def of_registration(self, registration: RegistrationId) -> Report | None: ...

    async def of_unit(self, campaign: CampaignId, unit: UnitId) -> Sequence[Report]: ...

    async def of_campaign(self, campaign: CampaignId) -> Sequence[Report]: ...

    async def save(self, report: Report) -> None: ...

    async def keep_version(self, report: Report, by: MemberId, now: datetime) -> None:
        """Keeps the report as it is now for good: when it is filed, confirmed or returned."""
        ...

    async def returns(self, report: ReportId) -> Sequence[str]:
        """The reasons of every return so far, oldest first."""
        ...
