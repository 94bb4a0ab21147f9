"""Tells of ballots whose planned end has passed: they stay open for the chair to close, and take no vote any more.

open, closes_at passed -> told, once: the chair and the secretary who has not voted, those that their vote did not come
                          -> the chair closes (handlers/poll/close.py): the machine counts

A ballot never closes by itself: closing is an act of the chair, with a name in the minutes. That it was told stands in
its row, so a look after an outage does what is left and nobody is told twice.
"""

from collections.abc import Callable
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.files import Files
from bot.saying import Saying
from campaign.ids import BallotId, KhoiId
from campaign.reminders.manners import Manners
from campaign.reminders.notice import leaves_at
from handlers.decide.ending import ended
from storage.sql import Conflict, Unavailable
from storage.unit import Database

log = structlog.get_logger()

GRACE = timedelta(minutes=1)
"""What was heard in time has been worked on by then: nobody is told that a vote is missing which is on its way."""


class BallotEnds:
    """The telling side of one process. `wake_post` says that something is to be sent."""

    def __init__(
        self,
        database: Database,
        files: Files,
        clock: Clock,
        manners: Manners,
        fresh_id: Callable[[], int],
        wake_post: Callable[[], None],
    ) -> None:
        self._database = database
        self._files = files
        self._clock = clock
        self._manners = manners
        self._fresh_id = fresh_id
        self._wake_post = wake_post

    async def look(self) -> None:
        """Tells what is to be told now. Nothing is told twice, however often and by however many it is called."""
        async with self._database.reading() as unit:
            over = await unit.ballots.ended_untold(self._clock.now() - GRACE)
        for khoi, ballot in over:
            try:
                await self._tell(khoi, ballot)
            except Unavailable:
                raise
            except Conflict:
                continue  # another process was faster
            except Exception:
                log.exception("nobody could be told that a ballot has ended", ballot=ballot)
        if over:
            self._wake_post()

    async def _tell(self, khoi: KhoiId, ballot: BallotId) -> None:
        now = self._clock.now()
        async with self._database.unit() as unit:
            found = await unit.ballots.get(khoi, ballot)
            if found is None or not await unit.ballots.tell_of_end(ballot, now):
                return
            at = leaves_at(self._manners, now)
            saying = Saying(self._database.seals, self._files, self._fresh_id, now)
            for notice in await ended(unit, khoi, found, self._fresh_id, at if at > now else None):
                await saying.notice(unit, notice)
            await unit.commit()
