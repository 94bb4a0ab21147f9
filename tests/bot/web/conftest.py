"""A web house for every test of the page."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.web.house import WebHouse, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[WebHouse]:
    """An empty installation with its page."""
    async with open_house(tmp_path) as opened:
        yield opened
