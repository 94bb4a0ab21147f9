"""A room for every dialogue."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.talk import Room
from tests.talk.room import open_room


@pytest.fixture
async def room(tmp_path: Path, server: str | None) -> AsyncIterator[Room]:
    """An empty installation."""
    async with open_room(tmp_path, server=server) as opened:
        yield opened
