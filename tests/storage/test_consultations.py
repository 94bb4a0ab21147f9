"""Drafts sent round for comment come back as they were written; every answer stays."""

from dataclasses import replace
from datetime import timedelta

import pytest

from campaign.ids import CampaignId, ConsultationId, KhoiId, UnitId
from campaign.paper import Attachment
from campaign.plan.comments import Comment, Standing
from campaign.plan.consultation import Consultation
from storage.sql import Conflict
from storage.unit import Database
from tests.campaign.campaigns import BAO, KHOI, NOW, SECRETARY, draft
from tests.storage.test_campaigns import added

FILE = Attachment("Dự thảo “2026”.pdf", "ab" * 32, "application/pdf", 9)


@pytest.fixture
async def round_(database: Database) -> tuple[Database, Consultation]:
    campaign = draft()
    await added(database, campaign)
    new = Consultation(ConsultationId(70), KHOI, campaign.id, SECRETARY.id, FILE)
    async with database.unit() as unit:
        await unit.consultations.save(new, NOW)
        await unit.commit()
    return database, new


async def test_a_round_is_read_back_at_every_stage(round_: tuple[Database, Consultation]) -> None:
    database, new = round_
    due = NOW + timedelta(days=3)
    for stage in (
        new,
        replace(new, file=None, due=due),
        replace(new, due=due, sent_at=NOW),
        replace(new, due=due, sent_at=NOW, closed_at=due),
    ):
        async with database.unit() as unit:
            await unit.consultations.save(stage, NOW)
            assert await unit.consultations.find(KHOI, new.id) == stage
            assert await unit.consultations.latest(KHOI, new.campaign) == stage
            assert await unit.consultations.open(KHOI) == ([stage] if stage.is_open else [])
            await unit.commit()


async def test_another_khoi_does_not_see_it(round_: tuple[Database, Consultation]) -> None:
    database, new = round_
    async with database.reading() as unit:
        assert await unit.consultations.find(KhoiId(KHOI + 1), new.id) is None
        assert await unit.consultations.latest(KHOI, CampaignId(new.campaign + 1)) is None


async def test_every_answer_of_a_unit_stays_and_none_is_written_twice(
    round_: tuple[Database, Consultation],
) -> None:
    database, new = round_
    first = Comment(new.id, UnitId(BAO), 1, SECRETARY.id, NOW, Standing.WRITTEN, "Bổ sung\nchỉ tiêu", FILE)
    second = replace(first, number=2, standing=Standing.SENT, file=None)
    async with database.unit() as unit:
        await unit.consultations.add(first)
        await unit.consultations.add(second)
        await unit.commit()
    async with database.unit() as unit:
        assert await unit.consultations.comments(new.id) == [first, second]
        assert await unit.consultations.last(new.id, UnitId(BAO)) == second
        with pytest.raises(Conflict):
            await unit.consultations.add(second)


async def test_a_round_is_sent_and_closed_once(round_: tuple[Database, Consultation]) -> None:
    database, new = round_
    sent = replace(new, due=NOW + timedelta(days=3), sent_at=NOW)
    closed = replace(sent, closed_at=NOW + timedelta(days=4))
    later = NOW + timedelta(days=5)
    for known, other in ((sent, replace(sent, sent_at=later)), (closed, replace(closed, closed_at=later))):
        async with database.unit() as unit:
            await unit.consultations.save(known, NOW)
            await unit.commit()
        async with database.unit() as unit:
            with pytest.raises(Conflict):
                await unit.consultations.save(other, NOW)
