"""Updates waiting for the bot, with the real server's memory: forgotten only when a higher offset is asked.

    push -> getUpdates(offset=0) -> the same again -> getUpdates(offset=id+1) -> forgotten

An offset far above the newest id (ids restarted lower after an idle week) forgets nothing and starts at the head.
"""

import asyncio
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import orjson

from tests.bot_api.bell import Bell
from tests.bot_api.clock import Now
from tests.bot_api.refused import Refused, conflict
from tests.bot_api.wire import Arguments, Json

FIRST_ID: Final = 700_000_001
KEPT_SECONDS: Final = 86_400.0
LONGEST_POLL: Final = 50
REMEMBERED: Final = 20_000
_NOT_BY_DEFAULT: Final = frozenset(("chat_member", "message_reaction", "message_reaction_count"))

Lane: TypeAlias = tuple[str, int]
"""Within a lane a webhook gets updates one after another: messages of a chat, or presses of a person."""


@dataclass(frozen=True, slots=True)
class Event:
    """One update, `body` its whole JSON. `expires` is the server's time after which nobody gets it."""

    id: int
    kind: str
    body: bytes
    expires: float
    lane: Lane


class Updates:
    """The queue of one bot. `on_push` is told of each new event (the webhook's way in)."""

    def __init__(self, now: Now) -> None:
        self._now = now
        self._pending: dict[int, Event] = {}
        self._past: dict[int, Event] = {}
        self._strays: list[Event] = []
        self._next_id = FIRST_ID
        self._poll: asyncio.Future[None] | None = None
        self._backwards = 0
        self._soonest = math.inf  # nothing pending expires before
        self.allowed: frozenset[str] | None = None
        self.on_push: Callable[[Event], None] | None = None
        self.bell = Bell()

    # what the world does

    def push(self, kind: str, content: Json, lane: Lane, seconds: float = KEPT_SECONDS) -> int:
        """The id of the new update, 0 when the bot did not want this kind."""
        if not self._wanted(kind):
            return 0
        update_id = self._next_id
        self._next_id += 1
        body = orjson.dumps({"update_id": update_id, kind: content})
        event = Event(update_id, kind, body, self._now() + seconds, lane)
        self._pending[update_id] = event
        self._soonest = min(self._soonest, event.expires)
        self._remember(event)
        self._announce(event)
        return update_id

    def _wanted(self, kind: str) -> bool:
        return kind not in _NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed

    def _remember(self, event: Event) -> None:
        self._past[event.id] = event
        if len(self._past) > REMEMBERED:
            del self._past[next(iter(self._past))]

    def _announce(self, event: Event) -> None:
        if self.on_push is not None:
            self.on_push(event)
        elif self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    # what goes wrong

    def repeat(self, update_id: int) -> None:
        """Delivers it once more under its own id, whatever the bot has acknowledged."""
        event = self._past[update_id]
        self._strays.append(event)
        self._announce(event)

    def past(self) -> list[int]:
        """The ids of the updates that were, the oldest first."""
        return list(self._past)

    def restart_ids(self, at: int) -> None:
        """After a week without updates the ids go on at a random number: here, at this one."""
        if self._pending:
            raise AssertionError("ids restart only when the bot has acknowledged everything")
        self._next_id = at

    def reverse_batches(self, times: int = 1) -> None:
        """The next batches of two or more come newest first."""
        self._backwards = times

    # what the bot asks

    def allow(self, arguments: Arguments) -> None:
        """An absent list keeps the last one; an empty or unreadable one means the default."""
        try:
            asked: Any = arguments.json("allowed_updates", "unreadable")
        except Refused:
            return
        if isinstance(asked, list):
            kinds = frozenset(str(kind).lower() for kind in asked)
            self.allowed = kinds or None

    def take(self, offset: int, limit: int) -> list[Event]:
        """Forgets what lies below the offset and gives the next ones, forgetting none of these."""
        self._forget_below(offset)
        self._expire()
        events = [*self._strays, *self._from(offset, limit)][: max(limit, len(self._strays))]
        self._strays.clear()
        if self._backwards and len(events) > 1:
            self._backwards -= 1
            events.reverse()
        return events

    def _forget_below(self, offset: int) -> None:
        if offset < 0:
            self._drop(list(self._pending)[:offset])
        elif 0 < offset <= self._next_id + 10:
            below = []
            for update_id in self._pending:
                if update_id >= offset:
                    break
                below.append(update_id)
            self._drop(below)

    def _expire(self) -> None:
        now = self._now()
        if now < self._soonest:
            return
        self._drop([event.id for event in self._pending.values() if event.expires <= now])
        self._soonest = min((event.expires for event in self._pending.values()), default=math.inf)

    def _from(self, offset: int, limit: int) -> list[Event]:
        events: list[Event] = []
        in_reach = offset <= self._next_id + 10
        for event in self._pending.values():
            if len(events) == limit:
                break
            if not in_reach or event.id >= offset:
                events.append(event)
        return events

    def forget(self, update_id: int) -> None:
        """The webhook has taken it."""
        self._drop([update_id])

    def clear(self) -> None:
        self._drop(list(self._pending))

    def _drop(self, ids: Iterable[int]) -> None:
        for update_id in ids:
            self._pending.pop(update_id, None)
        self.bell.ring()

    @property
    def pending(self) -> tuple[Event, ...]:
        return tuple(self._pending.values())

    async def poll(self, arguments: Arguments) -> list[Event]:
        """getUpdates. Raises Refused 409 when another poll or a webhook takes its place."""
        limit = arguments.between("limit", 100, 1, 100)
        timeout = arguments.between("timeout", 0, 0, LONGEST_POLL)
        offset = arguments.integer("offset")
        self.allow(arguments)
        events = self.take(offset, limit)
        if events or not timeout:
            return events
        self.end_poll(
            "terminated by other getUpdates request; make sure that only one bot instance is running"
        )
        await self._wait(timeout)
        return self.take(max(offset, 0), limit)

    async def _wait(self, timeout: float) -> None:
        waiting = asyncio.get_running_loop().create_future()
        self._poll = waiting
        self.bell.ring()
        try:
            async with asyncio.timeout(timeout):
                await waiting
        except TimeoutError:
            pass
        finally:
            if self._poll is waiting:
                self._poll = None
            self.bell.ring()

    def end_poll(self, reason: str) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_exception(conflict(reason))
        self._poll = None

    @property
    def polled(self) -> bool:
        """Whether a long poll is waiting now."""
        return self._poll is not None
