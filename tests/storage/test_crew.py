"""What the processes on one PostgreSQL database settle among themselves."""

import asyncio
from pathlib import Path

import pytest

from storage.sql import Conflict
from tests.storage.databases import opened


async def test_a_job_is_taken_over_when_its_holder_is_gone(postgres_url: str, tmp_path: Path) -> None:
    async with opened(postgres_url, tmp_path) as other:
        began, taken = asyncio.Event(), asyncio.Event()

        async def acts(sign: asyncio.Event) -> None:
            sign.set()
            await asyncio.Event().wait()

        async with opened(postgres_url, tmp_path) as holder:
            holding = asyncio.ensure_future(holder.crew.alone("remind", lambda: acts(began)))
            await began.wait()
            waiting = asyncio.ensure_future(other.crew.alone("remind", lambda: acts(taken)))
            assert not await holder.crew.claim(1) or not await other.crew.claim(1)
            assert not taken.is_set()
            holding.cancel()
        async with asyncio.timeout(60):
            await taken.wait()
        waiting.cancel()
        await asyncio.gather(holding, waiting, return_exceptions=True)


async def test_only_the_first_of_several_is_first(postgres_url: str, tmp_path: Path) -> None:
    async with opened(postgres_url, tmp_path) as one, opened(postgres_url, tmp_path) as two:
        assert [one.crew.first, two.crew.first] == [True, False]


async def test_a_failed_transaction_is_never_taken_for_a_commit(postgres_url: str, tmp_path: Path) -> None:
    async with opened(postgres_url, tmp_path) as database, database.unit() as unit:
        async with unit.savepoint():
            await unit.sql.run("INSERT INTO installation (name, value) VALUES (?, ?)", "a", "b")
        with pytest.raises(Conflict):
            await unit.sql.run("INSERT INTO installation (name, value) VALUES (?, ?)", "a", "b")
        with pytest.raises(RuntimeError, match="failed transaction"):
            await unit.commit()
