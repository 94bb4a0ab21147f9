"""A bot as a process of its own on a folder of its own, and what it costs the machine."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from bench import people
from tests.bot_api.remote import RemoteApi

ROOT = Path(__file__).parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


class Kind(Enum):
    """Whose bot."""

    OURS = "ours"
    PEER = "peer"
    PEER_UVLOOP = "peer on uvloop"


@dataclass(frozen=True, slots=True)
class Bot:
    """A running bot."""

    pid: int

    def cpu(self) -> float:
        """Seconds of processor time so far, of all its threads, in user and kernel mode (Linux only)."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def memory(self) -> int:
        """Bytes of memory that are really in use (Linux only)."""
        return int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * PAGE


def prepare(kind: Kind, folder: Path, count: int) -> None:
    """The bot's database with so many people."""
    if kind is Kind.OURS:
        people.ours(folder / "ours", count)
    else:
        people.peer(folder / "peer.db", count)


@asynccontextmanager
async def running(kind: Kind, api: RemoteApi, folder: Path) -> AsyncIterator[Bot]:
    """Starts a bot on a prepared folder; terminates it at the end."""
    where = (
        ("--folder", str(folder / "ours")) if kind is Kind.OURS else ("--database", str(folder / "peer.db"))
    )
    module = "bench.ours" if kind is Kind.OURS else "bench.peer"
    options = ("--uvloop",) if kind is Kind.PEER_UVLOOP else ()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, "--url", api.url, "--token", api.token, *where, *options),
        cwd=ROOT,
        stderr=None if os.environ.get("BENCH_SHOW") else asyncio.subprocess.DEVNULL,
    )
    try:
        yield Bot(process.pid)
    finally:
        process.terminate()
        await process.wait()
