"""A strict Telegram Bot API on loopback: one bot, real HTTP, phones instead of people.

async with BotApi() as api:                # TELEGRAM_API_URL = api.url, TELEGRAM_BOT_TOKEN = api.token
    an = api.phone("An")
    await an.says("/start KX7-42Q")
    await an.wait_for("Kính gửi đồng chí")
    assert api.refusals == []
"""

import asyncio
import math
import time
from types import TracebackType
from typing import Final, Self

from aiohttp import web
from aiohttp.abc import AbstractStreamWriter
from aiohttp.http_parser import RawRequestMessage
from aiohttp.streams import StreamReader
from aiohttp.web_protocol import RequestHandler

from tests.bot_api.bell import PATIENCE
from tests.bot_api.chats import Tap, User
from tests.bot_api.client import Phone
from tests.bot_api.clock import Now
from tests.bot_api.control import Control
from tests.bot_api.faults import Faults
from tests.bot_api.front import Front
from tests.bot_api.journal import Call, Journal, Refusal
from tests.bot_api.limits import Limits
from tests.bot_api.updates import Updates
from tests.bot_api.wire import UPLOAD_LIMIT
from tests.bot_api.world import World

TOKEN: Final = "7012345678:AAF-loopback_only_0123456789abcdefg"
_FIRST_PERSON: Final = 5_000_000_001
"""Above 32 bits, as new accounts are."""


class BotApi:
    """The server and all that a test sees of it. `now` gives Unix seconds: a ManualClock, or the bot's own clock."""

    def __init__(self, *, token: str = TOKEN, username: str = "thidua_bot", now: Now = time.time) -> None:
        self.token = token
        bot = User(int(token.partition(":")[0]), "Trợ lý thi đua", is_bot=True, username=username)
        self.world = World(bot, now)
        self.faults = Faults()
        self.journal = Journal()
        self.port = 0
        self._phones: dict[int, Phone] = {}
        self._front = Front(token, self.world, self.faults, self.journal, Control(self))
        self.world.obey = self._front.obey
        self._runner: web.ServerRunner | None = None

    # life

    async def start(self, port: int = 0) -> None:
        """Listens on 127.0.0.1. Port 0 picks a free one; a server that was down comes back on its old one."""
        server = web.Server(
            self._front.handle, request_factory=_request, handler_cancellation=True, access_log=None
        )
        self._runner = web.ServerRunner(server, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port or self.port, reuse_address=True, backlog=1024)
        await site.start()
        self.port = int(self._runner.addresses[0][1])

    async def go_down(self) -> None:
        """Nobody listens any more; what is known stays known. `start` brings it back."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    async def stop(self) -> None:
        self.faults.clear()
        if self.world.webhook is not None:
            await self.world.webhook.stop()
        await self.go_down()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        await self.stop()

    @property
    def url(self) -> str:
        """The root, to which `/bot<token>/…` and `/file/bot<token>/…` are appended."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        """What python-telegram-bot calls base_url."""
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.url}/file/bot"

    # people

    def phone(
        self, name: str, user_id: int | None = None, *, username: str = "", language: str = "vi"
    ) -> Phone:
        """A phone of this account; asked again with the same id, the same one."""
        number = user_id if user_id is not None else _FIRST_PERSON + len(self._phones)
        if number not in self._phones:
            user = User(number, name, username=username, language=language)
            self._phones[number] = Phone(self.world, self.world.chat_of(user))
        return self._phones[number]

    @property
    def phones(self) -> tuple[Phone, ...]:
        return tuple(self._phones.values())

    @property
    def unanswered(self) -> list[Tap]:
        """Presses of all phones that nobody has answered."""
        return [tap for tap in self.world.taps.values() if tap.toast is None]

    # the record

    @property
    def calls(self) -> list[Call]:
        return self.journal.calls

    @property
    def refusals(self) -> list[Refusal]:
        return self.journal.refusals

    async def wait_for_calls(self, method: str, count: int, timeout: float = PATIENCE) -> None:
        """Until the bot has called this method so many times in all, each carried out or refused."""
        name = method.lower()
        counts = self.journal.counts
        await self.journal.bell.until(lambda: True if counts[name] >= count else None, timeout)

    async def all_taken(self, timeout: float = PATIENCE) -> None:
        """Until the bot has acknowledged every update."""
        await self.updates.bell.until(lambda: None if self.updates.pending else True, timeout)

    async def all_let_go(self, timeout: float = PATIENCE) -> None:
        """Until no press spins any more: the last one is let go beside the screen it has brought, or a moment after."""
        await self.journal.bell.until(lambda: None if self.unanswered else True, timeout)

    async def reader_waits(self, timeout: float = PATIENCE) -> None:
        """Until the bot sits in a long poll: it has started, and has taken all there was."""
        await self.updates.bell.until(lambda: self.updates.polled or None, timeout)

    async def reader_gone(self, timeout: float = PATIENCE) -> None:
        """Until nobody sits in a long poll."""
        await self.updates.bell.until(lambda: None if self.updates.polled else True, timeout)

    # rules and trouble

    @property
    def updates(self) -> Updates:
        """The queue: repeat updates, restart their ids, turn batches round."""
        return self.world.updates

    def limit(self, limits: Limits) -> None:
        self.world.pace.limit(limits)

    def expire(self, tap: Tap) -> None:
        """The press is too old to be answered, whatever the clock says."""
        tap.asked = -math.inf

    def lose_file(self, file_id: str) -> None:
        """The file is gone: getFile refuses it, its link leads nowhere."""
        self.world.files.lose(file_id)


def _request(
    message: RawRequestMessage,
    payload: StreamReader,
    protocol: RequestHandler,
    writer: AbstractStreamWriter,
    task: "asyncio.Task[None]",
) -> web.BaseRequest:
    """As aiohttp makes it, with Telegram's limit on a body in place of its own."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=UPLOAD_LIMIT + 1)
