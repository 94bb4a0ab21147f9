"""`thidua run` is killed with SIGKILL while people are on the page, or Telegram delivers to a webhook: each word counts
once and has one answer. (Hundreds of kills while Telegram is polled: `make faults`.)
"""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, closing
from functools import partial
from pathlib import Path

import httpx
import pytest

from tests.bot.web.house import new_key, open_house
from tests.bot_api import BotApi, Phone
from tests.end_to_end.test_run import SECRET, thidua

PEOPLE, KILLS = 4, 3
LONG = 60.0  # seconds


class Page:
    """Somebody's page, which says everything again until it has arrived."""

    def __init__(self, url: str, account: str, cookie: str, token: str) -> None:
        self.account = account
        self._http = httpx.AsyncClient(base_url=url, cookies={"thidua": cookie}, timeout=LONG)
        self._headers = {"origin": url, "x-page": token}
        self.said: list[str] = []

    async def talks(self, arrived: Callable[[], None]) -> None:
        """Until cancelled."""
        try:
            while True:
                text = f"/trogiup {len(self.said)}"
                self.said.append(text)
                await self._say({"key": new_key(), "text": text, "language": "vi"})
                arrived()
                await asyncio.sleep(0.1)  # nobody types faster
        finally:
            await self._http.aclose()

    async def _say(self, fields: dict[str, str]) -> None:
        while True:
            try:
                answer = await self._http.post("/api/say", json=fields, headers=self._headers)
            except httpx.TransportError:
                await asyncio.sleep(0.05)
                continue
            if answer.status_code == 200:
                return
            if answer.json()["refused"] == "token":
                hello = await self._http.post("/api/hello", json={"language": "vi"}, headers=self._headers)
                self._headers["x-page"] = hello.json()["token"]
                continue
            assert answer.status_code in (429, 503), answer.text
            await asyncio.sleep(0.2)


@pytest.mark.slow
async def test_what_is_said_on_the_page_counts_once_though_the_program_is_killed(
    port: int, tmp_path: Path
) -> None:
    url = f"http://127.0.0.1:{port}"
    settings = {"WEB_PORT": str(port), "PUBLIC_URL": url}
    pages = [page async for page in _joined(tmp_path, url)]
    heard, more = 0, asyncio.Event()

    def arrived() -> None:
        nonlocal heard
        heard += 1
        more.set()

    async def hear(number: int) -> None:
        wanted = heard + number
        async with asyncio.timeout(LONG):
            while heard < wanted:
                more.clear()
                await more.wait()

    file = tmp_path / "data" / "thidua.db"
    async with AsyncExitStack() as last:
        async with _all(pages, arrived):
            for _ in range(KILLS):
                async with thidua(tmp_path, "run", **settings) as process:
                    await hear(3 * PEOPLE)
                    process.kill()
                    await process.wait()
            await last.enter_async_context(thidua(tmp_path, "run", **settings))
            await hear(PEOPLE)
        await _all_done(file)  # people say more in a moment than a busy machine answers
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute("SELECT account, mine, body FROM web_message ORDER BY place").fetchall()
    for page in pages:
        mine = [json.loads(body)["text"] for account, mine, body in rows if account == page.account and mine]
        answers = sum(account == page.account and not mine for account, mine, _ in rows)
        arrived_for_sure = page.said[:-1]  # the last may have been on its way at the end
        assert [text for text in mine if text in arrived_for_sure] == arrived_for_sure
        assert len(mine) - answers in (0, 1)


@asynccontextmanager
async def _all(pages: list[Page], arrived: Callable[[], None]) -> AsyncIterator[None]:
    talking = [asyncio.create_task(page.talks(arrived)) for page in pages]
    try:
        yield
        assert not any(task.done() for task in talking)
    finally:
        for task in talking:
            task.cancel()
        await asyncio.gather(*talking, return_exceptions=True)


async def _joined(folder: Path, url: str) -> AsyncIterator[Page]:
    async with open_house(folder, public=url) as house:
        for number in range(PEOPLE):
            browser = await house.browser(host=httpx.URL(url).netloc.decode())
            here, house.url = house.url, url
            device = (await browser.begins())["device"]
            await house.bind(device, await house.room.enrolled(f"Nguyễn Văn {'ABCD'[number]}"))
            await browser.hello()
            house.url = here
            yield Page(url, device, browser.http.cookies["thidua"], browser.token)


@pytest.mark.slow
async def test_a_webhook_hears_everybody_once_though_the_program_is_killed(port: int, tmp_path: Path) -> None:
    url = f"http://127.0.0.1:{port}"
    async with BotApi() as api:
        settings = {
            "WEB_PORT": str(port), "PUBLIC_URL": url, "TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.url,
            "TELEGRAM_WEBHOOK_URL": f"{url}/telegram", "TELEGRAM_WEBHOOK_SECRET": SECRET,
        }  # fmt: skip
        everybody = []
        for life in range(KILLS):
            async with thidua(tmp_path, "run", **settings) as process:
                people = [api.phone(f"Người {life}-{number}") for number in range(PEOPLE)]
                everybody += people
                for who in people:
                    await who.says("/start")
                await people[0].wait_for("mã tham gia", LONG)
                for who in people:
                    await who.says("/trogiup")
                process.kill()
                await process.wait()
        async with thidua(tmp_path, "run", **settings):
            for who in everybody:
                await who.wait_until(partial(_has, who, 2), LONG)
            await api.all_taken(LONG)
            heard = said = (0, 0)
            async with asyncio.timeout(LONG):
                while said != (2 * len(everybody),) * 2:
                    await asyncio.sleep(0.1)
                    heard, said = _written(tmp_path / "data" / "thidua.db")
    assert heard == said, (
        "every update had its turn, once; an answer that was on the line may have come again"
    )
    assert api.refusals == []


async def _all_done(file: Path) -> None:
    """Until every update that was stored has had its turn, and its answer is sent."""
    async with asyncio.timeout(LONG):
        while any(there != done for there, done in _written(file)):  # noqa: ASYNC110 - a database tells nobody
            await asyncio.sleep(0.1)


def _written(file: Path) -> tuple[tuple[int, int], tuple[int, int]]:
    """Updates, and those of them that were done; letters, and those of them that were sent."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        heard = database.execute("SELECT count(*), count(done_at) FROM inbox").fetchone()
        said = database.execute("SELECT count(*), coalesce(sum(state = 'sent'), 0) FROM outbox").fetchone()
    return heard, said


def _has(who: Phone, answers: int) -> bool:
    return len(who.received) >= answers
