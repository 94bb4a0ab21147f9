"""`thidua backup FILE` while the program runs, and `thidua restore FILE` into an empty place."""

import sqlite3
from pathlib import Path
from typing import Annotated

import typer

from bot.backup import Contents, Damaged, Occupied, back_up
from bot.backup import restore as put_back
from bot.commands.office import REFUSED, open_office
from handlers.kit import say

Archive = Annotated[Path, typer.Argument(help="The archive, for instance backup/thidua.tar")]


def backup(file: Archive) -> None:
    """Copy the database and all files into one checksummed archive. Keys of secret ballots are never in it."""
    office = open_office()
    settings = office.settings
    if not settings.database_path.exists():
        office.stop(say("backup.nothing_here", where=str(settings.database_path)), REFUSED)
    try:
        done = back_up(settings.database_path, settings.data_dir / "files", file)
    except (OSError, sqlite3.Error) as error:
        office.stop(say("backup.failed", why=str(error)), REFUSED)
    office.tell(say("backup.done", file=str(file), files=done.files, size=f"{done.size / 1_000_000:.1f}"))


def restore(file: Archive) -> None:
    """Put an archive into an empty place. What is there is never overwritten; what is damaged is refused."""
    office = open_office()
    settings = office.settings
    try:
        outcome = put_back(file, settings.database_path, settings.data_dir / "files")
    except OSError as error:
        office.stop(say("backup.failed", why=str(error)), REFUSED)
    match outcome:
        case Contents(files):
            office.tell(say("backup.restored", where=str(settings.database_path), files=files))
        case Occupied(where):
            office.stop(say("backup.occupied", where=str(where)), REFUSED)
        case Damaged(part):
            office.stop(say("backup.damaged", part=part), REFUSED)
