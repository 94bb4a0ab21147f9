"""How fast a channel may be used: broadcasts keep under the provider's rate, replies go at once, holds are obeyed."""

import asyncio
import time
from collections.abc import Callable, Mapping

from bot.rate import Allowance, Rate
from handlers.kit import Priority

MANY = 5  # chats held at the same time, for nothing of their own, before the whole channel waits
OWN = Allowance(burst=5, a_second=0.5)
"""Messages to one chat of which a hold can only mean the limit of all. Telegram takes about one a second for a chat."""
MOST_OWED = 1.0  # seconds that broadcasts stand back at most after a rush of replies
CATCH_UP = 0.2  # seconds


class Pace:
    """Waits before a send.

    `rates`: messages a second that broadcasts and reminders may add up to in a channel; None, or no word of it, where
    nothing limits them.
    """

    def __init__(
        self, rates: Mapping[str, float | None], timer: Callable[[], float] = time.monotonic
    ) -> None:
        self._gaps = {channel: 1.0 / rate for channel, rate in rates.items() if rate is not None}
        self._timer = timer
        self._next: dict[str, float] = {}
        self._turn: dict[str, asyncio.Lock] = {}
        self._held: dict[tuple[str, str | None], float] = {}
        self._own = Rate(OWN, timer)
        self._innocent: set[tuple[str, str | None]] = set()

    async def wait(self, channel: str, account: str, priority: int) -> None:
        """Returns when a message of this priority may be sent to this account."""
        while (delay := self.held(channel, account)) > 0:  # noqa: ASYNC110 - a hold may grow meanwhile
            await asyncio.sleep(delay)
        if priority < Priority.REMINDER.value or channel not in self._gaps:
            return
        async with self._turn.setdefault(channel, asyncio.Lock()):
            # While one waits, replies may move the moment on: what they use up is not there for broadcasts.
            while (delay := self._paced(channel)) > 0:  # noqa: ASYNC110
                await asyncio.sleep(delay)
            self._next[channel] = self._after(channel, self._timer())

    def tried(self, channel: str, account: str) -> None:
        """A message goes to this chat."""
        self._own.count((channel, account))

    def spent(self, channel: str) -> None:
        """A reply goes as a new message, which broadcasts make up for (an edit is no message to the provider)."""
        if channel not in self._gaps:
            return
        now = self._timer()
        self._next[channel] = min(self._after(channel, now), now + MOST_OWED)

    def _paced(self, channel: str) -> float:
        return max(self._next.get(channel, 0.0) - self._timer(), self.held(channel, None))

    def _after(self, channel: str, now: float) -> float:
        """When the next message may go if one goes now; a timer that woke us late is made up for."""
        return max(self._next.get(channel, now), now - CATCH_UP) + self._gaps[channel]

    def hold(self, channel: str, account: str | None, seconds: float) -> None:
        """The provider asked to wait: for one account, or for the whole channel (None).

        Many chats held at once mean that the limit is not the chats' own: then everybody waits. A chat that was sent
        more than its own limit lately proves nothing: one person floods from many phones as well as from one.
        """
        now, chat = self._timer(), (channel, account)
        self._held[chat] = now + seconds
        if account is not None and self._own.left(chat) >= 1:
            self._innocent.add(chat)
        self._innocent = {one for one in self._innocent if self._held.get(one, 0.0) > now}
        if sum(of == channel for of, _ in self._innocent) >= MANY:
            self._held[channel, None] = now + seconds

    def held(self, channel: str, account: str | None) -> float:
        """Seconds for which the provider has asked not to write to this account, or to anybody (None)."""
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
