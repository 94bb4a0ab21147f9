"""Tells people whose page is closed that there is something new. It follows the outbox and never stands in its way.

A notice is first written to the page's history and recorded as sent; only then is its device named here. What is pushed
is one fixed sentence: whatever it is about stays on the page. A push that is lost loses no notice, one that comes twice
doubles none: the phone shows one notification, the page shows the notice once. Kept in memory only.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

import orjson
import structlog

from bot import incidents
from bot.clock import Clock
from bot.texts import Texts
from bot.web.hub import Hub
from bot.web.push_keys import PushKey
from bot.web.push_services import Answer, Said, Services, origin_of
from campaign.people import Language
from handlers.kit import say
from storage.pushes import Target
from storage.sql import Conflict, Unavailable
from storage.unit import Database

if TYPE_CHECKING:
    from bot.web.push_wire import Wire

log = structlog.get_logger()

HANDS = 16  # pushes under way at once
MOST_WAITING = 20_000  # devices; more are not told, their notices wait on the page
TRIES = 5
FIRST_WAIT = 5.0  # seconds, doubled with each try
LONGEST_WAIT = 3600.0


@dataclass(frozen=True, slots=True)
class Errand:
    """A device to be told, and how often that was tried."""

    account: str
    tries: int = 0


class Pusher:
    """The pushing side of the process that serves the page."""

    def __init__(
        self, database: Database, hub: Hub, clock: Clock, texts: Texts, key: PushKey, services: Services
    ) -> None:
        self.key = key
        self.services = services
        self._database = database
        self._hub = hub
        self._clock = clock
        self._texts = texts
        self._queue: asyncio.Queue[Errand] = asyncio.Queue()
        self._waiting: set[str] = set()
        self._wire: Wire | None = None
        self._loading = asyncio.Lock()

    def tell(self, account: str) -> None:
        """There is a notice for this device."""
        if self._hub.is_open(account):  # it is being read there; most are, and nothing is to be looked up
            return
        if account not in self._waiting and len(self._waiting) < MOST_WAITING:
            self._waiting.add(account)
            self._queue.put_nowait(Errand(account))

    async def run(self) -> None:
        """Pushes until cancelled."""
        try:
            async with asyncio.TaskGroup() as hands:
                for _ in range(HANDS):
                    hands.create_task(self._push_on())
        finally:
            if self._wire is not None:
                await self._wire.close()
                self._wire = None

    async def idle(self) -> None:
        """Returns when everything named so far was tried (for tests)."""
        await self._queue.join()

    async def _push_on(self) -> None:
        while True:
            errand = await self._queue.get()
            try:
                again = await self._try(errand)
            except Exception as error:  # noqa: BLE001 - a push that fails is one nobody waits for
                log.error("a push failed", where=incidents.discreet(error))
                again = None
            if again is None:
                self._waiting.discard(errand.account)
            else:
                self._put_off(errand, again)
            self._queue.task_done()

    def _put_off(self, errand: Errand, seconds: float) -> None:
        later = replace(errand, tries=errand.tries + 1)
        asyncio.get_running_loop().call_later(seconds, self._queue.put_nowait, later)

    async def _try(self, errand: Errand) -> float | None:
        """One push; the seconds after which to try again, None when that is not to be done."""
        try:
            async with self._database.reading() as unit:
                target = await unit.pushes.target(errand.account, self.key.public)
        except (Unavailable, Conflict):
            return _wait(errand, None)
        if target is None or any(self._hub.is_open(page) for page in target.pages):
            return None
        return await self._send(errand, target)

    async def _send(self, errand: Errand, target: Target) -> float | None:
        to = target.subscription
        if not self.services.accepts(to.endpoint):
            await self._forget(errand, target)
            return None
        wire = await self._connected()
        signed = await asyncio.to_thread(self.key.authorization, to.endpoint, self._clock.now())
        answer = await wire.send(to, self._words(target.language), signed)
        return await self._settled(errand, target, answer)

    async def _settled(self, errand: Errand, target: Target, answer: Answer) -> float | None:
        match answer.said:
            case Said.TAKEN:
                return None
            case Said.GONE:
                await self._forget(errand, target)
                return None
            case Said.LATER:
                return _wait(errand, answer.wait)
            case Said.REFUSED:  # the address itself is a secret: of it the log names the service alone
                service = origin_of(target.subscription.endpoint)
                log.warning("a push service refused", service=service, status=answer.status)
                return None

    async def _forget(self, errand: Errand, target: Target) -> None:
        async with self._database.unit() as unit:
            await unit.pushes.gone(errand.account, target.subscription.endpoint)
            await unit.commit()

    async def _connected(self) -> Wire:
        async with self._loading:
            if self._wire is None:
                wiring = await asyncio.to_thread(import_module, "bot.web.push_wire")
                self._wire = wiring.Wire(self.services)
        return self._wire

    def _words(self, language: Language) -> bytes:
        """The same for everybody and everything: neither a name nor a matter leaves for somebody else's server."""
        now = self._clock.now()
        title, body = say("web.title"), say("web.push_body")
        shown = {
            "title": self._texts.render(title, language, now),
            "body": self._texts.render(body, language, now),
            "lang": language.value,
        }
        return orjson.dumps(shown)


def _wait(errand: Errand, asked: float | None) -> float | None:
    if errand.tries + 1 >= TRIES:
        return None
    wait = FIRST_WAIT * 2**errand.tries if asked is None else asked
    return None if wait > LONGEST_WAIT else wait
