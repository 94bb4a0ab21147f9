"""A ballot is counted once, whoever is killed while it is counted: the process that counts, or the program itself.

On SQLite one program, started again; on PostgreSQL two, of which the other takes over.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.tally import voted
from bot.clock import fresh_id
from campaign.ballots.recount import Counts, recount
from campaign.ids import BallotId
from storage.opening import open_database
from storage.sealing import Seals
from storage.unit import Database
from tests.bot.counters import PATIENCE, children_of, has_database, is_there
from tests.talk.room import new_database

ROOT = Path(__file__).parents[2]
BALLOTS = 3000  # so many take a second or two


@dataclass
class Office:
    """An installation with one closed ballot, and the programs that run on it."""

    folder: Path
    url: str | None
    database: Database
    ballot: BallotId

    @asynccontextmanager
    async def program(self) -> AsyncIterator[asyncio.subprocess.Process]:
        words = (str(self.folder), *(() if self.url is None else (self.url,)))
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.end_to_end.counting_worker", *words, cwd=ROOT
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    async def is_counted(self) -> bool:
        async with self.database.reading() as unit:
            row = await unit.sql.one("SELECT state FROM ballot WHERE id = ?", self.ballot)
            left = await unit.sql.one("SELECT 1 AS one FROM sealed_slip LIMIT 1")
        return row is not None and row["state"] == "counted" and left is None

    async def counted_once(self) -> None:
        """Returns when it is counted and everything of the urn thrown away; then what was written is looked at."""
        async with asyncio.timeout(PATIENCE):
            while not await self.is_counted():  # noqa: ASYNC110 - nobody rings
                await asyncio.sleep(0.1)
        async with self.database.reading() as unit:
            notices = await unit.sql.all("SELECT id FROM notice WHERE kind LIKE 'ballot.%'")
            acts = await unit.sql.all("SELECT id FROM event WHERE act = 'ballot.counted'")
            found = recount(await unit.opinions.sheet(self.ballot) or "")
        assert len(notices) == len(acts) == 1
        assert isinstance(found, Counts)
        assert (found.agrees, found.cast) == (True, BALLOTS)
        assert not (self.folder / "keys" / f"{self.ballot}.key").exists()


@pytest.fixture(params=["sqlite", "postgres"])
async def office(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    url: str | None = None if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    if url is None:
        new_database(tmp_path / "thidua.db")
    database = await open_database(url or tmp_path / "thidua.db", fresh_id, Seals(tmp_path / "keys"))
    try:
        yield Office(tmp_path, url, database, (await voted(database, BALLOTS)).id)
    finally:
        await database.close()


async def counting(programs: Sequence[asyncio.subprocess.Process]) -> tuple[asyncio.subprocess.Process, int]:
    """Which program counts, and the process that does it, which has opened the database."""
    async with asyncio.timeout(PATIENCE):
        while True:
            found = [(program, child) for program in programs for child in children_of(program.pid)]
            assert len(found) <= 1, "one counts at a time"
            if found and has_database(found[0][1]):
                return found[0]
            await asyncio.sleep(0.01)


async def gone(process: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while is_there(process):  # noqa: ASYNC110 - nobody rings
            await asyncio.sleep(0.01)


async def test_a_killed_count_is_begun_again_by_the_same_program(
    office: Office, record_property: Callable[[str, object], None]
) -> None:
    async with office.program() as one:
        _, counter = await counting([one])
        os.kill(counter, signal.SIGKILL)
        await gone(counter)
        loop = asyncio.get_running_loop()
        killed = loop.time()
        _, another = await counting([one])
        record_property("seconds until it is counted again", round(loop.time() - killed, 2))
        assert another != counter
        await office.counted_once()
        assert one.returncode is None


async def test_a_program_killed_while_it_counts_takes_its_count_along_and_another_counts_once(
    office: Office, record_property: Callable[[str, object], None]
) -> None:
    async with office.program() as first:
        running, counter = await counting([first])
        if office.url is None:
            running.kill()
            await gone(counter)
            async with office.program():
                await office.counted_once()
            return
        async with office.program() as second:
            loop = asyncio.get_running_loop()
            running.kill()
            killed = loop.time()
            await gone(counter)
            _, another = await counting([second])
            record_property("seconds until the other process counts", round(loop.time() - killed, 2))
            assert another != counter
            await office.counted_once()
