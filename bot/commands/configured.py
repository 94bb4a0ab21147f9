"""What the settings ask for: channels, the webhook, the names that the page answers to."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.routing import Route

from bot.app import App
from bot.channel import Channel
from bot.clock import Clock
from bot.config import Settings
from bot.files import Files
from bot.web.channel import NAME, WebChannel
from bot.web.desk import Front, Rates
from bot.web.guard import LOOPBACK, Door
from bot.web.hub import Hub
from bot.web.patience import Patience
from bot.web.pusher import Pusher
from bot.web.site import Extra
from bot.web.visitors import CookiePorter
from storage.unit import Database

if TYPE_CHECKING:  # its library is loaded where it is configured, and takes half a second
    from bot.telegram import TelegramChannel, Webhook


def channels_of(
    settings: Settings, clock: Clock, hub: Hub, telegram: "TelegramChannel | None"
) -> Callable[[Database, Files], Sequence[Channel]]:
    """The channels that are configured: the web page always, a messenger where its token is set."""

    def made(database: Database, files: Files) -> Sequence[Channel]:
        web = WebChannel(database, files, clock, settings.zone, hub, settings.public_url)
        return [web] if telegram is None else [web, telegram]

    return made


@asynccontextmanager
async def telegram_of(settings: Settings) -> AsyncIterator["TelegramChannel | None"]:
    """Telegram where its token is set, its connections closed at the end."""
    token = settings.telegram_bot_token
    if token is None:
        yield None
        return
    from bot.telegram import TelegramChannel

    channel = TelegramChannel(
        token.get_secret_value(), settings.telegram_api_url, settings.telegram_proxy, webhook_asked(settings)
    )
    try:
        yield channel
    finally:
        await channel.close()


def webhook_asked(settings: Settings) -> "Webhook | None":
    """The webhook that is configured; None for long polling."""
    url, secret = settings.telegram_webhook_url, settings.telegram_webhook_secret
    if url is None or secret is None:
        return None
    from bot.telegram import Webhook

    return Webhook(url, secret.get_secret_value())


def webhook_of(settings: Settings, app: App, telegram: "TelegramChannel | None") -> Extra:
    """Telegram's door on our own server, at the path of the configured address."""
    asked = webhook_asked(settings)
    if telegram is None or asked is None:
        return Extra()
    from bot.telegram_webhook import endpoint

    path = urlsplit(asked.url).path or "/"
    deliver = Route(path, endpoint(telegram, asked.secret, app.ingest), methods=["POST"])
    return Extra([deliver])


def front_of(app: App, settings: Settings, hub: Hub, pusher: Pusher | None) -> Front:
    """The web side of a real installation: devices are known by their cookies."""
    channel = app.channels[NAME]
    assert isinstance(channel, WebChannel)
    porter = CookiePorter(app.database, app.clock, hub, settings.public_url)
    return Front(app, channel, porter, Rates.usual(), Patience(), pusher=pusher)


def door_of(settings: Settings) -> Door:
    """The names under which a real installation answers: its public one; on loopback also this machine's own."""
    asked = webhook_asked(settings)
    webhook = () if asked is None else (urlsplit(asked.url).path or "/",)
    return Door(settings.public_url, loopback=settings.web_host in LOOPBACK, open_paths=webhook)


async def name_learned(telegram: "TelegramChannel") -> None:
    """Links need the bot's name in a process, too, that does not receive; without it there is just no link."""
    from telegram.error import TelegramError

    with suppress(TelegramError):
        await telegram.learn_name()
