"""Others act: invented people do what the scenario says, in the chat, like anybody: they type and press what they see.

A step is what somebody types (“/dangky”), or a button they press: `press register.confirm_button` by the key of its
words, `press Lao động tiên tiến` by the words themselves, `press 2` by its number. Somebody who does not see the button
stops there: they have nothing to do, or have done it.
"""

import itertools
import secrets
from collections.abc import Sequence
from typing import Any

from bot.app import App
from bot.channel import Heard
from bot.web.channel import NAME, WebChannel
from bot.web.hub import Event, Line
from campaign.people import Language

WORD = "press "
PATIENCE = 10.0  # seconds until an answer
AT_ONCE = 0.3  # seconds in which a screen follows the message that it comes with


class Actor:
    """One invented person at their phone."""

    def __init__(self, app: App, channel: WebChannel, phone: str) -> None:
        self._app = app
        self._channel = channel
        self._phone = phone
        self._shown: dict[str, Any] = {"rows": [], "ref": None}

    async def does(self, steps: Sequence[str]) -> int:
        """Takes the steps as far as they go; answers how many were taken."""
        line = self._channel.hub.join(self._phone, "")
        try:
            for done, step in enumerate(steps):
                if not await self._step(line, step):
                    return done
            return len(steps)
        finally:
            self._channel.hub.leave(line)

    async def _step(self, line: Line, step: str) -> bool:
        key = secrets.token_hex(12)
        heard = Heard(NAME, self._phone, f"{self._phone}:{key}", step)
        if step.startswith(WORD):
            data = self._button(step.removeprefix(WORD))
            if data is None:
                return False
            heard = Heard(NAME, self._phone, heard.key, choice=data, message_ref=self._shown["ref"], tap=key)
        await self._app.ingest([heard])
        return await self._answered(line)

    async def _answered(self, line: Line) -> bool:
        """Waits for the answer: a screen, or a message that stays and after which none comes at once."""
        wait = PATIENCE
        try:
            while (event := await line.next(wait)) is not None:
                if not _is_answer(event):
                    continue
                if event.data["rows"]:
                    self._shown = dict(event.data)
                if event.data["kind"] == "screen":
                    return True
                wait = AT_ONCE
        except TimeoutError:
            return wait == AT_ONCE
        return False

    def _button(self, name: str) -> str | None:
        buttons = [b for b in itertools.chain(*self._shown["rows"]) if "data" in b]
        if name.isdecimal():
            return str(buttons[int(name) - 1]["data"]) if 0 < int(name) <= len(buttons) else None
        subject, _, rest = name.partition(".")
        words = self._app.texts.subject(subject, Language.VI).get(rest, name).split("{")[0]
        return next((str(b["data"]) for b in buttons if b["label"].startswith(words)), None)


def _is_answer(event: Event) -> bool:
    """Whether this answers what was just said: not one's own words, not a notice, not how a broadcast comes on."""
    said = event.data
    if event.name != "message" or said.get("mine") or said.get("notice"):
        return False
    return said["kind"] in ("screen", "fact")
