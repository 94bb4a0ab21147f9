"""`thidua run`: serves the configured channels. It never offers to be somebody."""

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import typer
from starlette.routing import Route

from bot import config, logs, loop
from bot.app import App, Place, assemble
from bot.channel import Channel
from bot.clock import Clock, RealClock
from bot.commands.office import said_of
from bot.config import Settings
from bot.files import Files
from bot.keyring import OtherKeys, claim_keys
from bot.nature import Nature, WrongNature, belongs_to_another, claim, claim_folder, myself
from bot.only_one import AlreadyRunning, only_one
from bot.texts import Texts
from bot.web.channel import NAME, WebChannel
from bot.web.desk import Front, Rates
from bot.web.guard import LOOPBACK, Door
from bot.web.hub import Hub
from bot.web.patience import Patience
from bot.web.push_services import KNOWN
from bot.web.pusher import Pusher
from bot.web.pushing import pushing
from bot.web.server import Server, listen
from bot.web.site import Extra, site
from bot.web.visitors import CookiePorter
from campaign.people import Language
from handlers.kit import Say, say
from storage.sql import TooNew, Unavailable
from storage.unit import Database

if TYPE_CHECKING:  # its library is loaded where it is configured, and takes half a second
    from bot.telegram import TelegramChannel, Webhook


class CannotListen(Exception):
    """The address of the page is taken, or is not this machine's."""


def run() -> None:
    """Serve the campaign on the web page and the other configured channels."""
    try:
        settings = config.load()
    except config.WrongSetting as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None
    logs.set_up(settings.log_format)
    texts, clock = Texts(settings.zone), RealClock()
    owner = belongs_to_another(settings.folder, myself())
    if owner is not None:
        _stop(texts, clock, say("cli.not_as_root", user=owner, where=str(settings.folder)))
    try:
        with only_one(settings.database):
            loop.run(_serve(settings, clock))
    except WrongNature as wrong:
        _stop(texts, clock, say("run.is_rehearsal", folder=str(wrong.where)))
    except AlreadyRunning as running:
        _stop(texts, clock, say("run.already_running", where=str(running.where)))
    except OtherKeys as other:
        _stop(texts, clock, say("run.other_keys", folder=str(other.folder)))
    except TooNew:
        _stop(texts, clock, say("run.too_new"))
    except Unavailable as error:
        _stop(texts, clock, say("run.no_database", why=str(error)))
    except CannotListen as error:
        at = f"{settings.web_host}:{settings.web_port}"
        _stop(texts, clock, say("run.cannot_listen", at=at, why=str(error)))
    except OSError as error:
        _stop(texts, clock, say("run.cannot_write", why=said_of(error)))


async def _serve(settings: Settings, clock: Clock) -> None:
    folder = settings.folder
    claim_folder(folder, Nature.REAL)
    for each in (settings.data_dir, settings.key_dir):
        made_ready(each)
    hub = Hub(time.monotonic)
    place = Place(
        settings.database,
        settings.data_dir / "files",
        settings.key_dir,
        settings.public_url,
        settings.rotation,
    )
    async with (
        telegram_of(settings) as telegram,
        assemble(place, clock, settings.zone, channels_of(settings, clock, hub, telegram)) as app,
    ):
        await claim(app.database, Nature.REAL, folder)
        await claim_keys(app.database, settings.key_dir)
        if telegram is not None and app.database.crew.shared:
            await name_learned(telegram)
        async with pushing(app, settings.key_dir, settings.public_url, KNOWN) as pusher:
            front = front_of(app, settings, hub, pusher)

            def web() -> Server:
                return Server(
                    site(front, door_of(settings), webhook_of(settings, app, telegram)),
                    listen(settings.web_host, settings.web_port),
                    hub.hang_up_all,
                    Patience(),
                )

            await serve_together(app, web, lambda: _say_open(app, settings))


def _say_open(app: App, settings: Settings) -> None:
    now = app.clock.now()
    typer.echo(app.texts.render(say("run.open", url=settings.public_url), Language.VI, now))


def made_ready(folder: Path) -> None:
    """A folder that nobody else reads. OSError when we may not write there: now, not in the middle of a ballot."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryFile(dir=folder):
        pass


async def name_learned(telegram: "TelegramChannel") -> None:
    """Links need the bot's name in a process, too, that does not receive; without it there is just no link."""
    from telegram.error import TelegramError

    with suppress(TelegramError):
        await telegram.learn_name()


async def serve_together(app: App, web: Callable[[], Server], opened: Callable[[], None]) -> None:
    """Serves until the server is asked to stop; then everything else stops too.

    Of several processes on one database one serves the page: the others work, and open their server when it dies.
    """
    channel = app.channels[NAME]
    assert isinstance(channel, WebChannel)
    working = asyncio.create_task(app.serve())
    try:
        while not working.done():
            await first_of(working, channel.open.wait())
            if not working.done() and await _serve_page(working, channel, await _listening(app, web), opened):
                break
        if working.done():
            working.result()
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)


async def _listening(app: App, web: Callable[[], Server]) -> Server:
    """The server; with others about, as soon as the one before has let go of the address. CannotListen."""
    while True:
        try:
            return web()
        except OSError as error:
            if not app.database.crew.shared:
                raise CannotListen(error.strerror or str(error)) from error
        await asyncio.sleep(1.0)


async def _serve_page(
    working: "asyncio.Task[None]", channel: WebChannel, server: Server, opened: Callable[[], None]
) -> bool:
    """Serves the page; False when another process is to do that now."""
    serving, shut = asyncio.create_task(server.serve()), asyncio.create_task(channel.shut.wait())
    opened()
    try:
        done, _ = await asyncio.wait((working, serving, shut), return_when=asyncio.FIRST_COMPLETED)
    finally:
        shut.cancel()
        server.stop()
        await serving
    return shut not in done or serving in done


async def first_of(working: "asyncio.Task[None]", other: Coroutine[Any, Any, object]) -> None:
    """Returns when one of the two is over; the work goes on."""
    waiting = asyncio.create_task(other)
    await asyncio.wait((working, waiting), return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()


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


def _stop(texts: Texts, clock: Clock, why: Say) -> None:
    typer.echo(texts.render(why, Language.VI, clock.now()), err=True)
    sys.exit(1)
