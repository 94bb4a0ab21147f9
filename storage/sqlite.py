"""The database as a SQLite file: one writer, a reader beside it, one thread hop per statement."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiosqlite

from storage.sealing import Seals
from storage.sql import Conflict, Row, Unavailable
from storage.unit import Unit


class SqliteSql:
    """One connection inside a transaction, with one thread hop per statement.

    After a statement that failed only going back to a savepoint helps, as on PostgreSQL: whoever catches a Conflict
    without one is found out on either database.
    """

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection
        self._failed = False

    async def all(self, query: str, *values: object) -> Sequence[Row]:
        rows: Sequence[Row] = await self._hop(query, lambda c: c.execute(query, values).fetchall())
        return rows

    async def one(self, query: str, *values: object) -> Row | None:
        row: Row | None = await self._hop(query, lambda c: c.execute(query, values).fetchone())
        return row

    async def run(self, query: str, *values: object) -> int:
        return int(await self._hop(query, lambda c: c.execute(query, values).rowcount))

    async def many(self, query: str, rows: Iterable[Sequence[object]]) -> None:
        listed = list(rows)
        if listed:
            await self._hop(query, lambda c: c.executemany(query, listed))

    async def abandon(self) -> None:
        """Takes back what was not committed, if anything."""
        await self._hop("ROLLBACK", lambda c: c.rollback())

    async def _hop(self, query: str, act: Callable[[Any], Any]) -> Any:
        if self._failed and not query.startswith("ROLLBACK"):
            raise RuntimeError(
                "a statement failed before this one: a Conflict was caught without a savepoint"
            )
        self._failed = True
        try:
            # one hop for what the public methods do in three
            answer = await self._connection._execute(act, self._connection._conn)  # type: ignore[no-untyped-call]  # noqa: SLF001
        except sqlite3.IntegrityError as error:
            raise Conflict(str(error)) from error
        except sqlite3.OperationalError as error:
            if str(error).startswith(BUGS):
                raise
            raise Unavailable(str(error)) from error
        self._failed = False
        return answer


BUGS = ("no such", "near ", "incomplete", "ambiguous", "table ", "too many SQL")
"""How SQLite begins its complaint when the statement itself is wrong: no use in trying again."""


async def open_sqlite(path: str) -> aiosqlite.Connection:
    """A connection as the house needs it: WAL, durable commits, foreign keys, waiting for other writers."""
    connection = await aiosqlite.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
        "secure_delete=ON",
    ):
        await connection.execute(f"PRAGMA {pragma}")
    return connection


class SqliteDatabase:
    """A SQLite file with one writer, used by one transaction at a time, and a connection for reading beside it."""

    def __init__(
        self,
        writer: aiosqlite.Connection,
        reader: aiosqlite.Connection,
        fresh_id: Callable[[], int],
        seals: Seals,
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._writing = asyncio.Lock()
        self._reading = asyncio.Lock()
        self._fresh_id = fresh_id
        self.seals = seals

    @classmethod
    async def open(cls, path: Path, fresh_id: Callable[[], int], seals: Seals) -> "SqliteDatabase":
        """Opens a database that `storage.migrate` has brought to this version's schema."""
        return cls(await open_sqlite(str(path)), await open_sqlite(str(path)), fresh_id, seals)

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        """A transaction that may write; others wait for it."""
        async with self._writing, self._transaction(self._writer, "BEGIN IMMEDIATE") as unit:
            yield unit

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Unit]:
        """A transaction that only reads, one consistent picture, beside the writer."""
        async with self._reading, self._transaction(self._reader, "BEGIN") as unit:
            yield unit

    async def close(self) -> None:
        """Closes both connections."""
        await self._reader.close()
        await self._writer.close()

    @asynccontextmanager
    async def _transaction(self, connection: aiosqlite.Connection, begin: str) -> AsyncIterator[Unit]:
        sql = SqliteSql(connection)
        try:
            await sql.run(begin)
            yield Unit(sql, self._fresh_id, self.seals)
        finally:
            # A stop may come while a statement is still running in its thread: what is asked here runs after it.
            await asyncio.shield(sql.abandon())
