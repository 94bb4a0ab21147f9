"""One way to say SQL to both databases: `?` placeholders, rows by name, transactions opened and closed by the unit."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

import aiosqlite

Row = Mapping[str, Any]


class Conflict(Exception):
    """A UNIQUE key, a foreign key or a lost race refused a write; the turn may be run once more."""


class Unavailable(Exception):
    """The database cannot be read or written now: full disk, locked by another program, gone. Try again later."""


class Sql(Protocol):
    """A connection inside a transaction."""

    async def all(self, query: str, *values: object) -> Sequence[Row]: ...

    async def one(self, query: str, *values: object) -> Row | None: ...

    async def run(self, query: str, *values: object) -> int:
        """The number of rows changed. Raises Conflict."""
        ...

    async def many(self, query: str, rows: Iterable[Sequence[object]]) -> None:
        """The same statement for many rows. Raises Conflict."""
        ...


class SqliteSql:
    """aiosqlite, with one thread hop per statement."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection = connection

    async def all(self, query: str, *values: object) -> Sequence[Row]:
        rows: Sequence[Row] = await self._hop(lambda c: c.execute(query, values).fetchall())
        return rows

    async def one(self, query: str, *values: object) -> Row | None:
        row: Row | None = await self._hop(lambda c: c.execute(query, values).fetchone())
        return row

    async def run(self, query: str, *values: object) -> int:
        return int(await self._hop(lambda c: c.execute(query, values).rowcount))

    async def many(self, query: str, rows: Iterable[Sequence[object]]) -> None:
        listed = list(rows)
        if listed:
            await self._hop(lambda c: c.executemany(query, listed))

    async def abandon(self) -> None:
        """Takes back what was not committed, if anything."""
        await self._hop(lambda c: c.rollback())

    async def _hop(self, act: Callable[[Any], Any]) -> Any:
        try:
            # one hop for what the public methods do in three
            return await self._connection._execute(act, self._connection._conn)  # type: ignore[no-untyped-call]  # noqa: SLF001
        except sqlite3.IntegrityError as error:
            raise Conflict(str(error)) from error
        except sqlite3.OperationalError as error:
            if str(error).startswith(BUGS):
                raise
            raise Unavailable(str(error)) from error


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


def micros(at: datetime) -> int:
    """A moment as the database keeps it: whole microseconds UTC since 1970."""
    delta = at.astimezone(UTC) - EPOCH
    return (delta.days * 86_400 + delta.seconds) * 1_000_000 + delta.microseconds


def moment(value: int) -> datetime:
    """The moment that `micros` wrote."""
    seconds, rest = divmod(value, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)


def moment_or_none(value: int | None) -> datetime | None:
    """Like `moment`, for a column that may be empty."""
    return None if value is None else moment(value)


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
