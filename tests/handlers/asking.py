"""Asks every question in the full house, as people are asked it, and takes back what is answered.

async with asker.asked("calendar.Sending") as question:
    answers = await question.answered("12/GUQ")
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

from bot import envelope
from bot.channel import Attached, Heard
from bot.inbox import from_bytes, to_bytes
from bot.sealed_letters import opened
from handlers.kit import Choice, Lost, Received
from handlers.packing import pack
from storage.outbox import Letter
from storage.turns import Conversation
from storage.unit import Unit
from tests.handlers.full_house import FullHouse
from tests.handlers.pressing import Filling, Outcome, Presser
from tests.handlers.rights_table import BUTTONS, read
from tests.handlers.ways import WAYS, File, Press, Step, Tap
from tests.talk import Phone
from tests.talk.phone import Shown


class Question:
    """One question that waits. `conversation` is what is stored of it."""

    def __init__(self, asker: "Asker", phone: Phone, conversation: Conversation) -> None:
        self._asker = asker
        self.phone = phone
        self.conversation = conversation

    @property
    def waits(self) -> str:
        """Its name, as in `ways.py`."""
        return f"{self.conversation.flow}.{self.conversation.state_kind}"

    async def answered(self, said: str | File) -> Sequence[Shown]:
        """What whoever answers is told."""
        async with self._asker.presser.taken_back():
            return await self._asker.takes(self.phone, said)


class Asker:
    """Asks in a transaction that is never committed."""

    def __init__(self, house: FullHouse, unit: Unit) -> None:
        self.presser = Presser(house, unit)
        self._house = house
        self._filling = Filling(house)
        self._rights = read()
        self._sent: dict[str, Received | Lost] = {}
        self.shown = list[Shown]()

    @asynccontextmanager
    async def asked(self, name: str) -> AsyncIterator[Question]:
        """The question, by its name in `WAYS`."""
        way = WAYS[name]
        phone = self._house[way.who]
        async with self.presser.taken_back():
            for step in way.steps:
                await self.takes(phone, step)
            yield Question(self, phone, await self.presser.unit.turns.conversation("paper", phone.account))

    async def takes(self, phone: Phone, step: Step) -> Sequence[Shown]:
        """One step of the way; what is answered. `shown` is that of the last step, whoever took it."""
        self.shown = [
            self._shown(letter) for letter in await self._told(phone, step) if letter.account == phone.account
        ]
        return self.shown

    async def outcome(self, phone: Phone, said: str | File) -> Outcome:
        """What would become of an answer of this phone's, and nothing of it stays."""
        heard = Heard("paper", phone.account, self.presser.key())
        if isinstance(said, str):
            return await self.presser.hear(replace(heard, text=said))
        attached, received = await self._received(said)
        return await self.presser.hear(replace(heard, files=(attached,)), received)

    async def _told(self, phone: Phone, step: Step) -> Sequence[Letter]:
        heard = Heard("paper", phone.account, self.presser.key(), message_ref="0", tap="t")
        match step:
            case Press(button, given):
                return await self.presser.told(replace(heard, choice=pack(self.filled(button, given))))
            case Tap(label):
                return await self.presser.told(replace(heard, choice=self._seen(label)))
            case File() as file:
                attached, received = await self._received(file)
                return await self.presser.told(replace(heard, files=(attached,)), received)
            case text:
                return await self.presser.told(replace(heard, text=text))

    def filled(self, button: str, given: Mapping[str, object]) -> Choice:
        """A button by its name, about the rows that `rights.toml` names but for what is given."""
        flow, _, _ = button.partition(".")
        about = {**self._rights.about.get(flow, {}), **self._rights.about.get(button, {}), **given}
        return self._filling.made(BUTTONS[button], about)

    def _seen(self, label: str) -> str:
        shown = [button for message in reversed(self.shown) for button in message.buttons]
        for key, line in shown:
            if label == key or label in line.label:
                return line.data or ""
        offered = [f"{key} {line.label}" for key, line in shown]
        raise AssertionError(f"no button {label!r} under {[one.key for one in self.shown]}: {offered}")

    async def _received(self, file: File) -> tuple[Attached, Received | Lost]:
        """Kept as a channel's files are, once."""
        room = self._house.room
        attached = Attached(file.name, file.name, len(file.content), file.media_type)
        if file.name not in self._sent:
            room.channel.files[file.name] = file.content
            heard = from_bytes(
                to_bytes(Heard("paper", "", "", files=(attached,))), room.app.database.seals, None
            )
            self._sent[file.name] = await room.app.downloads._fetched(None, heard, heard.files[0])
        return attached, self._sent[file.name]

    def _shown(self, letter: Letter) -> Shown:
        app = self._house.room.app
        spoken = app.post._wording.spoken(letter)
        message = envelope.from_bytes(opened(app.database.seals, letter).body)
        keys, said = [label.words.key for label in message.labels], message.text
        lines = [line for row in spoken.rows for line in row]
        buttons = tuple(zip(keys, lines, strict=True))
        return Shown(said.key, said.values, spoken.text, buttons, "", spoken.kind, said)
