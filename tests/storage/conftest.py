"""A real database file for every test of a store."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.clock import fresh_id
from storage.migrate import upgrade
from storage.sealing import Seals
from storage.unit import Database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database of this version's schema."""
    path = tmp_path / "thidua.db"
    upgrade(f"sqlite:///{path}")
    opened = await Database.open(path, fresh_id, Seals(tmp_path / "keys"))
    yield opened
    await opened.close()
