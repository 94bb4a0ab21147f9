"""Keeps a job of the program up: when it ends by a bug it is begun again, after pauses that grow, and this is seen

ends -> incident in the log, again after 1 s -> ends again: noted for /healthz and `thidua doctor`, 2 s, 4 s … a minute
     -> has held for a minute: well again

For jobs that begin from the database alone: receiving, counting, reminding, backups, lists of commands. The worker
and the post are none of them: what is under way stands in their memory, for which nobody vouches after a bug. They end
the process, and whoever starts it again (systemd, the container) has everything that was promised in the database.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot import incidents
from bot.clock import Clock
from storage.sql import Tangled, Unavailable, micros, moment
from storage.unit import Database, Unit

log = structlog.get_logger()

FAILING = "failing: "  # before the name of a job, in the rows of an installation
LONGEST_PAUSE = 60.0  # seconds
CALM = 60.0  # seconds it has to hold


@dataclass(frozen=True, slots=True)
class FailingJob:
    """A job that keeps failing: since when, and the number of the newest incident."""

    job: str
    at: datetime
    incident: str


async def failing(unit: Unit) -> Sequence[FailingJob]:
    """The jobs of any process that keep failing, as the rows say."""
    rows = await unit.installation.beginning(FAILING)
    told = [(name.removeprefix(FAILING), *word.split(" ")) for name, word in rows if word]
    return [FailingJob(job, moment(int(at)), incident) for job, at, incident in told]


class Jobs:
    """The jobs of one process. `calm`, `first`: seconds one has to hold, and of the first pause."""

    def __init__(self, database: Database, clock: Clock, calm: float = CALM, first: float = 1.0) -> None:
        self._database = database
        self._clock = clock
        self._calm = calm
        self._first = first

    async def keep_up(self, job: str, act: Callable[[], Awaitable[None]]) -> None:
        """Does it until it returns or this is cancelled."""
        times = 0
        while True:
            doing = asyncio.ensure_future(act())
            try:
                if await self._holds(job, doing):
                    times = 0
                return await doing
            except (Unavailable, Tangled):
                log.error("the database cannot be used now; the job is begun again", job=job)
            except Exception as error:  # noqa: BLE001 - a bug in one job must not stop the others
                times += 1
                await self._failed(job, error, times)
            finally:
                doing.cancel()
                await asyncio.wait((doing,))
            await asyncio.sleep(min(self._first * 2 ** min(times, 10) / 2, LONGEST_PAUSE))

    async def _holds(self, job: str, doing: "asyncio.Future[None]") -> bool:
        """Whether it goes on for long enough to be called well."""
        _, going = await asyncio.wait((doing,), timeout=self._calm)
        if not going:
            return False
        await self._note(job, "")
        return True

    async def _failed(self, job: str, error: Exception, times: int) -> None:
        incident = incidents.number()
        log.error("a job failed; it is begun again", job=job, incident=incident, times=times,
                  where=incidents.discreet(error))  # fmt: skip
        if times > 1:
            await self._note(job, f"{micros(self._clock.now())} {incident}")

    async def _note(self, job: str, word: str) -> None:
        with suppress(Exception):  # the log has it; to say so must not be one more thing that fails
            async with self._database.reading() as unit:
                before = await unit.installation.get(FAILING + job)
            if (before or "") == word:
                return
            async with self._database.unit() as unit:
                await unit.installation.put(FAILING + job, word)
                await unit.commit()
