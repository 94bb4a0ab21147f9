"""What every endpoint of the page needs: who asks, whether they may, and answers as JSON."""

import asyncio
import functools
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bot.app import App
from bot.nature import Nature
from bot.rate import Allowance, Rate
from bot.web.channel import WebChannel
from bot.web.guard import LARGEST_BODY
from bot.web.patience import BODY, Patience
from bot.web.pusher import Pusher
from bot.web.visitors import Porter, Visitor
from bot.web.whence import address_of
from storage.sql import Tangled, Unavailable
from storage.web import Holder

TALK = Allowance(burst=30, a_second=2)
UPLOADS = Allowance(burst=20, a_second=0.5)
READS = Allowance(
    burst=120, a_second=10
)  # opening, looking back, pictures of a long history: nothing is said with it
FEEDS = Allowance(
    burst=12, a_second=1 / 60
)  # one calendar; phones ask every few hours, some on every opening
CALLERS = Allowance(burst=300, a_second=5)  # all calendars from one address: a whole office, or who guesses
ARRIVALS = Allowance(burst=100, a_second=2)  # new devices from one address: a whole office may be behind it

AGAIN = 2  # seconds until the page tries again


class Refused(Exception):
    """An answer that is not the expected one: status and a word the page understands."""

    def __init__(self, status: int, word: str, wait: int = 0) -> None:
        super().__init__(word)
        self.status = status
        self.word = word
        self.wait = wait

    @property
    def headers(self) -> dict[str, str]:
        """When to come again; and who never finishes is hung up on (who still sends would not read why)."""
        wait = {"retry-after": str(self.wait)} if self.wait else {}
        return wait | ({"connection": "close"} if self.status == HTTPStatus.REQUEST_TIMEOUT else {})


@dataclass(frozen=True, slots=True)
class Rates:
    """How often the page may ask for what."""

    talk: Rate
    uploads: Rate
    reads: Rate
    arrivals: Rate
    feeds: Rate
    callers: Rate

    @classmethod
    def usual(cls, timer: Callable[[], float] = time.monotonic) -> "Rates":
        """The rates of an installation."""
        return cls(
            *(Rate(allowance, timer) for allowance in (TALK, UPLOADS, READS, ARRIVALS, FEEDS, CALLERS))
        )


@dataclass(frozen=True, slots=True)
class Front:
    """The web side of an installation: what endpoints are made from. `pusher` None: nothing is told to closed pages."""

    app: App
    channel: WebChannel
    porter: Porter
    rates: Rates
    patience: Patience
    nature: Nature = Nature.REAL
    pusher: Pusher | None = None

    async def known(self, request: Request) -> Visitor:
        """The device that asks. Raises Refused for a browser that has none."""
        visitor = await self.porter.who(request)
        if visitor is None:
            raise Refused(401, "session")
        return visitor

    async def reading(self, request: Request) -> Visitor:
        """The device that asks to see something, and not too often. Raises Refused."""
        visitor = await self.known(request)
        within(self.rates.reads, visitor.account)
        return visitor

    async def trusted(self, request: Request, rate: Rate) -> Visitor:
        """The device that asks for a change, through our own page and not too often. Raises Refused."""
        visitor = await self.known(request)
        if request.headers.get("x-page") != visitor.token:
            raise Refused(403, "token")
        within(rate, visitor.account)
        return visitor

    async def fields(self, request: Request) -> dict[str, Any]:
        """The JSON object a page has sent. Raises Refused."""
        return await fields_of(request, self.patience.body)

    def arriving(self, request: Request) -> None:
        """Counts a new device. Raises Refused."""
        within(self.rates.arrivals, address_of(request))

    async def holder(self, account: str) -> Holder | None:
        """Who holds the device."""
        async with self.app.database.reading() as unit:
            return await unit.web.holder(account)


Endpoint = Callable[[Request], Awaitable[Response]]


def answering(endpoint: Endpoint) -> Endpoint:
    """The endpoint with `Refused` as a proper answer. What cannot be done now is to be said again: the page does so by
    itself, while any other refusal is final.
    """

    @functools.wraps(endpoint)
    async def answered(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Refused as refused:
            return json_response(
                {"refused": refused.word, "wait": refused.wait}, refused.status, refused.headers
            )
        except ClientDisconnect:
            return Response(status_code=400)
        except (Unavailable, Tangled, asyncio.CancelledError):  # no database, or the server is just stopping
            return json_response({"refused": "busy", "wait": AGAIN}, 503)

    return answered


async def fields_of(request: Request, seconds: float = BODY) -> dict[str, Any]:
    """The JSON object a page has sent, whole within some seconds. Raises Refused."""
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST_BODY:
                    raise Refused(413, "too_large")
    except TimeoutError:
        raise Refused(408, "slow") from None
    try:
        fields = orjson.loads(bytes(body) or b"{}")
    except orjson.JSONDecodeError:
        raise Refused(400, "form") from None
    if not isinstance(fields, dict):
        raise Refused(400, "form")
    return fields


def text_of(fields: dict[str, Any], name: str, most: int) -> str:
    """A field that is a text of at most so many characters. Raises Refused."""
    text = fields.get(name, "")
    if not isinstance(text, str) or len(text) > most:
        raise Refused(400, name)
    return text


def json_response(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """An answer in JSON."""
    return Response(orjson.dumps(content), status, headers, "application/json")


def within(rate: Rate, asker: str) -> None:
    """Counts a request. Raises Refused."""
    wait = rate.wait(asker)
    if wait:
        raise Refused(429, "wait", wait)
