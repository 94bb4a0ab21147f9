"""Telegram as a channel: our own getUpdates loop or webhook, which acknowledge only what is stored.

python-telegram-bot serves as the typed client of the Bot API; its own polling acknowledges before it processes, so it
is not used. Updates and replies stay plain JSON: no objects are built from them.
"""

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    TelegramError,
)
from telegram.error import RetryAfter as TelegramRetryAfter
from yarl import URL

from bot.channel import Attached, Blocked, Failed, Ingest, Outcome, RetryAfter, Sent, Spoken
from bot.telegram_request import AiohttpRequest
from bot.telegram_words import heard_of, keyboard, pieces
from storage.sql import Unavailable

log = structlog.get_logger()

POLL = 30  # seconds Telegram holds getUpdates open
BATCH = 100  # updates in one call
KINDS = ["message", "callback_query"]
CONNECTIONS = 64
GONE = ("chat not found", "user is deactivated", "bot was blocked", "peer_id_invalid", "bot can't initiate")
UNEDITABLE = ("message to edit not found", "message can't be edited", "message_id_invalid")
LONGEST_PAUSE = 30.0
PAUSES = (1.0, 2.0, 4.0, 8.0, 16.0)  # seconds between tries to stop the spinning of a press


@dataclass(frozen=True, slots=True)
class Webhook:
    """The public address Telegram delivers to, and the secret it sends with every update."""

    url: str
    secret: str


