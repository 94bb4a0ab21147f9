"""The stage: one scenario being played, with its own folder, database and clock. It can be struck and set anew."""

import asyncio
import json
import shutil
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as dt_time
from pathlib import Path
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from bot import reminders
from bot.app import App, Place, assemble
from bot.channel import Channel
from bot.clock import MovableClock, RealClock, fresh_id
from bot.files import Files
from bot.nature import MARK, Nature, claim, claim_folder
from bot.rehearse.acting import Actor
from bot.rehearse.porter import PathPorter
from bot.rehearse.scenario import ActRow, Scenario, read
from bot.rehearse.setting import phone_of, put_on_stage
from bot.web.channel import NAME, WebChannel
from bot.web.desk import Front, Rates
from bot.web.hub import Hub
from bot.web.patience import Patience
from bot.web.site import page_routes
from storage.unit import Database

STATE = "state.json"
NEAR, SHORT, MORNING = timedelta(days=14), timedelta(hours=3), dt_time(9)
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


class Stage:
    """Plays one scenario at a time in a folder."""

    def __init__(self, folder: Path, scenarios: dict[str, Path], zone: ZoneInfo) -> None:
        self.folder = folder
        self.scenarios = scenarios
        self.zone = zone
        self.hub = Hub(time.monotonic)
        self._play: Play | None = None
        self._stack = AsyncExitStack()
        self._changing = asyncio.Lock()

    @property
    def play(self) -> Play:
        """What is played now."""
        assert self._play is not None
        return self._play

    async def open(self, name: str | None) -> None:
        """Goes on where the last rehearsal stopped, or begins the named scenario. Raises ScenarioWrong, WrongNature."""
        claim_folder(self.folder, Nature.REHEARSAL)
        state = self._remembered()
        if state is None or (name is not None and name != state["scenario"]):
            await self.begin(name or next(iter(self.scenarios)))
        else:
            await self._enter(state["scenario"], datetime.fromisoformat(state["now"]))

    async def begin(self, name: str) -> None:
        """Strikes the stage and begins a scenario anew. Raises ScenarioWrong and leaves the stage as it is."""
        scenario = read(self.scenarios[name])
        async with self._changing:
            await self._leave()
            for path in self.folder.iterdir():
                if path.name != MARK:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
            await self._enter(name, scenario.begins.replace(tzinfo=self.zone))

    async def move_to(self, at: datetime) -> None:
        """Lets the time until a moment pass, so that what falls due on the way is told when it would have been."""
        play = self.play
        async with self._changing:
            for moment in steps(play.clock.now(), at, self.zone):
                play.clock.move_to(moment)
                await reminders.look(play.app)
        self._remember()

    async def act(self, row: ActRow) -> int:
        """Lets everybody of the act's roles take its steps; answers how many took them all."""
        play, done = self.play, 0
        async with self._changing:
            for person in play.scenario.people:
                if not set(person.roles).isdisjoint(row.roles):
                    actor = Actor(play.app, play.channel, phone_of(person.code))
                    done += await actor.does(row.steps) == len(row.steps)
        return done

    async def close(self) -> None:
        """Ends the rehearsal; it can be gone on with later."""
        self._remember()
        await self._leave()

    async def _enter(self, name: str, now: datetime) -> None:
        scenario, clock = read(self.scenarios[name]), MovableClock(RealClock(), now)

        def channels(database: Database, files: Files) -> Sequence[Channel]:
            return [WebChannel(database, files, clock, self.zone, self.hub, PUBLIC)]

        place = Place(self.folder / "thidua.db", self.folder / "files", self.folder / "keys")
        app = await self._stack.enter_async_context(assemble(place, clock, self.zone, channels))
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
        self._play = Play(name, scenario, app, channel, clock, phones)
        self._remember()

    async def _leave(self) -> None:
        self.hub.hang_up_all()
        await self._stack.aclose()
        self._stack = AsyncExitStack()

    def _remembered(self) -> dict[str, str] | None:
        file = self.folder / STATE
        if not file.exists():
            return None
        state: dict[str, str] = json.loads(file.read_text("utf-8"))
        return state if state.get("scenario") in self.scenarios else None

    def _remember(self) -> None:
        state = {"scenario": self.play.name, "now": self.play.clock.now().isoformat()}
        (self.folder / STATE).write_text(json.dumps(state), "utf-8")


def steps(now: datetime, to: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The moments at which somebody looks on the way: every three hours, far away once a day at nine."""
    at = now
    while to - at > NEAR:
        at = datetime.combine((at + timedelta(days=1)).astimezone(zone).date(), MORNING, zone)
        if at < to:
            yield at
    while (at := at + SHORT) < to:
        yield at
    yield to


@asynccontextmanager
async def _serving(app: App) -> AsyncIterator[None]:
    working = asyncio.create_task(app.serve())
    try:
        yield
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
