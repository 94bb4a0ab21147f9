"""Others act: invented people do what the scenario says, in the chat, like anybody: they type and press what they see.

Somebody who does not see the button stops there: they have nothing to do, or have done it. What they press goes the way
of every press: a secret ballot is sealed before it is stored.
"""

import asyncio
import itertools
import secrets
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document

from bot.app import App
from bot.channel import Attached, Heard
from bot.rehearse.acts import Presses, Sends, Step, Types
from bot.web.channel import NAME, WebChannel
from bot.web.filekinds import KINDS
from bot.web.hub import Event, Line
from handlers.kit import Priority

PATIENCE = 60.0  # seconds until an answer, on a slow machine
LOOK_AGAIN = 0.01  # seconds between looks whether more of an answer is on its way


class Actor:
    """One invented person at their phone."""

    def __init__(self, app: App, channel: WebChannel, phone: str) -> None:
        self._app = app
        self._channel = channel
        self._phone = phone
        self._shown: dict[str, Any] = {"rows": [], "ref": None}

    async def does(self, steps: Sequence[Step]) -> int:
        """Takes the steps as far as they go; answers how many were taken."""
        line = self._channel.hub.join(self._phone, "")
        line.pass_over()  # what was said before is no answer
        try:
            for done, step in enumerate(steps):
                if not await self._step(line, step):
                    return done
            return len(steps)
        finally:
            self._channel.hub.leave(line)

    async def _step(self, line: Line, step: Step) -> bool:
        key = secrets.token_hex(12)
        heard = self._heard(step, key)
        if heard is None:
            return False
        await self._app.ingest([heard])
        return await self._answered(line, key)

    def _heard(self, step: Step, key: str) -> Heard | None:
        """What the channel hears. It always has a tap: the answer names it, whatever else comes meanwhile."""
        name = f"{self._phone}:{key}"
        match step:
            case Types(text):
                return Heard(NAME, self._phone, name, text, tap=key)
            case Sends(file, text):
                return Heard(NAME, self._phone, name, files=(self._kept(file, text),), tap=key)
            case Presses(words):
                data, ref = self._button(words), self._shown["ref"]
                pressed = Heard(NAME, self._phone, name, choice=data, message_ref=ref, tap=key)
                return None if data is None else pressed

    def _kept(self, name: str, text: str) -> Attached:
        document, out = Document(), BytesIO()
        document.add_paragraph(text)
        document.save(out)
        content = out.getvalue()
        return Attached(self._channel.files.keep(content), name, len(content), KINDS[".docx"].media_type)

    async def _answered(self, line: Line, key: str) -> bool:
        """Waits for the answer: a screen, or a message that stays and after which nothing of the answer is to come."""
        began = answered = False
        try:
            while (event := await line.next(PATIENCE)) is not None:
                began = began or event.data.get("tap") == key
                if began and _is_answer(event):
                    answered = True
                    if event.data["rows"]:
                        self._shown = dict(event.data)
                    if event.data["kind"] == "screen":
                        return True
                if answered and not await self._more_follows(line):  # nor after a notice that came with it
                    return True
        except TimeoutError:
            return began
        return False

    async def _more_follows(self, line: Line) -> bool:
        """Whether something of the answer comes after what was heard. All of it was queued together, and whatever is
        recorded as sent is on the line.
        """
        async with asyncio.timeout(PATIENCE):
            while not line.behind:
                async with self._app.database.reading() as unit:
                    waits = await unit.outbox.answers_wait(NAME, self._phone, Priority.REPLY.value)
                if not waits:
                    return line.behind > 0
                await asyncio.sleep(LOOK_AGAIN)
        return True

    def _button(self, words: str) -> str | None:
        buttons = [b for b in itertools.chain(*self._shown["rows"]) if "data" in b]
        if words.isdecimal():
            return str(buttons[int(words) - 1]["data"]) if 0 < int(words) <= len(buttons) else None
        exactly = [b for b in buttons if b["label"] == words]
        fits = [b for b in buttons if b["label"].startswith(words)]
        return next((str(b["data"]) for b in (*exactly, *fits)), None)


def _is_answer(event: Event) -> bool:
    """Whether this answers what was just said: not one's own words, not a notice, not how a broadcast comes on."""
    said = event.data
    if event.name != "message" or said.get("mine") or said.get("notice"):
        return False
    return said["kind"] in ("screen", "fact")
