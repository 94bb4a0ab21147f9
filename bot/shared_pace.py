"""The pace of several processes on one database: slots are reserved from a row, a few at a time."""

import asyncio
from collections import deque

from bot.pace import Pace
from handlers.kit import Priority
from storage.pace import PaceStore
from storage.sql import Conflict, Unavailable
from storage.unit import Database

BLOCK = 7  # slots reserved at a time: a quarter of a second at Telegram's rate
MOST_OWED = 28  # however many replies there were, a broadcast waits a second for them at most
OWED = 7  # replies sent without a slot before the others hear of them


class SharedPace(Pace):
    """Like `Pace`, but what the other processes send counts too."""

    def __init__(self, rate: float, database: Database) -> None:
        super().__init__(rate)
        self._database = database
        self._slots: dict[str, deque[float]] = {}
        self._owed: dict[str, int] = {}
        self._one_at_a_time = asyncio.Lock()

    async def wait(self, channel: str, account: str, priority: int) -> None:
        """Returns when a message of this priority may be sent to this account."""
        while (delay := self.held(channel, account)) > 0:  # noqa: ASYNC110 - a hold may grow meanwhile
            await asyncio.sleep(delay)
        if priority < Priority.REMINDER.value:
            await self._reply(channel)
            return
        try:
            async with self._one_at_a_time:
                seconds = await self._next_slot(channel)
        except (Unavailable, Conflict):  # then at least at our own pace
            await super().wait(channel, account, priority)
            return
        await asyncio.sleep(max(0.0, seconds))

    async def _next_slot(self, channel: str) -> float:
        """Seconds until our next slot."""
        slots = self._slots.setdefault(channel, deque())
        while slots and slots[0] < self._timer() - self._gap:
            slots.popleft()  # not used in time: whoever uses it now would hurry
        if not slots:
            owed = min(self._owed.pop(channel, 0), MOST_OWED)
            first = self._timer() + await self._reserve(channel, owed + BLOCK)
            slots.extend(first + (owed + number) * self._gap for number in range(BLOCK))
        return slots.popleft() - self._timer()

    async def _reply(self, channel: str) -> None:
        """A reply does not wait, but the others are to know what it took."""
        self._owed[channel] = self._owed.get(channel, 0) + 1
        if self._slots.get(channel) or self._owed[channel] < OWED:
            return
        owed = self._owed.pop(channel)
        try:
            await self._reserve(channel, owed)
        except (Unavailable, Conflict):
            self._owed[channel] = min(self._owed.get(channel, 0) + owed, OWED)

    async def _reserve(self, channel: str, count: int) -> float:
        async with self._database.unit() as unit:
            slots = await PaceStore(unit.sql).reserve(channel, count, self._gap)
            await unit.commit()
        return slots.wait
