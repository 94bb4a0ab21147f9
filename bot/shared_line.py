"""Where updates wait for their turn when several processes work on one database: in the table, locked by person.

The people of a batch stay locked until its commit. Whose files are still on their way is left out meanwhile: the
process that downloads them holds them, and brings the update to its turn when they are here. Whoever has had more
turns here than their share is passed over until the next one.
"""

import asyncio
from collections.abc import Callable, Sequence

from bot.context import Ready
from bot.downloads import Downloads
from bot.line import Whose, whose
from bot.rate import Rate
from storage.crew import Crew
from storage.turn_locks import Place, Resting, TurnLocks
from storage.turns import Entry
from storage.unit import Unit


class SharedLine:
    """This process's part of the line."""

    def __init__(self, crew: Crew, downloads: Downloads, turns: Rate, wake: Callable[[], None]) -> None:
        self._crew = crew
        self._downloads = downloads
        self._turns = turns
        self._wake = wake
        self._place: Place | None = None
        self._resting: set[Whose] = set()
        self._fetching: set[int] = set()
        self._ready: dict[int, Ready] = {}

    async def look(self, most: int) -> bool:
        """Only the transaction can tell."""
        return True

    def at_hand(self) -> Sequence[Ready]:
        """Nothing: it stays in the table until it is taken."""
        return ()

    async def take(self, unit: Unit, most: int) -> Sequence[Ready]:
        """Locks the next people and reads their oldest updates."""
        locks = TurnLocks(unit.sql)
        place = self._place or await locks.begin()
        entries, self._place = await locks.take(place, most, self._passed_over())
        return [ready for entry in entries if (ready := await self._with_files(entry)) is not None]

    async def done(self, batch: Sequence[Ready]) -> None:
        """What was downloaded for them is no longer held, and some of them are to rest."""
        for ready in batch:
            self._count(whose(ready.entry))
            if self._ready.pop(ready.entry.seq, None) is not None:
                await self._crew.let_go(ready.entry.seq)

    def put_back(self, batch: Sequence[Ready]) -> None:
        """They are in the table as they were, and their files are kept at hand."""

    def _passed_over(self) -> Resting:
        people = [who for who in self._resting if not isinstance(who, tuple)]
        return Resting(people, [who for who in self._resting if isinstance(who, tuple)])

    def _count(self, who: Whose) -> None:
        self._turns.count(who)
        rest = self._turns.delay(who)
        if rest > 0 and who not in self._resting:
            self._resting.add(who)
            asyncio.get_running_loop().call_later(rest, self._rested, who)

    def _rested(self, who: Whose) -> None:
        self._resting.discard(who)
        self._wake()

    async def _with_files(self, entry: Entry) -> Ready | None:
        if entry.seq in self._ready:
            return self._ready[entry.seq]
        if entry.seq in self._fetching:
            return None
        heard = self._downloads.needed(entry)
        if heard is None:
            return Ready(entry)
        if await self._crew.claim(entry.seq):
            self._fetching.add(entry.seq)
            self._downloads.start(entry, heard, self._arrived)
        return None

    def _arrived(self, ready: Ready) -> None:
        self._fetching.discard(ready.entry.seq)
        self._ready[ready.entry.seq] = ready
        self._wake()
