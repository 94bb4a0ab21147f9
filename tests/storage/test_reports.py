"""Reports come back as they were written, with their files in order; every version and every reason stays."""

from dataclasses import replace
from datetime import timedelta

import pytest

from campaign.ids import EvidenceId, ReportId
from campaign.report import Evidence, Purpose, Report, Section, Sort, Stage
from storage.sql import Conflict
from storage.unit import Database
from tests.campaign.campaigns import BAO, CHAIR, KHOI, LAN, NOW
from tests.storage.test_campaigns import FULL, added
from tests.storage.test_registrations import FILED, saves

DRAFT = Report(ReportId(1), KHOI, FULL.id, FILED.id, BAO, LAN.id, "CSTDCS")
FILES = (
    Evidence(EvidenceId(2), Purpose.EVIDENCE, "Quyết định “số 1”.pdf", 9, Sort.PDF, "ab" * 32),
    Evidence(EvidenceId(1), Purpose.REPORT, "Báo cáo.docx", 2**31, Sort.WORD, "cd" * 32),
)
WRITTEN = replace(
    DRAFT, sections={Section.PAST: "2025 – LĐTT", Section.RESULTS: "Dòng 1\nDòng 2"}, files=FILES
)
DECIDED = replace(
    WRITTEN, stage=Stage.RETURNED, version=1, files=FILES[:1], reason="Thiếu quyết định", until=NOW + timedelta(days=3),
    filed_at=NOW, filed_by=LAN.id, decided_at=NOW + timedelta(microseconds=1), decided_by=CHAIR.id,
)  # fmt: skip


@pytest.fixture
async def there(database: Database) -> Database:
    """A registration to report on."""
    await added(database, FULL)
    await saves(database, FILED)
    return database


async def test_a_report_comes_back_as_it_was_written_at_every_stage(there: Database) -> None:
    for report in (DRAFT, WRITTEN, DECIDED):
        async with there.unit() as unit:
            await unit.reports.get(report.id)
            await unit.reports.save(report)
            await unit.commit()
        async with there.reading() as unit:
            assert await unit.reports.get(report.id) == report
            assert await unit.reports.of_registration(FILED.id) == report
            assert (
                await unit.reports.of_campaign(FULL.id)
                == await unit.reports.of_unit(FULL.id, BAO)
                == [report]
            )
            assert await unit.reports.get(ReportId(2)) is None


async def test_a_registration_has_one_report(there: Database) -> None:
    async with there.unit() as unit:
        await unit.reports.save(DRAFT)
        with pytest.raises(Conflict):
            await unit.reports.save(replace(DRAFT, id=ReportId(2)))


async def test_what_somebody_else_wrote_meanwhile_is_not_written_over(there: Database) -> None:
    async with there.unit() as unit:
        await unit.reports.save(DRAFT)
        await unit.commit()
    async with there.reading() as late:
        assert await late.reports.get(DRAFT.id) == DRAFT
        stale = late.reports
    async with there.unit() as unit:
        await unit.reports.get(DRAFT.id)
        await unit.reports.save(WRITTEN)
        await unit.commit()
    async with there.unit() as unit:
        unit.reports._turnstile = stale._turnstile  # what the late one knows
        with pytest.raises(Conflict):
            await unit.reports.save(DECIDED)


async def test_every_version_and_every_reason_stays(there: Database) -> None:
    async with there.unit() as unit:
        await unit.reports.save(WRITTEN)
        for report in (replace(WRITTEN, stage=Stage.FILED), DECIDED, replace(DECIDED, reason="Thiếu chữ ký")):
            await unit.reports.keep_version(report, LAN.id, NOW)
        assert await unit.reports.returns(WRITTEN.id) == ["Thiếu quyết định", "Thiếu chữ ký"]
        kept = await unit.sql.all("SELECT step, stage, files FROM report_version ORDER BY step")
    assert [(row["step"], row["stage"]) for row in kept] == [(1, "filed"), (2, "returned"), (3, "returned")]
    assert ["Báo cáo.docx" in row["files"] for row in kept] == [True, False, False]
