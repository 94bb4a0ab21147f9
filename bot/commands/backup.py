"""`thidua backup FILE` while the program runs, and `thidua restore FILE` into an empty place."""

import sqlite3
from pathlib import Path
from typing import Annotated

import typer

from bot.archive import Contents, Damaged
from bot.backup import Refused, back_up
from bot.backup import restore as put_back
from bot.commands.office import REFUSED, Office, open_office, said_of
from bot.database_copies import shown
from bot.only_one import AlreadyRunning, only_one
from handlers.kit import say
from storage.sql import Conflict, Unavailable

Archive = Annotated[Path, typer.Argument(help="The archive, for instance backup/thidua.tar")]


def backup(file: Archive) -> None:
    """Copy the database and all files into one checksummed archive. Keys of secret ballots are never in it."""
    office = open_office()
    database, files = office.settings.database, office.settings.data_dir / "files"
    if isinstance(database, Path) and not database.exists():
        office.stop(say("backup.nothing_here", where=str(database)), REFUSED)
    if file.exists():  # an earlier backup, or, mistyped, the database itself
        office.stop(say("backup.exists", file=str(file)), REFUSED)
    try:
        outcome = back_up(database, files, file)
    except (OSError, sqlite3.Error, Unavailable) as error:
        office.stop(say("backup.failed", why=said_of(error)), REFUSED)
    match outcome:
        case Contents(number, size):
            office.tell(say("backup.done", file=str(file), files=number, size=f"{size / 1_000_000:.1f}"))
        case _:
            _stop(office, outcome)


def restore(file: Archive) -> None:
    """Put an archive into an empty place. What is there is never overwritten; what is damaged is refused."""
    office = open_office()
    office.refuse_root()
    database, files = office.settings.database, office.settings.data_dir / "files"
    try:
        with only_one(database):  # a program that starts meanwhile would make a database of its own there
            outcome = put_back(file, database, files)
    except AlreadyRunning as running:
        office.stop(say("backup.running", where=str(running.where)), REFUSED)
    except (OSError, Unavailable, Conflict) as error:
        office.stop(say("backup.failed", why=said_of(error)), REFUSED)
    match outcome:
        case Contents(number):
            office.tell(say("backup.restored", where=shown(database), files=number))
        case _:
            _stop(office, outcome)


def _stop(office: Office, outcome: Damaged | Refused) -> None:
    match outcome:
        case Damaged(part):
            office.stop(say("backup.damaged", part=part), REFUSED)
        case Refused(why):
            office.stop(why, REFUSED)
