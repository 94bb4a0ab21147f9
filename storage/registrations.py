"""Registrations as rows. Every change writes the row and a version that is never changed again."""

from collections.abc import Sequence
from datetime import datetime

from campaign.ids import CampaignId, KhoiId, MemberId, RegistrationId, UnitId
from campaign.registration.registration import Registration, Standing, Version
from storage.sql import Row, Sql, micros, moment, moment_or_none


class RegistrationStore:
    """Who strives for what."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def get(self, registration: RegistrationId) -> Registration | None:
        """One registration, or None."""
        row = await self._sql.one("SELECT * FROM registration WHERE id = ?", registration)
        return None if row is None else registration_of(row)

    async def of_member(self, campaign: CampaignId, member: MemberId) -> Sequence[Registration]:
        """A member's own registrations, oldest title first."""
        return await self._where("campaign_id = ? AND member_id = ?", campaign, member)

    async def of_unit(self, campaign: CampaignId, unit: UnitId) -> Sequence[Registration]:
        """The registrations of a unit: of the unit itself first, then of its people."""
        return await self._where("campaign_id = ? AND unit_id = ?", campaign, unit)

    async def of_campaign(self, campaign: CampaignId) -> Sequence[Registration]:
        """All registrations of a campaign."""
        return await self._where("campaign_id = ?", campaign)

    async def save(self, registration: Registration, now: datetime, by: MemberId) -> None:
        """Writes a new state as the next version. Raises Conflict when that version is already written."""
        r = registration
        await self._sql.run(
            "INSERT INTO registration (id, khoi_id, campaign_id, unit_id, member_id, title, standing, version,"
            " filed_at, filed_by, decided_at, decided_by, reason, note, answer)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET standing = excluded.standing, version = excluded.version,"
            " filed_at = excluded.filed_at, filed_by = excluded.filed_by, decided_at = excluded.decided_at,"
            " decided_by = excluded.decided_by, reason = excluded.reason, note = excluded.note,"
            " answer = excluded.answer",
            r.id, r.khoi, r.campaign, r.unit, r.member, r.title, r.standing.value, r.version,
            r.filed_at and micros(r.filed_at), r.filed_by, r.decided_at and micros(r.decided_at), r.decided_by,
            r.reason, r.note, r.answer,
        )  # fmt: skip
        await self._sql.run(
            "INSERT INTO registration_version (registration_id, version, standing, at, by_member, reason, note, answer)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            r.id, r.version, r.standing.value, micros(now), by, r.reason, r.note, r.answer,
        )  # fmt: skip

    async def versions(self, registration: RegistrationId) -> Sequence[Version]:
        """Every version of a registration, the oldest first."""
        rows = await self._sql.all(
            "SELECT * FROM registration_version WHERE registration_id = ? ORDER BY version", registration
        )
        return [_version(row) for row in rows]

    async def _where(self, condition: str, *values: object) -> Sequence[Registration]:
        rows = await self._sql.all(
            f"SELECT * FROM registration WHERE {condition}"
            " ORDER BY CASE WHEN member_id IS NULL THEN 0 ELSE 1 END, member_id, title",
            *values,
        )
        return [registration_of(row) for row in rows]


def registration_of(row: Row) -> Registration:
    """A registration from its row."""
    member = row["member_id"]
    return Registration(
        RegistrationId(row["id"]),
        KhoiId(row["khoi_id"]),
        CampaignId(row["campaign_id"]),
        UnitId(row["unit_id"]),
        None if member is None else MemberId(member),
        row["title"],
        Standing(row["standing"]),
        row["version"],
        moment_or_none(row["filed_at"]),
        row["filed_by"],
        moment_or_none(row["decided_at"]),
        row["decided_by"],
        row["reason"],
        row["note"],
        row["answer"],
    )


def _version(row: Row) -> Version:
    by = row["by_member"]
    return Version(
        row["version"],
        Standing(row["standing"]),
        moment(row["at"]),
        None if by is None else MemberId(by),
        row["reason"],
        row["note"],
        row["answer"],
    )
