"""Private chats: who is in them, what stands in them now, which taps wait for an answer."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

import orjson

from tests.bot_api.bell import PATIENCE, Bell
from tests.bot_api.files import Document, Photo
from tests.bot_api.formatting import Formatted
from tests.bot_api.markup import NO_MARKUP, Button, Markup
from tests.bot_api.wire import Json


@dataclass(frozen=True)
class User:
    """A person's account, or the bot's. `id` is Telegram's."""

    id: int
    name: str
    is_bot: bool = False
    username: str = ""
    language: str = ""

    @cached_property
    def json(self) -> orjson.Fragment:
        me: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.name}
        if self.username:
            me["username"] = self.username
        if self.language:
            me["language_code"] = self.language
        return orjson.Fragment(orjson.dumps(me))

    @cached_property
    def chat_json(self) -> orjson.Fragment:
        chat: Json = {"id": self.id, "first_name": self.name, "type": "private"}
        if self.username:
            chat["username"] = self.username
        return orjson.Fragment(orjson.dumps(chat))


class Access(Enum):
    """What the bot may do in a chat."""

    STRANGER = "never wrote to the bot"
    OPEN = "open"
    BLOCKED = "blocked the bot"
    DEACTIVATED = "deleted the account"


@dataclass(slots=True, eq=False)
class Message:
    """One message as it stands now. `date` and `edit_date` are Unix seconds, `changed` its place among all
    changes of the chat.
    """

    id: int
    sender: User
    chat: "Chat"
    date: int
    body: Formatted
    markup: Markup = NO_MARKUP
    document: Document | None = None
    photo: Photo | None = None
    other: Json = field(default_factory=dict)
    reply_to: "Message | None" = None
    album: str = ""
    edit_date: int = 0
    changed: int = 0
    deleted: bool = False

    @property
    def text(self) -> str:
        """The text, or the caption of a file."""
        return self.body.text

    @property
    def from_bot(self) -> bool:
        return self.sender.is_bot

    @property
    def edited(self) -> bool:
        return self.edit_date > 0

    @property
    def has_media(self) -> bool:
        return self.document is not None or self.photo is not None

    @property
    def buttons(self) -> tuple[tuple[Button, ...], ...]:
        return self.markup.buttons()

    @property
    def labels(self) -> list[str]:
        return [button.label for row in self.buttons for button in row]

    @property
    def json(self) -> Json:
        message: Json = {
            "message_id": self.id,
            "from": self.sender.json,
            "chat": self.chat.user.chat_json,
            "date": self.date,
        }
        if self.edit_date:
            message["edit_date"] = self.edit_date
        if self.reply_to is not None:
            message["reply_to_message"] = {**self.reply_to.json}
            message["reply_to_message"].pop("reply_to_message", None)
        if self.album:
            message["media_group_id"] = self.album
        if self.photo is not None:
            message["photo"] = self.photo.json
        if self.document is not None:
            message["document"] = self.document.json
        message.update(self.other)
        self._add_body(message)
        if self.markup.inline is not None:
            message["reply_markup"] = self.markup.inline
        return message

    def _add_body(self, message: Json) -> None:
        if not self.body.text:
            return
        names = ("caption", "caption_entities") if self.has_media else ("text", "entities")
        message[names[0]] = self.body.text
        if self.body.entities:
            message[names[1]] = self.body.entities


@dataclass(frozen=True, slots=True)
class Toast:
    """What answerCallbackQuery shows. `at` is time.monotonic() of its arrival."""

    text: str
    alert: bool
    url: str
    at: float


@dataclass(slots=True, eq=False)
class Tap:
    """One press of a button. Times ending in `_at` are time.monotonic(), `asked` is the server's clock."""

    query_id: str
    chat: "Chat"
    message_id: int
    data: str
    asked: float
    pushed_at: float
    update_id: int = 0
    toast: Toast | None = None
    replied_at: float = 0.0

    async def answered(self, timeout: float = PATIENCE) -> Toast:
        """The answer to this press; the phone shows it as a toast, or just stops its spinner."""
        return await self.chat.bell.until(lambda: self.toast, timeout)


class Chat:
    """The private chat of one account with the bot; all phones of the account share it."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.access = Access.STRANGER
        self.shown: dict[int, Message] = {}
        self.reply_keyboard: tuple[str, ...] = ()
        self.taps: list[Tap] = []
        self.actions: list[str] = []
        self.bell = Bell()
        self.changes = 0

    def show(self, message: Message) -> None:
        """A new message, or an edited one that stays where it stands."""
        self._changed(message)
        self.shown[message.id] = message
        if message.markup.reply is not None:
            self.reply_keyboard = message.markup.reply
        self.bell.ring()

    def remove(self, message: Message) -> None:
        self._changed(message)
        message.deleted = True
        self.shown.pop(message.id, None)
        self.bell.ring()

    def _changed(self, message: Message) -> None:
        self.changes += 1
        message.changed = self.changes

    def received(self) -> Iterator[Message]:
        """The bot's messages, oldest first."""
        return (message for message in self.shown.values() if message.from_bot)
