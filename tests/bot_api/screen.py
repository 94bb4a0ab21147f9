"""What a person sees in the chat, and waiting for it to change."""

import itertools
from collections.abc import Awaitable, Callable
from typing import TypeAlias, TypeVar

from tests.bot_api.bell import PATIENCE
from tests.bot_api.chats import Chat, Message, Tap, Toast
from tests.bot_api.markup import Button
from tests.bot_api.wire import Json
from tests.bot_api.world import World

T = TypeVar("T")
Wanted: TypeAlias = str | Callable[[Message], object]
"""A part of the text, or a question about a message."""


class Screen:
    """The chat as it stands now. Nothing here acts; `wait_for` and `silence` wait without polling."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self.chat = chat
        self._since = 0

    @property
    def id(self) -> int:
        return self.chat.user.id

    @property
    def messages(self) -> list[Message]:
        """Both sides, oldest first: edited texts, current buttons, no deleted ones."""
        return list(self.chat.shown.values())

    @property
    def received(self) -> list[Message]:
        """The bot's messages only."""
        return list(self.chat.received())

    @property
    def last(self) -> Message:
        """The bot's newest message."""
        return self.received[-1]

    @property
    def labels(self) -> list[str]:
        """Every label that can be pressed now, from the oldest message to the newest."""
        return [label for message in self.messages for label in message.labels]

    @property
    def taps(self) -> list[Tap]:
        return self.chat.taps

    @property
    def unanswered(self) -> list[Tap]:
        """Presses that still spin."""
        return [tap for tap in self.chat.taps if tap.toast is None]

    @property
    def toasts(self) -> list[Toast]:
        """Answers to presses, in the order of the presses; one without text only stops the spinner."""
        return [tap.toast for tap in self.chat.taps if tap.toast is not None]

    @property
    def menu(self) -> list[Json]:
        """The command list that this person sees."""
        return self._world.commands.seen_by(self.id, self.chat.user.language)

    @property
    def actions(self) -> list[str]:
        """“typing” and the like, as they came."""
        return self.chat.actions

    def find(self, button: str, message: Message | None = None) -> tuple[Message, Button] | None:
        """By label, or else by data: the newest one shown, or the one of that message."""
        messages = self.messages if message is None else [message]
        return _shown(messages, lambda one: one.label == button) or _shown(
            messages, lambda one: one.data == button
        )

    def mark(self) -> None:
        """`wait_for` looks only at what changes from here on. Every act of a phone does it by itself."""
        self._since = self.chat.changes

    async def wait_for(self, wanted: Wanted, timeout: float = PATIENCE) -> Message:
        """The bot's newest message that fits and was sent or edited since the phone's last act (or `mark`),
        now or later. Raises AssertionError with what is shown instead when `timeout` seconds have passed.
        """
        try:
            return await self.chat.bell.until(lambda: self._changed_to(wanted), timeout)
        except TimeoutError:
            raise AssertionError(f"waited {timeout} s for {wanted!r}; shown:\n{self}") from None

    def _changed_to(self, wanted: Wanted) -> Message | None:
        for message in reversed(self.chat.shown.values()):
            if message.from_bot and message.changed > self._since and _fits(message, wanted):
                return message
        return None

    async def wait_until(self, holds: Callable[[], object], timeout: float = PATIENCE) -> None:
        """Until something about this chat is so; looked at after each change of it."""
        try:
            await self.chat.bell.until(lambda: True if holds() else None, timeout)
        except TimeoutError:
            raise AssertionError(f"waited {timeout} s in vain; shown:\n{self}") from None

    async def silence(self, until: Awaitable[T]) -> T:
        """Fails if anything in this chat changes before that has happened (another phone's answer, for instance)."""
        before = self.chat.changes
        result = await until
        assert self.chat.changes == before, f"this chat should have stayed as it was; shown:\n{self}"
        return result

    def __str__(self) -> str:
        """A transcript, for messages of failed tests."""
        return "\n".join(_line(message) for message in self.messages) or "(an empty chat)"


def _shown(messages: list[Message], wanted: Callable[[Button], bool]) -> tuple[Message, Button] | None:
    for message in reversed(messages):
        for button in itertools.chain.from_iterable(message.buttons):
            if wanted(button):
                return message, button
    return None


def _fits(message: Message, wanted: Wanted) -> bool:
    return wanted in message.text if isinstance(wanted, str) else bool(wanted(message))


def _line(message: Message) -> str:
    who = "bot" if message.from_bot else message.sender.name
    attached = f" [{message.document.name}]" if message.document else " [picture]" if message.photo else ""
    buttons = "".join(f"\n    {' '.join(f'[{one.label}]' for one in row)}" for row in message.buttons)
    return f"{who}: {message.text}{attached}{buttons}"
