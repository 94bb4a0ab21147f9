"""What goes wrong between the bot and the server, scripted per method and per chat.

api.faults.add(Cut(When.AFTER), method="sendMessage", chat_id=an.id)   # it is sent, the answer is lost
api.faults.add(FloodWait(3), method="sendMessage", times=2)
held = Hold(When.AFTER); api.faults.add(held); await held.reached(); …; held.release()
"""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, TypeAlias

from tests.bot_api.bell import PATIENCE
from tests.bot_api.wire import Json

DOWNLOAD: Final = "file"
"""The method name under which downloads of files are matched."""


class When(Enum):
    """Whether the server has done what was asked."""

    BEFORE = "before the effect"
    AFTER = "after the effect"


@dataclass(frozen=True, slots=True)
class Error:
    """A 5xx answer, by default without the effect."""

    code: int = 500
    description: str = "Internal Server Error"
    when: When = When.BEFORE


@dataclass(frozen=True, slots=True)
class Page:
    """A proxy's page where JSON is expected."""

    code: int = 502
    body: bytes = b"<html><head><title>502 Bad Gateway</title></head></html>"


@dataclass(frozen=True, slots=True)
class Slow:
    """The effect at once, the answer after so many real seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection breaks. A download is cut in the middle of the file when it is cut after the effect."""

    when: When


@dataclass(frozen=True, slots=True)
class FloodWait:
    """429 with `retry_after`; what is sent to that chat (`for_all`: to anybody) before then is refused too."""

    retry_after: int
    for_all: bool = False


@dataclass(slots=True, eq=False)
class Hold:
    """The request stops here until the test lets it go on: a named point to kill a process at."""

    when: When
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _released: asyncio.Event = field(default_factory=asyncio.Event)
    _left: asyncio.Event = field(default_factory=asyncio.Event)

    async def reached(self, timeout: float = PATIENCE) -> None:
        async with asyncio.timeout(timeout):
            await self._arrived.wait()

    async def left(self, timeout: float = PATIENCE) -> None:
        """Until the request has gone on, or its client has gone."""
        async with asyncio.timeout(timeout):
            await self._left.wait()

    def release(self) -> None:
        self._released.set()

    async def pause(self) -> None:
        self._arrived.set()
        try:
            await self._released.wait()
        finally:
            self._left.set()


Fault: TypeAlias = Error | Page | Slow | Cut | FloodWait | Hold


@dataclass(slots=True, eq=False)
class Rule:
    """When a fault strikes: `after` so many matching calls, `times` (None: always), with `chance` (0..1).

    `of_one`: a call that this or another rule has spoiled so often, and that says the same again, is left alone.
    """

    fault: Fault
    method: str = ""
    chat_id: int | None = None
    times: int | None = 1
    after: int = 0
    chance: float = 1.0
    of_one: int | None = None
    struck: int = 0

    def matches(self, method: str, chat_id: int | None) -> bool:
        return (not self.method or self.method == method) and self.chat_id in (None, chat_id)

    @property
    def spent(self) -> bool:
        return self.times is not None and self.struck >= self.times


class Faults:
    """The rules, asked at each call in the order they were made; the first that strikes wins."""

    def __init__(self, seed: int = 0) -> None:
        self._rules: list[Rule] = []
        self._spoiled: Counter[str] = Counter()  # by what the call says
        self._random = random.Random(seed)

    def add(
        self,
        fault: Fault,
        *,
        method: str = "",
        chat_id: int | None = None,
        times: int | None = 1,
        after: int = 0,
        chance: float = 1.0,
        of_one: int | None = None,
    ) -> Rule:
        rule = Rule(fault, method.lower(), chat_id, times, after, chance, of_one)
        self._rules.append(rule)
        return rule

    def clear(self) -> None:
        """No more faults; what is held goes on."""
        for rule in self._rules:
            if isinstance(rule.fault, Hold):
                rule.fault.release()
        self._rules.clear()

    def strike(self, method: str, chat_id: int | None, values: Json) -> Fault | None:
        """The fault that this call with these values meets. `method` in small letters."""
        if not self._rules:
            return None
        said = f"{method} {sorted(values.items())}" if any(rule.of_one for rule in self._rules) else ""
        for rule in self._rules:
            if rule.spent or not rule.matches(method, chat_id):
                continue
            if rule.of_one is not None and self._spoiled[said] >= rule.of_one:
                continue
            if rule.after:
                rule.after -= 1
            elif rule.chance >= 1.0 or self._random.random() < rule.chance:
                rule.struck += 1
                self._spoiled[said] += 1
                return rule.fault
        return None
