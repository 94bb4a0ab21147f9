"""The stage: one scenario being played, with its own folder, database and clock. It can be struck and set anew."""

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from bot import reminders
from bot.app import App
from bot.assembly import assemble
from bot.channel import Channel
from bot.clock import MovableClock, RealClock, fresh_id
from bot.files import Files
from bot.ground import Place
from bot.nature import MARK, Nature, claim, claim_folder
from bot.rehearse.acting import Actor
from bot.rehearse.acts import step_of
from bot.rehearse.memory import Memory, TourState, remember, remembered
from bot.rehearse.passing import moments_until
from bot.rehearse.porter import PathPorter
from bot.rehearse.scenario import PersonRow, Scenario, read
from bot.rehearse.setting import phone_of, put_on_stage
from bot.share import Share
from bot.web.channel import NAME, WebChannel
from bot.web.desk import Front, Rates
from bot.web.hub import Hub
from bot.web.patience import Patience
from bot.web.site import page_routes
from storage.unit import Database

COUNTING, LOOK_AGAIN = 600, 0.1  # looks on a slow machine, and seconds between them
PUBLIC = "http://127.0.0.1"


@dataclass(frozen=True, slots=True)
class Play:
    """A scenario while it is played."""

    name: str
    scenario: Scenario
    app: App
    channel: WebChannel
    clock: MovableClock
    phones: ASGIApp


@dataclass(frozen=True, slots=True)
class Stopped:
    """Somebody who did not come to the end of an act, and the step they could not take."""

    name: str
    step: str


class Stage:
    """Plays one scenario at a time in a folder."""

    def __init__(self, folder: Path, scenarios: dict[str, Path], zone: ZoneInfo) -> None:
        self.folder = folder
        self.scenarios = scenarios
        self.zone = zone
        self.hub = Hub(time.monotonic)
        self._play: Play | None = None
        self._memory: Memory | None = None
        self._stack = AsyncExitStack()
        self._changing = asyncio.Lock()

    @property
    def play(self) -> Play:
        """What is played now."""
        assert self._play is not None
        return self._play

    @property
    def memory(self) -> Memory:
        """What is kept of it beside its database."""
        assert self._memory is not None
        return self._memory

    async def open(self, name: str | None) -> None:
        """Goes on where the last rehearsal stopped, or begins the named scenario. Raises ScenarioWrong, WrongNature."""
        claim_folder(self.folder, Nature.REHEARSAL)
        memory = remembered(self.folder)
        if memory is None or memory.scenario not in self.scenarios or name not in (None, memory.scenario):
            await self.begin(name or next(iter(self.scenarios)))
        else:
            await self._enter(memory)

    async def begin(self, name: str) -> None:
        """Strikes the stage and begins a scenario anew. Raises ScenarioWrong and leaves the stage as it is."""
        scenario = read(self.scenarios[name])
        async with self._changing:
            await self._leave()
            for path in self.folder.iterdir():
                if path.name != MARK:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
            await self._enter(Memory(name, scenario.begins.replace(tzinfo=self.zone)))

    async def move_to(self, at: datetime) -> None:
        """Lets the time until a moment pass, so that what falls due on the way is told when it would have been."""
        async with self._changing:
            await self._pass_until(at)
        self._remember()

    async def act(self, number: int) -> list[Stopped]:
        """Lets the others play an act, each part by all who are meant; answers who did not come to its end."""
        scenario, stopped = self.play.scenario, []
        row = scenario.acts[number]
        async with self._changing:
            if row.at is not None:
                await self._pass_until(row.at.replace(tzinfo=self.zone))
            for part in row.parts:
                await self.counted()
                steps = [step_of(written) for written in part.steps]
                cast = scenario.cast(part.who)
                taken = await asyncio.gather(*(self._actor(person).does(steps) for person in cast))
                stopped += [
                    Stopped(person.name, part.steps[done])
                    for person, done in zip(cast, taken, strict=True)
                    if done < len(steps)
                ]
        self._remember(acted=self.memory.acted | {number})
        return stopped

    def guide(self, tour: TourState) -> None:
        """Keeps where the guided tour stands."""
        self._remember(tour=tour)

    async def counted(self) -> None:
        """Waits until the machine has counted what was closed in the part before. What waits for the counting team, who
        open the written opinions, is not waited for.
        """
        for _ in range(COUNTING):
            async with self.play.app.database.reading() as unit:
                closed = [one.ballot for one in await unit.counts.waiting()]
                if all([await unit.counts.has_envelopes(ballot) for ballot in closed]):
                    return
            await asyncio.sleep(LOOK_AGAIN)

    def _actor(self, person: PersonRow) -> Actor:
        return Actor(self.play.app, self.play.channel, phone_of(person.code))

    async def _pass_until(self, at: datetime) -> None:
        if at <= self.play.clock.now():
            return
        for moment in moments_until(self.play.clock.now(), at, self.zone):
            self.play.clock.move_to(moment)
            await reminders.look(self.play.app)

    async def close(self) -> None:
        """Ends the rehearsal; it can be gone on with later."""
        self._remember()
        await self._leave()

    async def _enter(self, memory: Memory) -> None:
        name = memory.scenario
        scenario, clock = read(self.scenarios[name]), MovableClock(RealClock(), memory.now)

        def channels(database: Database, files: Files) -> Sequence[Channel]:
            return [WebChannel(database, files, clock, self.zone, self.hub, PUBLIC)]

        place = Place(self.folder / "thidua.db", self.folder / "files", self.folder / "keys")
        app = await self._stack.enter_async_context(
            assemble(place, clock, self.zone, channels, share=Share.everything())
        )
        await claim(app.database, Nature.REHEARSAL, self.folder)
        async with app.database.unit() as unit:
            if not await unit.installation.has_people():
                await put_on_stage(unit, scenario, fresh_id, clock.now())
                await unit.commit()
        await self._stack.enter_async_context(_serving(app))
        channel = app.channels[NAME]
        assert isinstance(channel, WebChannel)
        front = Front(
            app, channel, PathPorter(app.database, clock), Rates.usual(), Patience(), Nature.REHEARSAL
        )
        phones = Starlette(routes=[Mount("/{phone}", routes=page_routes(front))])
        self._play, self._memory = Play(name, scenario, app, channel, clock, phones), memory
        self._remember()

    async def _leave(self) -> None:
        self.hub.hang_up_all()
        await self._stack.aclose()
        self._stack = AsyncExitStack()

    def _remember(self, **changed: Any) -> None:
        self._memory = replace(self.memory, now=self.play.clock.now(), **changed)
        remember(self.folder, self._memory)


@asynccontextmanager
async def _serving(app: App) -> AsyncIterator[None]:
    working = asyncio.create_task(app.serve())
    try:
        yield
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
