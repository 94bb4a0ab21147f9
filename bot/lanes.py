"""The letters in this process's hands, in the lanes they leave by.

Every channel has two lanes, one for what leaves at once and one for what is paced, so that no letter waits behind one
that goes elsewhere or more slowly. In a lane the letters of one account leave in order, and the urgent ones first.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Iterable
from enum import Enum

from handlers.kit import Priority
from storage.outbox import Letter

MOST_HELD = 200  # letters of one channel in our hands before more are taken from the table
MOST_OF_ONE = 8  # letters of one account that count there: a long queue to one chat stops nobody else


class Lane(Enum):
    """How letters leave: at once, or paced."""

    URGENT = 0
    PACED = 1


Way = tuple[str, Lane]
"""The lane of a channel."""


class Lanes:
    """Who is next in every lane."""

    def __init__(self, channels: Iterable[str]) -> None:
        self.ways = [(channel, lane) for channel in channels for lane in Lane]
        self._order: dict[Way, asyncio.PriorityQueue[tuple[int, int, str]]] = {
            way: asyncio.PriorityQueue() for way in self.ways
        }
        self._queues: dict[tuple[Way, str], deque[Letter]] = {}
        self._number = 0
        self._held: dict[int, Letter] = {}
        self._of_account: Counter[tuple[str, str]] = Counter()
        self._of_channel: Counter[str] = Counter()
        self.empty = asyncio.Event()
        self.empty.set()

    def has_room(self, channel: str) -> bool:
        """Whether more letters of this channel may be taken from the table."""
        return self._of_channel[channel] < MOST_HELD

    def held(self) -> list[Letter]:
        """The letters in our hands."""
        return list(self._held.values())

    def add(self, letter: Letter) -> None:
        """Lines a letter up, unless we have it already."""
        if letter.id in self._held:
            return
        self._held[letter.id] = letter
        account = letter.channel, letter.account
        self._of_account[account] += 1
        if self._of_account[account] <= MOST_OF_ONE:
            self._of_channel[letter.channel] += 1
        self.empty.clear()
        way = way_of(letter)
        queue = self._queues.setdefault((way, letter.account), deque())
        queue.append(letter)
        if len(queue) == 1:
            self._line_up(way, letter)

    async def next(self, way: Way) -> Letter:
        """The next letter of a lane. Its account's other ones wait until it has `left`."""
        _, _, account = await self._order[way].get()
        return self._queues[way, account][0]

    def left(self, letter: Letter) -> None:
        """The letter has been tried; the next one of its account gets in line. It is still in our hands."""
        way = way_of(letter)
        queue = self._queues[way, letter.account]
        queue.popleft()
        if queue:
            self._line_up(way, queue[0])
        else:
            del self._queues[way, letter.account]

    def pause(self, letter: Letter, seconds: float) -> None:
        """The letter, to be tried or tried again later, keeps its place: its account's other ones wait as long."""
        way = way_of(letter)
        self._held[letter.id] = letter
        self._queues[way, letter.account][0] = letter

        def go_on() -> None:
            queue = self._queues.get((way, letter.account))
            if queue and queue[0].id == letter.id:
                self._line_up(way, letter)

        asyncio.get_running_loop().call_later(max(0.0, seconds), go_on)

    def again(self, letter: Letter) -> None:
        """The letter gets in line once more, before it has `left`."""
        self._queues[way_of(letter), letter.account].append(letter)

    def let_go(self, letters: Iterable[int]) -> None:
        """What became of these is recorded, or is another's to find out: they are no longer in our hands."""
        for letter in letters:
            held = self._held.pop(letter, None)
            if held is not None:
                self._forget((held.channel, held.account))
        if not self._held:
            self.empty.set()

    def _forget(self, account: tuple[str, str]) -> None:
        self._of_account[account] -= 1
        if self._of_account[account] < MOST_OF_ONE:
            self._of_channel[account[0]] -= 1
        if not self._of_account[account]:
            del self._of_account[account]

    def take_all(self) -> list[Letter]:
        """Everything in line, for whoever sends without the lanes. It stays in our hands."""
        letters = [letter for queue in self._queues.values() for letter in queue]
        self._queues.clear()
        for order in self._order.values():
            while not order.empty():
                order.get_nowait()
        return letters

    def _line_up(self, way: Way, letter: Letter) -> None:
        self._number += 1
        self._order[way].put_nowait((letter.priority, self._number, letter.account))


def way_of(letter: Letter) -> Way:
    """The lane a letter leaves by."""
    return letter.channel, Lane.PACED if letter.priority >= Priority.REMINDER.value else Lane.URGENT
