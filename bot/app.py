"""Puts the rooms together: one process with its database, channels, worker and post."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from bot.backups import LOOK_EVERY, Backups
from bot.ballot_ends import BallotEnds
from bot.book import Book
from bot.catalogue import shipped
from bot.channel import Channel, Ingest
from bot.clock import Clock, fresh_id
from bot.command_lists import CommandLists
from bot.count_apart import Apart
from bot.counting import Counting
from bot.days_off import manners
from bot.downloads import Downloads
from bot.engine import Context, Engine
from bot.fates import LONGEST_WAIT
from bot.files import Files
from bot.housekeeping import Housekeeping
from bot.inbox import Inbox
from bot.late_desk import LateDesk
from bot.line import Line, MemoryLine
from bot.looking import Looking, LookingApart
from bot.pace import Pace
from bot.post import Post
from bot.reminders import Reminders
from bot.rotation import Rotation
from bot.share import Share
from bot.shared_line import SharedLine
from bot.shared_pace import SharedPace
from bot.sorry import Sorry
from bot.tables import Tables
from bot.texts import Texts
from bot.turned_away import TurnedAway
from bot.unwritten import Unwritten
from bot.wakeups import Wakeups
from bot.wording import Wording
from bot.work import Work
from handlers import FLOWS
from handlers.kit import Flow
from handlers.ports import Papers
from storage.opening import at_this_version
from storage.outbox import LEASE, Letter
from storage.sealing import Seals
from storage.unit import Database

REMIND_EVERY = timedelta(minutes=1)
SWEEP_EVERY = timedelta(hours=6)

LONGEST_RUSH = 60.0  # seconds
QUIET = 10.0  # seconds after the start in which nothing is loaded that is not needed yet


@dataclass(frozen=True, slots=True)
class Place:
    """Where an installation keeps its things, and the address of its web page (empty: it has none).

    `database` is a SQLite file or the address of a PostgreSQL database; without `backups` none are made.
    """

    database: Path | str
    files: Path
    keys: Path
    address: str = ""
    backups: Rotation | None = None


Channels = Sequence[Channel] | Callable[[Database, Files], Sequence[Channel]]
"""The channels of an installation; those that keep rows or files of their own are made once the database is open."""


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

    async def serve(self) -> None:
        """Receives, works and sends until cancelled."""
        if self.database.crew.first:
            await asyncio.to_thread(self.files.empty_porch)
        await self.post.begin()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.work.run())
            tasks.create_task(self.post.run())
            crew = self.database.crew  # of several processes on one database one does each of these
            tasks.create_task(crew.alone("command lists", self.command_lists.run))
            tasks.create_task(crew.alone("wakeups", lambda: self._wakeups().run()))
            tasks.create_task(crew.alone("count ballots", self.counting.run))
            if self.backups is not None:  # by itself: it may take minutes
                nightly = Wakeups({"back up": (self.backups.look, LOOK_EVERY)})
                tasks.create_task(crew.alone("back up", nightly.run))
            for channel in self.channels.values():
                tasks.create_task(crew.alone(f"receive {channel.name}", partial(self._receive, channel)))
            tasks.create_task(self._lay_out())

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


@asynccontextmanager
async def assemble(
    place: Place,
    clock: Clock,
    zone: ZoneInfo,
    channels: Channels,
    flows: tuple[Flow, ...] = FLOWS,
    new_id: Callable[[], int] = fresh_id,
    seals: Callable[[Path], Seals] = Seals,
    share: Share | None = None,
    looking: Looking | None = None,
) -> AsyncIterator[App]:
    """An installation, its database brought to this version's schema, closed at the end.

    `share`: what one person may take of it; the usual one, unless another is given. `looking`: who looks into files; a
    process of its own, unless somebody else is given.
    """
    async with at_this_version(place.database, new_id, seals(place.keys)) as database:
        apart = LookingApart()
        try:
            yield _put_together(
                place,
                database,
                clock,
                zone,
                channels,
                flows,
                new_id,
                share or Share.usual(),
                looking or apart,
            )
        finally:
            await apart.close()


def _put_together(
    place: Place,
    database: Database,
    clock: Clock,
    zone: ZoneInfo,
    channels: Channels,
    flows: tuple[Flow, ...],
    new_id: Callable[[], int],
    share: Share,
    looking: Looking,
) -> App:
    book, texts, files = Book.of(flows), Texts(zone), Files(place.files)
    tables = Tables(files)
    made = channels(database, files) if callable(channels) else channels
    named = {channel.name: channel for channel in made}

    def fetch() -> object:
        from bot.desk import Desk

        return Desk(texts, tables, zone, made, place.address)

    desk = LateDesk(fetch)
    engine = Engine(
        Context(
            book, texts, clock, files, cast(Papers, desk), new_id, database, zone, manners(zone), shipped()
        )
    )
    rates = {name: channel.rate for name, channel in named.items()}
    pace = SharedPace(rates, database) if database.crew.shared else Pace(rates)
    post = Post(database, named, Wording(texts, files, database.seals, clock), clock, pace, new_id)
    lists = CommandLists(database, named, book, texts, clock, pace)

    def hand(letters: Sequence[Letter]) -> None:
        post.hand(letters)
        lists.wake()

    woken = asyncio.Event()
    downloads = Downloads(database, named, files, tables, looking)
    line = _line(database, downloads, share, woken.set)
    work = Work(database, engine, line, post.tenure.claim, hand, Sorry(named, texts, clock).say, woken)
    database.crew.on_ring(work.wake)
    database.crew.on_ring(post.wake)
    unwritten = Unwritten(database, engine, book, clock, post.hand_unwritten)
    turned_away = TurnedAway(database, named, texts, clock, new_id, post.tenure.claim, post.hand)
    inbox = Inbox(database, book.tags, clock, work.wake, unwritten.sift, share, turned_away.tell)
    reminders = Reminders(
        database, flows, files, clock.now, manners(zone), new_id, queued=lambda: post.hand([])
    )
    ends = BallotEnds(database, files, clock, manners(zone), new_id, lambda: post.hand([]))
    housekeeping = Housekeeping(database, files, clock)
    apart = Apart(place.database, place.files, place.keys)
    counting = Counting(database, texts, files, clock, new_id, lambda: post.hand([]), apart)
    return App(
        database, book, texts, files, clock, zone, inbox, turned_away, work, post, engine, lists, reminders, ends,
        housekeeping, counting, desk, named, downloads, looking, _backups(place, database, clock, zone),
    )  # fmt: skip


def _backups(place: Place, database: Database, clock: Clock, zone: ZoneInfo) -> Backups | None:
    if place.backups is None:
        return None
    return Backups(place.database, place.files, place.backups, database, clock, zone)


def _line(database: Database, downloads: Downloads, share: Share, wake: Callable[[], None]) -> Line:
    if database.crew.shared:
        return SharedLine(database.crew, downloads, share.turns, wake)
    return MemoryLine(database, downloads, share.turns, wake)
