"""Databases of released versions, as text, so that every later version is tried on them.

`python -m tests.storage.releases 0.1.0` writes one with this version's schema, full of everything there is: part of
making a release, and never of a later version. What is in `released/` is not changed afterwards.
"""

import asyncio
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from tests.handlers.full_house import full_house
from tests.talk.room import open_room

FOLDER = Path(__file__).with_name("released")


def versions() -> list[str]:
    """The versions there are, the oldest first."""
    return sorted(
        (path.stem for path in FOLDER.glob("*.sql")), key=lambda name: [int(n) for n in name.split(".")]
    )


def put_back(version: str, into: Path) -> dict[str, int]:
    """Makes a SQLite file as that version left it; how many rows each table has."""
    with closing(sqlite3.connect(into)) as database:
        database.executescript((FOLDER / f"{version}.sql").read_text("utf-8"))
        return counted(database)


def counted(database: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has."""
    found = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in found}


async def _written(version: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with open_room(Path(folder)) as room:
            await full_house(room)
        with closing(sqlite3.connect(Path(folder) / "data" / "thidua.db")) as database:
            for table, key in (("inbox", "seq"), ("outbox", "id")):  # some of each will do
                some = f"SELECT {key} FROM {table} ORDER BY {key} DESC LIMIT 10"
                database.execute(f"DELETE FROM {table} WHERE {key} NOT IN ({some})")
            lines = [line for line in database.iterdump() if "sqlite_sequence" not in line]
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{version}.sql").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    asyncio.run(_written(sys.argv[1]))
