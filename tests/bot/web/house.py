"""A web house: an installation served by the real server on loopback, and browsers that are nothing but HTTP."""

import asyncio
import itertools
import json
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx

from bot.assembly import assemble
from bot.channel import Channel
from bot.clock import MovableClock
from bot.files import Files
from bot.ground import Place
from bot.looking import LookingHere
from bot.rotation import Rotation
from bot.share import Share
from bot.web.channel import WebChannel
from bot.web.desk import Front, Rates
from bot.web.guard import Door
from bot.web.hub import Hub
from bot.web.patience import Patience
from bot.web.push_services import Services
from bot.web.pusher import Pusher
from bot.web.pushing import pushing
from bot.web.server import Server, listen
from bot.web.site import Extra, site
from bot.web.visitors import CookiePorter
from campaign.people import Member
from handlers import FLOWS
from handlers.kit import Flow
from storage.unit import Database
from tests.talk import Room
from tests.talk.room import ZONE, PaperChannel, StoppedClock, new_database

AGENT = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"
)
LONG = 60.0  # seconds after which something that never comes fails the test; a busy machine needs many


class Timer:
    """Seconds that only the test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Said:
    """An event of the stream."""

    name: str
    data: dict[str, Any]
    number: str


@dataclass
class Browser:
    """A browser with our page open: cookies, the page's token, an Origin."""

    house: "WebHouse"
    http: httpx.AsyncClient
    token: str = ""
    state: dict[str, Any] = field(default_factory=dict)

    async def post(self, path: str, fields: dict[str, Any] | None = None, **headers: str) -> httpx.Response:
        """What the page sends."""
        sent = {"origin": self.house.url, "x-page": self.token} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        return await self.http.post(f"/api/{path}", json=fields or {}, headers=sent)

    async def get(self, path: str) -> httpx.Response:
        """What the page asks for."""
        return await self.http.get(f"/api/{path}")

    async def hello(self) -> dict[str, Any]:
        """Opens the page."""
        return self._take(await self.post("hello", {"language": "vi"}))

    async def begins(self) -> dict[str, Any]:
        """Becomes a device."""
        return self._take(await self.post("begin", {"language": "vi"}))

    def _take(self, answer: httpx.Response) -> dict[str, Any]:
        assert answer.status_code == 200, answer.text
        self.state = answer.json()
        self.token = self.state["token"] or ""
        return self.state

    async def says(self, text: str, key: str = "") -> httpx.Response:
        """Types and sends."""
        answer = await self.post("say", {"key": key or new_key(), "text": text})
        if answer.status_code == 200:
            self.token = answer.json()["token"]
        return answer

    async def asks(self, text: str, key: str = "") -> dict[str, Any]:
        """Types, and waits for the answer. It is none to something said before, and nothing of it is still to come."""
        await self.house.quiet()
        async with self.listening(after=(await self.hello())["event"]) as ear:
            assert (await self.says(text, key)).status_code == 200
            answer = await ear.answer()
        await self.house.quiet()
        return answer

    async def presses(self, message: dict[str, Any], label: str, key: str = "") -> httpx.Response:
        """Presses a button of a message."""
        data = next(button["data"] for row in message["rows"] for button in row if label in button["label"])
        return await self.post("press", {"key": key or new_key(), "data": data, "ref": message["ref"]})

    async def uploads(self, name: str, content: bytes, caption: str = "", key: str = "") -> httpx.Response:
        """Sends a file."""
        about = urlencode({"key": key or new_key(), "name": name, "caption": caption})
        headers = {"origin": self.house.url, "x-page": self.token, "x-file": about}
        return await self.http.post("/api/upload", content=content, headers=headers)

    @asynccontextmanager
    async def listening(self, after: int = 0, last: str = "") -> AsyncIterator["Ear"]:
        """Keeps the stream open."""
        headers = {"last-event-id": last} if last else {}
        async with self.http.stream("GET", f"/api/stream?after={after}", headers=headers) as answer:
            assert answer.status_code == 200
            yield Ear(answer)

    async def messages(self) -> list[dict[str, Any]]:
        """The page's history."""
        answer = await self.get("messages?before=999999")
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["messages"]
        return found


class HungUp(AssertionError):
    """The server has ended the stream; a page would open it again."""


