"""Who is on the other side: a device known by its cookie.

The cookie is a random token, stored only as its hash. It is changed once a week, and with every message of somebody
who has not joined yet, so that a cookie planted in somebody's browser is worth nothing once they join. The old one is
good until the new one is first used: an answer lost on a bad line locks nobody out.
"""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from bot.clock import Clock
from bot.web.hub import Hub
from bot.web.label import label_of
from storage.unit import Database, Unit

ROTATE_AFTER = timedelta(days=7)
IN_FLIGHT = timedelta(minutes=1)
KEPT = 180 * 24 * 3600  # seconds a browser keeps the cookie


@dataclass(frozen=True, slots=True)
class Visitor:
    """A device that asks. `token` is what its page must repeat with every change; `cookie` is a new one to hand out."""

    account: str
    token_hash: str
    token: str
    cookie: str | None = None


class Porter(Protocol):
    """Knows who asks."""

    async def who(self, request: Request) -> Visitor | None:
        """The device that asks, or None for a browser that has none."""
        ...

    async def begin(self, request: Request) -> Visitor:
        """A new device for this browser."""
        ...

    async def renewed(self, visitor: Visitor) -> Visitor:
        """The same device with a new cookie where it is time for one."""
        ...

    def hand_out(self, visitor: Visitor, response: Response) -> None:
        """Puts the new cookie on the answer, if there is one."""
        ...

    def take_back(self, response: Response) -> None:
        """Takes the cookie away."""
        ...


class CookiePorter:
    """The porter of a real installation."""

    def __init__(self, database: Database, clock: Clock, hub: Hub, public_url: str) -> None:
        self._database = database
        self._clock = clock
        self._hub = hub
        self._secure = urlsplit(public_url).scheme == "https"
        self._name = "__Host-thidua" if self._secure else "thidua"

    async def who(self, request: Request) -> Visitor | None:
        cookie = request.cookies.get(self._name)
        if cookie is None:
            return None
        token_hash = hash_of(cookie)
        async with self._database.reading() as unit:
            session = await unit.web.session(token_hash)
        if session is None:
            return None
        if session.replaces is not None:
            async with self._database.unit() as unit:
                await unit.web.settle_session(token_hash)
                await unit.commit()
            self._hub.hang_up(session.account, keep=token_hash)
        return Visitor(session.account, token_hash, page_token(cookie))

    async def begin(self, request: Request) -> Visitor:
        account, cookie, now = secrets.token_urlsafe(12), secrets.token_urlsafe(32), self._clock.now()
        async with self._database.unit() as unit:
            await unit.web.new_device(account, label_of(request.headers.get("user-agent", "")), now)
            await unit.web.new_session(hash_of(cookie), account, None, now)
            await unit.commit()
        return Visitor(account, hash_of(cookie), page_token(cookie), cookie)

    async def renewed(self, visitor: Visitor) -> Visitor:
        now = self._clock.now()
        async with self._database.reading() as unit:
            due = visitor.cookie is None and await _is_time(unit, visitor, now)
        if not due:
            return visitor
        cookie = secrets.token_urlsafe(32)
        async with self._database.unit() as unit:
            await unit.web.new_session(hash_of(cookie), visitor.account, visitor.token_hash, now)
            await unit.commit()
        return Visitor(visitor.account, visitor.token_hash, page_token(cookie), cookie)

    def hand_out(self, visitor: Visitor, response: Response) -> None:
        if visitor.cookie is not None:
            response.set_cookie(
                self._name,
                visitor.cookie,
                max_age=KEPT,
                path="/",
                secure=self._secure,
                httponly=True,
                samesite="lax",
            )

    def take_back(self, response: Response) -> None:
        response.delete_cookie(self._name, path="/", secure=self._secure, httponly=True, samesite="lax")


async def _is_time(unit: Unit, visitor: Visitor, now: datetime) -> bool:
    session = await unit.web.session(visitor.token_hash)
    if session is None:
        return False
    if await unit.web.holder(visitor.account) is None:
        return True
    # Two pages of one browser must not each hand out a cookie: the one that is used first would end the other.
    fresh = session.newer_at is not None and now - session.newer_at < IN_FLIGHT
    return not fresh and now - session.made_at >= ROTATE_AFTER


def hash_of(cookie: str) -> str:
    """What is stored of a cookie."""
    return hashlib.sha256(cookie.encode()).hexdigest()


def page_token(cookie: str) -> str:
    """What a page of ours knows and a page of somebody else's cannot: derived from the cookie, useless without it."""
    digest = hashlib.sha256(b"page:" + cookie.encode()).digest()
    return base64.urlsafe_b64encode(digest[:18]).decode()
