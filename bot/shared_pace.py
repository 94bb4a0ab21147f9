"""The pace of several processes on one database: slots are reserved from a row, a few at a time."""

import asyncio
from collections import Counter, deque
from collections.abc import Mapping

from bot.pace import MOST_OWED, Pace
from handlers.kit import Priority
from storage.pace import PaceStore
from storage.sql import Conflict, Unavailable
from storage.unit import Database, Unit

BLOCK = 7  # slots reserved at a time: a quarter of a second at Telegram's rate
TELL_EVERY = 0.25  # seconds between two words to the others of what left without a slot


class SharedPace(Pace):
    """Like `Pace`, but what the other processes send counts too."""

    def __init__(self, rates: Mapping[str, float | None], database: Database) -> None:
        super().__init__(rates)
        self._database = database
        self._slots: dict[str, deque[float]] = {}
        self._owed: Counter[str] = Counter()
        self._told_at: dict[str, float] = {}
        self._one_at_a_time = {channel: asyncio.Lock() for channel in self._gaps}

    async def wait(self, channel: str, account: str, priority: int) -> None:
        """Returns when a message of this priority may be sent to this account."""
        while (delay := self.held(channel, account)) > 0:  # noqa: ASYNC110 - a hold may grow meanwhile
            await asyncio.sleep(delay)
        if channel not in self._gaps:
            return
        if priority < Priority.REMINDER.value:
            await self._tell(channel)
            return
        try:
            async with self._one_at_a_time[channel]:
                seconds = await self._next_slot(channel)
        except (Unavailable, Conflict):  # then at least at our own pace
            await super().wait(channel, account, priority)
            return
        await asyncio.sleep(max(0.0, seconds))

    async def _next_slot(self, channel: str) -> float:
        """Seconds until our next slot."""
        slots = self._slots.setdefault(channel, deque())
        while slots and slots[0] < self._timer() - self._gaps[channel]:
            slots.popleft()  # not used in time: whoever uses it now would hurry
        if not slots:
            first = self._timer() + await self._reserve(channel)
            slots.extend(first + number * self._gaps[channel] for number in range(BLOCK))
        return slots.popleft() - self._timer()

    def spent(self, channel: str) -> None:
        """A reply goes as a new message: it does not wait, but the others are to know what it took."""
        super().spent(channel)
        if channel in self._gaps:
            self._owed[channel] += 1

    async def _tell(self, channel: str) -> None:
        """Now and then: a rush of replies must not queue for one row."""
        now = self._timer()
        if not self._owed[channel] or now < self._told_at.get(channel, 0.0) + TELL_EVERY:
            return
        self._told_at[channel] = now
        owed = self._owed.pop(channel)
        try:
            async with self._database.unit() as unit:
                await self._owe(unit, channel, owed)
                await unit.commit()
        except (Unavailable, Conflict):
            self._owed[channel] += owed

    async def _reserve(self, channel: str) -> float:
        async with self._database.unit() as unit:
            await self._owe(unit, channel, self._owed.pop(channel, 0))
            slots = await PaceStore(unit.sql).reserve(channel, BLOCK, self._gaps[channel])
            await unit.commit()
        return slots.wait

    async def _owe(self, unit: Unit, channel: str, count: int) -> None:
        if count:
            await PaceStore(unit.sql).owe(channel, count, self._gaps[channel], MOST_OWED)
