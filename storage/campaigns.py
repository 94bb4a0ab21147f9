"""Campaigns, their dates, the time granted to single people and units, and their papers, as rows."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from campaign.catalogue.general import YearUnderReview
from campaign.ids import CampaignId, KhoiId, MemberId, UnitId
from campaign.paper import Attachment, Paper, PaperKind
from campaign.plan.deadline import Deadline, Extension, Matter, in_order
from campaign.plan.plan import Campaign, Launcher, Part, Stage
from campaign.plan.rule_set import Confirmation
from storage.sql import Conflict, Row, Sql, micros, moment, moment_or_none

CAMPAIGN = (
    "SELECT c.*, p.kind AS p_kind, p.number AS p_number, p.issued_on AS p_issued_on, p.file_name AS p_file_name,"
    " p.sha256 AS p_sha256, p.media_type AS p_media_type, p.size AS p_size"
    " FROM campaign c LEFT JOIN paper p ON p.id = c.plan_id"
)
COLUMNS = (
    "name", "theme", "tasks", "movements", "plan_id", "answered", "stage", "launcher", "revision", "launched_at",
    "launched_by", "closed_at", "closed_by", "rules_on", "year_under_review", "confirmed_by", "confirmed_name",
    "confirmed_on", "confirmed_version",
)  # fmt: skip
"""What may change in a campaign."""


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
            c.id, c.khoi, c.year, micros(c.created_at), c.created_by, *_values(c, None),
        )  # fmt: skip
        await self._write_deadlines(c, c.created_by, c.created_at)

    async def save(self, campaign: Campaign, by: MemberId, now: datetime) -> None:
        """Writes the next revision. Raises Conflict when somebody else has written it meanwhile."""
        c = campaign
        before = await self._sql.one(f"{CAMPAIGN} WHERE c.id = ?", c.id)
        if before is None or before["revision"] != c.revision - 1:
            raise Conflict("the campaign changed meanwhile")
        plan_id = before["plan_id"]
        if c.plan != _plan(before):
            plan_id = self._fresh_id()
            await self.file(plan_id, c.khoi, c.id, c.plan, by, now)
        settings = ", ".join(f"{column} = ?" for column in COLUMNS)
        changed = await self._sql.run(
            f"UPDATE campaign SET {settings} WHERE id = ? AND revision = ?",
            *_values(c, plan_id),
            c.id,
            c.revision - 1,
        )
        if changed != 1:
            raise Conflict("the campaign changed meanwhile")
        await self._write_deadlines(c, by, now)

    async def discard(self, campaign: CampaignId) -> None:
        """Forgets a draft with its dates, papers and steps of reminding, and what was said about it on the round.

        A meeting that was called for it stays. Raises Conflict for one that anything else refers to.
        """
        await self._sql.run("UPDATE campaign SET plan_id = NULL WHERE id = ? AND stage = 'draft'", campaign)
        for statement in (
            COMMENTS_OF,
            "DELETE FROM consultation WHERE campaign_id = ?",
            "DELETE FROM reminder_step WHERE campaign_id = ?",
            "UPDATE meeting SET campaign_id = NULL WHERE campaign_id = ?",
            "DELETE FROM deadline WHERE campaign_id = ?",
            "DELETE FROM paper WHERE campaign_id = ?",
            "DELETE FROM campaign WHERE id = ?",
        ):
            await self._sql.run(statement, campaign)

    async def extensions(self, campaign: CampaignId) -> Sequence[Extension]:
        """Every extension granted in a campaign, the earliest grant first."""
        rows = await self._sql.all(
            "SELECT * FROM extension WHERE campaign_id = ? ORDER BY granted_at, until, grantee_id", campaign
        )
        return [_extension(row) for row in rows]

    async def extend(self, extension: Extension) -> None:
        """Writes an extension. Raises Conflict when this very one is already granted."""
        e = extension
        grantee, grantee_id = ("unit", e.unit) if e.member is None else ("member", e.member)
        await self._sql.run(
            "INSERT INTO extension (campaign_id, matter, grantee, grantee_id, until, granted_by, granted_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            e.campaign, e.matter.value, grantee, grantee_id, micros(e.until), e.by, micros(e.granted_at),
        )  # fmt: skip

    async def file(
        self,
        paper_id: int,
        khoi: KhoiId,
        campaign: CampaignId | None,
        paper: Paper,
        by: MemberId,
        now: datetime,
    ) -> None:
        """Keeps a paper; an earlier state of it stays as it was."""
        file = paper.file
        await self._sql.run(
            "INSERT INTO paper (id, khoi_id, campaign_id, kind, number, issued_on, file_name, sha256, media_type, size,"
            " added_by, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            paper_id, khoi, campaign, paper.kind.value, paper.number, paper.issued_on and paper.issued_on.isoformat(),
            "" if file is None else file.name, None if file is None else file.sha256,
            "" if file is None else file.media_type, 0 if file is None else file.size, by, micros(now),
        )  # fmt: skip

    async def papers(self, campaign: CampaignId) -> Sequence[Paper]:
        """Every paper kept for a campaign and every earlier state of it, the oldest first."""
        rows = await self._sql.all(
            "SELECT kind AS p_kind, number AS p_number, issued_on AS p_issued_on, file_name AS p_file_name,"
            " sha256 AS p_sha256, media_type AS p_media_type, size AS p_size FROM paper WHERE campaign_id = ?"
            " ORDER BY added_at, id",
            campaign,
        )
        return [_plan(row) for row in rows]

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


def campaign_of(row: Row, deadlines: Iterable[Deadline]) -> Campaign:
    """A campaign from a row of CAMPAIGN and its current deadlines."""
    review = row["year_under_review"]
    return Campaign(
        id=CampaignId(row["id"]),
        khoi=KhoiId(row["khoi_id"]),
        year=row["year"],
        created_at=moment(row["created_at"]),
        created_by=MemberId(row["created_by"]),
        rules_on=date.fromisoformat(row["rules_on"]),
        name=row["name"],
        theme=row["theme"],
        tasks=tuple(json.loads(row["tasks"])),
        movements=tuple(json.loads(row["movements"])),
        plan=_plan(row),
        deadlines=in_order(deadlines),
        answered=frozenset(Part(part) for part in row["answered"].split()),
        stage=Stage(row["stage"]),
        launcher=Launcher(row["launcher"]),
        revision=row["revision"],
        launched_at=moment_or_none(row["launched_at"]),
        launched_by=row["launched_by"],
        closed_at=moment_or_none(row["closed_at"]),
        closed_by=row["closed_by"],
        year_under_review=None if review is None else YearUnderReview(review),
        confirmation=_confirmation(row),
    )


def _values(c: Campaign, plan_id: int | None) -> tuple[object, ...]:
    """The values of COLUMNS."""
    agreed = c.confirmation
    return (
        c.name,
        c.theme,
        json.dumps(c.tasks, ensure_ascii=False),
        json.dumps(c.movements, ensure_ascii=False),
        plan_id,
        " ".join(sorted(c.answered)),
        c.stage.value,
        c.launcher.value,
        c.revision,
        c.launched_at and micros(c.launched_at),
        c.launched_by,
        c.closed_at and micros(c.closed_at),
        c.closed_by,
        c.rules_on.isoformat(),
        c.year_under_review and c.year_under_review.value,
        *((None,) * 4 if agreed is None else (agreed.by, agreed.name, agreed.on.isoformat(), agreed.version)),
    )


def _confirmation(row: Row) -> Confirmation | None:
    if row["confirmed_by"] is None:
        return None
    on = date.fromisoformat(row["confirmed_on"])
    return Confirmation(MemberId(row["confirmed_by"]), row["confirmed_name"], on, row["confirmed_version"])


def _plan(row: Row) -> Paper:
    if row["p_kind"] is None:
        return Paper()
    on = row["p_issued_on"]
    file = None
    if row["p_sha256"] is not None:
        file = Attachment(row["p_file_name"], row["p_sha256"], row["p_media_type"], row["p_size"])
    return Paper(PaperKind(row["p_kind"]), row["p_number"], on and date.fromisoformat(on), file)


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


COMMENTS_OF = (
    "DELETE FROM consultation_comment WHERE consultation_id IN"
    " (SELECT id FROM consultation WHERE campaign_id = ?)"
)