class TelegramChannel:
    """One bot. `api_url` is the root of any Bot API server."""

    name = "telegram"
    everywhere = True
    rate = 29.5  # Telegram allows about 30 to all chats together

    def __init__(
        self, token: str, api_url: str, proxy: str | None = None, webhook: Webhook | None = None
    ) -> None:
        self._webhook = webhook
        self._token = token
        self._root = api_url
        self._username: str | None = None
        self._calls = AiohttpRequest(CONNECTIONS, proxy)
        self._addresses: dict[str, URL] = {}
        self._spinning: set[asyncio.Task[None]] = set()
        self._bot = Bot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=self._calls,
            get_updates_request=self._calls,
        )

    # --- hearing ---

    async def receive(self, ingest: Ingest) -> None:
        """Long polling until cancelled, or a webhook that others deliver to (`take_in`).

        An update is acknowledged by the call after the one that stored it.
        """
        acknowledged: int | None = None
        pause = 1.0
        while True:
            try:
                if self._username is None:
                    await self._introduce()
                if self._webhook is not None:
                    await asyncio.Event().wait()
                updates = await self._updates(acknowledged)
            except InvalidToken:
                log.error("Telegram does not accept TELEGRAM_BOT_TOKEN")
                await asyncio.sleep(LONGEST_PAUSE)
                continue
            except Conflict:
                log.error("another program or a webhook already receives this bot's updates")
                await asyncio.sleep(pause := min(pause * 2, LONGEST_PAUSE))
                continue
            except TelegramError as error:
                log.warning("Telegram cannot be reached", error=type(error).__name__)
                await asyncio.sleep(pause := min(pause * 2, LONGEST_PAUSE))
                continue
            pause = 1.0
            # Without news the next call names no offset: ids may restart lower after an idle week.
            try:
                acknowledged = await self.take_in(updates, ingest)
            except Unavailable:
                log.error("updates cannot be stored now; Telegram keeps them")
                await asyncio.sleep(pause)

    async def take_in(self, updates: Sequence[Mapping[str, Any]], ingest: Ingest) -> int | None:
        """Stores a batch, in the order of what happened; answers the offset that acknowledges it, None when there was
        nothing.
        """
        if not updates:
            return None
        in_order = sorted(updates, key=lambda update: int(update["update_id"]))
        await ingest([heard for update in in_order if (heard := heard_of(update, self.name)) is not None])
        return int(in_order[-1]["update_id"]) + 1

    async def _introduce(self) -> None:
        """Says how updates are to come (what waits at Telegram stays), and learns the bot's user name."""
        if self._webhook is None:
            await self._call("deleteWebhook", {"drop_pending_updates": False})
        else:
            asked = {"url": self._webhook.url, "secret_token": self._webhook.secret, "allowed_updates": KINDS}
            await self._call("setWebhook", asked)
        await self.learn_name()

    async def _updates(self, offset: int | None) -> Sequence[Mapping[str, Any]]:
        asked: dict[str, Any] = {"timeout": POLL, "limit": BATCH, "allowed_updates": KINDS}
        if offset is not None:
            asked["offset"] = offset
        updates: Sequence[Mapping[str, Any]] = await self._calls.call(
            self._address("getUpdates"), asked, POLL + 10
        )
        return updates

    # --- speaking ---

    async def send(self, spoken: Spoken) -> Outcome:
        """Delivers one message and answers the press it belongs to."""
        try:
            if spoken.kind == "toast":
                return await self._toast(spoken)
            outcome, _ = await asyncio.gather(self._message(spoken), self._end_tap(spoken.tap))
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
            await self._call("sendMessage", {"chat_id": spoken.account, "text": piece})
        words = {"chat_id": spoken.account, "text": last, "reply_markup": keyboard(spoken.rows)}
        if spoken.edits is not None and not before:
            edited = await self._edit(spoken.edits, words)
            if edited is not None:
                return edited
        reply = await self._call("sendMessage", words)
        return Sent(str(reply["message_id"]))

    async def _edit(self, message_ref: str, words: dict[str, Any]) -> Outcome | None:
        """Edits in place; None when that message can no longer be edited."""
        try:
            await self._call("editMessageText", words | {"message_id": message_ref})
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
        # Written large (“SendPhoto”, the same to Telegram) the library does not advise its own method every time.
        reply: Any = await self._bot.do_api_request(
            "SendPhoto" if kind == "photo" else "SendDocument",
            {name: value for name, value in asked.items() if value is not None},
        )
        return Sent(str(reply["message_id"]))

    async def _answer_tap(self, tap: str, words: str = "") -> None:
        with contextlib.suppress(
            BadRequest
        ):  # a press older than 150 s can no longer be answered; that is all
            await self._call("answerCallbackQuery", {"callback_query_id": tap, "text": words or None})

    async def _end_tap(self, tap: str | None) -> None:
        """The message is the answer; the press has only to stop spinning, which does not hold up the record."""
        if tap is None:
            return
        try:
            await self._answer_tap(tap)
        except TelegramError:
            again = asyncio.create_task(self._end_tap_later(tap))
            self._spinning.add(again)
            again.add_done_callback(self._spinning.discard)

    async def _end_tap_later(self, tap: str) -> None:
        for pause in PAUSES:
            await asyncio.sleep(pause)
            with contextlib.suppress(TelegramError):
                return await self._answer_tap(tap)
        return None

    async def _call(self, method: str, asked: dict[str, Any]) -> Any:
        named = {name: value for name, value in asked.items() if value is not None}
        return await self._calls.call(self._address(method), named)

    def _address(self, method: str) -> URL:
        if method not in self._addresses:
            self._addresses[method] = URL(f"{self._root}/bot{self._token}/{method}")
        return self._addresses[method]

    # --- files and commands ---

    async def download(self, attached: Attached) -> bytes | None:
        """The bytes, or None when Telegram no longer has them."""
        try:
            found = await self._call("getFile", {"file_id": attached.ref})
            url = f"{self._root}/file/bot{self._token}/{found['file_path']}"
            return await self._calls.retrieve(url)
        except (BadRequest, Forbidden, InvalidToken, EndPointNotFound, KeyError):
            return None

    async def show_commands(self, account: str, commands: Sequence[tuple[str, str]]) -> Outcome:
        """The command list of one chat."""
        listed = [{"command": name, "description": about[:256]} for name, about in commands]
        scope = {"type": "chat", "chat_id": int(account)}
        try:
            await self._call("setMyCommands", {"commands": listed, "scope": scope})
        except TelegramError as error:
            return outcome_of(error)
        return Sent("")

    def join_link(self, code: str) -> str | None:
        """The link that opens the bot with a code; None until Telegram has told the bot's name."""
        return None if self._username is None else f"https://t.me/{self._username}?start={code}"

    async def learn_name(self) -> None:
        """Asks Telegram for the bot's user name, which links need."""
        self._username = str((await self._call("getMe", {}))["username"])

    async def close(self) -> None:
        """Closes the connections."""
        for task in self._spinning:
            task.cancel()
        await self._calls.shutdown()


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
