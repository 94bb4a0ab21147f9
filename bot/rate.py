"""How often somebody may do something: buckets that fill again, one per asker, dropped when full."""

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass

MOST = 10_000  # buckets remembered at once; beyond that the full ones are dropped


@dataclass(frozen=True, slots=True)
class Allowance:
    """`burst` at once, then `a_second` more each second."""

    burst: float
    a_second: float


class Rate:
    """Counts what askers do of one kind. `timer` answers seconds that only grow."""

    def __init__(self, allowance: Allowance, timer: Callable[[], float]) -> None:
        self._allowance = allowance
        self._timer = timer
        self._left: dict[Hashable, tuple[float, float]] = {}

    def wait(self, asker: Hashable) -> int:
        """0 when the asker may go on, which is counted, else the whole seconds after which to ask again."""
        delay = self.delay(asker)
        if delay == 0:
            self.count(asker)
        return math.ceil(delay)

    def delay(self, asker: Hashable) -> float:
        """Seconds until the asker may go on, 0 when they may; nothing is counted."""
        left = self._filled(asker, self._timer())
        return 0.0 if left >= 1 else (1 - left) / self._allowance.a_second

    def left(self, asker: Hashable) -> float:
        """How often the asker may go on at once."""
        return max(0.0, self._filled(asker, self._timer()))

    def count(self, asker: Hashable, times: int = 1) -> None:
        """The asker has gone on so often, whether they might or not."""
        now = self._timer()
        if len(self._left) >= MOST:
            self._drop_full(now)
        self._left[asker] = (self._filled(asker, now) - times, now)

    def _filled(self, asker: Hashable, now: float) -> float:
        left, at = self._left.get(asker, (self._allowance.burst, now))
        return min(self._allowance.burst, left + (now - at) * self._allowance.a_second)

    def _drop_full(self, now: float) -> None:
        a = self._allowance
        self._left = {
            asker: (left, at)
            for asker, (left, at) in self._left.items()
            if left + (now - at) * a.a_second < a.burst
        }
