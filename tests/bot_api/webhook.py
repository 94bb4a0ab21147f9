"""Updates by POST: in order within a lane, several lanes at once, again until the bot says 2xx."""

import asyncio
import re
from collections import deque
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

import aiohttp
import orjson

from tests.bot_api.bell import Bell
from tests.bot_api.clock import Now
from tests.bot_api.refused import bad
from tests.bot_api.updates import Event, Lane, Updates
from tests.bot_api.wire import Arguments, Json

SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
DEFAULT_CONNECTIONS: Final = 40
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]*")
_LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")

AnswerInBody = Callable[[Json], None]


class Webhook:
    """One address that updates go to. `resend_seconds` is the first pause before a failed update is sent again (the
    real server sends it again at once, then waits longer and longer); `patience` how long an answer may take.
    """

    def __init__(self, url: str, secret: str, connections: int, updates: Updates, now: Now) -> None:
        self.url = url
        self.secret = secret
        self.connections = connections
        self.resend_seconds = 0.02
        self.patience = 30.0
        self.last_error = ""
        self.last_error_date = 0
        self.bell = Bell()
        self.on_answer: AnswerInBody | None = None
        self._updates = updates
        self._now = now
        self._lanes: dict[Lane, deque[Event]] = {}
        self._ready: deque[Lane] = deque()
        self._workers: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    def start(self) -> None:
        headers = {SECRET_HEADER: self.secret} if self.secret else {}
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0),
            timeout=aiohttp.ClientTimeout(total=self.patience),
            headers={**headers, "Content-Type": "application/json"},
        )
        for event in self._updates.pending:
            self.add(event)
        self._updates.on_push = self.add

    async def stop(self) -> None:
        self._updates.on_push = None
        workers, self._workers = self._workers, set()
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def same_as(self, other: "Webhook") -> bool:
        mine = (self.url, self.secret, self.connections)
        return mine == (other.url, other.secret, other.connections)

    def add(self, event: Event) -> None:
        lane = self._lanes.get(event.lane)
        if lane is None:
            self._lanes[event.lane] = deque((event,))
            self._ready.append(event.lane)
            self._hire()
        else:
            lane.append(event)

    def _hire(self) -> None:
        if len(self._workers) < self.connections:
            worker = asyncio.create_task(self._work())
            self._workers.add(worker)
            worker.add_done_callback(self._workers.discard)

    async def _work(self) -> None:
        while self._ready:
            lane = self._ready.popleft()
            events = self._lanes[lane]
            await self._send_until_taken(events[0])
            events.popleft()
            if events:
                self._ready.append(lane)
            else:
                del self._lanes[lane]

    async def _send_until_taken(self, event: Event) -> None:
        pause = 0.0
        while event.expires > self._now():
            if await self._taken(event):
                break
            await asyncio.sleep(pause)
            pause = max(self.resend_seconds, min(pause * 2, 60.0))
        self._updates.forget(event.id)

    async def _taken(self, event: Event) -> bool:
        assert self._session is not None
        try:
            async with self._session.post(self.url, data=event.body) as answer:
                body = await answer.read()
                if 200 <= answer.status <= 299:
                    self._obey(body)
                    return True
                self._failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
        except (aiohttp.ClientError, TimeoutError) as trouble:
            self._failed(f"Connection failed: {type(trouble).__name__}")
        return False

    def _failed(self, reason: str) -> None:
        self.last_error, self.last_error_date = reason, int(self._now())
        self.bell.ring()

    def _obey(self, body: bytes) -> None:
        """A bot may put one method call into its answer."""
        if self.on_answer is None or not body.startswith(b"{"):
            return
        call = orjson.loads(body)
        if "method" in call:
            self.on_answer(call)

    @property
    def json(self) -> Json:
        me: Json = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.pending),
            "max_connections": self.connections,
            "ip_address": "127.0.0.1",
        }
        if self.last_error:
            me |= {"last_error_date": self.last_error_date, "last_error_message": self.last_error}
        return me


def read_webhook(arguments: Arguments, updates: Updates, now: Now) -> Webhook:
    """Raises Refused for an address or a secret that the real server would not take; http only on loopback."""
    url = arguments.text("url")
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        raise bad("invalid webhook URL specified") from None
    if parts.scheme not in ("http", "https") or not host:
        raise bad("invalid webhook URL specified")
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    secret = arguments.text("secret_token")
    if len(secret) > 256:
        raise bad("secret token is too long")
    if not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    connections = arguments.between("max_connections", DEFAULT_CONNECTIONS, 1, 100)
    return Webhook(url, secret, connections, updates, now)


NO_WEBHOOK: Final[Json] = {"url": "", "has_custom_certificate": False}
