"""A notice to everybody against a server that takes 30 messages a second, while a few people go on talking."""

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.bots import Kind, prepare, running
from bench.people import FIRST
from bench.report import Table
from bench.sizes import Sizes
from bench.talk import EVERY, p95, waits
from tests.bot_api.remote import remote_api

RATE = 30.0  # messages a second the server takes; 30 at once after a rest
TALKERS = 80


@dataclass(frozen=True, slots=True)
class Told:
    """One broadcast."""

    per_second: float
    late_refusals: int  # 429 after the first second
    idle_p95_ms: float
    busy_p95_ms: float


async def measure(audience: int, heard: int) -> Told:
    """Half of the talkers press with nothing else to do, half while the broadcast leaves.

    Looked at until so many messages have left.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(Kind.OURS, folder, audience)
        async with remote_api() as api:
            await api.phones(audience, FIRST)
            async with running(Kind.OURS, api, folder):
                talkers = [FIRST + n for n in range(2 * TALKERS)]
                await api.says((account, "/vote") for account in talkers)
                await api.wait_for_calls("sendMessage", len(talkers), timeout=60)
                await api.control("limits", overall=[RATE, RATE])
                idle = await waits(api, talkers[:TALKERS])
                seen = len(await api.calls())
                await api.says([(FIRST, "/tell")])
                await asyncio.sleep(1)
                busy = await waits(api, talkers[TALKERS:])
                await api.wait_for_calls("sendMessage", len(talkers) + heard, timeout=heard / 20 + 60)
                sent = [call for call in await api.calls(seen) if call[2] == "sendmessage"]
    good = [at for _, at, _, _, status, _ in sent if status == 200]
    late = [at for _, at, _, _, status, _ in sent if status == 429 and at > good[0] + 1]
    # What was sent at once at the start was saved up before: it is no part of the rate.
    return Told((len(good) - 1) / (good[-1] - good[0]), len(late), p95(idle), p95(busy))


async def table(sizes: Sizes) -> Table:
    """One broadcast."""
    told = await measure(sizes.audience, sizes.heard)
    return Table(
        f"A notice to {sizes.audience:,} people",
        f"The first {sizes.heard:,} messages, to a server that takes {RATE:.0f} a second and refuses more. Meanwhile"
        f" {TALKERS} people press, one every {EVERY} s; the same number pressed before, with nothing else to do.",
        (
            "messages/s",
            "of the rate",
            "429 after the first second",
            "95 % answered, idle",
            "… during it",
            "ratio",
        ),
        [
            (
                f"{told.per_second:.2f}",
                f"{told.per_second / RATE:.1%}",
                str(told.late_refusals),
                f"{told.idle_p95_ms:.1f} ms",
                f"{told.busy_p95_ms:.1f} ms",
                f"{told.busy_p95_ms / told.idle_p95_ms:.2f}×",
            )
        ],
    )
