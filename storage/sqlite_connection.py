"""One connection to a SQLite file, and what is asked on it inside a transaction.

A statement takes microseconds, a hop to aiosqlite's thread and back many times that: statements run where they are
asked for. What may wait goes to the thread: taking a lock, making durable, long lists, searches that turn out to be
long (`storage/patience.py`), and what was slow before.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import aiosqlite

from storage.patience import OutOfPatience, Patience
from storage.sql import Conflict, Row, Unavailable

STATEMENTS = 512  # kept prepared on each connection
SLOW = 0.01  # seconds of a statement that others should not have to wait for
SEEMS_SLOW = 0  # by the wall clock, which a busy machine stretches: the next time processor time is asked for
AWAY = 20  # how often a statement of so much processor time runs in the thread before it is looked at again
LONG = 100  # rows written by one statement, about 2 ms: as many as a batch of updates, more than a batch of turns
MOST_SLOW = 500  # statements remembered

Act = Callable[[sqlite3.Connection], Any]


class SqliteSql:
    """One connection inside a transaction.

    After a statement that failed only going back to a savepoint helps, as on PostgreSQL: whoever catches a Conflict
    without one is found out on either database.
    """

    skip_locked = ""

    def __init__(self, connection: aiosqlite.Connection, patience: Patience, slow: dict[str, int]) -> None:
        self._connection = connection
        self._patience = patience
        self._slow = slow
        self._failed = False
        self._open = False
        self._is_away = False  # a statement is in the thread: what comes after it must go there too

    async def all(self, query: str, *values: object) -> Sequence[Row]:
        rows: Sequence[Row] = await self._ask(query, lambda c: c.execute(query, values).fetchall())
        return rows

    async def one(self, query: str, *values: object) -> Row | None:
        row: Row | None = await self._ask(query, lambda c: c.execute(query, values).fetchone())
        return row

    async def run(self, query: str, *values: object) -> int:
        if query == "COMMIT":
            await self._there(query, lambda c: c.execute(query))
            self._open = False
            return 0
        return int(await self._ask(query, lambda c: c.execute(query, values).rowcount))

    async def many(self, query: str, rows: Iterable[Sequence[object]]) -> None:
        await self.changed(query, list(rows))

    async def changed(self, query: str, rows: Sequence[Sequence[object]]) -> int:
        if not rows:
            return 0
        if len(rows) > LONG:
            return int(await self._there(query, lambda c: c.executemany(query, rows).rowcount))
        return int(await self._ask(query, lambda c: c.executemany(query, rows).rowcount))

    async def ring(self) -> None:
        """There is no other process."""

    async def go_on_counting(self, table: str, column: str) -> None:
        """It does by itself."""

    async def together(self, subject: int) -> None:
        """There is no other transaction that writes."""

    async def alone(self, subject: int) -> None:
        """There is no other transaction that writes."""

    async def begin(self, *statements: str) -> None:
        """Opens the transaction; behind whatever an interrupted one has left in the thread."""
        self._open = True
        await self._there("BEGIN", lambda c: [c.execute(each).fetchone() for each in statements])

    async def abandon(self) -> None:
        """Takes back what was not committed, if anything."""
        if self._open and self._is_away:
            await self._there("ROLLBACK", lambda c: c.rollback())
        elif self._open:
            self._here("ROLLBACK", lambda c: c.rollback())

    async def _ask(self, query: str, act: Act) -> Any:
        """Here, or in the thread. Asking for processor time takes a while itself: the wall clock comes first."""
        times = self._slow.get(query)
        if times:
            self._slow[query] = times - 1
            return await self._there(query, act)
        clock = time.perf_counter if times is None else time.thread_time
        began = clock()
        try:
            answer = self._here(query, act)
        except OutOfPatience:
            return await self._away(query, act)
        is_slow = clock() - began > SLOW
        if times is not None:
            del self._slow[query]
        if is_slow and len(self._slow) < MOST_SLOW:
            self._slow[query] = SEEMS_SLOW if times is None else AWAY
        return answer

    async def _away(self, query: str, act: Act) -> Any:
        """What was too long a search for here, there; and there at once for a while. It failed nothing."""
        self._failed = False
        if len(self._slow) < MOST_SLOW:
            self._slow[query] = AWAY
        return await self._there(query, act)

    def _here(self, query: str, act: Act) -> Any:
        self._begins(query)
        connection = self._connection._conn  # noqa: SLF001
        try:
            is_search = query.startswith("SELECT")
            answer = self._patience.search(lambda: act(connection)) if is_search else act(connection)
        except sqlite3.Error as error:
            _complain(error)
            raise
        self._failed = False
        return answer

    async def _there(self, query: str, act: Act) -> Any:
        """One hop for what the public methods do in three."""
        self._begins(query)
        self._is_away = True
        try:
            answer = await self._connection._execute(act, self._connection._conn)  # type: ignore[no-untyped-call]  # noqa: SLF001
        except sqlite3.Error as error:
            _complain(error)
            raise
        self._is_away = self._failed = False
        return answer

    def _begins(self, query: str) -> None:
        """Until it has gone well, a statement counts as failed."""
        if self._failed and not query.startswith("ROLLBACK"):
            raise RuntimeError(
                "a statement failed before this one: a Conflict was caught without a savepoint"
            )
        self._failed = True


def _complain(error: sqlite3.Error) -> None:
    """Says it in the words of `storage/sql.py`, unless it is a bug."""
    if isinstance(error, sqlite3.IntegrityError):
        raise Conflict(str(error)) from error
    if isinstance(error, sqlite3.OperationalError) and not str(error).startswith(BUGS):
        raise Unavailable(str(error)) from error


BUGS = ("no such", "near ", "incomplete", "ambiguous", "table ", "too many SQL")
"""How SQLite begins its complaint when the statement itself is wrong: no use in trying again."""


PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "secure_delete=ON",
)


async def open_sqlite(path: str) -> aiosqlite.Connection:
    """A connection as the house needs it: WAL, durable commits, foreign keys, waiting for other writers.

    Raises Unavailable: a file that is shut to us or only to be read, locked by another program, on a full disk.
    """
    connection = None
    try:
        connection = await aiosqlite.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=STATEMENTS
        )
        connection.row_factory = sqlite3.Row
        for pragma in PRAGMAS:
            await connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error as error:
        if connection is not None:
            await connection.close()
        _complain(error)
        raise
    return connection
