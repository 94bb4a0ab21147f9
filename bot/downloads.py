"""Files people send: downloaded, looked into, kept (fsynced) and, if tables, read before the turn that names them."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot import inbox
from bot.channel import Attached, Channel, Heard
from bot.engine import Ready
from bot.files import Files
from bot.tables import Tables
from campaign.stamp import stamped, stamped_name
from handlers.kit import Lost, Received
from storage.sealing import KeyGone, Seals
from storage.turns import Entry

if TYPE_CHECKING:
    from papers.file_text import Looked

log = structlog.get_logger()

PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0)  # seconds between tries
LARGEST_FILE = 20_000_000  # bytes, what a Telegram bot may download


class Downloads:
    """The downloads of one process."""

    def __init__(self, channels: Mapping[str, Channel], files: Files, seals: Seals, tables: Tables) -> None:
        self._channels = channels
        self._files = files
        self._seals = seals
        self._tables = tables
        self.under_way: set[asyncio.Task[None]] = set()

    def needed(self, entry: Entry) -> Heard | None:
        """What was heard, when there are files with it."""
        try:
            heard = inbox.from_bytes(entry.payload, self._seals, entry.sealed_by)
        except KeyGone:
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
        then(Ready(entry, tuple([await self._patiently(heard, attached) for attached in heard.files])))

    async def _patiently(self, heard: Heard, attached: Attached) -> Received | Lost:
        """A network or a disk that fails is tried again, not for ever: the person's other updates wait."""
        for pause in PAUSES:
            try:
                return await self._fetched(heard.channel, attached, heard.text)
            except Exception as error:  # noqa: BLE001 - whatever a provider's library may raise
                log.warning("a file could not be fetched", channel=heard.channel, error=type(error).__name__)
                await asyncio.sleep(pause)
        return Lost(attached.name, attached.size, "vanished")

    async def _fetched(self, channel: str, attached: Attached, caption: str) -> Received | Lost:
        if attached.size > LARGEST_FILE:
            return Lost(attached.name, attached.size, "too_large")
        content = await self._channels[channel].download(attached)
        if content is None:
            return Lost(attached.name, attached.size, "vanished")
        if not content:
            return Lost(attached.name, 0, "empty")
        kept = await asyncio.to_thread(self._kept, attached, content, caption)
        if isinstance(kept, Received):
            await self._tables.ahead(kept.sha256, kept.name)
        return kept

    def _kept(self, attached: Attached, content: bytes, caption: str) -> Received | Lost:
        """Keeps a file unless it carries a stamp of secrecy: such a file is never written anywhere."""
        looked = looked_into(content, attached.name, caption)
        if isinstance(looked, Stamped):
            return Lost(attached.name, len(content), "stamped")
        sha256 = self._files.keep(content)
        return Received(attached.name, len(content), attached.media_type, sha256, looked.sort)


@dataclass(frozen=True, slots=True)
class Stamped:
    """It carries a stamp of secrecy and must not be kept."""


def looked_into(content: bytes, name: str, caption: str) -> "Looked | Stamped":
    """What a file is, asked before it is kept. Slow: for a thread."""
    from papers.file_text import look  # its library reads PDF and is slow to load

    looked = look(content, name)
    if stamped_name(name) or stamped(caption) or stamped(looked.text):
        return Stamped()
    return looked
