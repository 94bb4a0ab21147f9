"""A PostgreSQL server that goes away: every transaction under way ends as Unavailable, and the next one works."""

import asyncio
import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage.opening import at_this_version
from storage.sealing import Seals
from storage.sql import Unavailable
from storage.unit import Database
from tests.postgres import Cluster
from tests.storage.databases import opened

LIVES = "SELECT 1 AS one"
OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'thidua' AND datname = '{}'"


def cut(cluster: Cluster, url: str) -> None:
    """The server ends every connection of the program to this database, as it does when it is stopped."""
    cluster.ask(OTHERS.format(url.partition("@/")[2].partition("?")[0]))


async def alive(database: Database) -> bool:
    async with database.unit() as unit:
        return await unit.sql.one(LIVES) is not None


async def goes_on(database: Database, trouble: Callable[[], None]) -> None:
    async with database.unit() as unit:
        await unit.sql.one(LIVES)
        await asyncio.to_thread(trouble)
        await unit.sql.one(LIVES)


async def test_a_transaction_under_way_is_told_that_the_server_is_gone(
    cluster: Cluster, postgres_url: str, tmp_path: Path
) -> None:
    async with opened(postgres_url, tmp_path) as database:
        with pytest.raises(Unavailable):
            await goes_on(database, lambda: cut(cluster, postgres_url))
        assert await alive(database)


async def test_a_transaction_that_has_heard_of_it_already_is_told_the_same(
    cluster: Cluster, postgres_url: str, tmp_path: Path
) -> None:
    """By then the pool has taken the connection back."""
    async with opened(postgres_url, tmp_path) as database:
        async with database.unit() as unit:
            await asyncio.to_thread(cut, cluster, postgres_url)
            with pytest.raises(Unavailable):
                await unit.sql.one(LIVES)
            with pytest.raises(Unavailable):
                async with unit.savepoint():
                    await unit.sql.one(LIVES)
            with pytest.raises(Unavailable):
                await unit.commit()
        assert await alive(database)


def test_a_server_that_is_only_just_starting_is_waited_for(cluster: Cluster, tmp_path: Path) -> None:
    url = cluster.url(cluster.empty_database())

    async def opens() -> bool:
        async with at_this_version(url, itertools.count(1).__next__, Seals(tmp_path)) as database:
            return await alive(database)

    cluster.stop()
    with ThreadPoolExecutor(
        1
    ) as elsewhere:  # the server dies with the thread that starts it: that must be this one
        opening = elsewhere.submit(lambda: asyncio.run(opens()))
        cluster.start()
        assert opening.result()
