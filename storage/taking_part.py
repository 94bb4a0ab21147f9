"""Who takes part in the movements (hưởng ứng), as rows."""

from collections.abc import Mapping

from campaign.ids import CampaignId, KhoiId, MemberId, UnitId
from campaign.registration.taking_part import Count, Names, Said
from storage.sql import Row, Sql, micros, moment

LATEST = (
    "SELECT t.* FROM taking_part t WHERE t.campaign_id = ? AND t.version ="
    " (SELECT MAX(l.version) FROM taking_part l WHERE l.campaign_id = t.campaign_id AND l.unit_id = t.unit_id)"
)


class TakingPartStore:
    """What the units have said."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def of_unit(self, campaign: CampaignId, unit: UnitId) -> Said | None:
        """What the unit says now; None: nothing yet."""
        row = await self._sql.one(LATEST + " AND t.unit_id = ?", campaign, unit)
        return None if row is None else _said(row, await self._names(campaign, unit))

    async def of_campaign(self, campaign: CampaignId) -> Mapping[UnitId, Said]:
        """What every unit that has said anything says now."""
        rows = await self._sql.all(LATEST + " ORDER BY t.unit_id", campaign)
        names: dict[UnitId, set[MemberId]] = {}
        for each in await self._sql.all(
            "SELECT unit_id, member_id FROM taking_part_name WHERE campaign_id = ? AND to_version IS NULL"
            " ORDER BY member_id",
            campaign,
        ):
            names.setdefault(UnitId(each["unit_id"]), set()).add(MemberId(each["member_id"]))
        return {
            UnitId(row["unit_id"]): _said(row, frozenset(names.get(UnitId(row["unit_id"]), ())))
            for row in rows
        }  # fmt: skip

    async def save(self, said: Said) -> None:
        """Writes the next version. Raises Conflict when somebody else has written it meanwhile."""
        count = (said.joined, said.people) if isinstance(said, Count) else (None, None)
        await self._sql.run(
            "INSERT INTO taking_part (khoi_id, campaign_id, unit_id, version, joined, people, by_member, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            said.khoi, said.campaign, said.unit, said.version, *count, said.by, micros(said.at),
        )  # fmt: skip
        if isinstance(said, Names):
            await self._save_names(said)

    async def _save_names(self, said: Names) -> None:
        there = await self._names(said.campaign, said.unit)
        await self._sql.many(
            "UPDATE taking_part_name SET to_version = ? WHERE campaign_id = ? AND member_id = ? AND to_version IS NULL",
            [(said.version, said.campaign, gone) for gone in sorted(there - said.members)],
        )
        await self._sql.many(
            "INSERT INTO taking_part_name (campaign_id, unit_id, member_id, from_version) VALUES (?, ?, ?, ?)",
            [(said.campaign, said.unit, new, said.version) for new in sorted(said.members - there)],
        )

    async def _names(self, campaign: CampaignId, unit: UnitId) -> frozenset[MemberId]:
        rows = await self._sql.all(
            "SELECT member_id FROM taking_part_name WHERE campaign_id = ? AND unit_id = ? AND to_version IS NULL"
            " ORDER BY member_id",
            campaign,
            unit,
        )
        return frozenset(MemberId(row["member_id"]) for row in rows)


def _said(row: Row, names: frozenset[MemberId]) -> Said:
    khoi, campaign, unit = KhoiId(row["khoi_id"]), CampaignId(row["campaign_id"]), UnitId(row["unit_id"])
    by, at = MemberId(row["by_member"]), moment(row["at"])
    if row["joined"] is None:
        return Names(khoi, campaign, unit, row["version"], names, by, at)
    return Count(khoi, campaign, unit, row["version"], row["joined"], row["people"], by, at)
