"""One process of an installation, while it serves: its parts, put together in `bot/assembly.py`."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.backups import LOOK_EVERY, Backups
from bot.ballot_ends import BallotEnds
from bot.book import Book
from bot.channel import Channel, Ingest
from bot.clock import Clock
from bot.command_lists import CommandLists
from bot.counting import Counting
from bot.downloads import Downloads
from bot.engine import Engine
from bot.fates import LONGEST_WAIT
from bot.files import Files
from bot.housekeeping import Housekeeping
from bot.inbox import Inbox
from bot.jobs import Jobs
from bot.late_desk import LateDesk
from bot.looking import Looking
from bot.post import Post
from bot.reminders import Reminders
from bot.texts import Texts
from bot.turned_away import TurnedAway
from bot.wakeups import Wakeups
from bot.work import Work
from storage.outbox import LEASE
from storage.unit import Database

REMIND_EVERY = timedelta(minutes=1)
SWEEP_EVERY = timedelta(hours=6)

LONGEST_RUSH = 60.0  # seconds
QUIET = 10.0  # seconds after the start in which nothing is loaded that is not needed yet


@dataclass(frozen=True, slots=True)
class App:
    """The running parts, for the command line, the web server and the tests."""

    database: Database
    book: Book
    texts: Texts
    files: Files
    clock: Clock
    zone: ZoneInfo
    inbox: Inbox
    turned_away: TurnedAway
    work: Work
    post: Post
    engine: Engine
    command_lists: CommandLists
    reminders: Reminders
    ballot_ends: BallotEnds
    housekeeping: Housekeeping
    counting: Counting
    desk: LateDesk
    channels: Mapping[str, Channel]
    downloads: Downloads
    looking: Looking
    backups: Backups | None
    jobs: Jobs

    async def serve(self) -> None:
        """Receives, works and sends until cancelled.

        A bug in the worker or the post ends the process, any other job is begun again (`bot/jobs.py`).
        """
        if self.database.crew.first:
            await asyncio.to_thread(self.files.empty_porch)
        await self.post.begin()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.work.run())
            tasks.create_task(self.post.run())
            for job, act in self._shared_out().items():
                keep = partial(self.jobs.keep_up, job, act)
                tasks.create_task(self.database.crew.alone(job, keep))
            tasks.create_task(self.jobs.keep_up("lay out", self._lay_out))

    def _shared_out(self) -> Mapping[str, Callable[[], Awaitable[None]]]:
        """Of several processes on one database one does each of these."""
        acts: dict[str, Callable[[], Awaitable[None]]] = {
            "command lists": self.command_lists.run,
            "wakeups": lambda: self._wakeups().run(),
            "count ballots": self.counting.run,
        }
        if self.backups is not None:  # by itself: it may take minutes
            acts["back up"] = Wakeups({"back up": (self.backups.look, LOOK_EVERY)}).run
        for channel in self.channels.values():
            acts[f"receive {channel.name}"] = partial(self._receive, channel)
        return acts

    async def _receive(self, channel: Channel) -> None:
        self.post.serves(channel.name)
        try:
            await channel.receive(self.ingest)
        finally:
            self.post.serves_no_more(channel.name)

    async def _lay_out(self) -> None:
        """Has the desk ready before anybody asks for a paper, but not before the first answers, nor in a rush."""
        await asyncio.sleep(QUIET)
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_RUSH):
                await self.post.idle()
        await asyncio.to_thread(self.desk.fetch)

    def _wakeups(self) -> Wakeups:
        return Wakeups(
            {
                "remind": (self.reminders.look, REMIND_EVERY),
                "ends": (self.ballot_ends.look, REMIND_EVERY),
                "sweep": (self.housekeeping.sweep, SWEEP_EVERY),
            },
            put_back=self.clock_put_back,
        )

    async def clock_put_back(self) -> None:
        """What was to be tried again by a clock that was ahead is tried now."""
        now = self.clock.now()
        async with self.database.unit() as unit:
            await unit.tenures.plan_anew(now, now + LONGEST_WAIT + LEASE)
            await unit.commit()
        self.post.wake()

    @property
    def ingest(self) -> Ingest:
        """The door for updates."""
        return self.inbox.ingest
