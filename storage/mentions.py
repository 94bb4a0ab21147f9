"""Which kept files anything in the database still names: looked for in every text there is, so that none is forgotten.

A file is named by the hash of its content, in columns of its own, in JSON, in what a conversation waits for. Whoever
adds a table need not think of this.
"""

import asyncio
import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import LargeBinary, Table, Text

from storage.moving import pages
from storage.schema import metadata
from storage.sql import Row
from storage.unit import Database

HASH = re.compile(rb"[0-9a-f]{64}")


async def not_named(database: Database, names: set[str]) -> set[str]:
    """Those of these hashes that no row holds. Others go on working meanwhile: asked table by table, page by page."""
    left = set(names)
    for table in metadata.sorted_tables:
        columns = [c.name for c in table.columns if isinstance(c.type, (Text, LargeBinary))]
        if columns and left:
            left -= await _named_in(database, table, columns, left)
    return left


async def _named_in(database: Database, table: Table, columns: list[str], names: set[str]) -> set[str]:
    found: set[str] = set()
    async with database.at_leisure() as unit:
        async for page in pages(table, unit.sql):
            found |= names.intersection(_hashes(page, columns))
            await asyncio.sleep(0)
    return found


def _hashes(page: Any, columns: list[str]) -> Iterator[str]:
    for row in page:
        for column in columns:
            for found in HASH.findall(_bytes(row, column)):
                yield found.decode()


def _bytes(row: Row, column: str) -> bytes:
    value = row[column]
    if value is None:
        return b""
    return value.encode() if isinstance(value, str) else bytes(value)
