"""How often somebody may ask: buckets that fill again, one per asker, dropped when full."""

import math
from collections.abc import Callable, Hashable
from dataclasses import dataclass

MOST = 10_000  # buckets remembered at once; beyond that the full ones are dropped


@dataclass(frozen=True, slots=True)
class Allowance:
    """`burst` requests at once, then `a_second` more each second."""

    burst: float
    a_second: float


class Rate:
    """Counts requests of one kind. `timer` answers seconds that only grow."""

    def __init__(self, allowance: Allowance, timer: Callable[[], float]) -> None:
        self._allowance = allowance
        self._timer = timer
        self._left: dict[Hashable, tuple[float, float]] = {}

    def wait(self, asker: Hashable) -> int:
        """0 when the asker may go on, else the whole seconds after which to ask again."""
        now, allowance = self._timer(), self._allowance
        left, at = self._left.get(asker, (allowance.burst, now))
        left = min(allowance.burst, left + (now - at) * allowance.a_second)
        if left < 1:
            self._left[asker] = (left, now)
            return math.ceil((1 - left) / allowance.a_second)
        if len(self._left) >= MOST:
            self._drop_full(now)
        self._left[asker] = (left - 1, now)
        return 0

    def _drop_full(self, now: float) -> None:
        a = self._allowance
        self._left = {
            asker: (left, at)
            for asker, (left, at) in self._left.items()
            if left + (now - at) * a.a_second < a.burst
        }
