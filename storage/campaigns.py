"""Campaigns, their dates and their papers, as rows.

Time granted to single people and units is in `storage/extensions.py`.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from campaign.ids import CampaignId, KhoiId, MemberId
from campaign.paper import Paper
from campaign.plan.deadline import Deadline, Matter
from campaign.plan.plan import Campaign
from storage.campaign_rows import CAMPAIGN, COLUMNS, campaign_of, paper_of, values_of
from storage.sql import Conflict, Row, Sql, micros, moment

OF_A_DRAFT = (
    "DELETE FROM consultation_comment WHERE consultation_id IN (SELECT id FROM consultation WHERE campaign_id = ?)",
    "DELETE FROM consultation WHERE campaign_id = ?",
    "DELETE FROM reminder_step WHERE campaign_id = ?",
    "UPDATE meeting SET campaign_id = NULL WHERE campaign_id = ?",
    "DELETE FROM deadline WHERE campaign_id = ?",
    "DELETE FROM paper WHERE campaign_id = ?",
    "DELETE FROM campaign WHERE id = ?",
)
"""What goes with a draft, in an order in which nothing refers to what is gone."""


class CampaignStore:
    """The campaigns of the installation."""

    def __init__(self, sql: Sql, fresh_id: Callable[[], int]) -> None:
        self._sql = sql
        self._fresh_id = fresh_id

    async def of(self, khoi: KhoiId) -> Sequence[Campaign]:
        """The campaigns of a khối in every stage, the newest year first."""
        rows = await self._sql.all(f"{CAMPAIGN} WHERE c.khoi_id = ? ORDER BY c.year DESC", khoi)
        return [await self._whole(row) for row in rows]

    async def find(self, khoi: KhoiId, campaign: CampaignId) -> Campaign | None:
        """The campaign, if it is one of this khối."""
        row = await self._sql.one(f"{CAMPAIGN} WHERE c.id = ? AND c.khoi_id = ?", campaign, khoi)
        return None if row is None else await self._whole(row)

    async def add(self, campaign: Campaign) -> None:
        """Writes a new draft. Raises Conflict when the khối has a campaign for that year."""
        c = campaign
        marks = ", ".join("?" for _ in COLUMNS)
        await self._sql.run(
            f"INSERT INTO campaign (id, khoi_id, year, created_at, created_by, {', '.join(COLUMNS)})"
            f" VALUES (?, ?, ?, ?, ?, {marks})",
            c.id, c.khoi, c.year, micros(c.created_at), c.created_by, *values_of(c, None),
        )  # fmt: skip
        await self._write_deadlines(c, c.created_by, c.created_at)

    async def save(self, campaign: Campaign, by: MemberId, now: datetime) -> None:
        """Writes the next revision. Raises Conflict when somebody else has written it meanwhile."""
        c = campaign
        before = await self._sql.one(f"{CAMPAIGN} WHERE c.id = ?", c.id)
        if before is None or before["revision"] != c.revision - 1:
            raise Conflict("the campaign changed meanwhile")
        same = c.plan == paper_of(before)
        plan_id = before["plan_id"] if same else await self._file(c, by, now)
        settings = ", ".join(f"{column} = ?" for column in COLUMNS)
        changed = await self._sql.run(
            f"UPDATE campaign SET {settings} WHERE id = ? AND revision = ?",
            *values_of(c, plan_id),
            c.id,
            c.revision - 1,
        )
        if changed != 1:
            raise Conflict("the campaign changed meanwhile")
        await self._write_deadlines(c, by, now)

    async def discard(self, campaign: CampaignId) -> None:
        """Forgets a draft with its dates, papers and steps of reminding, and what was said about it on the round.

        A meeting that was called for it stays. Raises Conflict for one that is no draft (any more), or that anything
        else refers to.
        """
        drafts = await self._sql.run(
            "UPDATE campaign SET plan_id = NULL WHERE id = ? AND stage = 'draft'", campaign
        )
        if drafts != 1:
            raise Conflict("only a draft is forgotten")
        for statement in OF_A_DRAFT:
            await self._sql.run(statement, campaign)

    async def papers(self, campaign: CampaignId) -> Sequence[Paper]:
        """Every paper kept for a campaign and every earlier state of it, the oldest first."""
        rows = await self._sql.all(
            "SELECT kind AS p_kind, number AS p_number, issued_on AS p_issued_on, file_name AS p_file_name,"
            " sha256 AS p_sha256, media_type AS p_media_type, size AS p_size FROM paper WHERE campaign_id = ?"
            " ORDER BY added_at, id",
            campaign,
        )
        return [paper_of(row) for row in rows]

    async def _file(self, c: Campaign, by: MemberId, now: datetime) -> int:
        """Keeps the plan as it is now and says its number; an earlier state of it stays as it was."""
        paper_id, paper, file = self._fresh_id(), c.plan, c.plan.file
        await self._sql.run(
            "INSERT INTO paper (id, khoi_id, campaign_id, kind, number, issued_on, file_name, sha256, media_type, size,"
            " added_by, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            paper_id, c.khoi, c.id, paper.kind.value, paper.number, paper.issued_on and paper.issued_on.isoformat(),
            "" if file is None else file.name, None if file is None else file.sha256,
            "" if file is None else file.media_type, 0 if file is None else file.size, by, micros(now),
        )  # fmt: skip
        return paper_id

    async def _whole(self, row: Row) -> Campaign:
        rows = await self._sql.all(
            "SELECT matter, at, revision FROM deadline WHERE campaign_id = ? ORDER BY revision", row["id"]
        )
        latest = {
            row["matter"]: Deadline(Matter(row["matter"]), moment(row["at"]), row["revision"]) for row in rows
        }
        return campaign_of(row, latest.values())

    async def _write_deadlines(self, campaign: Campaign, by: MemberId, now: datetime) -> None:
        """Adds what is new; a matter that the campaign no longer has loses its dates (only a draft can do that)."""
        kept = [deadline.matter.value for deadline in campaign.deadlines]
        marks = ", ".join("?" for _ in kept)
        gone = f" AND matter NOT IN ({marks})" if kept else ""
        await self._sql.run(f"DELETE FROM deadline WHERE campaign_id = ?{gone}", campaign.id, *kept)
        await self._sql.many(
            "INSERT INTO deadline (campaign_id, matter, revision, at, set_by, set_at) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (campaign_id, matter, revision) DO UPDATE SET at = excluded.at, set_by = excluded.set_by,"
            " set_at = excluded.set_at WHERE deadline.at <> excluded.at",
            [(campaign.id, d.matter.value, d.revision, micros(d.at), by, micros(now)) for d in campaign.deadlines],
        )  # fmt: skip
