"""Achievement reports as rows: the draft as it stands, and every filed or decided version as it was."""

import json
from collections.abc import Sequence
from datetime import datetime

from campaign.ids import CampaignId, EvidenceId, KhoiId, MemberId, RegistrationId, ReportId, UnitId
from campaign.report import Evidence, Purpose, Report, Section, Sort, Stage
from storage.sql import Row, Sql, micros, moment_or_none
from storage.turnstile import Turnstile


class ReportStore:
    """Reports and their files."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql
        self._turnstile = Turnstile()

    async def get(self, report: ReportId) -> Report | None:
        """One report, or None."""
        found = await self._where("id = ?", report)
        return found[0] if found else None

    async def of_registration(self, registration: RegistrationId) -> Report | None:
        """The report of a registration, or None while nothing was begun."""
        found = await self._where("registration_id = ?", registration)
        return found[0] if found else None

    async def of_campaign(self, campaign: CampaignId) -> Sequence[Report]:
        """Every report begun in a campaign."""
        return await self._where("campaign_id = ?", campaign)

    async def of_unit(self, campaign: CampaignId, unit: UnitId) -> Sequence[Report]:
        """The reports of a unit and its people."""
        return await self._where("campaign_id = ? AND unit_id = ?", campaign, unit)

    async def save(self, report: Report) -> None:
        """Writes the report as it stands, with its files. Raises Conflict for a second report of a registration, and
        when somebody else has written it since it was read.
        """
        r = report
        changed = await self._sql.run(
            "INSERT INTO report (id, khoi_id, campaign_id, registration_id, unit_id, member_id, title, stage, version,"
            " sections, reason, until_at, filed_at, filed_by, decided_at, decided_by)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET stage = excluded.stage, version = excluded.version,"
            " sections = excluded.sections, reason = excluded.reason, until_at = excluded.until_at,"
            " filed_at = excluded.filed_at, filed_by = excluded.filed_by, decided_at = excluded.decided_at,"
            " decided_by = excluded.decided_by, writes = report.writes + 1 WHERE report.writes = ?",
            r.id, r.khoi, r.campaign, r.registration, r.unit, r.member, r.title, r.stage.value, r.version,
            _sections(r), r.reason, r.until and micros(r.until), r.filed_at and micros(r.filed_at), r.filed_by,
            r.decided_at and micros(r.decided_at), r.decided_by, self._turnstile.expected(r.id),
        )  # fmt: skip
        self._turnstile.written(r.id, changed)
        await self._sql.run("DELETE FROM evidence WHERE report_id = ?", r.id)
        await self._sql.many(
            "INSERT INTO evidence (id, report_id, purpose, name, size, sort, sha256, position)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (f.id, r.id, f.purpose.value, f.name, f.size, f.sort.value, f.sha256, place)
                for place, f in enumerate(r.files)
            ],
        )

    async def keep_version(self, report: Report, by: MemberId, now: datetime) -> None:
        """Keeps the report as it is now for good: when it is filed, confirmed or returned."""
        r = report
        row = await self._sql.one("SELECT count(*) AS n FROM report_version WHERE report_id = ?", r.id)
        files = [[f.purpose.value, f.name, f.size, f.sort.value, f.sha256] for f in r.files]
        await self._sql.run(
            "INSERT INTO report_version (report_id, step, version, stage, at, by_member, reason, sections, files)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            r.id, (row["n"] if row else 0) + 1, r.version, r.stage.value, micros(now), by, r.reason, _sections(r),
            json.dumps(files, ensure_ascii=False),
        )  # fmt: skip

    async def returns(self, report: ReportId) -> Sequence[str]:
        """The reasons of every return so far, oldest first."""
        rows = await self._sql.all(
            "SELECT reason FROM report_version WHERE report_id = ? AND stage = ? ORDER BY step",
            report, Stage.RETURNED.value,
        )  # fmt: skip
        return [row["reason"] for row in rows]

    async def _where(self, condition: str, *values: object) -> Sequence[Report]:
        rows = await self._sql.all(f"SELECT * FROM report WHERE {condition} ORDER BY unit_id, id", *values)
        for row in rows:
            self._turnstile.read(row)
        files = await self._sql.all(
            f"SELECT * FROM evidence WHERE report_id IN (SELECT id FROM report WHERE {condition})"
            " ORDER BY report_id, position",
            *values,
        )
        kept: dict[int, list[Evidence]] = {}
        for row in files:
            kept.setdefault(row["report_id"], []).append(_evidence(row))
        return [_report(row, tuple(kept.get(row["id"], ()))) for row in rows]


def _sections(report: Report) -> str:
    return json.dumps({section.value: text for section, text in report.sections.items()}, ensure_ascii=False)


def _evidence(row: Row) -> Evidence:
    return Evidence(
        EvidenceId(row["id"]),
        Purpose(row["purpose"]),
        row["name"],
        row["size"],
        Sort(row["sort"]),
        row["sha256"],
    )


def _report(row: Row, files: tuple[Evidence, ...]) -> Report:
    member = row["member_id"]
    return Report(
        ReportId(row["id"]),
        KhoiId(row["khoi_id"]),
        CampaignId(row["campaign_id"]),
        RegistrationId(row["registration_id"]),
        UnitId(row["unit_id"]),
        None if member is None else MemberId(member),
        row["title"],
        Stage(row["stage"]),
        row["version"],
        {Section(name): text for name, text in json.loads(row["sections"]).items()},
        files,
        row["reason"],
        moment_or_none(row["until_at"]),
        moment_or_none(row["filed_at"]),
        row["filed_by"],
        moment_or_none(row["decided_at"]),
        row["decided_by"],
    )
