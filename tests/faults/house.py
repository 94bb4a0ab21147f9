"""The whole program in this process, on a stage that was set once, for tests of one trouble at a time."""

import asyncio
import contextlib
import shutil
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import App, Place, assemble
from bot.telegram import TelegramChannel
from tests.bot_api import BotApi
from tests.faults.crowd import Crowd, Kind, Person
from tests.faults.program import PlayClock
from tests.faults.stage import Scene
from tests.faults.witness import Witness
from tests.talk.room import ZONE

SEED = 7


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
    async def open(self) -> AsyncIterator[App]:
        """The program serves."""
        channel = TelegramChannel(self.api.token, self.api.url)
        folder = self.folder
        place = Place(folder / "data" / "thidua.db", folder / "data" / "files", folder / "keys")
        async with assemble(place, PlayClock(time.time()), ZONE, [channel]) as app:
            serving = asyncio.ensure_future(app.serve())
            try:
                yield app
            finally:
                serving.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await serving
                await channel.close()

    async def nothing_waits(self) -> None:
        """Every update is worked on, every letter sent."""
        await self.api.all_taken(60)
        async with asyncio.timeout(60):
            while await self.witness.number(  # noqa: ASYNC110 - nobody rings when there is nothing left
                "SELECT (SELECT count(*) FROM inbox WHERE done_at IS NULL)"
                " + (SELECT count(*) FROM outbox WHERE state = 'due')"
            ):
                await asyncio.sleep(0.05)


@asynccontextmanager
async def house(set_stage: Path, scene: Scene, folder: Path) -> AsyncIterator[House]:
    """A copy of the stage in this folder."""
    shutil.copytree(set_stage, folder, dirs_exist_ok=True)
    async with BotApi() as api:
        yield House(folder, api, scene)
