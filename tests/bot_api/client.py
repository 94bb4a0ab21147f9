"""Phones: what a person can do in the chat. No phone presses what is not shown, except by `forges`."""

from collections.abc import Sequence

from tests.bot_api.chats import Access, Message, Tap
from tests.bot_api.files import Document, Photo
from tests.bot_api.formatting import CAPTION_UNITS, TEXT_UNITS, Formatted, typed, units
from tests.bot_api.other_content import OTHER, Other
from tests.bot_api.screen import Screen

_EMPTY = Formatted("")


class Phone(Screen):
    """One account. Everything it does is an update for the bot at once; its acts never wait for the bot."""

    def knows_the_bot(self) -> None:
        """Has written before, so that the bot may write first."""
        self.chat.access = Access.OPEN

    # typing

    async def says(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Types a text; like a real phone, a long one leaves as several messages (the last is returned)."""
        parts = _parts(text)
        for part in parts[:-1]:
            self._sends(typed(part))
        return self._sends(typed(parts[-1]), reply_to=reply_to)

    async def picks(self, key: str) -> Message:
        """A key of a reply keyboard: sends its text."""
        assert key in self.chat.reply_keyboard, f"no key “{key}”; there are {self.chat.reply_keyboard}"
        return await self.says(key)

    async def edits(self, message: Message, text: str) -> Message:
        """Corrects a text it has sent."""
        self._acts()
        assert not message.from_bot, "a person edits only their own messages"
        message.body, message.edit_date = typed(text), int(self._world.now())
        self._world.heard(self.chat, message, "edited_message")
        return message

    def _sends(
        self,
        body: Formatted,
        *,
        reply_to: Message | None = None,
        document: Document | None = None,
        photo: Photo | None = None,
        album: str = "",
    ) -> Message:
        assert body.text or document or photo, "a phone cannot send an empty text"
        self._acts()
        message = self._world.new_message(
            self.chat, self.chat.user, body, reply_to=reply_to, document=document, photo=photo, album=album
        )
        self._world.heard(self.chat, message)
        return message

    def _acts(self) -> None:
        gone = self.chat.access in (Access.BLOCKED, Access.DEACTIVATED)
        assert not gone, f"this person {self.chat.access.value}"
        self.mark()

    # pressing

    async def presses(self, button: str, *, message: Message | None = None) -> Tap:
        """Presses a button by its label, or else by its data: the newest one shown, or the one of that message."""
        found = self.find(button, message)
        assert found is not None, f"no button “{button}” is shown; there are {self.labels}"
        where, what = found
        assert not where.deleted, "that message is no longer shown"
        assert what.data, f"“{button}” is no callback button; it leads to {what.url}"
        return self.forges(what.data, where.id)

    async def double_taps(self, button: str, *, message: Message | None = None) -> tuple[Tap, Tap]:
        """Two presses in a row, two updates."""
        return await self.presses(button, message=message), await self.presses(button, message=message)

    def forges(self, data: str, message_id: int) -> Tap:
        """What a modified app can do: any data, on any message (and what an old screen's true button sends)."""
        self._acts()
        return self._world.press(self.chat, message_id, data)

    def app_resends(self, tap: Tap) -> Tap:
        """The app never got the answer and sends the press again when it reconnects: new query, new update id."""
        return self._world.press(self.chat, tap.message_id, tap.data)

    # files

    async def sends_file(self, name: str, data: bytes, mime: str, caption: str | None = None) -> Message:
        """A document; its name and type are whatever the sender claims."""
        document = self._world.files.keep_document(name, mime, data)
        return self._sends(_caption(caption), document=document)

    async def sends_photo(self, data: bytes, caption: str | None = None) -> Message:
        """A picture without a name, in two sizes."""
        return self._sends(_caption(caption), photo=self._world.files.keep_photo(data))

    async def sends_album(self, pictures: Sequence[bytes], caption: str | None = None) -> list[Message]:
        """Several pictures at once: several messages with one album; the caption stands under the first."""
        album = self._world.new_album()
        captions = [_caption(caption), *[_EMPTY] * (len(pictures) - 1)]
        photos = [self._world.files.keep_photo(data) for data in pictures]
        return [
            self._sends(words, photo=photo, album=album)
            for words, photo in zip(captions, photos, strict=True)
        ]

    async def sends_other(self, kind: Other) -> Message:
        """A sticker, a voice message, a place …: what a flow does not expect."""
        self._acts()
        message = self._world.new_message(self.chat, self.chat.user, _EMPTY)
        message.other = OTHER[kind]
        self._world.heard(self.chat, message)
        return message

    # the chat itself

    def deletes(self, message: Message) -> None:
        """For both sides; the bot is told nothing."""
        self.chat.remove(message)

    def clears_the_chat(self) -> None:
        for message in self.messages:
            self.chat.remove(message)

    def blocks_bot(self) -> None:
        self._world.membership(self.chat, Access.BLOCKED)

    def unblocks_bot(self) -> None:
        self._world.membership(self.chat, Access.OPEN)

    def deletes_account(self) -> None:
        """The bot is told nothing; it meets 403 when it writes."""
        self.chat.access = Access.DEACTIVATED


def _caption(caption: str | None) -> Formatted:
    words = typed(caption or "")
    assert units(words.text) <= CAPTION_UNITS, "an app does not let one type a longer caption"
    return words


def _parts(text: str) -> list[str]:
    """At most 4096 UTF-16 code units each."""
    parts, part, size = [], "", 0
    if units(text) <= TEXT_UNITS:
        return [text]
    for letter in text:
        width = 2 if letter > "\uffff" else 1
        if size + width > TEXT_UNITS:
            parts.append(part)
            part, size = "", 0
        part, size = part + letter, size + width
    return [*parts, part]
