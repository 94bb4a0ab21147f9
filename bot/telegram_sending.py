"""What is said on Telegram: messages in pieces, edited in place, with files; and presses that stop spinning."""

import asyncio
import contextlib
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from telegram import InputFile
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.error import RetryAfter as TelegramRetryAfter

from bot.channel import Blocked, Failed, Outcome, RetryAfter, Sent, Spoken
from bot.telegram_calls import Calls
from bot.telegram_words import keyboard, pieces

GONE = ("chat not found", "user is deactivated", "bot was blocked", "peer_id_invalid", "bot can't initiate")
UNEDITABLE = ("message to edit not found", "message can't be edited", "message_id_invalid")
PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0)  # seconds between tries to stop the spinning of a press


class Sending:
    """The speaking side of one bot."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._spinning: set[asyncio.Task[None]] = set()

    async def send(self, spoken: Spoken) -> Outcome:
        """Delivers one message and answers the press it belongs to."""
        try:
            if spoken.kind == "toast":
                return await self._toast(spoken)
            if spoken.tap is None:
                return await self._message(spoken)
            ending = self._beside(self._end_tap(spoken.tap))
            outcome = await self._message(spoken)
            await ending
        except TelegramError as error:
            return outcome_of(error)
        return outcome

    async def _toast(self, spoken: Spoken) -> Outcome:
        """A word in passing is shown by the answer to the press; without a press it is a message."""
        if spoken.tap is not None:
            await self._answer_tap(spoken.tap, spoken.text[:200])
        elif spoken.text:
            return await self._message(spoken)
        return Sent("")

    async def _message(self, spoken: Spoken) -> Outcome:
        if spoken.file is not None:
            return await self._file(spoken)
        *before, last = pieces(spoken.text)
        for piece in before:
            await self._calls.call("sendMessage", {"chat_id": spoken.account, "text": piece})
        words = {"chat_id": spoken.account, "text": last, "reply_markup": keyboard(spoken.rows)}
        if spoken.edits is not None and not before:
            edited = await self._edit(spoken.edits, words)
            if edited is not None:
                return edited
        reply = await self._calls.call("sendMessage", words)
        return Sent(str(reply["message_id"]))

    async def _edit(self, message_ref: str, words: dict[str, Any]) -> Outcome | None:
        """Edits in place; None when that message can no longer be edited."""
        try:
            await self._calls.call("editMessageText", words | {"message_id": message_ref})
        except BadRequest as error:
            problem = error.message.lower()
            if "message is not modified" in problem:
                return Sent(message_ref)
            if any(sign in problem for sign in UNEDITABLE):
                return None
            raise
        return Sent(message_ref)

    async def _file(self, spoken: Spoken) -> Outcome:
        assert spoken.file is not None
        kind = "photo" if spoken.file.media_type == "image/png" else "document"
        content = await asyncio.to_thread(Path(spoken.file.path).read_bytes)
        asked = {
            "chat_id": spoken.account,
            kind: InputFile(content, filename=spoken.file.name),
            "caption": spoken.text[:1000],
            "reply_markup": keyboard(spoken.rows),
        }
        reply = await self._calls.upload("SendPhoto" if kind == "photo" else "SendDocument", asked)
        return Sent(str(reply["message_id"]))

    async def _answer_tap(self, tap: str, words: str = "") -> None:
        with contextlib.suppress(
            BadRequest
        ):  # a press older than 150 s can no longer be answered; that is all
            await self._calls.call("answerCallbackQuery", {"callback_query_id": tap, "text": words or None})

    async def _end_tap(self, tap: str) -> None:
        """The message is the answer; the press has only to stop spinning, which does not hold up the record."""
        try:
            await self._answer_tap(tap)
        except TelegramError:
            _ = self._beside(self._end_tap_later(tap))

    def _beside(self, ending: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(ending)
        self._spinning.add(task)
        task.add_done_callback(self._spinning.discard)
        return task

    async def _end_tap_later(self, tap: str) -> None:
        for pause in PAUSES:
            await asyncio.sleep(pause)
            with contextlib.suppress(TelegramError):
                return await self._answer_tap(tap)
        return None

    def close(self) -> None:
        """Gives up what is still to be tried again."""
        for task in self._spinning:
            task.cancel()


def outcome_of(error: TelegramError) -> Outcome:
    """What a refusal means for the letter."""
    match error:
        case TelegramRetryAfter():
            wait = error.retry_after
            return RetryAfter(wait.total_seconds() if hasattr(wait, "total_seconds") else float(wait))
        case Forbidden() | ChatMigrated():
            return Blocked(error.message)
        case BadRequest() if any(sign in error.message.lower() for sign in GONE):
            return Blocked(error.message)
        case BadRequest():
            return Failed(error.message, final=True)
        case _:
            return Failed(type(error).__name__)
