"""Moves an installation to another database: every row of every table, counted and compared before it is committed.

Both databases are at this version's schema. The source is read in one consistent picture and never changed; who wants
nothing left behind stops the program first.
"""

import hashlib
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Table

from storage.schema import metadata
from storage.sql import Row, Sql
from storage.unit import Database

PAGE = 1000  # rows at a time


@dataclass(frozen=True, slots=True)
class Moved:
    """Everything is there and was compared: how many rows of each table."""

    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class NotEmpty:
    """The target has rows in this table already. Nothing was written."""

    table: str


@dataclass(frozen=True, slots=True)
class Differs:
    """What was written to this table does not read as what was there. Nothing was kept."""

    table: str


@dataclass(frozen=True, slots=True)
class Tally:
    """A table's rows: how many, and a checksum of all they hold in the order of their keys."""

    rows: int
    sha256: str


async def move(source: Database, target: Database) -> Moved | NotEmpty | Differs:
    """Copies everything in one transaction of the target. Raises Unavailable, Conflict for damaged rows."""
    tables = metadata.sorted_tables
    async with source.reading() as there, target.unit() as here:
        for table in tables:
            if await here.sql.one(f'SELECT 1 AS one FROM "{table.name}" LIMIT 1') is not None:
                return NotEmpty(table.name)
        for table in tables:
            await _copy(table, there.sql, here.sql)
        counted: dict[str, int] = {}
        for table in tables:
            tally = await tallied(table, here.sql)
            if tally != await tallied(table, there.sql):
                return Differs(table.name)
            counted[table.name] = tally.rows
        await here.sql.go_on_counting("inbox", "seq")
        await here.commit()
    return Moved(counted)


async def tallied(table: Table, sql: Sql) -> Tally:
    """Counts and sums up a table."""
    digest, rows = hashlib.sha256(), 0
    async for page in pages(table, sql):
        rows += len(page)
        for row in page:
            digest.update(repr(_plain(table, row)).encode())
    return Tally(rows, digest.hexdigest())


async def _copy(table: Table, there: Sql, here: Sql) -> None:
    columns = [column.name for column in table.columns]
    own = _own(table)
    marks = ", ".join("?" for _ in columns)
    insert = f'INSERT INTO "{table.name}" ({_listed(columns)}) VALUES ({marks})'
    late: list[tuple[str, list[object], object]] = []
    async for page in pages(table, there):
        values = [dict(zip(columns, _plain(table, row), strict=True)) for row in page]
        for row in values:
            for column in own:  # a row may refer to one that is not there yet
                if row[column] is not None:
                    late.append((column, [row[key] for key in _keys(table)], row[column]))
                    row[column] = None
        await here.many(insert, [list(row.values()) for row in values])
    for column, keys, value in late:
        where = " AND ".join(f'"{key}" = ?' for key in _keys(table))
        await here.run(f'UPDATE "{table.name}" SET "{column}" = ? WHERE {where}', value, *keys)


async def pages(table: Table, sql: Sql) -> AsyncIterator[Sequence[Row]]:
    """Every row of a table, so many at a time, in the order of its keys."""
    keys = _keys(table)
    query = f'SELECT {_listed([c.name for c in table.columns])} FROM "{table.name}"'
    order = f" ORDER BY {_listed(keys)} LIMIT {PAGE}"
    page = await sql.all(query + order)
    while page:
        yield page
        last = [page[-1][key] for key in keys]
        marks = ", ".join("?" for _ in keys)
        page = await sql.all(f"{query} WHERE ({_listed(keys)}) > ({marks}){order}", *last)


def _plain(table: Table, row: Row) -> tuple[object, ...]:
    values = (row[column.name] for column in table.columns)
    return tuple(bytes(v) if isinstance(v, (bytes, memoryview)) else v for v in values)


def _own(table: Table) -> list[str]:
    """The columns that name a row of the same table."""
    return [
        column.name
        for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]


def _keys(table: Table) -> list[str]:
    return [column.name for column in table.primary_key.columns] or [column.name for column in table.columns]


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
