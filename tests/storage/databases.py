"""The databases on which every storage test runs. Another kind is one more name in KINDS and one more branch here."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from storage import opening
from storage.sealing import Seals
from storage.unit import Database
from tests.talk.room import new_database

KINDS = ("sqlite", "postgres")
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def new_file(folder: Path) -> Path:
    """An empty SQLite database of this version's schema."""
    path = folder / "thidua.db"
    new_database(path)
    return path


@asynccontextmanager
async def opened(where: Path | str, folder: Path) -> AsyncIterator[Database]:
    """A database with keys in a folder and identities that can be foretold."""
    ids = itertools.count(1_000_001)
    database = await opening.open_database(where, lambda: next(ids), Seals(folder / "keys"))
    try:
        yield database
    finally:
        await database.close()
