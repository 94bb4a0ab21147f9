"""An open rehearsal room for every test of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.rehearse.visit import Visit, open_room


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    """A rehearsal that is open."""
    async with open_room(tmp_path / "rehearsal") as opened:
        yield opened
