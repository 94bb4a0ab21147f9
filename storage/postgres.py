"""The database as a PostgreSQL server: a pool of connections, as many transactions at a time as there are in it.

Statements are the same as for SQLite: `?` becomes `$1`, `$2` … once per statement. A statement that fails leaves the
whole transaction aborted; only going back to a savepoint heals it, so nobody may catch a Conflict without one.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any, TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from storage.kept_records import KeptRecords
from storage.postgres_crew import PgCrew
from storage.postgres_words import BELL, PATIENCE, SESSION, numbered, plainly
from storage.rolls import Rolls
from storage.sealing import Seals
from storage.sql import Row, Unavailable
from storage.unit import Unit

CONNECTIONS = 8  # at most, of one process: the worker's, the door's, the post's, and some for the web page
SECONDS_TO_CLOSE = 5.0
STARTING = (asyncpg.CannotConnectNowError, asyncpg.ConnectionDoesNotExistError, OSError)
TRIES = 30  # a second apart, to reach a server that is starting with the machine or after a crash
STATEMENTS = 1000  # kept prepared on each connection

Connection: TypeAlias = "PoolConnectionProxy[asyncpg.Record]"


class PgSql:
    """One connection inside a transaction."""

    skip_locked = " FOR UPDATE SKIP LOCKED"

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def all(self, query: str, *values: object) -> Sequence[Row]:
        with plainly(self.is_lost):
            rows: Sequence[Any] = await self._connection.fetch(numbered(query), *values)
        return rows

    async def one(self, query: str, *values: object) -> Row | None:
        with plainly(self.is_lost):
            row: Any = await self._connection.fetchrow(numbered(query), *values)
        return row  # type: ignore[no-any-return]

    async def run(self, query: str, *values: object) -> int:
        with plainly(self.is_lost):
            status = await self._connection.execute(numbered(query), *values)
        if query == "COMMIT" and status != "COMMIT":
            raise RuntimeError(f"a failed transaction was to be committed: {status}")
        words = status.split()
        return int(words[-1]) if words[-1].isdecimal() else 0

    async def many(self, query: str, rows: Iterable[Sequence[object]]) -> None:
        listed = list(rows)
        if listed:
            with plainly(self.is_lost):
                await self._connection.executemany(numbered(query), listed)

    async def changed(self, query: str, rows: Sequence[Sequence[object]]) -> int:
        if not rows:
            return 0
        with plainly(self.is_lost):  # of many executions only the rows they return are counted
            return len(await self._connection.fetchmany(numbered(f"{query} RETURNING 1"), rows))

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
        if not self.is_lost() and self._connection.is_in_transaction():
            with suppress(Unavailable), plainly(self.is_lost):
                await self._connection.execute("ROLLBACK")

    def is_lost(self) -> bool:
        """Whether the server has ended the connection: the pool then takes it back at once, and it answers nothing."""
        try:
            return self._connection.is_closed()
        except asyncpg.InterfaceError:
            return True


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
        self._rolls = Rolls()
        self._records = KeptRecords()
        self.crew = crew
        self.seals = seals

    @classmethod
    async def open(cls, url: str, fresh_id: Callable[[], int], seals: Seals) -> "PgDatabase":
        """Opens a database that `storage.migrate` has brought to this version's schema. Raises Unavailable."""
        with plainly(lambda: True):
            pool = await asyncpg.create_pool(
                url,
                min_size=0,  # nothing is kept up behind our back: who asks first connects
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

    def at_leisure(self) -> AbstractAsyncContextManager[Unit]:
        """The same: everybody reads on a connection of their own."""
        return self.reading()

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
            yield Unit(sql, self._fresh_id, self.seals, self._rolls, self._records)
        finally:
            await asyncio.shield(self._give_back(connection, sql))

    async def _give_back(self, connection: Connection, sql: PgSql) -> None:
        try:
            await sql.abandon()
        finally:
            with suppress(Unavailable), plainly(sql.is_lost):
                await self._pool.release(connection)


async def reached(url: str) -> None:
    """Returns when the server takes connections. Raises Unavailable when it does not for too long, or not from us."""
    with plainly(lambda: True):
        for _ in range(TRIES):
            try:
                await _knocked(url)
            except STARTING:
                await asyncio.sleep(1.0)
            else:
                return
        await _knocked(url)


async def _knocked(url: str) -> None:
    await (await asyncpg.connect(url, timeout=5.0)).close()


async def _nothing(connection: object) -> None:
    """A connection goes back as it is: nobody sets anything on one, and its transaction is over."""
