"""Chooses the database by what it is called: a file for SQLite, an address for PostgreSQL."""

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from urllib.parse import urlsplit

from storage.sealing import Seals
from storage.sqlite import SqliteDatabase
from storage.unit import Database

SERVER = "postgresql://"
HOST = re.compile(r"(\[[0-9a-fA-F:.%]*\]|[^:@\[\]]*)(:[0-9]+)?")


def is_server(where: Path | str) -> bool:
    """Whether this is the address of a PostgreSQL database."""
    return isinstance(where, str) and where.startswith(SERVER)


def is_well_formed(url: str) -> bool:
    """Whether an address of a server can be taken apart: not with `/`, `#` or `?` as they are in a password."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    hosts = parts.netloc.rpartition("@")[2].split(",")
    return (
        all(HOST.fullmatch(host) for host in hosts) and "@" not in parts.path + parts.query + parts.fragment
    )


def url_of(where: Path | str) -> str:
    """The address of a database, as `storage.migrate` wants it."""
    return str(where) if is_server(where) else f"sqlite:///{where}"


async def open_database(where: Path | str, fresh_id: Callable[[], int], seals: Seals) -> Database:
    """Opens a database that `storage.migrate` has brought to this version's schema. Raises Unavailable."""
    if isinstance(where, str) and is_server(where):
        from storage.postgres import PgDatabase  # asyncpg comes with the extra “postgres”

        return await PgDatabase.open(where, fresh_id, seals)
    return await SqliteDatabase.open(Path(where), fresh_id, seals)


def newest() -> str:
    """The newest schema: migrations are called by their number."""
    versions = Path(__file__).parent / "migrations" / "versions"
    return max(file.name for file in versions.glob("[0-9]*.py")).partition("_")[0]


def too_new(file: Path) -> bool:
    """Whether a SQLite file comes from a later version of the program, whose schema this one does not know."""
    found = _revision(file)
    return found is not None and found > newest()


def _brought_up(where: Path | str) -> None:
    """Migrates, unless a file says that nothing is to be done: the library for it takes longer to load than all."""
    if isinstance(where, Path) and _revision(where) == newest():
        return
    from storage.migrate import upgrade

    upgrade(url_of(where))


def _revision(file: Path) -> str | None:
    if not file.exists():
        return None
    try:
        with closing(sqlite3.connect(file)) as database:
            found = database.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.Error:  # not ours, damaged, a folder, shut to us: the migration says what is wrong
        return None
    return str(found[0][0]) if len(found) == 1 else None


@asynccontextmanager
async def at_this_version(
    where: Path | str, fresh_id: Callable[[], int], seals: Seals
) -> AsyncIterator[Database]:
    """The database, made when it is a file that is not there, at this version's schema, closed at the end.

    A server that is only just starting is waited for. Raises Unavailable.
    """
    if isinstance(where, Path):
        where.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    elif is_server(where):
        from storage.postgres import reached

        await reached(where)
    await asyncio.to_thread(_brought_up, where)
    database = await open_database(where, fresh_id, seals)
    try:
        yield database
    finally:
        await database.close()
