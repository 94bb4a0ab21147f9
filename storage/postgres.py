"""The database as a PostgreSQL server: a pool of connections, as many transactions at a time as there are in it.

Statements are the same as for SQLite: `?` becomes `$1`, `$2` … once per statement. A statement that fails leaves the
whole transaction aborted; only going back to a savepoint heals it, so nobody may catch a Conflict without one.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import lru_cache
from itertools import count
from typing import Any, TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from storage.sealing import Seals
from storage.sql import Conflict, Row, Tangled, Unavailable
from storage.unit import Unit

CONNECTIONS = 8  # at most, of one process: the worker's, the door's, the post's, and some for the web page
PATIENCE = 60.0  # seconds a statement may take before the server counts as gone
STATEMENTS = 1000  # kept prepared on each connection
SESSION = {
    "application_name": "thidua",
    "synchronous_commit": "on",  # an answer leaves only after a durable commit, whatever the server's default
    "idle_in_transaction_session_timeout": "60000",
    # A machine that vanished without a word must not keep its locks for hours.
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
}

Connection: TypeAlias = "PoolConnectionProxy[asyncpg.Record]"

TANGLED = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError)
GONE = (
    OSError,  # TimeoutError and ConnectionError among them
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,  # the server is being stopped, or starts
    asyncpg.InsufficientResourcesError,  # disk full, too many connections
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.LockNotAvailableError,
    asyncpg.PostgresSystemError,
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.OutdatedSchemaCacheError,
    asyncpg.InvalidCachedStatementError,
    asyncpg.IdleInTransactionSessionTimeoutError,
)


@contextmanager
def plainly(is_closed: Callable[[], bool]) -> Iterator[None]:
    """Says what went wrong in the words of `storage/sql.py`; a bug stays what it is."""
    try:
        yield
    except TANGLED as error:
        raise Tangled(str(error)) from error
    except asyncpg.IntegrityConstraintViolationError as error:
        raise Conflict(str(error)) from error
    except GONE as error:
        raise Unavailable(f"{type(error).__name__}: {error}") from error
    except (asyncpg.InterfaceError, asyncpg.InternalClientError) as error:
        if is_closed():
            raise Unavailable(str(error)) from error
        raise


class PgSql:
    """One connection inside a transaction."""

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

    async def abandon(self) -> None:
        """Takes back what was not committed, if anything; a connection that is lost has done so already."""
        connection = self._connection
        if not connection.is_closed() and connection.is_in_transaction():
            with suppress(Unavailable), plainly(connection.is_closed):
                await connection.execute("ROLLBACK")


@lru_cache(maxsize=4096)
def numbered(query: str) -> str:
    """The statement with `$1`, `$2` … for every `?` that is not inside a quoted word."""
    numbers = count(1)
    quoted = query.split("'")
    for place in range(0, len(quoted), 2):
        pieces = quoted[place].split("?")
        quoted[place] = pieces[0] + "".join(f"${next(numbers)}{piece}" for piece in pieces[1:])
    return "'".join(quoted)


class PgDatabase:
    """A PostgreSQL database, shared by several processes."""

    def __init__(
        self, pool: "asyncpg.Pool[asyncpg.Record]", fresh_id: Callable[[], int], seals: Seals
    ) -> None:
        self._pool = pool
        self._fresh_id = fresh_id
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
        return cls(pool, fresh_id, seals)

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
        """Closes every connection."""
        await self._pool.close()

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
