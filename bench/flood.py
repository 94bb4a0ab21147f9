"""One person sends hundreds of messages a second while others go on pressing: how much longer the others wait."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import median

from bench import people
from bench.bots import SETTLED, Kind, prepare, running
from bench.people import FIRST
from bench.processes import present
from bench.report import Table
from bench.sizes import Sizes
from bench.talk import p95, waits
from bot.share import ARRIVALS
from tests.bot_api.remote import RemoteApi, remote_api
from tests.postgres import Cluster, programs

A_SECOND = 300  # messages of the flood
BEAT = 0.05  # seconds between two handfuls of them
TALKERS = 240  # others who press in one phase
EVERY = 0.025  # seconds between two presses
FIRST_SECOND = int(1 / EVERY)  # presses while the first three hundred are taken in
ROUNDS = 3
LONG = "Đề nghị cho biết " * 240  # nearly the longest that Telegram sends in one message
FLOOD = ("/vote", "/menu", LONG)
PER_CHAT = (1.0, 20)  # messages a second that Telegram takes for one chat, and how many at once after a rest


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds that the others waited, with nothing else to do and during a flood."""

    idle: Sequence[float]
    flooded: Sequence[float]


async def measure(database: str | None) -> Round:
    """One round of a new installation: one process with a file, or two with this database of a server."""
    with tempfile.TemporaryDirectory() as name:
        if database is None:
            prepare(Kind.OURS, Path(name), 1 + 2 * TALKERS)
        else:
            await people.on_server(database, 1 + 2 * TALKERS)
        async with remote_api() as api:
            await api.phones(1 + 2 * TALKERS, FIRST)
            async with running(Kind.OURS, api, Path(name), database, 1 if database is None else 2):
                if database is not None:
                    await present(database, 2)
                talkers = range(FIRST + 1, FIRST + 1 + 2 * TALKERS)
                await api.says((account, "/vote") for account in talkers)
                await api.wait_for_calls("sendMessage", len(talkers))
                await api.control("limits", per_chat=PER_CHAT)
                await asyncio.sleep(SETTLED)
                idle = await waits(api, talkers[:TALKERS], EVERY)
                async with _flood(api):
                    return Round(idle, await waits(api, talkers[TALKERS:], EVERY))


@asynccontextmanager
async def _flood(api: RemoteApi) -> AsyncIterator[None]:
    async def pour() -> None:
        handful = int(A_SECOND * BEAT)
        while True:
            await api.says((FIRST, FLOOD[number % len(FLOOD)]) for number in range(handful))
            await asyncio.sleep(BEAT)

    pouring = asyncio.create_task(pour())
    try:
        yield
    finally:
        pouring.cancel()
        await asyncio.gather(pouring, return_exceptions=True)


async def table(sizes: Sizes) -> Table:
    """One process, and two where there is a PostgreSQL server."""
    rows = [_row("SQLite, one process", [await measure(None) for _ in range(ROUNDS)])]
    if programs() is not None:
        with Cluster.made(("shared_buffers=128MB",)) as cluster:
            rounds = [await measure(cluster.new_database()) for _ in range(ROUNDS)]
            rows.append(_row("PostgreSQL, two processes", rounds))
    return Table(
        "A flood from one person",
        f"{A_SECOND} messages a second from one chat, a third of them as long as a message can be, to a server that"
        f" takes one answer a second for a chat. Meanwhile {TALKERS} others press, one every {EVERY * 1000:.0f} ms,"
        " from the first message of the flood on; the same number pressed before, with nothing else to do. In the first"
        f" second the program takes in {ARRIVALS.burst} messages, later nearly none. {ROUNDS} rounds, each with a new"
        f" installation, {SETTLED:.0f} s after its start; of all presses together, and (least–most) of the rounds.",
        (
            "",
            "half answered, idle",
            "… flood",
            "95 % answered, idle",
            "… flood",
            "… its first second",
            "ratio",
        ),
        rows,
    )


def _row(name: str, rounds: Sequence[Round]) -> tuple[str, ...]:
    idle = list(chain.from_iterable(each.idle for each in rounds))
    flooded = list(chain.from_iterable(each.flooded for each in rounds))
    first = list(chain.from_iterable(each.flooded[:FIRST_SECOND] for each in rounds))
    ratios = [p95(each.flooded) / p95(each.idle) for each in rounds]
    return (
        name,
        f"{median(idle) * 1000:.1f} ms",
        f"{median(flooded) * 1000:.1f} ms",
        f"{p95(idle):.1f} ms",
        f"{p95(flooded):.1f} ms",
        f"{p95(first):.1f} ms",
        f"{p95(flooded) / p95(idle):.2f}× ({min(ratios):.2f}–{max(ratios):.2f})",
    )
