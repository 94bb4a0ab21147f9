"""Where updates wait for their turn, in front of a database of which this process is the only user.

They stand in memory: read once from the table, one queue for each person, people in turn.
"""

from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from bot.downloads import Downloads
from bot.engine import Ready
from storage.turns import Entry
from storage.unit import Database, Unit

FETCH = 2000  # updates read at a time

Whose = int | tuple[str, str]


class Line(Protocol):
    """Gives the worker its batches: at most one update of each person, the oldest."""

    async def look(self, most: int) -> bool:
        """Whether a transaction is worth opening for up to `most` turns."""
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

    def __init__(self, database: Database, downloads: Downloads, wake: Callable[[], None]) -> None:
        self._database = database
        self._downloads = downloads
        self._wake = wake
        self._seen = 0
        self._queues: dict[Whose, deque[Entry]] = {}
        self._turn_of: deque[Whose] = deque()
        self._ready: deque[Ready] = deque()
        self._batch: list[Ready] = []

    async def look(self, most: int) -> bool:
        """Reads what is new and makes up the batch."""
        await self._fetch()
        self._batch = self._next_batch(most)
        return bool(self._batch)

    async def take(self, unit: Unit, most: int) -> Sequence[Ready]:
        """The batch made up before the transaction was opened."""
        return self._batch

    async def done(self, batch: Sequence[Ready]) -> None:
        """The next ones of these people get in line."""
        for ready in batch:
            whose = _whose(ready.entry)
            queue = self._queues[whose]
            queue.popleft()
            if queue:
                self._turn_of.append(whose)
            else:
                del self._queues[whose]  # dropped when unused

    def put_back(self, batch: Sequence[Ready]) -> None:
        """They come first the next time."""
        self._ready.extendleft(reversed(batch))

    async def _fetch(self) -> None:
        async with self._database.reading() as unit:
            entries = await unit.turns.waiting(self._seen, FETCH)
        for entry in entries:
            self._seen = entry.seq
            whose = _whose(entry)
            queue = self._queues.setdefault(whose, deque())
            queue.append(entry)
            if len(queue) == 1:
                self._turn_of.append(whose)

    def _next_batch(self, most: int) -> list[Ready]:
        """Those whose files are here, then the people whose turn it is."""
        batch = [self._ready.popleft() for _ in range(min(most, len(self._ready)))]
        while self._turn_of and len(batch) < most:
            entry = self._queues[self._turn_of.popleft()][0]
            heard = self._downloads.needed(entry)
            if heard is None:
                batch.append(Ready(entry))
            else:
                self._downloads.start(entry, heard, self._arrived)
        return batch

    def _arrived(self, ready: Ready) -> None:
        self._ready.append(ready)
        self._wake()


def _whose(entry: Entry) -> Whose:
    return entry.person if entry.person is not None else (entry.channel, entry.account)
