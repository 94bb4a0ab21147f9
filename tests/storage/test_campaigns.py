"""Campaigns come back as they were written; what must not happen twice is refused by the database."""

from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest

from campaign.catalogue.general import YearUnderReview
from campaign.ids import CampaignId, KhoiId
from campaign.paper import Attachment, Paper
from campaign.plan.deadline import Deadline, Extension, Matter
from campaign.plan.plan import Campaign, Launcher, Part, Stage
from campaign.plan.rule_set import Confirmation
from storage.sql import Conflict
from storage.unit import Database, Unit
from tests.campaign.campaigns import BAO, CHAIR, KHOI, LAN, NOW, SECRETARY, TODAY, draft, evening

FULL = replace(
    draft(),
    deadlines=(
        Deadline(Matter.REGISTRATION, evening(3, 25).astimezone(UTC)),
        Deadline(Matter.REVIEW, evening(12, 15).astimezone(UTC)),
    ),
    tasks=("Hoàn thành kế hoạch thanh tra", "Nâng cao chất lượng “bài viết”"),
    movements=("Nông thôn mới",),
    answered=frozenset({Part.THEME, Part.TASKS}),
)
PLAN = Paper(
    number="22/KH-CTĐ",
    issued_on=date(2026, 2, 27),
    file=Attachment("Kế hoạch.pdf", "ab" * 32, "application/pdf", 9),
)


async def people(unit: Unit) -> None:
    for khoi in (KHOI, KhoiId(2)):
        await unit.sql.run(
            "INSERT INTO khoi (id, kind, name, search, created_at) VALUES (?, 'khoi', ?, ?, 0)",
            khoi,
            f"Khối {khoi}",
            f"khoi {khoi}",
        )
    await unit.sql.run("INSERT INTO unit (id, khoi_id, name, search) VALUES (?, ?, 'Báo', 'bao')", BAO, KHOI)
    for someone in (SECRETARY, CHAIR, LAN):
        await unit.sql.run(
            "INSERT INTO person (id, name, created_at) VALUES (?, ?, 0)", someone.person, someone.name
        )
        await unit.sql.run(
            "INSERT INTO member (id, khoi_id, person_id, unit_id, code, name, search) VALUES (?, ?, ?, ?, ?, ?, '')",
            someone.id, KHOI, someone.person, BAO, someone.code, someone.name,
        )  # fmt: skip


async def added(database: Database, *campaigns: Campaign) -> None:
    async with database.unit() as unit:
        await people(unit)
        for campaign in campaigns:
            await unit.campaigns.add(campaign)
        await unit.commit()


async def saved(database: Database, campaign: Campaign) -> Campaign | None:
    async with database.unit() as unit:
        await unit.campaigns.save(campaign, SECRETARY.id, NOW)
        await unit.commit()
    return await read(database)


async def read(database: Database, khoi: KhoiId = KHOI) -> Campaign | None:
    async with database.reading() as unit:
        return await unit.campaigns.find(khoi, FULL.id)


async def test_a_draft_comes_back_as_it_was_written(database: Database) -> None:
    await added(database, FULL)
    assert await read(database) == FULL


async def test_everything_that_may_change_comes_back(database: Database) -> None:
    await added(database, FULL)
    changed = replace(
        FULL,
        revision=2,
        name="Thi đua lập thành tích",
        theme="",
        tasks=(),
        plan=PLAN,
        stage=Stage.CLOSED,
        launcher=Launcher.CHAIR,
        answered=frozenset(Part),
        launched_at=NOW,
        launched_by=CHAIR.id,
        closed_at=NOW + timedelta(days=1),
        closed_by=CHAIR.id,
        rules_on=date(2026, 10, 1),
        year_under_review=YearUnderReview.COUNTS,
        confirmation=Confirmation(SECRETARY.id, SECRETARY.name, TODAY, "f" * 64),
    )
    assert await saved(database, changed) == changed


async def test_another_khoi_does_not_find_it(database: Database) -> None:
    await added(database, FULL)
    assert await read(database, KhoiId(2)) is None
    async with database.reading() as unit:
        assert await unit.campaigns.of(KhoiId(2)) == []


async def test_the_campaigns_of_a_khoi_come_newest_first(database: Database) -> None:
    older = replace(FULL, id=CampaignId(8), year=2025)
    await added(database, older, FULL)
    async with database.reading() as unit:
        assert await unit.campaigns.of(KHOI) == [FULL, older]


