"""A database as one SQLite file, and back: how a backup holds it, whatever kind of database it is.

A SQLite file is copied page by page while others write. A PostgreSQL database is read in one consistent picture and
moved into a new SQLite file, every row counted and compared; a restore moves it back. To be called where no event loop
runs: in a command, or in a thread.
"""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.clock import fresh_id
from handlers.kit import Say, say
from storage.migrate import at_head
from storage.moving import Differs, Moved, NotEmpty, move
from storage.opening import at_this_version, open_database
from storage.sealing import Seals

NO_KEYS = Seals(Path("/nonexistent"))  # rows are copied as they stand, sealed or not


def take(where: Path | str, copy: Path) -> Say | None:
    """Copies a database into a new SQLite file; why it was not, if it was not.

    Raises OSError, sqlite3.Error, Unavailable.
    """
    if isinstance(where, str):
        return asyncio.run(_taken(where, copy))
    with (
        closing(sqlite3.connect(f"file:{where}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    return None


def put_in(copy: Path, url: str) -> Say | None:
    """Moves a copy into an empty PostgreSQL database; why it was not, if it was not. Raises OSError, Unavailable."""
    return asyncio.run(_put_in(copy, url))


async def _taken(url: str, copy: Path) -> Say | None:
    there = await open_database(url, fresh_id, NO_KEYS)
    try:
        if not await asyncio.to_thread(at_head, url):
            return say("backup.old_schema")
        async with at_this_version(copy, fresh_id, NO_KEYS) as here:
            return _trouble(await move(there, here), url)
    finally:
        await there.close()


async def _put_in(copy: Path, url: str) -> Say | None:
    async with (
        at_this_version(copy, fresh_id, NO_KEYS) as there,
        at_this_version(url, fresh_id, NO_KEYS) as here,
    ):
        return _trouble(await move(there, here), url)


def _trouble(outcome: Moved | NotEmpty | Differs, url: str) -> Say | None:
    match outcome:
        case Moved():
            return None
        case NotEmpty():
            return say("backup.occupied", where=shown(url))
        case Differs(table):
            return say("backup.differs", table=table)


def shown(where: Path | str) -> str:
    """A database's name for people: never with the password in its address."""
    if isinstance(where, Path):
        return str(where)
    return "PostgreSQL: " + where.partition("?")[0].rpartition("/")[2]
