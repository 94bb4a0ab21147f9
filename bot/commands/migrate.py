"""`thidua migrate`: the configured database to this version's schema; with --from and --to, everything elsewhere."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import fresh_id
from bot.commands.office import REFUSED, Office, open_office, said_of
from bot.database_copies import shown
from bot.only_one import AlreadyRunning, only_one
from handlers.kit import say
from storage.migrate import upgrade
from storage.moving import Differs, Moved, NotEmpty, move
from storage.opening import at_this_version, is_server, is_well_formed, url_of
from storage.sealing import Seals
from storage.sql import Conflict, TooNew, Unavailable

FILE = "sqlite:///"

From = Annotated[
    str, typer.Option("--from", help="The database that has everything, sqlite:///FILE or postgresql://…")
]
To = Annotated[
    str, typer.Option("--to", help="An empty database to move everything to; left out: DATABASE_URL")
]


def migrate(source: From = "", target: To = "") -> None:
    """Bring the database to this version's schema, or move everything to another database."""
    office = open_office()
    office.refuse_root()
    if source:  # an address with a password need not stand on a command line, which others see and logs keep
        target = target or office.settings.database_url
    if source or target:
        _look_at(office, source, target)
    try:
        if source or target:
            with (
                only_one(_where(source)),
                only_one(_where(target)),
            ):  # what is done meanwhile would stay behind
                asyncio.run(_moved(office, source, target))
        else:
            upgrade(url_of(office.settings.database))
            office.tell(say("migrate.done"))
    except AlreadyRunning as running:
        office.stop(say("migrate.running", where=str(running.where)), REFUSED)
    except TooNew:
        office.stop(say("run.too_new"), REFUSED)
    except (Unavailable, Conflict, OSError) as error:
        office.stop(say("migrate.failed", why=said_of(error)), REFUSED)


def _look_at(office: Office, source: str, target: str) -> None:
    if not all(is_server(url) or url.startswith(FILE) for url in (source, target)):
        office.stop(say("migrate.both"), REFUSED)
    if not all(is_well_formed(url) for url in (source, target)):
        office.stop(say("migrate.malformed"), REFUSED)
    if not is_server(source) and not Path(source.removeprefix(FILE)).exists():
        office.stop(say("migrate.nothing_there", where=source.removeprefix(FILE)), REFUSED)


async def _moved(office: Office, source: str, target: str) -> None:
    seals = Seals(office.settings.key_dir)
    async with (
        at_this_version(_where(source), fresh_id, seals) as there,
        at_this_version(_where(target), fresh_id, seals) as here,
    ):
        for database, url in ((there, source), (here, target)):
            if not database.crew.first:  # what is done meanwhile would stay behind
                office.stop(say("migrate.running", where=shown(_where(url))), REFUSED)
        outcome = await move(there, here)
    match outcome:
        case Moved(rows):
            filled = {table: count for table, count in rows.items() if count}
            for table, count in filled.items():
                office.tell(say("migrate.table", table=table, rows=count))
            office.tell(say("migrate.moved", rows=sum(filled.values()), tables=len(filled)))
        case NotEmpty(table):
            office.stop(say("migrate.not_empty", table=table), REFUSED)
        case Differs(table):
            office.stop(say("migrate.differs", table=table), REFUSED)


def _where(url: str) -> Path | str:
    return url if is_server(url) else Path(url.removeprefix(FILE))
