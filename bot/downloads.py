"""Files people send: downloaded, looked into, kept (fsynced) and, if tables, read before the turn that names them.

A few at a time, one of each person (the line brings only the oldest of what somebody sent); of strangers none.
"""

import asyncio
from collections.abc import Callable, Hashable, Mapping, Sequence

import structlog

from bot import inbox
from bot.channel import Attached, Channel, Heard
from bot.context import Ready
from bot.files import Files
from bot.looking import Looking
from bot.tables import Tables
from handlers.kit import Lost, Received
from storage.sealing import KeyGone
from storage.turns import Entry
from storage.unit import Database

log = structlog.get_logger()

PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0)  # seconds between six tries
LARGEST_FILE = 20_000_000  # bytes, what a Telegram bot may download
AT_ONCE = 8  # downloads under way; each is held in memory


class Downloads:
    """The downloads of one process."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        files: Files,
        tables: Tables,
        looking: Looking,
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        self._database = database
        self._channels = channels
        self._files = files
        self._tables = tables
        self._looking = looking
        self._pauses = pauses
        self._few = asyncio.Semaphore(AT_ONCE)
        self.under_way: set[asyncio.Task[None]] = set()

    def needed(self, entry: Entry) -> Heard | None:
        """What was heard, when there are files with it."""
        try:
            heard = inbox.from_bytes(entry.payload, self._database.seals, entry.sealed_by)
        except KeyGone:
            return None
        except Exception:  # noqa: BLE001 - what cannot be read has an incident number in its turn
            return None
        return heard if heard.files else None

    def start(self, entry: Entry, heard: Heard, then: Callable[[Ready], None]) -> None:
        """Downloads the files of an entry, and says when it is ready for its turn."""
        task = asyncio.create_task(self._download(entry, heard, then))
        self.under_way.add(task)
        task.add_done_callback(self.under_way.discard)

    async def _download(self, entry: Entry, heard: Heard, then: Callable[[Ready], None]) -> None:
        if (
            entry.sealed_by is not None
        ):  # the store of files is not sealed: nothing about a secret ballot gets into it
            then(Ready(entry, tuple(Lost(one.name, one.size, "sealed") for one in heard.files)))
            return
        then(Ready(entry, tuple([await self._patiently(entry, heard, attached) for attached in heard.files])))

    async def _patiently(self, entry: Entry, heard: Heard, attached: Attached) -> Received | Lost:
        """A network or a disk that fails is tried again, not for ever: the person's other updates wait."""
        for pause in (0.0, *self._pauses):
            await asyncio.sleep(pause)
            try:
                if not await self._has_joined(heard):
                    break
                async with self._few:
                    return await self._fetched(entry.person, heard, attached)
            except Exception as error:  # noqa: BLE001 - whatever a provider's library may raise
                log.warning("a file could not be fetched", channel=heard.channel, error=type(error).__name__)
        return Lost(attached.name, attached.size, "vanished")

    async def _has_joined(self, heard: Heard) -> bool:
        """Whether somebody has joined with this account: anybody at all may write to a bot."""
        async with self._database.reading() as unit:
            person = await unit.people.by_account(heard.channel, heard.account)
        return person is not None and bool(person.memberships)

    async def _fetched(self, sender: Hashable, heard: Heard, attached: Attached) -> Received | Lost:
        if attached.size > LARGEST_FILE:
            return Lost(attached.name, attached.size, "too_large")
        content = await self._channels[heard.channel].download(attached)
        if content is None:
            return Lost(attached.name, attached.size, "vanished")
        if not content:
            return Lost(attached.name, 0, "empty")
        found = await self._looking.look(sender, content, attached.name, heard.text)
        if found.is_stamped:  # such a file is never written anywhere
            return Lost(attached.name, len(content), "stamped")
        sha256 = await asyncio.to_thread(self._files.keep, content)
        await self._tables.ahead(sha256, attached.name)
        return Received(attached.name, len(content), attached.media_type, sha256, found.sort)
