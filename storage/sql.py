"""One way to say SQL to both databases: `?` placeholders, rows by name, transactions opened and closed by the unit."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Protocol, TypeVar

Row = Mapping[str, Any]
S = TypeVar("S")
T = TypeVar("T")

HANDFUL = 500
"""Rows of which something is made before others have their turn: some ten milliseconds."""


class Conflict(Exception):
    """A UNIQUE key, a foreign key or a lost race refused a write; the turn may be run once more."""


class Tangled(Conflict):
    """Two transactions waited for each other and this one had to give way: it must be begun again as a whole."""


class Unavailable(Exception):
    """The database cannot be read or written now: full disk, locked by another program, gone. Try again later."""


class TooNew(Unavailable):
    """A later version of the program has been at this database: this one does not know its schema."""


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

    async def changed(self, query: str, rows: Sequence[Sequence[object]]) -> int:
        """As `many`, for a write; the number of rows changed or added."""
        ...


class Transaction(Sql, Protocol):
    """A connection inside a transaction, with what matters only where several transactions write at a time."""

    skip_locked: str
    """What ends a SELECT so that it locks what it finds and leaves out what another transaction has locked."""

    async def ring(self) -> None:
        """Once this is committed, the other processes look for work at once."""
        ...

    async def go_on_counting(self, table: str, column: str) -> None:
        """After rows were written with their numbers: the next number given is beyond them."""
        ...

    async def together(self, subject: int) -> None:
        """Until the end of the transaction nobody has the subject alone; waits while somebody has.

        For what no constraint can judge: who casts a ballot holds it together with the others who do, who closes it
        holds it alone.
        """
        ...

    async def alone(self, subject: int) -> None:
        """Until the end of the transaction nobody else has the subject; waits while somebody has. Raises Tangled."""
        ...


async def made(rows: Sequence[S], make: Callable[[S], T]) -> list[T]:
    """What is made of each (row); of a long list in handfuls, between which others have their turn."""
    listed: list[T] = []
    for first in range(0, len(rows), HANDFUL):
        if first:
            await asyncio.sleep(0)
        listed += map(make, rows[first : first + HANDFUL])
    return listed


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
