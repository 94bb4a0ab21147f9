"""The web page as a channel: an account is a device. Messages are stored for the page's history, then shown at once.

Several messages that are sent at the same time share one commit. A letter that comes twice is shown once. Screens of a
secret ballot and words in passing are never stored (see `hub.py`).
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import orjson

from bot.channel import Attached, Blocked, Failed, Ingest, Outcome, Sent, Spoken
from bot.clock import Clock
from bot.files import Files
from bot.web import message
from bot.web.hub import Event, Hub
from storage.sql import Conflict, Unavailable
from storage.unit import Database
from storage.web_messages import Written

NAME = "web"
TOAST_SECONDS = 60.0
SECRET_SECONDS = 600.0

Told = Callable[[str], None]
"""Called with a device that has got a notice, once that is stored."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    written: Written
    stored: "asyncio.Future[Written | None]"


class WebChannel:
    """The page's `Channel`."""

    name = NAME
    everywhere = False
    rate = None

    def __init__(
        self, database: Database, files: Files, clock: Clock, zone: ZoneInfo, hub: Hub, public_url: str
    ) -> None:
        self.database = database
        self.files = files
        self.clock = clock
        self.zone = zone
        self.hub = hub
        self.public_url = public_url
        self.ingest: Ingest | None = None
        self.open = asyncio.Event()
        self.shut = asyncio.Event()
        self.on_notice: Told = lambda account: None
        self._waiting: list[_Waiting] = []
        self._writing: asyncio.Task[None] | None = None

    async def receive(self, ingest: Ingest) -> None:
        """What people say comes through the web server; here is only where it is to go."""
        self.ingest = ingest
        self.shut.clear()
        self.open.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.open.clear()
            self.shut.set()

    async def send(self, spoken: Spoken) -> Outcome:
        """Stores and shows a message."""
        body = message.body_of(spoken, self._sizes(spoken))
        ref = spoken.edits or str(spoken.id)
        if spoken.kind == "toast" or spoken.secret:
            return self._pass_by(spoken, body, ref)
        try:
            written = await self.write(
                Written(
                    spoken.account,
                    ref,
                    mine=False,
                    body=orjson.dumps(body).decode(),
                    at=self.clock.now(),
                    edits=spoken.edits is not None,
                )
            )
        except (Unavailable, Conflict) as error:
            return Failed(type(error).__name__)
        if written is None:
            return Blocked("the device is gone")
        if "notice" in body and spoken.edits is None:
            self.on_notice(spoken.account)
        return Sent(ref)

    async def download(self, attached: Attached) -> bytes | None:
        """The bytes of an upload: they are already kept, `ref` is their hash."""
        path = self.files.path(attached.ref)
        return await asyncio.to_thread(path.read_bytes) if path.exists() else None

    async def show_commands(self, account: str, commands: Sequence[tuple[str, str]]) -> Outcome:
        """The page's menu follows at once; a page that opens later asks for itself."""
        listed = [{"command": command, "about": about} for command, about in commands]
        self.hub.publish(account, Event("commands", {"commands": listed}))
        return Sent("")

    def join_link(self, code: str) -> str | None:
        """The page's address with the code behind “#”, where no server and no preview ever sees it."""
        return f"{self.public_url}/join#{code}"

    async def write(self, written: Written) -> Written | None:
        """Stores one message, together with others that come at the same time, and shows it; None: no such device."""
        waiting = _Waiting(written, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        stored = await waiting.stored
        if stored is not None:
            self.hub.let_go(stored.account, stored.ref)
            self.hub.publish(
                stored.account, Event("message", message.to_page(stored, self.zone), stored.event)
            )
        return stored

    async def _write_all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                async with self.database.unit() as unit:
                    stored = {
                        (w.account, w.ref): w
                        for w in await unit.web_messages.write([b.written for b in batch])
                    }
                    await unit.commit()
            except (Unavailable, Conflict) as error:
                for each in batch:
                    each.stored.set_exception(error)
                continue
            except BaseException:
                for each in batch:
                    each.stored.cancel()
                raise
            for each in batch:
                if not each.stored.done():
                    each.stored.set_result(stored.get((each.written.account, each.written.ref)))

    def _pass_by(self, spoken: Spoken, body: dict[str, object], ref: str) -> Outcome:
        shown = message.shown(body, ref, self.clock.now(), self.zone)
        if spoken.kind == "toast":
            self.hub.pass_by(spoken.account, str(spoken.id), Event("toast", shown), TOAST_SECONDS)
        else:
            self.hub.pass_by(spoken.account, ref, Event("message", shown | {"secret": 1}), SECRET_SECONDS)
        return Sent(ref)

    def _sizes(self, spoken: Spoken) -> dict[str, int]:
        if spoken.file is None or not Path(spoken.file.path).exists():
            return {}
        return {spoken.file.path: Path(spoken.file.path).stat().st_size}
