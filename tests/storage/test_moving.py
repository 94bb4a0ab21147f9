"""Moving an installation from one database to another: everything comes along, and is compared."""

from pathlib import Path

import pytest

from campaign.people import Role
from storage.moving import Differs, Moved, NotEmpty, move
from storage.unit import Database
from tests.storage.databases import new_file, opened
from tests.talk.room import open_room


async def filled(folder: Path) -> Path:
    """A SQLite file of an installation in which people have talked."""
    async with open_room(folder) as room:
        lan = await room.joins("Nguyễn Thị Lan", roles={Role.HEAD})
        binh = await room.joins("Trần Thị Bình")
        await lan.says("/menu")
        await binh.says("/dangky")
        async with room.store() as unit:  # a row that names a row of its own table, and comes before it
            await unit.sql.run(
                "UPDATE person SET merged_into = (SELECT max(id) FROM person)"
                " WHERE id = (SELECT min(id) FROM person)"
            )
    return folder / "data" / "thidua.db"


async def rows(database: Database, query: str) -> list[tuple[object, ...]]:
    async with database.reading() as unit:
        return [tuple(row[key] for key in row.keys()) for row in await unit.sql.all(query)]  # noqa: SIM118


async def test_everything_comes_along_and_the_next_update_has_the_next_number(
    tmp_path: Path, postgres_url: str
) -> None:
    file = await filled(tmp_path / "old")
    async with opened(file, tmp_path) as there, opened(postgres_url, tmp_path) as here:
        outcome = await move(there, here)
        assert isinstance(outcome, Moved)
        assert outcome.rows["person"] == 2
        for query in (
            "SELECT id, name, merged_into FROM person ORDER BY id",
            "SELECT seq, key, done_at FROM inbox ORDER BY seq",
            "SELECT channel, account, state, shown FROM conversation ORDER BY account",
        ):
            assert await rows(here, query) == await rows(there, query)
    async with open_room(tmp_path / "new", server=postgres_url) as room:
        visitor = room.stranger()
        room._keys = iter(range(1000, 2000))  # type: ignore[assignment]
        await visitor.says("/start")
        assert visitor.heard


async def test_a_target_that_has_anything_is_refused(tmp_path: Path, postgres_url: str) -> None:
    file = await filled(tmp_path / "old")
    async with opened(file, tmp_path) as there, opened(postgres_url, tmp_path) as here:
        async with here.unit() as unit:
            await unit.installation.put("nature", "real")
            await unit.commit()
        assert await move(there, here) == NotEmpty("installation")
        assert await rows(here, "SELECT id FROM person") == []


@pytest.mark.parametrize("text", ["Chào", "quá \U0001f600 dài " * 500])
async def test_what_was_moved_to_a_server_can_be_moved_back(
    text: str, tmp_path: Path, postgres_url: str
) -> None:
    file = await filled(tmp_path / "old")
    async with opened(file, tmp_path) as there, opened(postgres_url, tmp_path) as here:
        async with there.unit() as unit:
            await unit.installation.put("motto", text)
            await unit.commit()
        first = await move(there, here)
        async with opened(new_file(tmp_path), tmp_path) as back:
            assert await move(here, back) == first
            async with back.reading() as unit:
                assert await unit.installation.get("motto") == text


SPOILED = "UPDATE person SET name = name || '.' WHERE id = NEW.id"
LOST = "DELETE FROM inbox WHERE seq = NEW.seq"


@pytest.mark.parametrize(("table", "done"), [("person", SPOILED), ("inbox", LOST)])
async def test_a_target_that_keeps_anything_else_is_found_out_and_keeps_nothing(
    table: str, done: str, tmp_path: Path
) -> None:
    file = await filled(tmp_path / "old")
    async with opened(file, tmp_path) as there, opened(new_file(tmp_path), tmp_path) as here:
        assert await rows(there, f"SELECT 1 AS one FROM {table} LIMIT 1")
        async with here.unit() as unit:
            await unit.sql.run(f"CREATE TRIGGER odd AFTER INSERT ON {table} BEGIN {done}; END")
            await unit.commit()
        assert await move(there, here) == Differs(table)
        assert await rows(here, "SELECT id FROM person") == []
