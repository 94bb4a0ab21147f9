"""Time granted to single people and units for a matter of a campaign, as rows."""

from collections.abc import Sequence

from campaign.ids import CampaignId, MemberId, UnitId
from campaign.plan.deadline import Extension, Matter
from storage.sql import Row, Sql, micros, moment


class ExtensionStore:
    """What was granted stays granted: a later grant is a row of its own."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def of(self, campaign: CampaignId) -> Sequence[Extension]:
        """Every extension granted in a campaign, the earliest grant first."""
        rows = await self._sql.all(
            "SELECT * FROM extension WHERE campaign_id = ? ORDER BY granted_at, until, grantee_id", campaign
        )
        return [_extension(row) for row in rows]

    async def grant(self, extension: Extension) -> None:
        """Writes an extension. Raises Conflict when this very one is already granted."""
        e = extension
        grantee, grantee_id = ("unit", e.unit) if e.member is None else ("member", e.member)
        await self._sql.run(
            "INSERT INTO extension (campaign_id, matter, grantee, grantee_id, until, granted_by, granted_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            e.campaign, e.matter.value, grantee, grantee_id, micros(e.until), e.by, micros(e.granted_at),
        )  # fmt: skip


def _extension(row: Row) -> Extension:
    of_unit = row["grantee"] == "unit"
    return Extension(
        CampaignId(row["campaign_id"]),
        Matter(row["matter"]),
        moment(row["until"]),
        MemberId(row["granted_by"]),
        moment(row["granted_at"]),
        member=None if of_unit else MemberId(row["grantee_id"]),
        unit=UnitId(row["grantee_id"]) if of_unit else None,
    )
