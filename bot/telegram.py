"""Telegram as a channel: our own getUpdates loop or webhook, which acknowledge only what is stored.

python-telegram-bot serves as the typed client of the Bot API; its own polling acknowledges before it processes, so it
is not used. Updates and replies stay plain JSON: no objects are built from them.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.channel import Attached, Ingest, Outcome, Sent, Spoken
from bot.door import TRIES, Door, Taken
from bot.telegram_calls import Calls
from bot.telegram_json import part, words
from bot.telegram_sending import Sending, outcome_of
from storage.sql import Unavailable

log = structlog.get_logger()

POLL = 30  # seconds Telegram holds getUpdates open
BATCH = 100  # updates in one call
KINDS = ["message", "callback_query"]
LONGEST_PAUSE = 30.0


class Stuck(Exception):
    """Updates come again and again and cannot be stored."""


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
        self._username: str | None = None
        self._calls = Calls(token, api_url, proxy)
        self._sending = Sending(self._calls)
        self._door = Door(self.name)

    # --- hearing ---

    async def receive(self, ingest: Ingest) -> None:
        """Long polling until cancelled, or a webhook that others deliver to (`take_in`).

        An update is acknowledged by the call after the one that stored it. Raises Stuck where some can lastingly not be
        stored for no reason that we know: Telegram keeps them.
        """
        acknowledged: int | None = None
        rounds = 0
        while True:
            updates = await self._next(acknowledged)
            # Without news the next call names no offset: ids may restart lower after an idle week.
            try:
                taken = await self.take_in(updates, ingest)
            except Unavailable:
                log.error("updates cannot be stored now; Telegram keeps them")
                await asyncio.sleep(1.0)
                continue
            acknowledged = taken.offset
            rounds = 0 if taken.why is None else rounds + 1
            if rounds > TRIES:
                raise Stuck from taken.why
            if rounds:
                await asyncio.sleep(rounds)

    async def _next(self, acknowledged: int | None) -> Sequence[object]:
        """The next batch, however long Telegram cannot be reached. Of a webhook there is none."""
        pause = 1.0
        while True:
            try:
                if self._username is None:
                    await self._introduce()
                if self._webhook is not None:
                    await asyncio.Event().wait()
                return await self._updates(acknowledged)
            except InvalidToken:
                log.error("Telegram does not accept TELEGRAM_BOT_TOKEN")
                pause = LONGEST_PAUSE
            except Conflict:
                log.error("another program or a webhook already receives this bot's updates")
                pause = min(pause * 2, LONGEST_PAUSE)
            except TelegramError as error:
                log.warning("Telegram cannot be reached", error=type(error).__name__)
                pause = min(pause * 2, LONGEST_PAUSE)
            await asyncio.sleep(pause)

    async def take_in(self, updates: Sequence[object], ingest: Ingest) -> Taken:
        """Stores a batch, in the order of what happened. Raises Unavailable."""
        return await self._door.take_in(updates, ingest)

    async def _introduce(self) -> None:
        """Says how updates are to come (what waits at Telegram stays), and learns the bot's user name."""
        if self._webhook is None:
            await self._calls.call("deleteWebhook", {"drop_pending_updates": False})
        else:
            asked = {"url": self._webhook.url, "secret_token": self._webhook.secret, "allowed_updates": KINDS}
            await self._calls.call("setWebhook", asked)
        await self.learn_name()

    async def _updates(self, offset: int | None) -> Sequence[object]:
        asked: dict[str, Any] = {"timeout": POLL, "limit": BATCH, "allowed_updates": KINDS}
        if offset is not None:
            asked["offset"] = offset
        updates = await self._calls.call("getUpdates", asked, POLL + 10)
        if not isinstance(updates, list):
            raise NetworkError("no list of updates")
        return updates

    # --- speaking ---

    async def send(self, spoken: Spoken) -> Outcome:
        """Delivers one message and answers the press it belongs to."""
        return await self._sending.send(spoken)

    # --- files and commands ---

    async def download(self, attached: Attached) -> bytes | None:
        """The bytes, or None when Telegram no longer has them."""
        return await self._calls.content(attached.ref)

    async def show_commands(self, account: str, commands: Sequence[tuple[str, str]]) -> Outcome:
        """The command list of one chat."""
        listed = [{"command": name, "description": about[:256]} for name, about in commands]
        scope = {"type": "chat", "chat_id": int(account)}
        try:
            await self._calls.call("setMyCommands", {"commands": listed, "scope": scope})
        except TelegramError as error:
            return outcome_of(error)
        return Sent("")

    def join_link(self, code: str) -> str | None:
        """The link that opens the bot with a code; None until Telegram has told the bot's name."""
        return None if self._username is None else f"https://t.me/{self._username}?start={code}"

    async def learn_name(self) -> None:
        """Asks Telegram for the bot's user name, which links need."""
        name = words(part({"me": await self._calls.call("getMe", {})}, "me").get("username"))
        if not name:
            raise NetworkError("no name of the bot")
        self._username = name

    async def close(self) -> None:
        """Closes the connections."""
        self._sending.close()
        await self._calls.close()
