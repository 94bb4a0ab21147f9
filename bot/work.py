"""The worker: takes waiting updates, one at a time per person, oldest first, people in turn, many turns a commit.

Nothing is answered before its commit. A conflict runs the turn once more; two batches that waited for each other are
run again turn by turn; a bug becomes an incident number; a database that cannot be written keeps every update for
later and tells people that nothing was recorded yet.
"""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Sequence

import structlog

from bot import incidents, taken
from bot.context import Ready
from bot.engine import Engine
from bot.line import Line
from bot.taken import Taken
from storage.outbox import Letter
from storage.sql import Conflict, Tangled, Unavailable
from storage.turns import AlreadyDone, Entry
from storage.unit import Database, Unit

log = structlog.get_logger()

BATCH = 64  # turns in one commit
SHARED_BATCH = 32  # where other processes wait for the people of a batch
PAUSE = 1.0  # seconds before a database that refused is tried again
POLL = 1.0  # seconds between looks when nobody rings: a process may have died with people in its hands
ASIDE = 0.05  # seconds at most before a batch that had to give way is begun again


class Work:
    """One worker of one process."""

    def __init__(
        self,
        database: Database,
        engine: Engine,
        line: Line,
        claim: Callable[[Unit, Sequence[Letter]], Awaitable[Sequence[Letter]]],
        hand: Callable[[Sequence[Letter]], None],
        sorry: Callable[[Sequence[Entry]], None],
        woken: asyncio.Event,
    ) -> None:
        self._database = database
        self._engine = engine
        self._line = line
        self._claim = claim
        self._hand = hand
        self._sorry = sorry
        self._woken = woken
        self._singly = 0  # so many rounds of one turn each

    def wake(self) -> None:
        """Something has arrived."""
        self._woken.set()

    async def run(self) -> None:
        """Works until cancelled."""
        patience = POLL if self._database.crew.shared else None
        while True:
            self._woken.clear()
            while await self.round():
                pass
            with contextlib.suppress(TimeoutError):
                # Not wait_for: before Python 3.12 it may swallow the stop that comes as we are woken.
                async with asyncio.timeout(patience):
                    await self._woken.wait()

    async def round(self) -> bool:
        """One batch; False when nothing was waiting."""
        batch: list[Ready] = []
        try:
            if not await self._line.look(self._most()):
                return False
            letters = await self._commit(batch)
        except Tangled:
            log.info("a batch gave way to another process", turns=len(batch))
            self._line.put_back(batch)
            self._singly = len(batch)
            await asyncio.sleep(random.uniform(0, ASIDE))  # noqa: S311 - no secret
            return True
        except Unavailable as error:
            log.error("database refused; nothing of it is recorded, it is tried again",
                      turns=len(batch), why=str(error))  # fmt: skip
            self._sorry([ready.entry for ready in batch or self._line.at_hand()])
            self._line.put_back(batch)
            await asyncio.sleep(PAUSE)
            return True
        await self._line.done(batch)
        self._singly = max(0, self._singly - 1)
        self._hand(letters)
        return bool(batch)

    def _most(self) -> int:
        if self._singly:
            return 1
        return SHARED_BATCH if self._database.crew.shared else BATCH

    async def _commit(self, batch: list[Ready]) -> Sequence[Letter]:
        async with self._database.unit() as unit:
            batch += await self._line.take(unit, self._most())
            if not batch:
                return []
            ours = await self._claim(unit, await self._together(unit, batch))
            await unit.commit()
        return ours

    async def _together(self, unit: Unit, batch: Sequence[Ready]) -> Sequence[Letter]:
        """All in one savepoint; when one of several conflicts or fails, all once more, each in its own."""
        if len(batch) == 1:
            return await self._one(unit, batch[0])
        try:
            async with unit.savepoint():
                return await taken.write(unit, [await self._turn(unit, ready) for ready in batch])
        except (Unavailable, Tangled):
            raise
        except Exception as error:  # noqa: BLE001 - whose it was, and whether it is a bug, is found out now
            log.info("a batch is taken turn by turn", turns=len(batch), why=type(error).__name__)
            return [letter for ready in batch for letter in await self._one(unit, ready)]

    async def _turn(self, unit: Unit, ready: Ready) -> Taken:
        await asyncio.sleep(0)  # a turn seldom waits for anything: others go on between two of them
        return await self._engine.turn(unit, ready)

    async def _one(self, unit: Unit, ready: Ready) -> Sequence[Letter]:
        try:
            return await self._tried_twice(unit, ready)
        except (Unavailable, Tangled):
            raise
        except AlreadyDone:
            return []
        except Exception as error:  # noqa: BLE001 - a bug in a step becomes an incident number, here alone
            incident = incidents.number()
            incidents.record(error, ready.entry, incident)
            return await self._failed(unit, ready, incident)

    async def _failed(self, unit: Unit, ready: Ready, incident: str) -> Sequence[Letter]:
        """Its sender hears the number. Where not even that can be said it is done all the same: else nobody's turn came
        any more.
        """
        try:
            async with unit.savepoint():
                return await taken.write(unit, [await self._engine.fail(unit, ready, incident)])
        except (Unavailable, Tangled):
            raise
        except AlreadyDone:
            return []
        except Exception as error:  # noqa: BLE001 - as above
            incidents.record(error, ready.entry, incident)
            async with unit.savepoint():
                return await taken.write(unit, [self._engine.leave(ready)])

    async def _tried_twice(self, unit: Unit, ready: Ready) -> Sequence[Letter]:
        try:
            return await self._alone(unit, ready)
        except Tangled:
            raise
        except Conflict:
            return await self._alone(unit, ready)

    async def _alone(self, unit: Unit, ready: Ready) -> Sequence[Letter]:
        async with unit.savepoint():
            return await taken.write(unit, [await self._turn(unit, ready)])
