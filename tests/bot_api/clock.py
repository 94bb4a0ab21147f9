"""Time as the server tells it: Unix seconds, from the machine or from a clock that a test moves."""

from collections.abc import Callable
from typing import TypeAlias

Now: TypeAlias = Callable[[], float]


class ManualClock:
    """Stands still until it is moved. Message dates, the life of a press, limits and file links follow it;
    the timeout of a long poll and slow answers do not: they are real seconds on a real connection.
    """

    def __init__(self, start: float = 1_790_000_000.0) -> None:
        self._now = start

    def __call__(self) -> float:
        return self._now

    def advance(self, seconds: float) -> None:
        self._now += seconds

    def set_to(self, moment: float) -> None:
        self._now = moment
