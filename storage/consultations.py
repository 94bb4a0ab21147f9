"""Drafts sent round for comment, as rows."""

from collections.abc import Sequence
from datetime import datetime

from campaign.ids import CampaignId, ConsultationId, KhoiId, MemberId, UnitId
from campaign.paper import Attachment
from campaign.plan.comments import Comment, Standing
from campaign.plan.consultation import Consultation
from storage.documents import read, written
from storage.sql import Conflict, Row, Sql, micros, moment, moment_or_none


class ConsultationStore:
    """The rounds of each khối; every question is bound to a khối or to a round that was looked up so."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    async def find(self, khoi: KhoiId, consultation: ConsultationId) -> Consultation | None:
        """The round, if it is one of this khối."""
        row = await self._sql.one(
            "SELECT * FROM consultation WHERE id = ? AND khoi_id = ?", consultation, khoi
        )
        return None if row is None else _consultation(row)

    async def latest(self, khoi: KhoiId, campaign: CampaignId) -> Consultation | None:
        """The newest round of a campaign, being prepared, open or closed."""
        row = await self._sql.one(
            "SELECT * FROM consultation WHERE khoi_id = ? AND campaign_id = ?"
            " ORDER BY created_at DESC, id DESC LIMIT 1",
            khoi,
            campaign,
        )
        return None if row is None else _consultation(row)

    async def open(self, khoi: KhoiId) -> Sequence[Consultation]:
        """The rounds that units answer now."""
        rows = await self._sql.all(
            "SELECT * FROM consultation WHERE khoi_id = ? AND sent_at IS NOT NULL AND closed_at IS NULL"
            " ORDER BY created_at, id",
            khoi,
        )
        return [_consultation(row) for row in rows]

    async def save(self, consultation: Consultation, now: datetime) -> None:
        """Writes a round as it now stands. Raises Conflict when somebody else has sent or closed it meanwhile."""
        c = consultation
        changed = await self._sql.run(
            "INSERT INTO consultation (id, khoi_id, campaign_id, by_member, file, due_at, sent_at, closed_at,"
            " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET file = excluded.file,"
            " due_at = excluded.due_at, sent_at = excluded.sent_at, closed_at = excluded.closed_at"
            " WHERE (consultation.sent_at IS NULL OR consultation.sent_at = excluded.sent_at)"
            " AND (consultation.closed_at IS NULL OR consultation.closed_at = excluded.closed_at)",
            c.id, c.khoi, c.campaign, c.by, _file(c.file), c.due and micros(c.due), c.sent_at and micros(c.sent_at),
            c.closed_at and micros(c.closed_at), micros(now),
        )  # fmt: skip
        if not changed:
            raise Conflict("somebody else has sent or closed it meanwhile")

    async def comments(self, consultation: ConsultationId) -> Sequence[Comment]:
        """Every answer of every unit, the oldest first."""
        rows = await self._sql.all(
            "SELECT * FROM consultation_comment WHERE consultation_id = ? ORDER BY unit_id, number",
            consultation,
        )
        return [_comment(row) for row in rows]

    async def last(self, consultation: ConsultationId, unit: UnitId) -> Comment | None:
        """The last answer of a unit, whatever its standing."""
        row = await self._sql.one(
            "SELECT * FROM consultation_comment WHERE consultation_id = ? AND unit_id = ?"
            " ORDER BY number DESC LIMIT 1",
            consultation,
            unit,
        )
        return None if row is None else _comment(row)

    async def add(self, comment: Comment) -> None:
        """Writes an answer besides the earlier ones. Raises Conflict when somebody else was faster."""
        c = comment
        await self._sql.run(
            "INSERT INTO consultation_comment (consultation_id, unit_id, number, by_member, at, standing, text, file)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            c.consultation, c.unit, c.number, c.by, micros(c.at), c.standing.value, c.text, _file(c.file),
        )  # fmt: skip


def _file(file: Attachment | None) -> str | None:
    return None if file is None else written(file)


def _attachment(stored: str | None) -> Attachment | None:
    return None if stored is None else read(Attachment, stored)


def _consultation(row: Row) -> Consultation:
    return Consultation(
        ConsultationId(row["id"]),
        KhoiId(row["khoi_id"]),
        CampaignId(row["campaign_id"]),
        MemberId(row["by_member"]),
        _attachment(row["file"]),
        moment_or_none(row["due_at"]),
        moment_or_none(row["sent_at"]),
        moment_or_none(row["closed_at"]),
    )


def _comment(row: Row) -> Comment:
    return Comment(
        ConsultationId(row["consultation_id"]),
        UnitId(row["unit_id"]),
        row["number"],
        MemberId(row["by_member"]),
        moment(row["at"]),
        Standing(row["standing"]),
        row["text"],
        _attachment(row["file"]),
    )
