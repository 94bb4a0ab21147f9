"""Where updates wait for their turn, in front of a database of which this process is the only user.

They stand in memory: read once from the table, one queue for each person, people in turn. Whoever has had more turns
than their share rests before the next one.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from bot.context import Ready
from bot.downloads import Downloads
from bot.rate import Rate
from campaign.ids import PersonId
from storage.turns import Entry
from storage.unit import Database, Unit

FETCH = 2000  # updates read at a time

Whose = PersonId | tuple[str, str]
"""A person, or the channel and account of somebody who has not joined."""


class Line(Protocol):
    """Gives the worker its batches: at most one update of each person, the oldest."""

    async def look(self, most: int) -> bool:
        """Whether a transaction is worth opening for up to `most` turns."""
        ...

    def at_hand(self) -> Sequence[Ready]:
        """What `look` has found and nobody has taken yet."""
        ...

    async def take(self, unit: Unit, most: int) -> Sequence[Ready]:
        """The batch of this transaction."""
        ...

    async def done(self, batch: Sequence[Ready]) -> None:
        """The batch is committed."""
        ...

    def put_back(self, batch: Sequence[Ready]) -> None:
        """The batch is not committed, and nothing of it was done."""
        ...


class MemoryLine:
    """The queues of a process that is alone."""

    def __init__(
        self, database: Database, downloads: Downloads, turns: Rate, wake: Callable[[], None]
    ) -> None:
        self._database = database
        self._downloads = downloads
        self._turns = turns
        self._wake = wake
        self._seen = 0
        self._queues: dict[Whose, deque[Entry]] = {}
        self._turn_of: deque[Whose] = deque()
        self._ready: deque[Ready] = deque()
        self._batch: list[Ready] = []

    async def look(self, most: int) -> bool:
        """Reads what is new and makes up the batch, unless there is one for which no transaction could be opened."""
        await self._fetch()
        self._batch = self._batch or self._next_batch(most)
        return bool(self._batch)

    def at_hand(self) -> Sequence[Ready]:
        """As above."""
        return self._batch

    async def take(self, unit: Unit, most: int) -> Sequence[Ready]:
        """The batch made up before the transaction was opened."""
        batch, self._batch = self._batch, []
        return batch

    async def done(self, batch: Sequence[Ready]) -> None:
        """The next ones of these people get in line."""
        for ready in batch:
            who = whose(ready.entry)
            queue = self._queues[who]
            queue.popleft()
            if queue:
                self._turn_of.append(who)
            else:
                del self._queues[who]  # dropped when unused

    def put_back(self, batch: Sequence[Ready]) -> None:
        """They come first the next time."""
        self._ready.extendleft(reversed(batch))

    async def _fetch(self) -> None:
        async with self._database.reading() as unit:
            entries = await unit.turns.waiting(self._seen, FETCH)
        for entry in entries:
            self._seen = entry.seq
            who = whose(entry)
            queue = self._queues.setdefault(who, deque())
            queue.append(entry)
            if len(queue) == 1:
                self._turn_of.append(who)

    def _next_batch(self, most: int) -> list[Ready]:
        """Those whose files are here, then the people whose turn it is."""
        batch = [self._ready.popleft() for _ in range(min(most, len(self._ready)))]
        while self._turn_of and len(batch) < most:
            who = self._turn_of.popleft()
            if (rest := self._turns.delay(who)) > 0:
                asyncio.get_running_loop().call_later(rest, self._rested, who)
                continue
            self._turns.count(who)
            entry = self._queues[who][0]
            heard = self._downloads.needed(entry)
            if heard is None:
                batch.append(Ready(entry))
            else:
                self._downloads.start(entry, heard, self._arrived)
        return batch

    def _rested(self, who: Whose) -> None:
        self._turn_of.append(who)
        self._wake()

    def _arrived(self, ready: Ready) -> None:
        self._ready.append(ready)
        self._wake()


def whose(entry: Entry) -> Whose:
    """Who sent it."""
    return entry.person if entry.person is not None else (entry.channel, entry.account)
