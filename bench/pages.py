"""A notice to everybody while everybody has the page open: when the last one has it, and what an open page costs."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from bench import people
from bench.bots import SETTLED, Bot, process
from bench.people import cookie
from bench.report import Table
from bench.sizes import Sizes
from bot.web.visitors import page_token

AT_ONCE = 50  # pages opened at a time
NEWS = b"The meeting is tomorrow."
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Shown:
    """One broadcast to open pages. Seconds from sending the command."""

    first_s: float
    median_s: float
    last_s: float
    idle_mb: float
    open_mb: float
    cpu_ms: float  # a page


async def measure(pages: int) -> Shown:
    """A new installation; the first person tells everybody."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "ours"
        await asyncio.to_thread(people.with_pages, folder, pages)
        async with process("bench.house", "--folder", str(folder)) as started, AsyncExitStack() as stack:
            assert started.stdout is not None
            url, bot = (await started.stdout.readline()).decode().strip(), Bot((started.pid,))
            await asyncio.sleep(SETTLED)
            idle = bot.memory()
            connector = aiohttp.TCPConnector(limit=0)
            timeout = aiohttp.ClientTimeout(total=None)
            http = await stack.enter_async_context(
                aiohttp.ClientSession(connector=connector, timeout=timeout)
            )
            streams = await _opened(stack, http, url, pages)
            await asyncio.sleep(1)
            opened, spent = bot.memory(), bot.cpu()
            waiting = [asyncio.create_task(_told_at(stream)) for stream in streams]
            begun = time.monotonic()
            await _tell(http, url)
            told = sorted(await asyncio.wait_for(asyncio.gather(*waiting), PATIENCE))
            await asyncio.sleep(1)
            waits = [at - begun for at in told]
            return Shown(
                waits[0], waits[len(waits) // 2], waits[-1], idle / 1e6, opened / 1e6,
                (bot.cpu() - spent) / pages * 1000,
            )  # fmt: skip


async def _opened(
    stack: AsyncExitStack, http: aiohttp.ClientSession, url: str, pages: int
) -> list[aiohttp.StreamReader]:
    streams: list[aiohttp.StreamReader] = []
    for start in range(0, pages, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, pages))
        streams += await asyncio.gather(
            *(stack.enter_async_context(_page(http, url, number)) for number in numbers)
        )
    return streams


@asynccontextmanager
async def _page(http: aiohttp.ClientSession, url: str, number: int) -> AsyncIterator[aiohttp.StreamReader]:
    headers = {"cookie": f"thidua={cookie(number)}"}
    async with http.get(f"{url}/api/stream?after=0", headers=headers) as answer:
        assert answer.status == 200, await answer.text()
        await answer.content.readuntil(b"\n\n")
        yield answer.content


async def _told_at(stream: aiohttp.StreamReader) -> float:
    while NEWS not in await stream.readuntil(b"\n\n"):
        pass
    return time.monotonic()


async def _tell(http: aiohttp.ClientSession, url: str) -> None:
    headers = {"cookie": f"thidua={cookie(0)}", "x-page": page_token(cookie(0)), "origin": url}
    async with http.post(
        f"{url}/api/say", json={"key": "tell-everybody", "text": "/tell"}, headers=headers
    ) as answer:
        assert answer.status == 200, await answer.text()


async def table(sizes: Sizes) -> Table:
    """One broadcast."""
    shown = await measure(sizes.pages)
    return Table(
        f"A notice to {sizes.pages:,} people who have the page open",
        "Server-sent events; every message is stored before it is shown. Time from the command until a page has it.",
        (
            "pages",
            "first",
            "half",
            "last",
            "processor ms/page",
            "memory idle",
            "memory with all pages",
            "a page",
        ),
        [
            (
                f"{sizes.pages:,}",
                f"{shown.first_s:.2f} s",
                f"{shown.median_s:.2f} s",
                f"{shown.last_s:.2f} s",
                f"{shown.cpu_ms:.2f}",
                f"{shown.idle_mb:.0f} MB",
                f"{shown.open_mb:.0f} MB",
                f"{(shown.open_mb - shown.idle_mb) / sizes.pages * 1000:.0f} kB",
            )
        ],
    )
