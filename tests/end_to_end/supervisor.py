"""Starts the victim again whenever it was killed, as the service manager of a real machine does."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.bot_api import BotApi

ROOT = Path(__file__).parents[2]


class Supervisor:
    """Keeps one victim alive."""

    def __init__(self, folder: Path, api: BotApi, point: str, every: int) -> None:
        self._words = (str(folder), api.url, api.token, point, str(every))
        self._process: asyncio.subprocess.Process | None = None
        self.kills = 0

    async def run(self) -> None:
        """Starts it again and again until cancelled. Any end but SIGKILL is a failure of the program."""
        while True:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.end_to_end.victim", *self._words, cwd=ROOT
            )
            ended = await self._process.wait()
            if ended != -signal.SIGKILL:
                raise AssertionError(f"the program ended by itself: {ended}")
            self.kills += 1

    async def stop(self) -> None:
        """An orderly stop."""
        if self._process is not None and self._process.returncode is None:
            self._process.terminate()
            await self._process.wait()


@asynccontextmanager
async def kept_alive(folder: Path, api: BotApi, point: str, every: int) -> AsyncIterator[Supervisor]:
    """A victim that is started again after each of its deaths."""
    supervisor = Supervisor(folder, api, point, every)
    running = asyncio.ensure_future(supervisor.run())
    try:
        yield supervisor
        if running.done():
            running.result()
    finally:
        running.cancel()
        await supervisor.stop()
