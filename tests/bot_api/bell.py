"""Waiting without polling: whoever waits looks again each time the bell is rung."""

import asyncio
from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")
PATIENCE: Final = 60.0
"""Seconds until what never comes fails the test. A busy machine needs many for what takes a moment."""


class Bell:
    """Rung by whatever changes what somebody may wait for. Ringing for nobody costs next to nothing."""

    __slots__ = ("_waiting",)

    def __init__(self) -> None:
        self._waiting: list[asyncio.Future[None]] = []

    def ring(self) -> None:
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            if not one.done():
                one.set_result(None)

    async def until(self, look: Callable[[], T | None], timeout: float) -> T:
        """What `look` finds, now or after a later ring. Raises TimeoutError after `timeout` seconds."""
        async with asyncio.timeout(timeout):
            while (found := look()) is None:
                waiting = asyncio.get_running_loop().create_future()
                self._waiting.append(waiting)
                await waiting
            return found
