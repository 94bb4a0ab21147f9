"""Brings a database to the schema of this version: `upgrade(url)`. Runs before anything else opens the database.

On PostgreSQL it may be asked by several processes at the same time: one migrates, the others wait and find it done.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, pool, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from storage.sql import TooNew, Unavailable
from storage.sqlite_connection import BUGS

ONE_AT_A_TIME = 7_463_001
"""The advisory lock that a migration of PostgreSQL holds."""


def upgrade(url: str, revision: str = "head") -> None:
    """Applies every missing migration, each in its own transaction. Raises TooNew, Unavailable."""

    def apply(connection: Connection) -> None:
        _known(connection)
        command.upgrade(configured(connection), revision)

    _on(url, apply)


def downgrade(url: str, revision: str) -> None:
    """Takes migrations back to a revision (“base” for none)."""
    _on(url, lambda connection: command.downgrade(configured(connection), revision))


def at_head(url: str) -> bool:
    """Whether the database already has the schema of this version. Raises TooNew, Unavailable."""
    found: list[str | None] = []
    _on(url, lambda connection: found.append(_known(connection)))
    return found == [ScriptDirectory.from_config(configured(None)).get_current_head()]


def belongs(connection: Connection) -> Callable[..., bool]:
    """For Alembic's comparison: whether a table or index of the schema is meant for this kind of database."""
    return lambda item, *_: item.info.get("only", connection.dialect.name) == connection.dialect.name


def _known(connection: Connection) -> str | None:
    found = MigrationContext.configure(connection).get_current_revision()
    newest = ScriptDirectory.from_config(configured(None)).get_current_head()
    connection.rollback()  # what was only read must not stand in the way of the transactions to come
    if found is not None and newest is not None and found > newest:
        raise TooNew(f"schema {found}, this version knows {newest}")
    return found


def _on(url: str, act: Callable[[Connection], None]) -> None:
    """Does it on a connection of its own. Not to be called where an event loop runs: it may need one itself."""
    if url.startswith("postgresql://"):
        asyncio.run(_on_server(url, act))
        return
    engine = _whole_steps(create_engine(url))
    try:
        with engine.connect() as connection:
            act(connection)
            connection.commit()
    except DBAPIError as error:
        if _is_bug(error.orig):
            raise
        raise Unavailable(str(error.orig)) from error  # locked, read-only, on a full disk, no database at all
    finally:
        engine.dispose()


def _whole_steps(engine: Engine) -> Engine:
    """Has each migration of a file in one transaction, as Python's library by itself has not.

    One that was cut off stayed half done, and every start after it failed at the tables that were there already.
    """

    def begins_by_our_word(link: Any, _: object) -> None:
        link.isolation_level = None

    event.listen(engine, "connect", begins_by_our_word)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _is_bug(error: BaseException | None) -> bool:
    if isinstance(error, sqlite3.OperationalError):
        return str(error).startswith(BUGS)
    return (
        type(error) is not sqlite3.DatabaseError
    )  # what SQLite says of a file that is damaged or none of its own


async def _on_server(url: str, act: Callable[[Connection], None]) -> None:
    import asyncpg  # comes with the extra “postgres”

    from storage.postgres_words import plainly

    async def link() -> "asyncpg.Connection[asyncpg.Record]":
        with plainly(lambda: True):
            return await asyncpg.connect(url)

    engine = create_async_engine(  # asyncpg reads the address itself, as everywhere else
        "postgresql+asyncpg://", async_creator=link, poolclass=pool.NullPool
    )
    try:
        async with engine.connect() as connection:
            await connection.execute(text(f"SELECT pg_advisory_lock({ONE_AT_A_TIME})"))
            encoding = await connection.scalar(text("SHOW server_encoding"))
            await connection.commit()
            if encoding != "UTF8":  # names could not be kept as they are written
                raise Unavailable(f"the database is encoded in {encoding}, UTF8 is needed")
            await connection.run_sync(act)
            await connection.commit()
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        raise Unavailable(str(error.orig)) from error  # the server went away meanwhile
    finally:
        await engine.dispose()


def configured(connection: Connection | None) -> Config:
    """Alembic's settings, with the connection it works on."""
    config = Config()
    config.set_main_option("script_location", str(Path(str(files("storage"))) / "migrations"))
    config.attributes["connection"] = connection
    return config
