"""Whatever a released version has left behind is brought to this version's schema, with nothing lost, and goes on."""

import asyncio
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage.migrate import at_head, upgrade
from storage.moving import Moved, move
from tests.storage.databases import opened
from tests.storage.releases import counted, put_back, versions
from tests.talk.phone import Phone
from tests.talk.room import open_room


@pytest.fixture(params=versions())
def version(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def brought_up(version: str, folder: Path) -> tuple[Path, dict[str, int]]:
    """A file as the version left it, migrated; how many rows it had."""
    file = folder / "data" / "thidua.db"
    file.parent.mkdir(parents=True)
    before = put_back(version, file)
    upgrade(f"sqlite:///{file}")
    return file, before


def test_there_is_data_of_the_first_release() -> None:
    assert "0.1.0" in versions()


def test_every_row_is_still_there_and_fits(
    version: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    file, before = brought_up(version, tmp_path)
    assert at_head(f"sqlite:///{file}")
    assert sum(count > 0 for count in before.values()) > 30
    with closing(sqlite3.connect(file)) as database:
        after = counted(database)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert {table: after.get(table) for table in before} == before
    record_property("tables", len(before))
    record_property("rows kept", sum(before.values()))


async def test_its_people_go_on(version: str, tmp_path: Path) -> None:
    await asyncio.to_thread(brought_up, version, tmp_path)
    async with open_room(tmp_path) as room:
        room._keys = iter(range(10_000, 20_000))  # type: ignore[assignment]
        async with room.store() as store:
            rows = await store.sql.all(
                "SELECT account FROM account WHERE person_id IS NOT NULL ORDER BY account"
            )
        assert len(rows) > 10
        for row in rows:
            phone = room.phones[row["account"]] = Phone(room, row["account"], None)
            for said in ("/menu", "/dangky", "/binhxet", "/lichhop"):
                await phone.says(said)
            assert "chat.incident" not in phone.heard


async def test_it_moves_to_a_server(
    version: str, tmp_path: Path, postgres_url: str, record_property: Callable[[str, object], None]
) -> None:
    file, before = await asyncio.to_thread(brought_up, version, tmp_path)
    async with opened(file, tmp_path) as there, opened(postgres_url, tmp_path) as here:
        began = time.monotonic()
        moved = await move(there, here)
        record_property("seconds", round(time.monotonic() - began, 2))
    assert isinstance(moved, Moved)
    record_property("tables whose count and checksum are equal", len(moved.rows))
    record_property("rows", sum(moved.rows.values()))
    assert {table: moved.rows[table] for table in before if table in moved.rows} == {
        table: count for table, count in before.items() if table in moved.rows
    }
