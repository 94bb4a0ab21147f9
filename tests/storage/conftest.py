"""One database per test, of every kind there is."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.unit import Database
from tests.storage.databases import KINDS, open_database


@pytest.fixture(params=KINDS)
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    async with open_database(request.param, tmp_path) as opened:
        yield opened
