"""One person guesses codes by Telegram and on the page, against the whole program: on SQLite one process, on PostgreSQL
two that share a database. The guesses are counted together, and killing the program gives none back.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import httpx
import pytest

from bot.clock import fresh_id
from campaign.joining.invites import MOST_WRONG
from storage.opening import open_database
from storage.sealing import Seals
from tests.bot.web.house import Browser, WebHouse
from tests.bot_api import BotApi, Phone
from tests.end_to_end import story
from tests.end_to_end.test_run import thidua
from tests.end_to_end.test_story import PATIENCE, OnTelegram

WRONG = "0000-0000-0000-0000"
UNKNOWN, WAIT = "Không có mã này", "thử lại sau"


class Address:
    """Where the page is: what a browser needs to know of a house."""

    def __init__(self, url: str) -> None:
        self.url = url

    async def quiet(self) -> None:
        """Every guess waits for its answer, which is one message: nothing else is ever under way."""


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'thidua.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


@asynccontextmanager
async def serving(folder: Path, settings: Mapping[str, str]) -> AsyncIterator[None]:
    """The program, as one process or two; killed at the end."""
    async with AsyncExitStack() as stack:
        for _ in range(2 if settings["DATABASE_URL"].startswith("postgresql") else 1):
            process = await stack.enter_async_context(thidua(folder, "run", **settings))
            stack.callback(process.kill)
        await is_open(settings["PUBLIC_URL"])
        yield


async def is_open(url: str) -> None:
    async with asyncio.timeout(PATIENCE), httpx.AsyncClient(base_url=url) as client:
        while True:
            try:
                await client.get("/")
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return


async def has_also(where: str, folder: Path, phone: Phone, device: str) -> None:
    """Makes a browser one more phone of whoever has joined by Telegram."""
    place = Path(where.removeprefix("sqlite:///")) if where.startswith("sqlite") else where
    database = await open_database(place, fresh_id, Seals(folder / "keys"))
    try:
        async with database.unit() as unit:
            person = await unit.people.by_account("telegram", str(phone.chat.user.id))
            assert person is not None
            await unit.people.bind("web", device, person.id, "Chrome", datetime.now(UTC))
            await unit.commit()
    finally:
        await database.close()


async def test_guesses_by_telegram_and_on_the_page_are_counted_together_and_outlive_the_program(
    where: str, port: int, tmp_path: Path
) -> None:
    url = f"http://127.0.0.1:{port}"
    settings = {"DATABASE_URL": where, "WEB_PORT": str(port), "PUBLIC_URL": url}
    codes = await story.roster_and_codes(tmp_path, **settings)
    async with BotApi() as api, httpx.AsyncClient(base_url=url, timeout=PATIENCE) as client:
        settings |= {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.url}
        phone, browser = api.phone("Phạm Thị D"), Browser(cast(WebHouse, Address(url)), client)
        telegram = OnTelegram(phone)
        async with serving(tmp_path, settings):
            await story.everybody_joins({"Phạm Thị D": telegram}, codes)
            await has_also(where, tmp_path, phone, str((await browser.begins())["device"]))
            for number in range(MOST_WRONG):
                assert UNKNOWN in await (by_page(browser) if number % 2 else by_telegram(telegram))
            assert WAIT in await by_page(browser)
            assert WAIT in await by_telegram(telegram)
        async with serving(tmp_path, settings):
            assert WAIT in await by_telegram(telegram)
            assert WAIT in await by_page(browser)


async def by_telegram(actor: OnTelegram) -> str:
    """What is answered to a wrong code."""
    await actor.says(WRONG)
    return await actor.reads("mã")


async def by_page(browser: Browser) -> str:
    """What is answered to a wrong code."""
    answer: Mapping[str, Any] = await browser.asks(WRONG)
    return str(answer["text"])
