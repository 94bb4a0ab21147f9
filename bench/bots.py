"""A bot as a process of its own on a folder of its own, and what it costs the machine."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from bench import people
from tests.bot_api.remote import RemoteApi

ROOT = Path(__file__).parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
SETTLED = (
    14.0  # seconds after its first answer, when this program has loaded what papers will need (`bot/app.py`)
)


class Kind(Enum):
    """Whose bot."""

    OURS = "ours"
    PEER = "peer"
    PEER_UVLOOP = "peer on uvloop"


@dataclass(frozen=True, slots=True)
class Bot:
    """A running bot, of one or more processes."""

    pids: tuple[int, ...]

    def cpu(self) -> float:
        """Seconds of processor time so far, of all its threads, in user and kernel mode (Linux only)."""
        return sum(map(cpu_of, self.pids))

    def memory(self) -> int:
        """Bytes of memory that are really in use (Linux only)."""
        return sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in self.pids) * PAGE


def cpu_of(pid: int) -> float:
    """Seconds of processor time of one process."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def prepare(kind: Kind, folder: Path, count: int) -> None:
    """The bot's database with so many people."""
    if kind is Kind.OURS:
        people.ours(folder / "ours", count)
    else:
        people.peer(folder / "peer.db", count)


@asynccontextmanager
async def running(
    kind: Kind, api: RemoteApi, folder: Path, server: str | None = None, processes: int = 1
) -> AsyncIterator[Bot]:
    """Starts a bot on a prepared folder, and where there is one on a database of a server; terminates it at the end."""
    words = ["--url", api.url, "--token", api.token]
    if kind is Kind.OURS:
        words += ["--folder", str(folder / "ours"), *(("--server", server) if server else ())]
    else:
        words += ["--database", str(folder / "peer.db"), *(("--uvloop",) if kind is Kind.PEER_UVLOOP else ())]
    module = "bench.ours" if kind is Kind.OURS else "bench.peer"
    async with AsyncExitStack() as stack:
        started = [await stack.enter_async_context(process(module, *words)) for _ in range(processes)]
        yield Bot(tuple(one.pid for one in started))


@asynccontextmanager
async def process(module: str, *words: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A module as a process, terminated at the end. BENCH_SHOW=1 shows what it complains about."""
    started = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *words),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=None if os.environ.get("BENCH_SHOW") else asyncio.subprocess.DEVNULL,
    )
    try:
        yield started
    finally:
        started.terminate()
        await started.wait()
