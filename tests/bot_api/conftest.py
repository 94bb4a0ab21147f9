"""A server on a clock that stands still, and a bare HTTP client that asks it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeAlias

import aiohttp
import pytest

from tests.bot_api import BotApi, ManualClock, Phone

Ask: TypeAlias = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def api(clock: ManualClock) -> AsyncIterator[BotApi]:
    async with BotApi(now=clock) as server:
        yield server


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


@pytest.fixture
def ask(api: BotApi, session: aiohttp.ClientSession) -> Ask:
    """POST with a JSON body; the whole answer."""

    async def asking(method: str, **values: Any) -> dict[str, Any]:
        async with session.post(f"{api.base_url}{api.token}/{method}", json=values) as answer:
            result: dict[str, Any] = await answer.json()
            return result

    return asking


@pytest.fixture
def an(api: BotApi) -> Phone:
    """Somebody who has written to the bot before."""
    phone = api.phone("Nguyễn Văn An", username="an_nguyen")
    phone.knows_the_bot()
    return phone
