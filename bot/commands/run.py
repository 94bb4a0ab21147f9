"""`thidua run`: serves the configured channels. It never offers to be somebody."""

import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import typer

from bot import config, logs, loop
from bot.app import App
from bot.assembly import assemble
from bot.clock import Clock, RealClock
from bot.commands.configured import channels_of, door_of, front_of, name_learned, telegram_of, webhook_of
from bot.commands.office import said_of
from bot.commands.serving import CannotListen, serve_together
from bot.config import Settings
from bot.doctor_places import keys_misplaced
from bot.ground import Place
from bot.keyring import OtherKeys, claim_keys
from bot.nature import Nature, WrongNature, belongs_to_another, claim, claim_folder, myself
from bot.only_one import AlreadyRunning, only_one
from bot.texts import Texts
from bot.web.hub import Hub
from bot.web.patience import Patience
from bot.web.push_services import KNOWN
from bot.web.pushing import pushing
from bot.web.server import Server, listen
from bot.web.site import site
from campaign.people import Language
from handlers.kit import Say, say
from storage.sql import TooNew, Unavailable


def run() -> None:
    """Serve the campaign on the web page and the other configured channels."""
    try:
        settings = config.load()
    except config.WrongSetting as wrong:
        typer.echo(str(wrong), err=True)
        raise typer.Exit(2) from None
    logs.set_up(settings.log_format)
    texts, clock = Texts(settings.zone), RealClock()
    unfit = _unfit(settings)
    if unfit is not None:
        _stop(texts, clock, unfit)
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


def _unfit(settings: Settings) -> Say | None:
    """Why nothing may be begun in these folders."""
    owner = belongs_to_another(settings.folder, myself())
    if owner is not None:
        return say("cli.not_as_root", user=owner, where=str(settings.folder))
    return keys_misplaced(settings)


async def _serve(settings: Settings, clock: Clock) -> None:
    folder = settings.folder
    claim_folder(folder, Nature.REAL)
    for each in (settings.data_dir, settings.key_dir):
        _made_ready(each)
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
    with suppress(OSError):  # as for the log: a line that nobody can read stops nothing
        typer.echo(app.texts.render(say("run.open", url=settings.public_url), Language.VI, now))


def _made_ready(folder: Path) -> None:
    """A folder that nobody else reads. OSError when we may not write there: now, not in the middle of a ballot."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryFile(dir=folder):
        pass


def _stop(texts: Texts, clock: Clock, why: Say) -> None:
    typer.echo(texts.render(why, Language.VI, clock.now()), err=True)
    sys.exit(1)
