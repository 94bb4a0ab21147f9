"""Two processes change the same thing at the same time: the second finds out, and nothing is written over."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from campaign.meetings.meeting import MeetingStatus
from storage.sql import Conflict
from storage.unit import Database, Unit
from tests.campaign.campaigns import SECRETARY
from tests.storage import polls, test_campaigns, test_meetings
from tests.storage.databases import NOW, opened

WAITS = (
    "SELECT 1 AS one FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
)
Change = Callable[[Unit], Awaitable[None]]


async def race(one: Database, other: Database, read: Change, first: Change, second: Change) -> None:
    """Both read, both write; the one who commits second is told."""
    async with one.unit() as slow, other.unit() as quick:
        await read(slow)
        await read(quick)
        await first(quick)
        waiting = asyncio.ensure_future(_in_savepoint(slow, second))
        await stands_still(quick)
        await quick.commit()
        with pytest.raises(Conflict):
            await waiting
        await read(slow)  # run once more, it sees what the other has written
        await second(slow)
        await slow.commit()


async def stands_still(other: Unit) -> None:
    """Until a connection to this database waits for another's row."""
    while await other.sql.one(WAITS) is None:
        await other.sql.one("SELECT pg_stat_clear_snapshot()")


async def _in_savepoint(unit: Unit, change: Change) -> None:
    async with unit.savepoint():
        await change(unit)


async def test_a_meeting_that_is_cancelled_is_not_moved(postgres_url: str, tmp_path: Path) -> None:
    async with opened(postgres_url, tmp_path) as one, opened(postgres_url, tmp_path) as other:
        whole = test_meetings.WHOLE
        await test_meetings.fill(one)

        async def read(unit: Unit) -> None:
            await unit.meetings.find(whole.id)

        async def cancels(unit: Unit) -> None:
            await unit.meetings.save(replace(whole, status=MeetingStatus.CANCELLED), NOW)

        async def retitles(unit: Unit) -> None:
            await unit.meetings.save(replace(whole, title="Khác"), NOW)

        await race(one, other, read, cancels, retitles)


async def test_a_ballot_that_is_changed_is_not_written_over(postgres_url: str, tmp_path: Path) -> None:
    async with opened(postgres_url, tmp_path) as one, opened(postgres_url, tmp_path) as other:
        who = await polls.seated(one)
        draft = polls.drafted(who)
        async with one.unit() as unit:
            await unit.ballots.save(who.khoi, draft, NOW)
            await unit.commit()

        async def read(unit: Unit) -> None:
            await unit.ballots.in_state(who.khoi, draft.state)

        async def retitles(unit: Unit) -> None:
            await unit.ballots.save(who.khoi, replace(draft, title="Khác"), NOW)

        async def moves(unit: Unit) -> None:
            await unit.ballots.save(who.khoi, replace(draft, place="Hà Nội"), NOW)

        await race(one, other, read, retitles, moves)


async def test_a_campaign_that_is_changed_is_not_written_over(postgres_url: str, tmp_path: Path) -> None:
    async with opened(postgres_url, tmp_path) as one, opened(postgres_url, tmp_path) as other:
        plan = test_campaigns.FULL
        await test_campaigns.added(one, plan)
        quick_one = replace(plan, theme="Khác", revision=plan.revision + 1)

        async with one.unit() as slow, other.unit() as quick:
            await quick.campaigns.save(quick_one, SECRETARY.id, NOW)
            waiting = asyncio.ensure_future(
                slow.campaigns.save(quick_one, SECRETARY.id, NOW)  # has read the same revision
            )
            await stands_still(quick)
            await quick.commit()
            with pytest.raises(Conflict):
                await waiting
