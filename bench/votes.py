"""A hall presses at once: votes a second until the last answer, processor time a vote, how long a press waits."""

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.bots import Bot, Kind, prepare, running
from bench.people import FIRST
from bench.report import Table, spread
from bench.rule import OPTIONS
from bench.sizes import Sizes
from tests.bot_api.remote import RemoteApi, remote_api

REST = 1.0  # seconds after the last answer in which what is left to write still counts as work


@dataclass(frozen=True, slots=True)
class Votes:
    """One run."""

    per_second: float
    cpu_ms: float  # a vote
    p95_ms: float  # from press to the second of its two effects: the message changed, the press answered


async def measure(kind: Kind, voters: int) -> Votes:
    """One run of one bot, with a new server and a new database."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(kind, folder, voters)
        async with remote_api() as api:
            await api.phones(voters, FIRST)
            async with running(kind, api, folder) as bot:
                await asked(api, voters)
                return await pressed(api, bot, voters)


async def asked(api: RemoteApi, voters: int) -> None:
    """Everybody has the ballot before them."""
    await api.says((FIRST + n, "/vote") for n in range(voters))
    await api.wait_for_calls("sendMessage", voters, timeout=120)
    await asyncio.sleep(REST)


async def pressed(api: RemoteApi, bot: Bot, voters: int) -> Votes:
    """Everybody votes."""
    before = bot.cpu()
    begun = await api.presses((FIRST + n, OPTIONS[n % 2]) for n in range(voters))
    await api.wait_for_calls("editMessageText", voters, timeout=120)
    await api.wait_for_calls("answerCallbackQuery", voters, timeout=120)
    await asyncio.sleep(REST)
    spent = bot.cpu() - before
    waits = await _waits(begun, await api.taps())
    assert (await api.state())["refusals"] == 0
    return Votes(voters / waits[-1], spent / voters * 1000, waits[int(len(waits) * 0.95)] * 1000)


async def _waits(begun: float, taps: list[list[float]]) -> list[float]:
    assert all(changed and answered for _, _, _, changed, answered in taps), (
        "a press was left without its answer"
    )
    return sorted(max(changed, answered) - begun for _, _, _, changed, answered in taps)


async def table(sizes: Sizes) -> Table:
    """Every bot in turn, some rounds, so that what else the machine does falls on all of them."""
    runs: dict[Kind, list[Votes]] = {kind: [] for kind in sizes.kinds}
    for _ in range(sizes.rounds):
        for kind in sizes.kinds:
            runs[kind].append(await measure(kind, sizes.voters))
    ours = runs[Kind.OURS]
    rows = [row(kind.value, run) for kind, run in runs.items()]
    rows += [_ratio(kind, ours, runs[kind]) for kind in sizes.kinds if kind is not Kind.OURS]
    return Table(
        f"{sizes.voters} voters press at once",
        f"Interleaved, {sizes.rounds} rounds each, against the same loopback Bot API in a process of its own; median"
        " (least–most). Ours: inbox, one transaction, outbox, order per person. Both: `synchronous=FULL`, the same"
        " rule, words and calls. Votes a second until the last answer; 95th percentile from the press of all until"
        " both the message is changed and the press answered; processor time of the bot's process until nothing is"
        " left to write.",
        ("", "votes/s", "processor ms/vote", "95 % answered within ms"),
        rows,
    )


def row(name: str, runs: list[Votes]) -> tuple[str, ...]:
    """The figures of some runs."""
    return (
        name,
        spread([run.per_second for run in runs]),
        spread([run.cpu_ms for run in runs], 2),
        spread([run.p95_ms for run in runs]),
    )


def _ratio(kind: Kind, ours: list[Votes], theirs: list[Votes]) -> tuple[str, ...]:
    pairs = list(zip(ours, theirs, strict=True))
    return (
        f"ours / {kind.value}",
        spread([a.per_second / b.per_second for a, b in pairs], 2, "×"),
        spread([a.cpu_ms / b.cpu_ms for a, b in pairs], 2, "×"),
        spread([a.p95_ms / b.p95_ms for a, b in pairs], 2, "×"),
    )
