"""Processes on one database keep the keys of secret ballots in one folder: who has another is not let in.

A process without the key of an open ballot would tell voters that it is lost, and the chair that the ballot must be
annulled, while the key lies in the folder of the process beside it. The folder has a mark of its own, which is no
secret; the database knows the mark of the folder that is in use. Who comes first may bring a new one: a new machine.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from storage.unit import Database

MARK = "folder.id"
ROW = "key folder"


class OtherKeys(Exception):
    """The processes that are running keep their keys elsewhere. `folder` is ours."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


async def claim_keys(database: Database, folder: Path) -> None:
    """Looks whether the folder is the one in use. Raises OtherKeys, OSError."""
    if not database.crew.shared:
        return
    ours = _mark_of(folder)
    async with database.unit() as unit:
        theirs = await unit.installation.get(ROW)
        if theirs == ours:
            return
        if theirs is not None and not database.crew.first:
            raise OtherKeys(folder)
        await unit.installation.put(ROW, ours)
        await unit.commit()


def _mark_of(folder: Path) -> str:
    mark = folder / MARK
    with suppress(FileExistsError):
        handle = os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, secrets.token_hex(16).encode())
            os.fsync(handle)
        finally:
            os.close(handle)
    return mark.read_text("ascii")
