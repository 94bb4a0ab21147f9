"""What becomes of letters after an attempt: recorded, kept in their place to be tried again, or forgotten.

An attempt is recorded soon after it and together with others: a crash in between repeats a message and loses none.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

import structlog

from bot import progress
from bot.clock import Clock
from bot.lanes import Lane, Lanes, way_of
from bot.tenure import Tenure
from storage.fates import Fate
from storage.outbox import IN_ORDER, LEASE, Letter
from storage.sql import Tangled, Unavailable
from storage.unit import Database

log = structlog.get_logger()

FEW = 3  # attempts for a letter that is recorded nowhere
MARGIN = timedelta(seconds=10)  # for an attempt, after the moment for which it was planned
AGAIN = 1.0  # seconds until a database that refused is tried again


class Recording:
    """The ends of one process's letters. `hand`: what takes the letters that recording itself gives rise to."""

    def __init__(
        self,
        database: Database,
        lanes: Lanes,
        tenure: Tenure,
        clock: Clock,
        fresh_id: Callable[[], int],
        hand: Callable[[Sequence[Letter]], None],
    ) -> None:
        self._database = database
        self._lanes = lanes
        self._tenure = tenure
        self._clock = clock
        self._fresh_id = fresh_id
        self._hand = hand
        self._unwritten: set[int] = set()
        self._pausing: set[int] = set()  # tried, and to be tried again before anything else is said there
        self._fates: list[Fate] = []
        self._settle = asyncio.Event()
        self._writing = asyncio.Lock()

    def leave_out(self, letters: Iterable[Letter]) -> None:
        """These stand in no table."""
        self._unwritten.update(letter.id for letter in letters)

    def tried(self, letter: Letter, fate: Fate) -> None:
        """After an attempt: the letter leaves its lane, unless those behind it are to wait for it."""
        if self._keeps_its_place(letter, fate):
            self._pause(letter, fate)
        else:
            self._keep(letter, fate)
            self._lanes.left(letter)

    def passed_on(self, letter: Letter) -> None:
        """Another process sends it now."""
        self._unwritten.discard(letter.id)
        self._pausing.discard(letter.id)
        self._lanes.let_go([letter.id])
        self._lanes.left(letter)

    async def run(self) -> None:
        """Records until cancelled."""
        while True:
            await self._settle.wait()
            self._settle.clear()
            if not await self._write():
                await asyncio.sleep(AGAIN)
                self._settle.set()

    async def finish(self) -> None:
        """Records what is left, if the database lets us; returns when nothing is being written any more."""
        await self._write()

    async def _write(self) -> bool:
        """False when it could not be done: what there was is kept."""
        async with self._writing:
            if not self._fates:
                return True
            fates, self._fates = self._fates, []
            try:
                await self.record(fates)
            except (Unavailable, Tangled):
                log.error("what was sent cannot be recorded now; it is tried again")
                self._fates = fates + self._fates
                return False
        return True

    async def record(self, fates: Sequence[Fate]) -> None:
        """Writes what became of letters; they are out of our hands then. Raises Unavailable, Tangled."""
        async with self._database.unit() as unit:
            await unit.fates.settle(fates)
            lost = [fate.id for fate in fates if fate.state == "unreachable"]
            await unit.fates.lost_accounts(lost, self._clock.now())
            news = await self._tenure.claim(
                unit, await progress.refresh(unit, self._fresh_id, self._clock.now())
            )
            await unit.commit()
        self._lanes.let_go(fate.id for fate in fates if fate.id not in self._pausing)
        self._hand(news)

    def _keeps_its_place(self, letter: Letter, fate: Fate) -> bool:
        is_answer = way_of(letter)[1] is Lane.URGENT and letter.id not in self._unwritten
        return is_answer and fate.state == "due" and fate.attempts < IN_ORDER

    def _pause(self, letter: Letter, fate: Fate) -> None:
        """Has the attempt recorded, and tries again in its time. Until then, and a while longer, it is ours."""
        now, at = self._clock.now(), fate.due_at
        assert at is not None, "what is due is due at a moment"
        ours = max(now + LEASE, at + MARGIN)
        self._pausing.add(letter.id)
        self._fates.append(replace(fate, due_at=ours))
        self._settle.set()
        self._lanes.pause(replace(letter, attempts=fate.attempts, due_at=ours), (at - now).total_seconds())

    def _keep(self, letter: Letter, fate: Fate) -> None:
        """Has what became of a letter recorded. One that stands in no table is tried a few times, then forgotten."""
        self._pausing.discard(letter.id)
        if letter.id not in self._unwritten:
            self._fates.append(fate)  # looked up after the wait: the list may have been replaced meanwhile
            self._settle.set()
        elif fate.state == "due" and fate.attempts < FEW and self._clock.now() < letter.due_at:
            self._lanes.again(replace(letter, attempts=fate.attempts))
        else:
            self._unwritten.discard(letter.id)
            self._lanes.let_go([letter.id])
