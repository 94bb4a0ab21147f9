"""One database per test, of every kind there is."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.unit import Database
from tests.storage.databases import KINDS, new_file, opened


@pytest.fixture(params=KINDS)
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    where = new_file(tmp_path) if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    async with opened(where, tmp_path) as it:
        yield it
