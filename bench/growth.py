"""What more people on the roster cost: the start, a turn, memory. First the same few talk in each, then everybody."""

import asyncio
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.bots import Bot, Kind, prepare, running
from bench.people import FIRST
from bench.report import Table
from bench.rule import OPTIONS
from bench.sizes import Sizes
from tests.bot_api.remote import RemoteApi, remote_api

TALKERS = 100
LAID_OUT = 13.0  # seconds after which the program has loaded what it loads only once all is quiet
MENUS = 20
CHUNK = 2000  # people who speak at a time


@dataclass(frozen=True, slots=True)
class Grown:
    """One size."""

    people: int
    first_answer_s: float  # from starting the process to the answer to what waited
    turn_ms: float  # processor time of /vote and of a press together
    menu_ms: float  # of /menu of an ordinary member
    keeper_ms: float  # of /menu of whoever keeps the roster
    memory_mb: float
    memory_all_mb: float  # after everybody has said something


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
                await asyncio.sleep(LAID_OUT)
                memory, before = bot.memory(), bot.cpu()
                await api.says((account, "/vote") for account in talkers)
                await api.wait_for_calls("sendMessage", 1 + TALKERS, timeout=60)
                await api.presses((account, OPTIONS[0]) for account in talkers)
                await api.wait_for_calls("editMessageText", TALKERS, timeout=60)
                await asyncio.sleep(1)
                turns = (bot.cpu() - before) / TALKERS * 1000
                keeper = await _menus(api, bot, FIRST)
                member = await _menus(api, bot, FIRST + 1)
                await _everybody(api, people)
                return Grown(people, first, turns, member, keeper, memory / 1e6, bot.memory() / 1e6)


async def _menus(api: RemoteApi, bot: Bot, account: int) -> float:
    """Milliseconds of processor time of one /menu."""
    before, sent = bot.cpu(), await _sent(api)
    for number in range(MENUS):
        await api.says([(account, "/menu")])
        await api.wait_for_calls("sendMessage", sent + number + 1, timeout=60)
    await asyncio.sleep(0.5)
    return (bot.cpu() - before) / MENUS * 1000


async def _everybody(api: RemoteApi, people: int) -> None:
    for start in range(0, people, CHUNK):
        await api.phones(min(CHUNK, people - start), FIRST + start)
        sent = await _sent(api)
        speaking = range(start, min(start + CHUNK, people))
        await api.says((FIRST + number, "/vote") for number in speaking)
        await api.wait_for_calls("sendMessage", sent + len(speaking), timeout=120)


async def _sent(api: RemoteApi) -> int:
    return sum(call[2] == "sendmessage" for call in await api.calls())


async def table(sizes: Sizes) -> Table:
    """Every size once."""
    runs = [await measure(people) for people in sizes.rosters]
    return Table(
        "More people on the roster",
        f"The same {TALKERS} people ask for the ballot and vote. From starting the process to the answer to what had"
        " been asked before; processor time of both turns, of an ordinary member's menu and of the secretary's; memory"
        " idle, and after everybody on the roster has said something.",
        (
            "people",
            "start to first answer",
            "two turns",
            "a menu",
            "the secretary's",
            "memory idle",
            "after everybody",
        ),
        [
            (
                f"{run.people:,}",
                f"{run.first_answer_s:.2f} s",
                f"{run.turn_ms:.2f} ms",
                f"{run.menu_ms:.1f} ms",
                f"{run.keeper_ms:.1f} ms",
                f"{run.memory_mb:.0f} MB",
                f"{run.memory_all_mb:.0f} MB",
            )
            for run in runs
        ],
    )
