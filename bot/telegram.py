"""Telegram as a channel: our own getUpdates loop or webhook, which acknowledge only what is stored.

python-telegram-bot serves as the typed client of the Bot API; its own polling acknowledges before it processes, so it
is not used. Updates and replies stay plain JSON: no objects are built from them.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channel import Attached, Ingest, Outcome, Sent, Spoken
from bot.telegram_calls import Calls
from bot.telegram_sending import Sending, outcome_of
from bot.telegram_words import heard_of
from storage.sql import Unavailable

log = structlog.get_logger()

POLL = 30  # seconds Telegram holds getUpdates open
BATCH = 100  # updates in one call
KINDS = ["message", "callback_query"]
LONGEST_PAUSE = 30.0


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
            await self._calls.call("deleteWebhook", {"drop_pending_updates": False})
        else:
            asked = {"url": self._webhook.url, "secret_token": self._webhook.secret, "allowed_updates": KINDS}
            await self._calls.call("setWebhook", asked)
        await self.learn_name()

    async def _updates(self, offset: int | None) -> Sequence[Mapping[str, Any]]:
        asked: dict[str, Any] = {"timeout": POLL, "limit": BATCH, "allowed_updates": KINDS}
        if offset is not None:
            asked["offset"] = offset
        updates: Sequence[Mapping[str, Any]] = await self._calls.call("getUpdates", asked, POLL + 10)
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
        self._username = str((await self._calls.call("getMe", {}))["username"])

    async def close(self) -> None:
        """Closes the connections."""
        self._sending.close()
        await self._calls.close()
