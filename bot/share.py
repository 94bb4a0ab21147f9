"""What one person may take of the program, so that a flood from them costs the others next to nothing.

Turns beyond the share wait, and are had in order; what comes in far beyond it is not taken in, and its sender is told
so (`bot/turned_away.py`). Nobody who reads before they answer comes near either (docs/decisions/0032-floods.md).
"""

import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.channel import Heard
from bot.rate import Allowance, Rate

TURNS = Allowance(burst=20, a_second=4)  # a messenger takes about one answer a second for a chat
ARRIVALS = Allowance(burst=300, a_second=1)
ENDLESS = Allowance(burst=math.inf, a_second=1)


@dataclass(frozen=True, slots=True)
class Share:
    """`turns` are counted by person, `arrivals` by account."""

    turns: Rate
    arrivals: Rate

    @classmethod
    def usual(cls, timer: Callable[[], float] = time.monotonic) -> "Share":
        """The share in an installation. `timer` answers seconds that only grow."""
        return cls(Rate(TURNS, timer), Rate(ARRIVALS, timer))

    @classmethod
    def everything(cls) -> "Share":
        """For rehearsals, where one actor plays a year in a minute."""
        return cls(Rate(ENDLESS, time.monotonic), Rate(ENDLESS, time.monotonic))

    def parted(self, batch: Sequence[Heard]) -> tuple[Sequence[Heard], Sequence[Heard]]:
        """What of a batch is taken in, and what is not. Nothing is counted: it may come again before it is stored."""
        taken: list[Heard] = []
        refused: list[Heard] = []
        so_far: Counter[tuple[str, str]] = Counter()
        for heard in batch:
            account = heard.channel, heard.account
            so_far[account] += 1
            (taken if so_far[account] <= self.arrivals.left(account) else refused).append(heard)
        return taken, refused

    def hurries(self, batch: Sequence[Heard]) -> bool:
        """Whether somebody in the batch has not sent much lately: for a flood alone nobody need be woken each time."""
        calm = ARRIVALS.burst - TURNS.burst
        return any(self.arrivals.left((heard.channel, heard.account)) >= calm for heard in batch)

    def took(self, batch: Sequence[Heard]) -> None:
        """These have been taken in."""
        for heard in batch:
            self.arrivals.count((heard.channel, heard.account))
