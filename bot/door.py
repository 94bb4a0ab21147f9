"""Takes in what a messenger delivers, so that an update which breaks us stops neither its batch nor the program

a batch -> stored in one commit; or, when that fails by a bug, one after the other, in the order of what happened
        -> one that fails is held with everything its account said after it, and comes again
        -> after a few tries it is left out under an incident number, if anything else could be stored meanwhile
        -> where nothing can be stored, nothing is left out: that is not the update's fault

What no person could be answered is left out at once. The log has numbers, kinds and lines, never what was said.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from bot import incidents
from bot.channel import Heard, Ingest
from bot.telegram_words import NotUnderstood, heard_of, id_of
from storage.sql import Unavailable

log = structlog.get_logger()

TRIES = 3  # then an update that fails by itself is left out
MOST_FAILING = 1000  # remembered at a time


@dataclass(frozen=True, slots=True)
class Taken:
    """`offset` acknowledges what is done with, if anything. `why` something is held and comes again."""

    offset: int | None
    why: Exception | None = None


@dataclass(slots=True)
class _Failing:
    incident: str
    since: int  # how many updates had been stored before
    times: int = 0


class Door:
    """The door of one channel."""

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self._failing: OrderedDict[str, _Failing] = OrderedDict()
        self._done: set[str] = set()  # of batches of which one is held: they come again with it
        self._count = 0

    async def take_in(self, updates: Sequence[object], ingest: Ingest) -> Taken:
        """Stores a batch. Raises Unavailable when there is no database: then all of it is to come again."""
        known = self._understood(updates)
        if not known:
            return Taken(None, NotUnderstood() if updates else None)
        try:
            await self._store([heard for _, heard in known if heard is not None], ingest)
        except Unavailable:
            raise
        except Exception:  # noqa: BLE001 - whose fault it is, is found out now
            held, why = await self._singly(known, ingest)
            if why is not None:
                return Taken(held, why)
        self._done.clear()
        return Taken(known[-1][0] + 1)

    def _understood(self, updates: Sequence[object]) -> list[tuple[int, Heard | None]]:
        known: list[tuple[int, Heard | None]] = []
        for update in updates:
            try:
                number = id_of(update)
                known.append((number, None))
                known[-1] = number, heard_of(update, self._channel)
            except Exception as error:  # noqa: BLE001 - a bug in reading one of them
                log.error("an update is left out: it cannot be read", channel=self._channel,
                          incident=incidents.number(), where=incidents.discreet(error))  # fmt: skip
        return sorted(known, key=lambda one: one[0])

    async def _store(self, batch: Sequence[Heard], ingest: Ingest) -> None:
        new = [heard for heard in batch if heard.key not in self._done]
        await ingest(new)
        self._count += len(new)
        for heard in new:
            self._failing.pop(heard.key, None)

    async def _singly(
        self, known: Sequence[tuple[int, Heard | None]], ingest: Ingest
    ) -> tuple[int | None, Exception | None]:
        """The first update that is held, and why."""
        waiting, failed, held = set[str](), list[tuple[int, Heard, Exception]](), list[int]()
        for number, heard in known:
            if heard is None or heard.key in self._done:
                continue
            if heard.account in waiting:
                held.append(number)
                continue
            error = await self._alone(heard, ingest)
            if error is None:
                self._done.add(heard.key)
                continue
            failed.append((number, heard, error))
            if self._failed(heard, error).times < TRIES:
                waiting.add(heard.account)
        kept = [(number, error) for number, heard, error in failed if not self._left_out(heard)]
        why = kept[0][1] if kept else None
        return min([*held, *(number for number, _ in kept)], default=None), why

    async def _alone(self, heard: Heard, ingest: Ingest) -> Exception | None:
        try:
            await self._store([heard], ingest)
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 - the others are stored all the same
            return error
        return None

    def _failed(self, heard: Heard, error: Exception) -> _Failing:
        failing = self._failing.setdefault(heard.key, _Failing(incidents.number(), self._count))
        failing.times += 1
        log.error("an update cannot be stored", channel=self._channel, incident=failing.incident,
                  times=failing.times, where=incidents.discreet(error))  # fmt: skip
        while len(self._failing) > MOST_FAILING:
            self._failing.popitem(last=False)
        return failing

    def _left_out(self, heard: Heard) -> bool:
        failing = self._failing.get(heard.key)
        if failing is None or failing.times < TRIES or self._count == failing.since:
            return False
        del self._failing[heard.key]
        self._done.add(heard.key)
        log.error("an update is left out", channel=self._channel, incident=failing.incident)
        return True
