"""The database as a PostgreSQL server: a pool of connections, as many transactions at a time as there are in it.

Statements are the same as for SQLite: `?` becomes `$1`, `$2` … once per statement. A statement that fails leaves the
whole transaction aborted; only going back to a savepoint heals it, so nobody may catch a Conflict without one.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from storage.postgres_crew import PgCrew
from storage.postgres_words import BELL, PATIENCE, SESSION, numbered, plainly
from storage.sealing import Seals
from storage.sql import Row, Unavailable
from storage.unit import Unit

CONNECTIONS = 8  # at most, of one process: the worker's, the door's, the post's, and some for the web page
SECONDS_TO_CLOSE = 5.0
STATEMENTS = 1000  # kept prepared on each connection

Connection: TypeAlias = "PoolConnectionProxy[asyncpg.Record]"


class PgSql:
    """One connection inside a transaction."""

    skip_locked = " FOR UPDATE SKIP LOCKED"

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def all(self, query: str, *values: object) -> Sequence[Row]:
        with plainly(self._connection.is_closed):
            rows: Sequence[Any] = await self._connection.fetch(numbered(query), *values)
        return rows

    async def one(self, query: str, *values: object) -> Row | None:
        with plainly(self._connection.is_closed):
            row: Any = await self._connection.fetchrow(numbered(query), *values)
        return row  # type: ignore[no-any-return]

    async def run(self, query: str, *values: object) -> int:
        with plainly(self._connection.is_closed):
            status = await self._connection.execute(numbered(query), *values)
        if query == "COMMIT" and status != "COMMIT":
            raise RuntimeError(f"a failed transaction was to be committed: {status}")
        words = status.split()
        return int(words[-1]) if words[-1].isdecimal() else 0

    async def many(self, query: str, rows: Iterable[Sequence[object]]) -> None:
        listed = list(rows)
        if listed:
            with plainly(self._connection.is_closed):
                await self._connection.executemany(numbered(query), listed)

    async def ring(self) -> None:
        """Rings at every `PgWatch`, this process's too."""
        await self.run(f"NOTIFY {BELL}")

    async def go_on_counting(self, table: str, column: str) -> None:
        """Sets the sequence behind the column."""
        await self.one(
            f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'),"
            f" (SELECT coalesce(max({column}), 0) + 1 FROM {table}), false)"
        )

    async def together(self, subject: int) -> None:
        """By an advisory lock, which needs no row and is gone with the transaction."""
        await self.one("SELECT pg_advisory_xact_lock_shared(?)", subject)

    async def alone(self, subject: int) -> None:
        """As above."""
        await self.one("SELECT pg_advisory_xact_lock(?)", subject)

    async def abandon(self) -> None:
        """Takes back what was not committed, if anything; a connection that is lost has done so already."""
        connection = self._connection
        if not connection.is_closed() and connection.is_in_transaction():
            with suppress(Unavailable), plainly(connection.is_closed):
                await connection.execute("ROLLBACK")


class PgDatabase:
    """A PostgreSQL database, shared by several processes."""

    def __init__(
        self,
        pool: "asyncpg.Pool[asyncpg.Record]",
        crew: PgCrew,
        fresh_id: Callable[[], int],
        seals: Seals,
    ) -> None:
        self._pool = pool
        self._fresh_id = fresh_id
        self.crew = crew
        self.seals = seals

    @classmethod
    async def open(cls, url: str, fresh_id: Callable[[], int], seals: Seals) -> "PgDatabase":
        """Opens a database that `storage.migrate` has brought to this version's schema. Raises Unavailable."""
        with plainly(lambda: True):
            pool = await asyncpg.create_pool(
                url,
                min_size=1,
                max_size=CONNECTIONS,
                command_timeout=PATIENCE,
                statement_cache_size=STATEMENTS,
                max_cached_statement_lifetime=0,
                server_settings=SESSION,
                reset=_nothing,
            )
        crew = PgCrew(url)
        await crew.join()
        return cls(pool, crew, fresh_id, seals)

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        """A transaction that may write, beside others. What it reads may change until it writes it."""
        async with self._transaction("BEGIN") as unit:
            yield unit

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Unit]:
        """A transaction that only reads, one consistent picture."""
        async with self._transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") as unit:
            yield unit

    async def close(self) -> None:
        """Closes every connection, by force when one is stuck."""
        await self.crew.close()
        with suppress(TimeoutError, asyncpg.PostgresError, OSError):
            async with asyncio.timeout(SECONDS_TO_CLOSE):
                await self._pool.close()
                return
        self._pool.terminate()

    @asynccontextmanager
    async def _transaction(self, begin: str) -> AsyncIterator[Unit]:
        with plainly(lambda: True):
            connection = await self._pool.acquire()
        sql = PgSql(connection)
        try:
            await sql.run(begin)
            yield Unit(sql, self._fresh_id, self.seals)
        finally:
            await asyncio.shield(self._give_back(connection, sql))

    async def _give_back(self, connection: Connection, sql: PgSql) -> None:
        try:
            await sql.abandon()
        finally:
            await self._pool.release(connection)


async def _nothing(connection: object) -> None:
    """A connection goes back as it is: nobody sets anything on one, and its transaction is over."""
