"""People who go on pressing, one after the other, while something large is under way."""

import asyncio
from collections.abc import Sequence

from bench.rule import OPTIONS
from tests.bot_api.remote import RemoteApi

EVERY = 0.25  # seconds between two presses


async def waits(api: RemoteApi, talkers: Sequence[int], every: float = EVERY) -> list[float]:
    """Seconds from each press to its answer. Every talker has been offered the vote; `every`: seconds between two."""
    for account in talkers:
        await api.presses([(account, OPTIONS[0])])
        await asyncio.sleep(every)
    while True:
        taps = {person: (pushed, changed) for person, _, pushed, changed, _ in await api.taps()}
        if all(taps[account][1] for account in talkers):
            return [taps[account][1] - taps[account][0] for account in talkers]
        await asyncio.sleep(EVERY)


def p95(waits: Sequence[float]) -> float:
    """In milliseconds."""
    return sorted(waits)[int(len(waits) * 0.95)] * 1000