async def test_a_second_campaign_for_a_year_is_refused(database: Database) -> None:
    await added(database, FULL)
    async with database.unit() as unit:
        with pytest.raises(Conflict):
            await unit.campaigns.add(replace(FULL, id=CampaignId(10)))


async def test_a_change_of_what_was_changed_meanwhile_is_refused(database: Database) -> None:
    await added(database, FULL)
    await saved(database, replace(FULL, revision=2, theme="Một"))
    async with database.unit() as unit:
        with pytest.raises(Conflict):
            await unit.campaigns.save(replace(FULL, revision=2, theme="Hai"), SECRETARY.id, NOW)


async def test_a_campaign_cannot_be_launched_without_a_moment(database: Database) -> None:
    await added(database, FULL)
    async with database.unit() as unit:
        with pytest.raises(Conflict):
            await unit.campaigns.save(replace(FULL, revision=2, stage=Stage.LAUNCHED), SECRETARY.id, NOW)


async def test_the_latest_move_of_a_deadline_counts_and_the_others_are_kept(database: Database) -> None:
    await added(database, FULL)
    moved = Deadline(Matter.REGISTRATION, evening(3, 31).astimezone(UTC), 2)
    changed = replace(FULL, revision=2, deadlines=(moved, FULL.deadlines[1]))
    assert await saved(database, changed) == changed
    async with database.reading() as unit:
        history = await unit.sql.all(
            "SELECT revision FROM deadline WHERE matter = 'registration' ORDER BY revision"
        )
    assert [row["revision"] for row in history] == [1, 2]


async def test_a_date_taken_out_of_a_draft_is_gone(database: Database) -> None:
    await added(database, FULL)
    changed = replace(FULL, revision=2, deadlines=FULL.deadlines[:1])
    assert await saved(database, changed) == changed
    bare = replace(FULL, revision=3, deadlines=())
    assert await saved(database, bare) == bare


async def test_a_discarded_draft_leaves_nothing_and_its_year_is_free_again(database: Database) -> None:
    await added(database, FULL)
    await saved(database, replace(FULL, revision=2, plan=PLAN))
    async with database.unit() as unit:
        await unit.campaigns.discard(FULL.id)
        await unit.campaigns.add(replace(FULL, id=CampaignId(10)))
        await unit.commit()
    assert await read(database) is None


async def test_what_is_launched_is_never_forgotten_even_while_nothing_refers_to_it(
    database: Database,
) -> None:
    await added(database, FULL)
    launched = replace(FULL, revision=2, stage=Stage.LAUNCHED, launched_at=NOW, launched_by=CHAIR.id)
    await saved(database, launched)
    async with database.unit() as unit:
        with pytest.raises(Conflict):
            await unit.campaigns.discard(FULL.id)
    assert await read(database) == launched


async def test_every_state_of_the_plan_is_kept(database: Database) -> None:
    await added(database, FULL)
    await saved(database, replace(FULL, revision=2, plan=replace(PLAN, number="", issued_on=None)))
    await saved(database, replace(FULL, revision=3, plan=PLAN))
    await saved(database, replace(FULL, revision=4, plan=PLAN, theme="x"))
    async with database.reading() as unit:
        papers = await unit.campaigns.papers(FULL.id)
    assert sorted(paper.number for paper in papers) == ["", "22/KH-CTĐ"]


async def test_time_granted_comes_back_and_the_same_grant_is_refused(database: Database) -> None:
    await added(database, FULL)
    until = evening(3, 26).astimezone(UTC)
    to_lan = Extension(FULL.id, Matter.REGISTRATION, until, SECRETARY.id, NOW, member=LAN.id)
    to_unit = Extension(
        FULL.id, Matter.REGISTRATION, until, SECRETARY.id, NOW + timedelta(minutes=1), unit=BAO
    )
    async with database.unit() as unit:
        await unit.extensions.grant(to_lan)
        await unit.extensions.grant(to_unit)
        await unit.commit()
    async with database.unit() as unit:
        assert await unit.extensions.of(FULL.id) == [to_lan, to_unit]
        with pytest.raises(Conflict):
            await unit.extensions.grant(replace(to_lan, granted_at=NOW + timedelta(days=1)))
