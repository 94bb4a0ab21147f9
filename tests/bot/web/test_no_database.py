"""While the database cannot be used the page keeps what somebody says and says it again: nothing is lost or doubled."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.sqlite import SqliteDatabase
from tests.bot.web.house import new_key, open_house
from tests.postgres import MISSING, Cluster, programs

CODE = "/start K7M4-2QXZ-9PLA-0000"


async def test_whatever_is_asked_while_another_program_locks_the_database_is_to_be_asked_again(
    tmp_path: Path,
) -> None:
    async with open_house(tmp_path) as house:
        lan, stranger, fresh = await house.joined(), await house.browser(), await house.browser()
        await stranger.begins()
        assert isinstance(house.app.database, SqliteDatabase)
        await house.app.database._writer.execute("PRAGMA busy_timeout = 50")
        said, tried = new_key(), new_key()
        with closing(sqlite3.connect(tmp_path / "data" / "thidua.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            answers = [
                await lan.says("/menu", said),
                await stranger.says(CODE, tried),
                await stranger.post("hello"),
                await fresh.post("begin"),
            ]
            other.execute("ROLLBACK")
        assert [(answer.status_code, answer.json()["refused"]) for answer in answers] == [(503, "busy")] * 4
        async with lan.listening(after=(await lan.hello())["event"]) as ear:
            for _ in range(2):
                assert (await lan.says("/menu", said)).status_code == 200
            await ear.answer()
        assert (await stranger.says(CODE, tried)).status_code == 200
        assert (await fresh.post("begin")).status_code == 200
        assert [message["mine"] for message in await lan.messages()] == [True, False]


@pytest.mark.postgres
@pytest.mark.skipif(programs() is None, reason=MISSING)
async def test_while_the_server_of_the_database_is_down_all_is_to_be_asked_again_and_machines_are_told(
    tmp_path: Path,
) -> None:
    with Cluster.made() as cluster:
        async with open_house(tmp_path, postgres=cluster.new_database()) as house:
            lan, key = await house.joined(), new_key()
            cluster.stop()
            said = await lan.says("/menu", key)
            well, metrics = await lan.http.get("/healthz"), await lan.http.get("/metrics")
            cluster.start()
            assert (said.status_code, said.json()["refused"]) == (503, "busy")
            assert (well.status_code, well.json()) == (503, {"status": "no database"})
            assert metrics.status_code == 503
            assert (await lan.says("/menu", key)).status_code == 200
            assert (await lan.http.get("/healthz")).status_code == 200
