"""Wakes what must look at the clock. APScheduler only wakes: what is to be done stands in the database.

No job is stored, late or early wake-ups do no harm, and a look after an outage does what is still worth doing. What
takes long is woken less often: it computes between the answers to people, and they come first.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot import incidents
from storage.sql import Unavailable

log = structlog.get_logger()

Act = Callable[[], Awaitable[None]]


WATCH = 60.0  # seconds between looks at the machine's clock
REST = 20  # times as long as an act took it is then left alone
LONGEST_REST = 600.0  # seconds


class Wakeups:
    """Wakes each act at the start and then every so often, never twice at a time. `seconds` only ever runs on.

    The library plans by the machine's clock (`wall`, seconds): when that is put back, as on a machine that started
    hours ahead, nothing would be woken until it is that late again. Then `put_back` is done and everything is woken.
    """

    def __init__(
        self,
        acts: Mapping[str, tuple[Act, timedelta]],
        seconds: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        put_back: Act | None = None,
        watch: float = WATCH,
    ) -> None:
        self._acts = acts
        self._seconds = seconds
        self._wall = wall
        self._put_back = put_back
        self._every = watch
        self._rests: dict[str, float] = {}

    async def run(self) -> None:
        """Wakes until cancelled."""
        scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        for name, (act, every) in self._acts.items():
            trigger = IntervalTrigger(seconds=int(every.total_seconds()), timezone=UTC)
            scheduler.add_job(self._woken, trigger, [name, act], id=name)
        for name, (act, _) in self._acts.items():
            await self._woken(name, act)
        scheduler.start()
        try:
            await self._watch(scheduler)
        finally:
            scheduler.shutdown(wait=False)

    async def _watch(self, scheduler: AsyncIOScheduler) -> None:
        while True:
            before = self._wall()
            await asyncio.sleep(self._every)
            if self._wall() >= before:
                continue
            log.warning("the machine's clock was put back", seconds=round(before - self._wall()))
            if self._put_back is not None:
                await self._acted("put back", self._put_back)
            for job in scheduler.get_jobs():
                job.modify(next_run_time=datetime.now(UTC))

    async def _woken(self, name: str, act: Act) -> None:
        began = self._seconds()
        if began < self._rests.get(name, began):
            return
        await self._acted(name, act)
        ended = self._seconds()
        self._rests[name] = ended + min(REST * (ended - began), LONGEST_REST)

    async def _acted(self, name: str, act: Act) -> None:
        try:
            await act()
        except Unavailable:
            log.error("the database cannot be used now; it is tried again at the next wake-up", act=name)
        except Exception:
            log.exception("a wake-up failed", act=name, incident=incidents.number())
