"""The worker: takes waiting updates, one at a time per person, oldest first, people in turn, many turns a commit.

Nothing is answered before its commit. A conflict runs the turn once more; a bug becomes an incident number; a database
that cannot be written keeps every update for later and tells people that nothing was recorded yet.
"""

import asyncio
import secrets
from collections import deque
from collections.abc import Callable, Mapping, Sequence

import structlog

from bot import inbox, incidents
from bot.channel import Attached, Channel, Heard
from bot.engine import Engine, Ready
from bot.files import Files
from campaign.stamp import stamped, stamped_name
from handlers.kit import Lost, Received
from storage.outbox import Letter
from storage.sealing import KeyGone
from storage.sql import Conflict, Unavailable
from storage.turns import Entry
from storage.unit import Database, Unit

log = structlog.get_logger()

BATCH = 64  # turns in one commit
FETCH = 2000  # updates read at a time
LARGEST_FILE = 20_000_000  # bytes, what a Telegram bot may download
PAUSE = 1.0  # seconds before a database that refused is tried again

Whose = int | tuple[str, str]


class Work:
    """One worker of one process."""

    def __init__(
        self,
        database: Database,
        engine: Engine,
        channels: Mapping[str, Channel],
        files: Files,
        hand: Callable[[Sequence[Letter]], None],
        sorry: Callable[[Sequence[Entry]], None],
    ) -> None:
        self._database = database
        self._engine = engine
        self._channels = channels
        self._files = files
        self._hand = hand
        self._sorry = sorry
        self._woken = asyncio.Event()
        self._seen = 0
        self._queues: dict[Whose, deque[Entry]] = {}
        self._turn_of: deque[Whose] = deque()
        self._downloads: set[asyncio.Task[None]] = set()
        self._ready: deque[Ready] = deque()

    def wake(self) -> None:
        """Something has arrived."""
        self._woken.set()

    async def run(self) -> None:
        """Works until cancelled."""
        while True:
            self._woken.clear()
            while await self.round():
                pass
            await self._woken.wait()

    async def round(self) -> bool:
        """One batch; False when nothing was waiting."""
        await self._fetch()
        batch = self._batch()
        if not batch:
            return False
        try:
            letters = await self._commit(batch)
        except Unavailable:
            log.error(
                "database refused a batch; nothing of it is recorded, it is tried again", turns=len(batch)
            )
            self._sorry([ready.entry for ready in batch])
            self._ready.extendleft(reversed(batch))
            await asyncio.sleep(PAUSE)
            return True
        for ready in batch:
            self._next_of(_whose(ready.entry))
        self._hand(letters)
        return True

    async def _fetch(self) -> None:
        async with self._database.reading() as unit:
            entries = await unit.turns.waiting(self._seen, FETCH)
        for entry in entries:
            self._seen = entry.seq
            whose = _whose(entry)
            queue = self._queues.setdefault(whose, deque())
            queue.append(entry)
            if len(queue) == 1:
                self._turn_of.append(whose)

    def _batch(self) -> list[Ready]:
        """At most one update of each person: those whose files are here, then the people whose turn it is."""
        batch = [self._ready.popleft() for _ in range(min(BATCH, len(self._ready)))]
        while self._turn_of and len(batch) < BATCH:
            entry = self._queues[self._turn_of.popleft()][0]
            heard = self._files_of(entry)
            if heard is None:
                batch.append(Ready(entry))
            else:
                task = asyncio.create_task(self._download(entry, heard))
                self._downloads.add(task)
                task.add_done_callback(self._downloads.discard)
        return batch

    def _next_of(self, whose: Whose) -> None:
        queue = self._queues[whose]
        queue.popleft()
        if queue:
            self._turn_of.append(whose)
        else:
            del self._queues[whose]  # dropped when unused

    async def _commit(self, batch: Sequence[Ready]) -> Sequence[Letter]:
        letters: list[Letter] = []
        async with self._database.unit() as unit:
            for ready in batch:
                letters += await self._one(unit, ready)
                await asyncio.sleep(0)  # a turn seldom waits for anything: others go on between two of them
            await unit.commit()
        return letters

    async def _one(self, unit: Unit, ready: Ready) -> Sequence[Letter]:
        try:
            return await self._tried_twice(unit, ready)
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 - a bug in a step becomes an incident number, here alone
            incident = secrets.token_hex(3).upper()
            incidents.record(error, ready.entry, incident)
            async with unit.savepoint():
                return await self._engine.fail(unit, ready, incident)

    async def _tried_twice(self, unit: Unit, ready: Ready) -> Sequence[Letter]:
        try:
            async with unit.savepoint():
                return await self._engine.turn(unit, ready)
        except Conflict:
            async with unit.savepoint():
                return await self._engine.turn(unit, ready)

    # --- files ---

    def _files_of(self, entry: Entry) -> Heard | None:
        try:
            heard = inbox.from_bytes(entry.payload, self._database.seals, entry.sealed_by)
        except KeyGone:
            return None
        return heard if heard.files else None

    async def _download(self, entry: Entry, heard: Heard) -> None:
        files = [await self._fetched(heard.channel, attached, heard.text) for attached in heard.files]
        self._ready.append(Ready(entry, tuple(files)))
        self._woken.set()

    async def _fetched(self, channel: str, attached: Attached, caption: str) -> Received | Lost:
        if attached.size > LARGEST_FILE:
            return Lost(attached.name, attached.size, "too_large")
        content = await self._channels[channel].download(attached)
        if content is None:
            return Lost(attached.name, attached.size, "vanished")
        if not content:
            return Lost(attached.name, 0, "empty")
        return await asyncio.to_thread(self._kept, attached, content, caption)

    def _kept(self, attached: Attached, content: bytes, caption: str) -> Received | Lost:
        """Keeps a file unless it carries a stamp of secrecy: such a file is never written anywhere."""
        from papers.file_text import look  # its library reads PDF and is slow to load

        looked = look(content, attached.name)
        if stamped_name(attached.name) or stamped(caption) or stamped(looked.text):
            return Lost(attached.name, len(content), "stamped")
        sha256 = self._files.keep(content)
        return Received(attached.name, len(content), attached.media_type, sha256, looked.sort)


def _whose(entry: Entry) -> Whose:
    return entry.person if entry.person is not None else (entry.channel, entry.account)
