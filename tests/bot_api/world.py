"""All that the server knows: chats, messages, files, presses, commands, and what is on its way to the bot."""

import itertools
import time
from collections.abc import Callable
from typing import Final

from tests.bot_api.chats import Access, Chat, Message, Tap, Toast, User
from tests.bot_api.clock import Now
from tests.bot_api.commands import Commands
from tests.bot_api.files import Document, Files, Photo
from tests.bot_api.formatting import Formatted
from tests.bot_api.limits import Pace
from tests.bot_api.markup import NO_MARKUP, Markup
from tests.bot_api.refused import bad, forbidden
from tests.bot_api.updates import Updates
from tests.bot_api.webhook import Webhook
from tests.bot_api.wire import Arguments, Json

CALLBACK_SECONDS: Final = 150.0
"""How long a press waits for its answer, and for the bot to fetch it."""

DELETE_SECONDS: Final = 48 * 3600


class World:
    """One bot and the people who write to it."""

    def __init__(self, bot: User, now: Now) -> None:
        self.bot = bot
        self.now = now
        self.chats: dict[int, Chat] = {}
        self.files = Files(now)
        self.updates = Updates(now)
        self.webhook: Webhook | None = None
        self.pace = Pace(now)
        self.commands = Commands()
        self.profile: dict[tuple[str, str], str] = {}
        self.menu_buttons: dict[int, Json] = {}
        self.taps: dict[str, Tap] = {}
        self.obey: Callable[[Json], None] = lambda _call: None
        self._message_ids = itertools.count(1)
        self._query_ids = itertools.count(4_000_000_000_000_000_001)
        self._albums = itertools.count(13_000_000_000_000_001)

    # people

    def chat_of(self, user: User) -> Chat:
        """The chat of this account; made when the account is new."""
        return self.chats.setdefault(user.id, Chat(user))

    def heard(self, chat: Chat, message: Message, kind: str = "message") -> int:
        """What a person sends opens the chat to the bot. Returns the update's id."""
        chat.access = Access.OPEN
        chat.show(message)
        return self.updates.push(kind, message.json, ("message", chat.user.id))

    def press(self, chat: Chat, message_id: int, data: str) -> Tap:
        query_id = str(next(self._query_ids))
        tap = Tap(query_id, chat, message_id, data, self.now(), time.monotonic())
        self.taps[query_id] = tap
        chat.taps.append(tap)
        message = chat.shown.get(message_id)
        query: Json = {
            "id": query_id,
            "from": chat.user.json,
            "message": message.json if message else self._inaccessible(chat, message_id),
            "chat_instance": str(chat.user.id * 7919),
            "data": data,
        }
        tap.update_id = self.updates.push(
            "callback_query", query, ("callback_query", chat.user.id), CALLBACK_SECONDS
        )
        return tap

    @staticmethod
    def _inaccessible(chat: Chat, message_id: int) -> Json:
        return {"chat": chat.user.chat_json, "message_id": message_id, "date": 0}

    def membership(self, chat: Chat, access: Access) -> None:
        """The person blocks the bot, or takes it back."""
        before, chat.access = chat.access, access
        states = {Access.BLOCKED: "kicked"}
        change: Json = {
            "chat": chat.user.chat_json,
            "from": chat.user.json,
            "date": int(self.now()),
            "old_chat_member": self._member(states.get(before, "member")),
            "new_chat_member": self._member(states.get(access, "member")),
        }
        self.updates.push("my_chat_member", change, ("my_chat_member", chat.user.id))

    def _member(self, status: str) -> Json:
        until: Json = {"until_date": 0} if status == "kicked" else {}
        return {"user": self.bot.json, "status": status, **until}

    # the bot

    def reachable(self, arguments: Arguments) -> Chat:
        """The chat that `chat_id` names. Raises Refused when the bot may not write there."""
        if not arguments.has("chat_id"):
            raise bad("chat_id is empty")
        chat = self.chats.get(arguments.integer("chat_id"))
        if chat is None or chat.access is Access.STRANGER:
            raise bad("chat not found")
        if chat.access is Access.BLOCKED:
            raise forbidden("bot was blocked by the user")
        if chat.access is Access.DEACTIVATED:
            raise forbidden("user is deactivated")
        return chat

    def new_message(
        self,
        chat: Chat,
        sender: User,
        body: Formatted,
        *,
        markup: Markup = NO_MARKUP,
        document: Document | None = None,
        photo: Photo | None = None,
        reply_to: Message | None = None,
        album: str = "",
    ) -> Message:
        return Message(
            next(self._message_ids),
            sender,
            chat,
            int(self.now()),
            body,
            markup=markup,
            document=document,
            photo=photo,
            reply_to=reply_to,
            album=album,
        )

    def new_album(self) -> str:
        return str(next(self._albums))

    def replied(self, chat: Chat) -> None:
        """Something new in the chat by the bot: the newest press has an effect that its person can see."""
        if chat.taps and not chat.taps[-1].replied_at:
            chat.taps[-1].replied_at = time.monotonic()

    def edit(self, message: Message, body: Formatted, markup: Markup) -> Message:
        """Raises Refused when nothing would change."""
        if message.body == body and message.markup.inline == markup.inline:
            raise bad(
                "message is not modified: specified new message content and reply markup are exactly the same "
                "as a current content and reply markup of the message"
            )
        message.body, message.markup, message.edit_date = body, markup, int(self.now())
        self.replied(message.chat)
        message.chat.show(message)
        return message

    def answer(self, query_id: str, text: str, alert: bool, url: str) -> None:
        """Raises Refused for a press that is unknown, too old, or answered before."""
        tap = self.taps.get(query_id)
        if tap is None or tap.toast is not None or self.now() - tap.asked >= CALLBACK_SECONDS:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        tap.toast = Toast(text, alert, url, time.monotonic())
        tap.chat.bell.ring()
