"""The server in a process of its own, driven from here.

async with remote_api() as api:
    await api.phones(1000, first_id=6_000_000_000)
    at = (await api.presses([(6_000_000_000, "Đồng ý")]))["at"]
    await api.wait_for_calls("answerCallbackQuery", 1)
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import aiohttp
import orjson

_ROOT: Final = Path(__file__).parents[2]


class RemoteApi:
    """Every method is one request to `/control/<verb>`; AssertionError with the server's words when it fails."""

    def __init__(self, url: str, token: str, session: aiohttp.ClientSession, pid: int) -> None:
        self.url = url
        self.token = token
        self.pid = pid
        self._session = session

    async def control(self, verb: str, **body: Any) -> Any:
        async with self._session.post(f"{self.url}/control/{verb}", data=orjson.dumps(body)) as answer:
            result = orjson.loads(await answer.read())
            assert answer.status == 200, result["error"]
            return result

    async def phones(self, count: int, first_id: int) -> None:
        """Accounts with ids from `first_id` on, who all know the bot."""
        await self.control("phones", count=count, first_id=first_id)

    async def says(self, items: Iterable[tuple[int, str]]) -> float:
        """Returns time.monotonic() of the first; all are pushed at once."""
        return float((await self.control("says", items=list(items)))["at"])

    async def presses(self, items: Iterable[tuple[int, str]]) -> float:
        return float((await self.control("presses", items=list(items)))["at"])

    async def wait_for_calls(self, method: str, count: int, timeout: float = 60.0) -> float:
        """Until the bot has called it so often since the start (or `forget`). Returns time.monotonic()."""
        return float((await self.control("wait", method=method, count=count, timeout=timeout))["now"])

    async def all_taken(self, timeout: float = 60.0) -> float:
        """Until every update is acknowledged."""
        return float((await self.control("wait", timeout=timeout))["now"])

    async def calls(self, since: int = 0) -> list[list[Any]]:
        """[number, at, method, chat, status, fault] of each."""
        return list(await self.control("calls", since=since))

    async def taps(self) -> list[list[Any]]:
        """[person, query, pushed at, first effect at, answered at], 0 for what has not happened."""
        return list(await self.control("taps"))

    async def state(self) -> dict[str, Any]:
        return dict(await self.control("state"))


@asynccontextmanager
async def remote_api(*options: str) -> AsyncIterator[RemoteApi]:
    """Starts `python -m tests.bot_api` and stops it at the end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bot_api", "--watch-stdin", *options),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=_ROOT,
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        told = orjson.loads(await process.stdout.readline())
        timeout = aiohttp.ClientTimeout(total=None)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            yield RemoteApi(told["url"], told["token"], session, told["pid"])
    finally:
        process.stdin.close()
        await process.wait()
