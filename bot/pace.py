"""How fast a channel may be used: broadcasts keep under the provider's rate, replies go at once, holds are obeyed."""

import asyncio
import time
from collections.abc import Callable

from handlers.kit import Priority

MANY = 5  # chats held at the same time before the whole channel waits


class Pace:
    """Waits before a send. `rate`: messages a second that broadcasts and reminders may add up to in one channel."""

    def __init__(self, rate: float, timer: Callable[[], float] = time.monotonic) -> None:
        self._gap = 1.0 / rate
        self._timer = timer
        self._next: dict[str, float] = {}
        self._held: dict[tuple[str, str | None], float] = {}

    async def wait(self, channel: str, account: str, priority: int) -> None:
        """Returns when a message of this priority may be sent to this account."""
        while (delay := self._delay(channel, account)) > 0:  # noqa: ASYNC110 - a hold may grow meanwhile
            await asyncio.sleep(delay)
        now = self._timer()
        due = max(self._next.get(channel, now), now)
        self._next[channel] = due + self._gap
        if priority >= Priority.REMINDER.value and due > now:
            await asyncio.sleep(due - now)

    def hold(self, channel: str, account: str | None, seconds: float) -> None:
        """The provider asked to wait: for one account, or for the whole channel (None).

        Many chats held at once mean that the limit is not the chats' own: then everybody waits.
        """
        now = self._timer()
        self._held[channel, account] = now + seconds
        waiting = [until for (of, who), until in self._held.items() if of == channel and who and until > now]
        if len(waiting) >= MANY:
            self._held[channel, None] = now + seconds

    def _delay(self, channel: str, account: str) -> float:
        now, longest = self._timer(), 0.0
        for key in ((channel, account), (channel, None)):
            until = self._held.get(key)
            if until is None:
                continue
            if until <= now:
                del self._held[key]
            else:
                longest = max(longest, until - now)
        return longest