class Ear:
    """Reads a stream event by event."""

    def __init__(self, answer: httpx.Response) -> None:
        self._lines = answer.aiter_lines()

    async def hears(self, name: str = "message") -> Said:
        """The next event of this name."""
        async with asyncio.timeout(LONG):
            while (said := await self._next()).name != name:
                pass
        return said

    async def answer(self) -> dict[str, Any]:
        """The next message that is not one's own."""
        while (said := await self.hears()).data.get("mine"):
            pass
        return said.data

    async def hears_text(self, text: str) -> dict[str, Any]:
        """The next message that says exactly this."""
        while (said := await self.hears()).data["text"] != text:
            pass
        return said.data

    async def ends(self) -> None:
        """Reads until the line is hung up."""
        async with asyncio.timeout(LONG):
            try:
                async for _ in self._lines:
                    pass
            except httpx.RemoteProtocolError:
                return

    async def _next(self) -> Said:
        fields: dict[str, str] = {}
        async for line in self._lines:
            if not line and "event" in fields:
                return Said(fields["event"], json.loads(fields["data"]), fields.get("id", ""))
            name, _, value = line.partition(": ")
            fields[name] = value
        raise HungUp("the line was hung up")


class WebHouse:
    """An installation with a page on loopback, working by itself."""

    def __init__(
        self, room: Room, channel: WebChannel, timer: Timer, url: str, stack: AsyncExitStack
    ) -> None:
        self.room = room
        self.app = room.app
        self.channel = channel
        self.hub = channel.hub
        self.timer = timer
        self.url = url
        self.pusher: Pusher | None = None
        self.connections: Callable[[], int] = lambda: 0
        self.stop: Callable[[], None] = lambda: None
        self._stack = stack
        self._numbers = itertools.count(1)

    async def browser(self, **headers: str) -> Browser:
        """A fresh browser."""
        client = httpx.AsyncClient(base_url=self.url, headers={"user-agent": AGENT} | headers, timeout=LONG)
        return Browser(self, await self._stack.enter_async_context(client))

    async def joined(self, member: Member | None = None) -> Browser:
        """The browser of somebody who has joined."""
        who = member or await self.room.enrolled("Nguyễn Thị Lan")
        browser = await self.browser()
        state = await browser.begins()
        await self.bind(state["device"], who)
        await browser.hello()
        return browser

    async def quiet(self) -> None:
        """Waits until everything that was heard is answered, and every answer sent and recorded."""
        async with asyncio.timeout(LONG):
            while await self._under_way():  # noqa: ASYNC110 - nobody rings for a test
                await asyncio.sleep(0.005)  # a loop that never rests starves the database's thread

    async def _under_way(self) -> int:
        async with self.app.database.reading() as unit:
            return await unit.turns.how_many() + await unit.outbox.how_many()

    async def bind(self, device: str, member: Member) -> None:
        """Makes a device a phone of a member, as joining with a code does."""
        async with self.room.store() as unit:
            await unit.people.bind("web", device, member.person, "Chrome, Android", self.room.clock.now())


def new_key() -> str:
    """As the page makes them."""
    return secrets.token_hex(12)


@asynccontextmanager
async def open_house(
    folder: Path,
    flows: tuple[Flow, ...] = FLOWS,
    public: str = "",
    patience: Patience | None = None,
    backups: Rotation | None = None,
    services: Services | None = None,
    postgres: str | None = None,
    share: Share | None = None,
) -> AsyncIterator[WebHouse]:
    """A house in a folder. `public` is its public address when that is not where it listens.

    `services`: where notices are pushed to; None: closed pages are told nothing. `postgres`: a PostgreSQL database.
    `share`: what one person may take of the program; None: the usual one, beyond which a turn waits.
    """
    clock, timer, paper = MovableClock(StoppedClock()), Timer(), PaperChannel()
    hub = Hub(timer)
    listening = listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"

    def channels(database: Database, files: Files) -> Sequence[Channel]:
        return [paper, WebChannel(database, files, clock, ZONE, hub, public or url)]

    file = folder / "data" / "thidua.db"
    place = Place(postgres or file, folder / "data" / "files", folder / "keys", backups=backups)
    new_database(file)
    async with (
        assemble(place, clock, ZONE, channels, flows, share=share, looking=LookingHere()) as app,
        AsyncExitStack() as stack,
    ):
        channel = app.channels["web"]
        assert isinstance(channel, WebChannel)
        porter = CookiePorter(app.database, clock, hub, public or url)
        pusher: Pusher | None = None
        if services is not None:
            pusher = await stack.enter_async_context(pushing(app, place.keys, public or url, services))
        front = Front(app, channel, porter, Rates.usual(timer), patience or Patience(), pusher=pusher)
        server = Server(
            site(front, Door(public or url, loopback=True), Extra()),
            listening,
            hub.hang_up_all,
            front.patience,
        )
        working, serving = asyncio.create_task(app.serve()), asyncio.create_task(server.serve())
        await channel.open.wait()
        try:
            house = WebHouse(Room(app, paper, clock), channel, timer, url, stack)
            house.pusher = pusher
            house.connections = lambda: server.connections
            house.stop = server.stop
            yield house
        finally:
            await stack.aclose()
            server.stop()
            await serving
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)
