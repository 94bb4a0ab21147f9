"""The databases on which every storage test runs. Another kind is one more name in KINDS and one more branch here."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from storage.migrate import upgrade
from storage.sealing import Seals
from storage.unit import Database

KINDS = ("sqlite",)
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@asynccontextmanager
async def open_database(kind: str, folder: Path) -> AsyncIterator[Database]:
    """An empty database of a kind, at this version's schema."""
    assert kind == "sqlite"
    path = folder / "thidua.db"
    await asyncio.to_thread(upgrade, f"sqlite:///{path}")
    ids = itertools.count(1_000_001)
    database = await Database.open(path, lambda: next(ids), Seals(folder / "keys"))
    try:
        yield database
    finally:
        await database.close()
