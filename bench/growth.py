"""What more people on the roster cost: the start, a turn, memory. The same few talk in each."""

import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.bots import Kind, prepare, running
from bench.people import FIRST
from bench.report import Table
from bench.rule import OPTIONS
from bench.sizes import Sizes
from tests.bot_api.remote import remote_api

TALKERS = 100


@dataclass(frozen=True, slots=True)
class Grown:
    """One size."""

    people: int
    first_answer_s: float  # from starting the process to the answer to what waited
    turn_ms: float  # processor time of /vote and of a press together
    memory_mb: float
    memory_worked_mb: float


async def measure(people: int) -> Grown:
    """A new installation of this size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await asyncio.to_thread(prepare, Kind.OURS, folder, people)
        async with remote_api() as api:
            talkers = range(FIRST, FIRST + TALKERS)
            await api.phones(TALKERS, FIRST)
            await api.says([(FIRST, "/vote")])
            begun = time.monotonic()
            async with running(Kind.OURS, api, folder) as bot:
                await api.wait_for_calls("sendMessage", 1, timeout=120)
                first = time.monotonic() - begun
                await asyncio.sleep(2)
                memory, before = bot.memory(), bot.cpu()
                await api.says((account, "/vote") for account in talkers)
                await api.wait_for_calls("sendMessage", 1 + TALKERS, timeout=60)
                await api.presses((account, OPTIONS[0]) for account in talkers)
                await api.wait_for_calls("editMessageText", TALKERS, timeout=60)
                await asyncio.sleep(1)
                spent = bot.cpu() - before
                return Grown(people, first, spent / TALKERS * 1000, memory / 1e6, bot.memory() / 1e6)


async def table(sizes: Sizes) -> Table:
    """Every size once."""
    runs = [await measure(people) for people in sizes.rosters]
    return Table(
        "More people on the roster",
        f"The same {TALKERS} people ask for the ballot and vote. From starting the process to the answer to what had"
        " been asked before; processor time of both turns; memory before and after them.",
        ("people", "start to first answer", "two turns", "memory", "memory after the turns"),
        [
            (
                f"{run.people:,}",
                f"{run.first_answer_s:.2f} s",
                f"{run.turn_ms:.2f} ms",
                f"{run.memory_mb:.0f} MB",
                f"{run.memory_worked_mb:.0f} MB",
            )
            for run in runs
        ],
    )
