"""A phone in the room: says, presses what is really shown, sends files, and remembers what it heard."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import envelope
from bot.channel import Attached, Heard, Line, Spoken
from bot.sealed_letters import opened
from campaign.people import Member
from handlers.kit import Choice, Say, Value
from handlers.packing import pack
from storage.outbox import Letter

if TYPE_CHECKING:
    from tests.talk.room import Room


@dataclass(frozen=True, slots=True)
class Shown:
    """A message on the phone: its key and values, its words, its buttons with their keys."""

    key: str
    values: Mapping[str, Value]
    text: str
    buttons: tuple[tuple[str, Line], ...]
    ref: str
    kind: str
    said: Say
    file: str | None = None


class Phone:
    """One account of somebody (or of nobody yet)."""

    def __init__(self, room: Room, account: str, member: Member | None) -> None:
        self.room = room
        self.account = account
        self._member = member
        self.messages: list[Shown] = []
        self.heard: list[str] = []
        self.quiet = False

    @property
    def member(self) -> Member:
        """The member this phone belongs to."""
        assert self._member is not None
        return self._member

    @property
    def last(self) -> Shown:
        """The message that came last, toasts apart."""
        return next(m for m in reversed(self.messages) if m.kind != "toast")

    async def says(self, text: str) -> None:
        """Types a message. Silence, or more than one answer of the same kind, is a failure."""
        await self._hear(self.typing(text))

    def typing(self, text: str) -> Heard:
        """A message as the channel would report it."""
        return Heard("paper", self.account, self.room.key(), text=text)

    async def presses(self, label: str) -> None:
        """Presses a button of the last message that has it: by its key, its words, or a part of its words."""
        shown, line = self._button(label)
        await self.presses_data(line.data or "", shown.ref)

    async def presses_data(self, data: str, ref: str | None = None) -> None:
        """Presses a button by its data, whether it is shown or not (an old one, somebody else's)."""
        await self._hear(self.press(data, ref))

    async def presses_choice(self, choice: Choice) -> None:
        """Presses a button that may never have been shown to this phone."""
        await self.presses_data(pack(choice))

    def press(self, data: str, ref: str | None = None) -> Heard:
        """A press as the channel would report it, to be ingested together with others by `room.hears`."""
        return Heard("paper", self.account, self.room.key(), choice=data, message_ref=ref or "0", tap="tap")

    async def sends(
        self, name: str, content: bytes, caption: str = "", media_type: str = "application/pdf"
    ) -> None:
        """Sends a file."""
        ref = hashlib.sha256(content + name.encode()).hexdigest()
        self.room.channel.files[ref] = content
        attached = Attached(ref, name, len(content), media_type)
        await self._hear(Heard("paper", self.account, self.room.key(), text=caption, files=(attached,)))

    def sees(self, label: str) -> str:
        """The data of a button really shown."""
        return self._button(label)[1].data or ""

    def offers(self) -> list[str]:
        """The keys (or, for plain ones, the words) of the buttons of the last message."""
        return [key if key != "chat.plain" else line.label for key, line in self.last.buttons]

    def forget(self) -> None:
        """Starts `heard` afresh."""
        self.heard.clear()

    def note(self, letter: Letter, spoken: Spoken) -> None:
        """Something arrived."""
        message = envelope.from_bytes(opened(self.room.app.database.seals, letter).body)
        said = _inner(message.text)
        lines = [line for row in spoken.rows for line in row]
        keys = [label.words.key for label in message.labels]
        ref = self.room.channel.refs[spoken.id]
        file = None if spoken.file is None else spoken.file.name
        self.messages.append(
            Shown(
                said.key,
                said.values,
                spoken.text,
                tuple(zip(keys, lines, strict=True)),
                ref,
                message.kind,
                said,
                file,
            )
        )
        self.heard.append(message.text.key if said is message.text else said.key)

    async def _hear(self, heard: Heard) -> None:
        before = len(self.messages)
        await self.room.hears(heard)
        answers = self.messages[before:]
        assert answers, f"silence after {heard.text or heard.choice!r}"
        screens = [m for m in answers if m.kind == "screen"]
        assert len(screens) <= 1, f"two screens in answer to one message: {[m.key for m in screens]}"

    def _button(self, label: str) -> tuple[Shown, Line]:
        for shown in reversed(self.messages):
            for key, line in shown.buttons:
                if label in (key, line.label):
                    return shown, line
            for _, line in shown.buttons:
                if label in line.label:
                    return shown, line
        raise AssertionError(
            f"no button {label!r}; last shown: {[line.label for _, line in self.last.buttons]}"
        )


def _inner(said: Say) -> Say:
    """A screen's own sentence without the one that leads it."""
    if said.key != "chat.led":
        return said
    lead = said.values["lead"]
    return lead if isinstance(lead, Say) else said
