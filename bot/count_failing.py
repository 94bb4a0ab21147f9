"""Counts that failed, by a bug, or because their process was killed or hung: tried again soon, a few times, then told

failed -> 2 s -> 15 s -> 1 minute -> 5 minutes -> given up: chair, counting team and secretary hear so, with the
number under which the log explains it. The slips stay as they are, and the next start tries again.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot import incidents
from bot.clock import Clock
from bot.files import Files
from bot.saying import Saying
from campaign.ids import BallotId, NoticeId
from handlers.decide.found import insiders
from handlers.decide.words import ManageBallot, headline
from handlers.kit import Notice, Priority, say
from storage.counts import ToCount
from storage.unit import Database, Unit

log = structlog.get_logger()

PAUSES = tuple(timedelta(seconds=each) for each in (2, 15, 60, 300))
"""After each failure until the next try; after one more failure it is given up."""


@dataclass(frozen=True, slots=True)
class Failing:
    """A count that failed so many times, the last time at a moment and under a number."""

    times: int
    at: datetime
    incident: str
    told: bool = False

    @property
    def is_given_up(self) -> bool:
        """Whether it is not tried again before the next start."""
        return self.times > len(PAUSES)

    def rests(self, now: datetime) -> bool:
        """Whether it is too early to try again. A clock that was put back makes nobody wait."""
        return self.is_given_up or self.at <= now < self.at + PAUSES[self.times - 1]


class FailedCounts:
    """What one process remembers of counts that failed."""

    def __init__(self, database: Database, files: Files, clock: Clock, fresh_id: Callable[[], int]) -> None:
        self._database = database
        self._files = files
        self._clock = clock
        self._fresh_id = fresh_id
        self._failing: dict[BallotId, Failing] = {}

    def rests(self, ballot: BallotId) -> bool:
        """Whether this count is not to be tried now."""
        failing = self._failing.get(ballot)
        return failing is not None and failing.rests(self._clock.now())

    def failed(self, ballot: BallotId, where: list[str]) -> None:
        """It failed once more, at these lines of code."""
        before, incident = self._failing.get(ballot), incidents.number()
        times = 1 + (0 if before is None else before.times)
        self._failing[ballot] = failing = Failing(times, self._clock.now(), incident)
        log.error(
            "a count failed", incident=incident, ballot=ballot, times=times, given_up=failing.is_given_up,
            where=where,
        )  # fmt: skip

    def succeeded(self, ballot: BallotId) -> None:
        """Nothing is wrong with it any more."""
        self._failing.pop(ballot, None)

    async def tell(self, one: ToCount) -> bool:
        """Tells of a count that was given up, once; whether there was something to tell."""
        failing = self._failing.get(one.ballot)
        if failing is None or not failing.is_given_up or failing.told:
            return False
        async with self._database.unit() as unit:
            await self._notice(unit, one, failing.incident)
            await unit.commit()
        self._failing[one.ballot] = replace(failing, told=True)
        return True

    async def _notice(self, unit: Unit, one: ToCount, incident: str) -> None:
        ballot = await unit.ballots.get(one.khoi, one.ballot)
        body = None if ballot is None else await unit.bodies.get(one.khoi, ballot.body)
        if ballot is None or body is None:
            return
        told = await insiders(unit, ballot, body)
        text = say("poll.notice_uncounted", headline=headline(ballot), incident=incident)
        follow = ManageBallot(ballot.id).labelled(say("poll.follow_button"))
        notice = Notice(
            NoticeId(self._fresh_id()), one.khoi, "ballot.uncounted", told, text, (follow,), Priority.RECEIPT,
            ballot.campaign,
        )  # fmt: skip
        await Saying(self._database.seals, self._files, self._fresh_id, self._clock.now()).notice(
            unit, notice
        )
