"""The database as a SQLite file: one writer, a reader beside it, and another for who reads at leisure.

What is asked on each of them, and where it runs: `storage/sqlite_connection.py`.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite

from storage.crew import OneAlone
from storage.kept_records import KeptRecords
from storage.patience import STEPS, Patience
from storage.rolls import Rolls
from storage.sealing import Seals
from storage.sqlite_connection import SqliteSql, open_sqlite
from storage.unit import Unit

SNAPSHOT = "SELECT 1 FROM sqlite_master LIMIT 1"
"""Fixes the picture a reader sees; if anything has to wait for another program's lock, this does."""


class _Line:
    """A connection, used by one transaction at a time."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self.connection = connection
        self.patience = Patience()
        self.taken = asyncio.Lock()


class SqliteDatabase:
    """A SQLite file with a connection that writes, one that reads beside it, and one for what is read at leisure."""

    def __init__(
        self,
        writer: aiosqlite.Connection,
        reader: aiosqlite.Connection,
        leisurely: aiosqlite.Connection,
        fresh_id: Callable[[], int],
        seals: Seals,
    ) -> None:
        self._writer = writer
        self._writing, self._reading, self._leisurely = map(_Line, (writer, reader, leisurely))
        self._slow: dict[str, int] = {}
        self._fresh_id = fresh_id
        self._rolls = Rolls()
        self._records = KeptRecords()
        self.crew = OneAlone()
        self.seals = seals

    @classmethod
    async def open(cls, path: Path, fresh_id: Callable[[], int], seals: Seals) -> "SqliteDatabase":
        """Opens a database that `storage.migrate` has brought to this version's schema. Raises Unavailable."""
        writer, reader, leisurely = [await open_sqlite(str(path)) for _ in range(3)]
        database = cls(writer, reader, leisurely, fresh_id, seals)
        for line in database._lines():
            await line.connection.set_progress_handler(line.patience, STEPS)
        return database

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        """A transaction that may write; others wait for it."""
        async with self._transaction(self._writing, "BEGIN IMMEDIATE") as unit:
            yield unit

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Unit]:
        """A transaction that only reads, one consistent picture, beside the writer."""
        async with self._transaction(self._reading, "BEGIN", SNAPSHOT) as unit:
            yield unit

    @asynccontextmanager
    async def at_leisure(self) -> AsyncIterator[Unit]:
        """As `reading`, on a connection of its own: whoever reads in a hurry does not wait for it."""
        async with self._transaction(self._leisurely, "BEGIN", SNAPSHOT) as unit:
            yield unit

    async def close(self) -> None:
        """Closes every connection."""
        for line in self._lines():
            await line.connection.close()

    def _lines(self) -> Sequence[_Line]:
        return self._leisurely, self._reading, self._writing

    @asynccontextmanager
    async def _transaction(self, line: _Line, *begin: str) -> AsyncIterator[Unit]:
        async with line.taken:
            sql = SqliteSql(line.connection, line.patience, self._slow)
            try:
                await sql.begin(*begin)
                yield Unit(sql, self._fresh_id, self.seals, self._rolls, self._records)
            finally:
                # A stop may come while a statement is still running in its thread: what is asked here runs after it.
                await asyncio.shield(sql.abandon())
