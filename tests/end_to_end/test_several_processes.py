"""Several processes on one PostgreSQL database, while processes are killed and the server crashes."""

import asyncio
import itertools
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from bot.channel import Heard
from storage.sql import Unavailable
from tests.end_to_end.crowd_worker import ACTS
from tests.postgres import MISSING, Cluster, programs
from tests.talk import Phone, Room
from tests.talk.room import open_room

ROOT = Path(__file__).parents[2]
PEOPLE, EACH = 40, 10
PATIENCE = 120.0


@pytest.fixture(scope="module")
def durable() -> Iterator[Cluster]:
    """A server that survives a crash."""
    if programs() is None:
        pytest.skip(MISSING)
    with Cluster.made(("shared_buffers=32MB",)) as made:
        yield made


@asynccontextmanager
async def worker(url: str, folder: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.end_to_end.crowd_worker", url, str(folder), cwd=ROOT
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def patiently_ingest(room: Room, batch: list[Heard]) -> None:
    """As a provider does: what was not stored is delivered again."""
    while True:
        with suppress(Unavailable):
            return await room.app.inbox.ingest(batch)
        await asyncio.sleep(0.2)


async def everything_done(room: Room, total: int) -> list[tuple[str, int]]:
    """Waits until nothing waits; answers who said what in the order in which it was counted."""
    async with asyncio.timeout(PATIENCE):
        while True:
            with suppress(Unavailable):
                async with room.app.database.reading() as unit:
                    rows = await unit.sql.all("SELECT account, said FROM act ORDER BY at_id")
                    waiting = await unit.turns.waiting(0, 1)
                if not waiting and len(rows) >= total:
                    return [(row["account"], row["said"]) for row in rows]
            await asyncio.sleep(0.1)


def the_crowd(people: list[Phone], numbers: Iterator[int]) -> list[list[Heard]]:
    """Everybody says 1, 2, 3 …, all at the same time."""
    return [
        [Heard("paper", phone.account, str(next(numbers)), text=f"/dem {said}") for phone in people]
        for said in range(1, EACH + 1)
    ]


async def test_every_act_counts_once_and_in_order_whatever_dies(durable: Cluster, tmp_path: Path) -> None:
    url = durable.new_database()
    durable.ask(ACTS, url.removeprefix("postgresql://postgres@/").split("?")[0])
    numbers = itertools.count(1)
    async with open_room(tmp_path, server=url) as room:
        people = [await room.joins(f"Người {number}") for number in range(PEOPLE)]
        batches = the_crowd(people, numbers)
        async with worker(url, tmp_path) as first, worker(url, tmp_path):
            for batch in batches[:4]:
                await patiently_ingest(room, batch)
            await everything_done(room, PEOPLE)
            for batch in batches[4:7]:
                await patiently_ingest(room, batch)
            first.kill()
            await first.wait()
            async with worker(url, tmp_path):
                await everything_done(room, 5 * PEOPLE)
                for batch in batches[7:]:
                    await patiently_ingest(room, batch)
                await asyncio.to_thread(durable.crash_and_restart)
                done = await everything_done(room, PEOPLE * EACH)
        assert len(done) == PEOPLE * EACH
        for phone in people:
            said = [number for account, number in done if account == phone.account]
            assert said == list(range(1, EACH + 1))
        async with room.app.database.reading() as unit:
            letters = await unit.sql.one("SELECT count(*) AS n FROM outbox WHERE channel = 'paper'")
        assert letters is not None
        assert letters["n"] >= PEOPLE * EACH
