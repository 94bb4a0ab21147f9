"""Real or rehearsed: a rehearsal's database can never become a real one, nor a real one a rehearsal's.

Marked twice: by a file in the folder, which is looked at before anything is opened, and by a row in the database, which
stays with it when only the file is copied.
"""

import os
from enum import StrEnum
from pathlib import Path

from storage.unit import Database

MARK = "REHEARSAL"
ROW = "nature"
ROOT = 0


class Nature(StrEnum):
    """What an installation is for."""

    REAL = "real"
    REHEARSAL = "rehearsal"


class WrongNature(Exception):
    """The folder or the database belongs to the other kind. `where` is the folder."""

    def __init__(self, where: Path, found: Nature) -> None:
        super().__init__(f"{where} is {found.value}")
        self.where = where
        self.found = found


def claim_folder(folder: Path, nature: Nature) -> None:
    """Looks at the folder before anything in it is opened, and marks a new one. Raises WrongNature."""
    marked = (folder / MARK).exists()
    if nature is Nature.REAL:
        if marked:
            raise WrongNature(folder, Nature.REHEARSAL)
        return
    if not marked and folder.exists() and any(folder.iterdir()):
        raise WrongNature(folder, Nature.REAL)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).touch()


def myself() -> int:
    """The number of the user that runs this program; one that nobody has where users have none."""
    return os.geteuid() if os.name == "posix" else -1


def belongs_to_another(folder: Path, me: int) -> str | None:
    """For root alone: the user whose folder it is, or would be made in: files of root's there would lock them out."""
    if me != ROOT:
        return None
    folder = folder.absolute()
    while not folder.exists():
        folder = folder.parent
    owner = folder.stat().st_uid
    if owner == ROOT:
        return None
    import pwd  # not on every system

    try:
        return pwd.getpwuid(owner).pw_name
    except KeyError:  # a user of another machine, or of the one around this container
        return str(owner)


async def claim(database: Database, nature: Nature, folder: Path) -> None:
    """Looks at the database's own mark and marks a new one. Raises WrongNature."""
    async with database.unit() as unit:
        found = await unit.installation.get(ROW)
        if found is None and nature is Nature.REHEARSAL and await unit.installation.has_people():
            found = Nature.REAL.value
        if found is not None and found != nature.value:
            raise WrongNature(folder, Nature(found))
        if found is None:
            await unit.installation.put(ROW, nature.value)
            await unit.commit()
