"""Kills at moments drawn from a seed: the program with SIGKILL, the database server in crash mode."""

import asyncio
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from tests.bot_api import BotApi
from tests.faults.nursery import Nursery
from tests.faults.program import OUT_OF_REACH, Orders

SHORTEST = 0.02  # seconds from a start to the next kill
OFTEN_EARLY = 0.2  # part of the kills that come while the program starts
STARTING = 0.4  # seconds
CALLS_OF_A_START = frozenset(("getme", "deletewebhook", "getupdates", "setmycommands"))


@dataclass(frozen=True, slots=True)
class Plague:
    """So many kills, so many seconds apart on average; after every so many the server crashes (0: never)."""

    kills: int
    mean: float
    crash_every: int = 0


class Deaths:
    """Keeps a number of processes alive, and kills them."""

    def __init__(self, nursery: Nursery, orders: Orders, processes: int, api: BotApi, seed: int) -> None:
        self._nursery = nursery
        self._orders = orders
        self._wanted = processes
        self._api = api
        self._chance = random.Random(f"deaths {seed}")
        self._living: list[int] = []
        self._seeing = asyncio.Lock()
        self.kills = self.crashes = self.starts = self.out_of_reach = self.at_work = 0
        self.trouble: list[str] = []

    @property
    def living(self) -> list[int]:
        """The processes that live."""
        return [pid for pid in self._living if self._nursery.has_ended(pid) is None]

    async def rage(self, plague: Plague, crash: Callable[[], None] | None) -> None:
        """Until all kills are done; then everything lives."""
        for number in range(1, plague.kills + 1):
            said = self._said()
            await asyncio.sleep(self._moment(plague.mean))
            async with self._seeing:  # else nobody may live yet of those who are started again
                await self._nursery.kill(self._chance.choice(self._living))
            self.kills += 1
            self.at_work += self._said() > said
            await self.see_to_them()
            if crash is not None and plague.crash_every and number % plague.crash_every == 0:
                await asyncio.get_running_loop().run_in_executor(None, crash)
                self.crashes += 1
                await self.see_to_them()

    async def see_to_them(self) -> None:
        """As a service manager does: what has ended is started again.

        Whoever looks meanwhile waits: two would start two, and `thidua run` lets no second one onto a SQLite file.
        """
        async with self._seeing:
            await self._see_to_them()

    async def _see_to_them(self) -> None:
        for pid in list(self._living):
            ended = self._nursery.has_ended(pid)
            if ended is None:
                continue
            self._living.remove(pid)
            if ended == OUT_OF_REACH and self._orders.server is not None:
                self.out_of_reach += 1
            elif ended != -signal.SIGKILL:
                self.trouble.append(f"the program ended by itself: {ended}")
        while len(self._living) < self._wanted:
            self._living.append(await self._nursery.bear(self._orders))
            self.starts += 1

    def _moment(self, mean: float) -> float:
        if self._chance.random() < OFTEN_EARLY:
            return self._chance.uniform(SHORTEST, STARTING)
        return SHORTEST + self._chance.expovariate(1.0 / mean)

    def _said(self) -> int:
        counts: Counter[str] = self._api.journal.counts
        return sum(n for method, n in counts.items() if method not in CALLS_OF_A_START)


@asynccontextmanager
async def watched(deaths: Deaths) -> AsyncIterator[None]:
    """Between kills, too, whatever ended is started again."""

    async def watch() -> None:
        while True:
            await asyncio.sleep(0.5)
            await deaths.see_to_them()

    await deaths.see_to_them()
    watching = asyncio.create_task(watch())
    try:
        yield
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
