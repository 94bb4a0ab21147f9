"""The whole program in this process, on a stage that was set once, for tests of one trouble at a time."""

import asyncio
import contextlib
import shutil
import socket
import time
from collections import Counter
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Literal

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from bot.app import App
from bot.assembly import assemble
from bot.ground import Place
from bot.telegram import TelegramChannel, Webhook
from bot.telegram_webhook import endpoint
from bot.web.server import listen
from tests.bot_api import BotApi
from tests.faults.crowd import Crowd, Kind, Person
from tests.faults.program import PlayClock
from tests.faults.stage import Scene
from tests.faults.verdict import judged, spinning
from tests.faults.witness import Witness
from tests.talk.room import ZONE

SEED = 7
SECRET = "a-secret-of-the-webhook"
By = Literal["polling", "webhook"]
DRAIN = 60.0  # seconds until the last letter has left
UNDONE = "SELECT count(*) FROM inbox WHERE done_at IS NULL"
UNSENT = "SELECT count(*) FROM outbox WHERE state = 'due'"
LEFT = f"SELECT ({UNDONE}) + ({UNSENT})"


class House:
    """An installation with people in it. `app` runs while `open` does."""

    def __init__(self, folder: Path, api: BotApi, scene: Scene) -> None:
        self.folder = folder
        self.api = api
        self.scene = scene
        self.witness = Witness(folder, None)
        self.too_early: list[tuple[Kind, int]] = []
        self.recorded: Counter[Kind] = Counter()
        self._enough = 0
        self.crowd = Crowd(api, scene, SEED, self._seen)

    def moves(self, folder: Path) -> None:
        """The program is to run in another folder from now on."""
        self.folder = folder
        self.witness = Witness(folder, None)

    @property
    def colleague(self) -> Person:
        """Somebody with a report to write."""
        return next(who for who in self.crowd.people if who.player and not who.player.is_head)

    @property
    def others(self) -> list[Person]:
        """Everybody but the secretary and that colleague."""
        return [who for who in self.crowd.people if who.player and who is not self.colleague]

    async def act(self, enough: int) -> None:
        """The crowd acts until so many acts are recorded, and finishes."""
        self._enough = enough
        await self.crowd.act()

    async def _seen(self, who: Person, kind: Kind, number: int) -> None:
        self.recorded[kind] += 1
        if not await self.witness.is_recorded(self.scene, who, kind, number):
            self.too_early.append((kind, number))
        if self._enough and self.recorded.total() >= self._enough:
            self.crowd.stop()

    @asynccontextmanager
    async def open(self, by: By = "polling") -> AsyncIterator[App]:
        """The program serves, and hears by asking for updates or at an address that they are sent to."""
        async with AsyncExitStack() as stack:
            listening = stack.enter_context(listen("127.0.0.1", 0))
            url = f"http://127.0.0.1:{listening.getsockname()[1]}/telegram"
            hook = Webhook(url, SECRET) if by == "webhook" else None
            channel = TelegramChannel(self.api.token, self.api.url, webhook=hook)
            stack.push_async_callback(channel.close)
            clock = PlayClock(time.time())
            app = await stack.enter_async_context(assemble(self._place(), clock, ZONE, [channel]))
            await stack.enter_async_context(_running(app.serve()))
            if hook is not None:
                await stack.enter_async_context(_door(app, channel, listening))
            yield app

    def _place(self) -> Place:
        folder = self.folder
        return Place(folder / "data" / "thidua.db", folder / "data" / "files", folder / "keys")

    async def all_is_well(self, but: str = "Too Many Requests") -> None:
        """Nothing is lost, doubled, refused (`but` for this) or out of order, and no tap spins. The program no longer
        runs.
        """
        verdict = await judged(self.folder, None, self.api, self.scene, self.crowd, self.witness)
        # Only the server knows whether a flood wait is for one chat or for all: some chats find out by asking.
        other = [what for what in verdict.other if but not in what]
        found = verdict.wrong + verdict.lost + other
        assert found == [], found
        assert self.too_early == []

    async def nothing_waits(self) -> None:
        """Every update is worked on, every letter sent, every press answered.

        That a press has its answer stands in no table: it may have to be tried again when its letter has long arrived,
        and a program that is stopped meanwhile gives it up.
        """
        await self.api.all_taken(DRAIN)
        async with asyncio.timeout(DRAIN):
            while spinning(self.api) or await self.witness.number(LEFT):  # noqa: ASYNC110 - nobody rings for the last
                await asyncio.sleep(0.05)

    async def all_wait(self, letters: int) -> None:
        """Until every update is worked on, and so many letters are all that is left to be sent."""
        await self.api.all_taken(DRAIN)
        async with asyncio.timeout(DRAIN):
            while (await self.witness.number(UNDONE), await self.witness.number(UNSENT)) != (0, letters):  # noqa: ASYNC110
                await asyncio.sleep(0.05)


@asynccontextmanager
async def _running(serving: Coroutine[object, object, None]) -> AsyncIterator[None]:
    task = asyncio.ensure_future(serving)
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@asynccontextmanager
async def _door(app: App, channel: TelegramChannel, listening: socket.socket) -> AsyncIterator[None]:
    """Where Telegram delivers."""
    routes = [Route("/telegram", endpoint(channel, SECRET, app.ingest), methods=["POST"])]
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), log_config=None, lifespan="off"))
    serving = asyncio.ensure_future(server.serve([listening]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving


@asynccontextmanager
async def house(set_stage: Path, scene: Scene, folder: Path) -> AsyncIterator[House]:
    """A copy of the stage in this folder."""
    shutil.copytree(set_stage, folder, dirs_exist_ok=True)
    async with BotApi() as api:
        yield House(folder, api, scene)
