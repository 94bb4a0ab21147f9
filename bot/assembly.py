"""Puts the rooms together: one process with its database, channels, worker and post."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from bot.app import App
from bot.backups import Backups
from bot.ballot_ends import BallotEnds
from bot.catalogue import shipped
from bot.clock import Clock, fresh_id
from bot.command_lists import CommandLists
from bot.context import Context
from bot.count_apart import Apart
from bot.counting import Counting
from bot.days_off import manners
from bot.downloads import Downloads
from bot.engine import Engine
from bot.ground import Channels, Ground, Place
from bot.housekeeping import Housekeeping
from bot.inbox import Inbox
from bot.jobs import Jobs
from bot.late_desk import LateDesk
from bot.line import Line, MemoryLine
from bot.looking import Looking, LookingApart
from bot.pace import Pace
from bot.post import Post
from bot.reminders import Reminders
from bot.share import Share
from bot.shared_line import SharedLine
from bot.shared_pace import SharedPace
from bot.sorry import Sorry
from bot.turned_away import TurnedAway
from bot.unwritten import Unwritten
from bot.wording import Wording
from bot.work import Work
from handlers import FLOWS
from handlers.kit import Flow
from handlers.ports import Papers
from storage.opening import at_this_version
from storage.outbox import Letter
from storage.sealing import Seals


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
        ground = Ground.of(place, database, clock, zone, channels, flows, new_id)
        apart = LookingApart()
        try:
            yield _put_together(ground, share or Share.usual(), looking or apart)
        finally:
            await apart.close()


def _put_together(on: Ground, share: Share, looking: Looking) -> App:
    desk = _desk(on)
    engine = _engine(on, desk)
    pace = _pace(on)
    wording = Wording(on.texts, on.files, on.database.seals, on.clock)
    post = Post(on.database, on.channels, wording, on.clock, pace, on.new_id)
    lists = CommandLists(on.database, on.channels, on.book, on.texts, on.clock, pace)
    downloads = Downloads(on.database, on.channels, on.files, on.tables, looking)
    woken = asyncio.Event()
    work = _work(on, engine, post, lists, _line(on, downloads, share, woken.set), woken)
    turned_away = TurnedAway(
        on.database, on.channels, on.texts, on.clock, on.new_id, post.tenure.claim, post.hand
    )
    return App(
        database=on.database,
        book=on.book,
        texts=on.texts,
        files=on.files,
        clock=on.clock,
        zone=on.zone,
        inbox=_inbox(on, engine, post, work, share, turned_away),
        turned_away=turned_away,
        work=work,
        post=post,
        engine=engine,
        command_lists=lists,
        reminders=_reminders(on, post),
        ballot_ends=BallotEnds(on.database, on.files, on.clock, manners(on.zone), on.new_id, post.wake),
        housekeeping=Housekeeping(on.database, on.files, on.clock),
        counting=_counting(on, post),
        desk=desk,
        channels=on.channels,
        downloads=downloads,
        looking=looking,
        backups=_backups(on),
        jobs=Jobs(on.database, on.clock),
    )


def _desk(on: Ground) -> LateDesk:
    def fetch() -> object:
        from bot.desk import Desk

        return Desk(on.texts, on.tables, on.zone, tuple(on.channels.values()), on.place.address)

    return LateDesk(fetch)


def _engine(on: Ground, desk: LateDesk) -> Engine:
    return Engine(
        Context(
            on.book,
            on.texts,
            on.clock,
            on.files,
            cast(Papers, desk),
            on.new_id,
            on.database,
            on.zone,
            manners(on.zone),
            shipped(),
        )
    )


def _pace(on: Ground) -> Pace | SharedPace:
    rates = {name: channel.rate for name, channel in on.channels.items()}
    return SharedPace(rates, on.database) if on.database.crew.shared else Pace(rates)


def _line(on: Ground, downloads: Downloads, share: Share, wake: Callable[[], None]) -> Line:
    if on.database.crew.shared:
        return SharedLine(on.database.crew, downloads, share.turns, wake)
    return MemoryLine(on.database, downloads, share.turns, wake)


def _work(
    on: Ground, engine: Engine, post: Post, lists: CommandLists, line: Line, woken: asyncio.Event
) -> Work:
    def hand(letters: Sequence[Letter]) -> None:
        post.hand(letters)
        lists.wake()

    sorry = Sorry(on.channels, on.texts, on.clock)
    work = Work(on.database, engine, line, post.tenure.claim, hand, sorry.say, woken)
    on.database.crew.on_ring(work.wake)
    on.database.crew.on_ring(post.wake)
    return work


def _inbox(
    on: Ground, engine: Engine, post: Post, work: Work, share: Share, turned_away: TurnedAway
) -> Inbox:
    unwritten = Unwritten(on.database, engine, on.book, on.clock, post.hand_unwritten)
    return Inbox(on.database, on.book.tags, on.clock, work.wake, unwritten.sift, share, turned_away.tell)


def _reminders(on: Ground, post: Post) -> Reminders:
    return Reminders(
        on.database, on.book.flows, on.files, on.clock.now, manners(on.zone), on.new_id, queued=post.wake
    )


def _counting(on: Ground, post: Post) -> Counting:
    apart = Apart(on.place.database, on.place.files, on.place.keys)
    return Counting(on.database, on.texts, on.files, on.clock, on.new_id, post.wake, apart)


def _backups(on: Ground) -> Backups | None:
    if on.place.backups is None:
        return None
    return Backups(on.place.database, on.place.files, on.place.backups, on.database, on.clock, on.zone)
