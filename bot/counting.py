"""Counts closed ballots: a small durable job, because a count may have to wait and must survive a crash.

closed -> every press that came before the cut-off is worked on, every envelope opened, every receipt delivered
       -> one transaction: count, published sheet, frozen record, first verdict to chair, counting team and secretary
       -> only after its commit the key is destroyed; after a crash in between it is destroyed at the next start

What is decrypted stays in memory and is never logged: of a bug the log names the kind and the line, no words.
"""

import asyncio
from collections.abc import Callable, Mapping

import structlog

from bot import envelope, incidents
from bot.clock import Clock
from bot.count_one import count_one
from bot.files import Files
from bot.saying import Saying
from bot.texts import Texts
from campaign.ballots.ballot import Ballot
from campaign.ballots.counting import TurnoutDiffers
from campaign.ballots.record import BallotRecord
from campaign.ids import BallotId, KhoiId, NoticeId
from campaign.people import Body, Language
from handlers.decide.found import insiders
from handlers.decide.words import ManageBallot, headline
from handlers.kit import Notice, Priority, Say, say
from handlers.poll.stand import TROUBLES
from handlers.verdict.words import full
from storage.outbox import Letter
from storage.sealing import KeyGone
from storage.sql import Tangled, Unavailable
from storage.turns import ARRIVING
from storage.unit import Database, Unit

log = structlog.get_logger()

LOOK_AGAIN = 1.0  # seconds between looks
PATIENCE = 120.0  # seconds the count waits for receipts that a provider does not take
SHEET = "ballot_sheet"  # the sentences that explain a sheet


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
    ) -> None:
        self._database = database
        self._files = files
        self._clock = clock
        self._fresh_id = fresh_id
        self._wake_post = wake_post
        self._legend: Mapping[str, str] = texts.subject(SHEET, Language.VI)
        self._broken: set[BallotId] = set()

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
            waiting = await unit.ballots.to_count()
        counted = False
        for khoi, ballot, cut_off in waiting:
            if ballot not in self._broken:
                counted |= await self._guarded(khoi, ballot, cut_off)
        await self._destroy_keys()
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

    async def _guarded(self, khoi: KhoiId, ballot: BallotId, cut_off: int) -> bool:
        try:
            return await self._try(khoi, ballot, cut_off)
        except (Unavailable, Tangled):
            raise
        except Exception as error:  # noqa: BLE001 - a bug in one count must not stop the others
            where = incidents.discreet(error)
            log.error("a count failed", incident=incidents.number(), ballot=ballot, where=where)
            self._broken.add(ballot)
            return False

    async def _try(self, khoi: KhoiId, ballot: BallotId, cut_off: int) -> bool:
        async with self._database.unit() as unit:
            found = await unit.ballots.get(khoi, ballot)
            body = None if found is None else await unit.bodies.get(khoi, found.body)
            if found is None or body is None or await self._must_wait(unit, found, cut_off):
                return False
            done = await self._count(unit, khoi, found, body)
            if done:
                await unit.commit()
        if done:
            self._wake_post()
        return done

    async def _must_wait(self, unit: Unit, ballot: Ballot, cut_off: int) -> bool:
        """Whether a press that counts is still being worked on, or a receipt is still on its way."""
        await unit.sql.alone(ARRIVING)
        if await unit.turns.waits_before(cut_off):
            return True
        assert ballot.closed is not None, "the query asks for closed ones"
        waited = (self._clock.now() - ballot.closed.at).total_seconds()
        return waited < PATIENCE and await unit.outbox.sealed_waits(ballot.id)

    async def _count(self, unit: Unit, khoi: KhoiId, ballot: Ballot, body: Body) -> bool:
        now = self._clock.now()
        try:
            outcome = await count_one(unit, khoi, ballot, body, self._legend, now)
        except KeyGone:
            await self._trouble(unit, khoi, ballot, body, "key_lost")
            return True
        if isinstance(outcome, TurnoutDiffers):
            await self._trouble(unit, khoi, ballot, body, "turnout_differs")
            return True
        if not isinstance(outcome, BallotRecord):
            return False
        await self._undelivered(unit, ballot.id)
        await unit.events.record(khoi, "ballot.counted", None, now, ballot.id)
        text = say("verdict.notice_counted", full=full(outcome))
        look = say("verdict.look_button")
        await self._tell(unit, khoi, outcome.ballot, body, "ballot.counted", text, look)
        return True

    async def _trouble(self, unit: Unit, khoi: KhoiId, ballot: Ballot, body: Body, trouble: str) -> None:
        """Nothing is counted: the chair is told why, once, and has to annul."""
        await unit.ballots.set_trouble(ballot.id, trouble)
        await unit.events.record(khoi, f"ballot.{trouble}", None, self._clock.now(), ballot.id)
        text = say("poll.notice_trouble", headline=headline(ballot), why=TROUBLES[trouble])
        await self._tell(unit, khoi, ballot, body, "ballot.trouble", text, say("poll.follow_button"))

    async def _tell(
        self, unit: Unit, khoi: KhoiId, ballot: Ballot, body: Body, kind: str, text: Say, look: Say
    ) -> None:
        """First to those who may see a verdict before it is announced: chair, counting team, secretary."""
        audience = await insiders(unit, ballot, body)
        follow = ManageBallot(ballot.id).labelled(look)
        notice = Notice(
            NoticeId(self._fresh_id()), khoi, kind, audience, text, (follow,),
            Priority.RECEIPT, ballot.campaign,
        )  # fmt: skip
        saying = Saying(self._database.seals, self._files, self._fresh_id, self._clock.now())
        await saying.notice(unit, notice)

    async def _undelivered(self, unit: Unit, ballot: BallotId) -> None:
        """Receipts that could not be sent are lost with the key; their voters are told at least that."""
        body = envelope.to_bytes(envelope.message_of(say("decide.undelivered")))
        letters = [
            Letter(
                self._fresh_id(), channel, account, person, language, Priority.RECEIPT.value, body, self._clock.now()
            )
            for channel, account, person, language in await unit.outbox.give_up_sealed(ballot)
        ]  # fmt: skip
        await unit.outbox.add(letters, self._clock.now())
