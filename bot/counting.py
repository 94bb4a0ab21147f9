"""Counts closed ballots: a small durable job, because a count may have to wait and must survive a crash.

closed -> every press that came before the cut-off is worked on, every envelope opened, every receipt delivered
       -> worked out, a large one in a process of its own; then one short transaction: published sheet, frozen record,
          first verdict to chair, counting team and secretary
       -> only after its commit the key is destroyed; after a crash in between it is destroyed at the next start
       -> the slips, which nobody can read any more, are thrown away a few at a time

A count that fails, or whose process is killed or hangs, is tried again soon (`bot/count_failing.py`).

What is decrypted stays in memory and is never logged: of a bug the log names the kind and the line, no words.
"""

import asyncio
from collections.abc import Callable, Mapping

import structlog

from bot import incidents
from bot.clock import Clock
from bot.count_apart import Apart, Broken
from bot.count_failing import FailedCounts
from bot.count_one import CountOne
from bot.files import Files
from bot.texts import Texts
from campaign.ids import BallotId
from campaign.people import Language
from storage.counts import ToCount
from storage.kept_records import MOST
from storage.sql import Tangled, Unavailable
from storage.turns import ARRIVING
from storage.unit import Database, Unit

log = structlog.get_logger()

LOOK_AGAIN = 1.0  # seconds between looks
PATIENCE = 120.0  # seconds the count waits for receipts that a provider does not take
SHEET = "ballot_sheet"  # the sentences that explain a sheet
SMALL = 300  # voters; up to there starting a process takes longer than counting
AT_ONCE = 1000  # slips thrown away in one transaction


class Counting:
    """The counting job of one process. `wake_post` says that something is to be sent."""

    def __init__(
        self,
        database: Database,
        texts: Texts,
        files: Files,
        clock: Clock,
        fresh_id: Callable[[], int],
        wake_post: Callable[[], None],
        apart: Apart,
        small: int = SMALL,
        remembered: int = MOST,
    ) -> None:
        self._database = database
        self._files = files
        self._clock = clock
        self._fresh_id = fresh_id
        self._wake_post = wake_post
        self._apart = apart
        self._small = small
        self._remembered = remembered
        self._legend: Mapping[str, str] = texts.subject(SHEET, Language.VI)
        self._failed = FailedCounts(database, files, clock, fresh_id)
        self._all_emptied = False

    async def run(self) -> None:
        """Counts until cancelled."""
        while True:
            try:
                await self.look_once()
            except (Unavailable, Tangled):
                log.error("ballots cannot be counted now; it is tried again")
            await asyncio.sleep(LOOK_AGAIN)

    async def look_once(self) -> bool:
        """Counts what can be counted; True when something was. Destroys the keys of ballots that are over."""
        async with self._database.reading() as unit:
            waiting = await unit.counts.waiting()
        counted = False
        for one in waiting:
            if self._failed.rests(one.ballot):
                await self._told(one)
            else:
                counted |= await self._guarded(one)
        await self._destroy_keys()
        await self._empty()
        return counted

    async def _destroy_keys(self) -> None:
        """Of ballots known here and over; a key of another installation is left alone."""
        kept = self._database.seals.kept()
        if not kept:
            return
        async with self._database.reading() as unit:
            over = await unit.secret_ballots.over(kept)
        for ballot in over:
            self._database.seals.destroy(ballot)
            self._all_emptied = False

    async def _empty(self) -> None:
        """Throws away slips of ballots that are over, a few at a time: whoever writes meanwhile does not wait."""
        if self._all_emptied:
            return
        async with self._database.reading() as unit:
            unemptied = await unit.counts.unemptied()
        for ballot in unemptied:
            await self._wipe(ballot)
            while await self._emptied_some(ballot):
                pass
        self._all_emptied = True

    async def _wipe(self, ballot: BallotId) -> None:
        async with self._database.reading() as unit:
            last = await unit.urns.last_voter(ballot)
        for first in range(1, last + 1, AT_ONCE):
            async with self._database.unit() as unit:
                await unit.urns.wipe(ballot, range(first, first + AT_ONCE))
                await unit.commit()

    async def _emptied_some(self, ballot: BallotId) -> bool:
        async with self._database.unit() as unit:
            some = await unit.urns.empty(ballot, AT_ONCE)
            await unit.commit()
        return some

    async def _guarded(self, one: ToCount) -> bool:
        try:
            done = await self._try(one)
        except (Unavailable, Tangled):
            raise
        except Exception as error:  # noqa: BLE001 - a bug in one count must not stop the others
            self._failed.failed(
                one.ballot, error.where if isinstance(error, Broken) else incidents.discreet(error)
            )
            return False
        self._failed.succeeded(one.ballot)
        return done

    async def _told(self, one: ToCount) -> None:
        """Who waits for the count hears that it was given up."""
        try:
            if await self._failed.tell(one):
                self._wake_post()
        except (Unavailable, Tangled):
            raise
        except Exception as error:  # noqa: BLE001 - as above
            log.error("nobody could be told of a failed count", where=incidents.discreet(error))

    async def _try(self, one: ToCount) -> bool:
        async with self._database.unit() as unit:
            if await self._must_wait(unit, one):
                return False
            voters = await unit.counts.voters(one.ballot)
        now = self._clock.now()
        if voters > self._small:
            done = await self._apart.count(one.khoi, one.ballot, voters, self._legend, now)
        else:
            here = CountOne(self._database, self._files, self._legend, self._fresh_id, now)
            done = await here.count(one.khoi, one.ballot)
        if done:
            self._wake_post()
            await self._read_ahead(one.ballot, voters)
        return done

    async def _read_ahead(self, ballot: BallotId, voters: int) -> None:
        """Whoever looks first need not wait for the record, if it is one that is remembered."""
        if voters <= self._remembered:
            async with self._database.at_leisure() as unit:
                await unit.opinions.record(ballot)

    async def _must_wait(self, unit: Unit, one: ToCount) -> bool:
        """Whether a press that counts is still being worked on, an envelope closed, or a receipt still on its way."""
        await unit.sql.alone(ARRIVING)
        if await unit.turns.waits_before(one.cut_off) or await unit.counts.has_envelopes(one.ballot):
            return True
        waited = (self._clock.now() - one.closed_at).total_seconds()
        return waited < PATIENCE and await unit.outbox.sealed_waits(one.ballot)
