"""One `thidua run` on a SQLite file: a second one would answer everybody a second time.

The lock is the operating system's, on a file beside the database: a process that is killed has let go of it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class AlreadyRunning(Exception):
    """A process serves this file. Several on one database need PostgreSQL."""

    def __init__(self, where: Path) -> None:
        super().__init__(str(where))
        self.where = where


@contextmanager
def only_one(database: Path | str) -> Iterator[None]:
    """Nobody else serves this file meanwhile, by whatever name; a server's database takes several.

    Raises AlreadyRunning, OSError.
    """
    if isinstance(database, str):
        yield
        return
    database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(f"{database.resolve()}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(handle, database)
        yield
    finally:
        os.close(handle)


def _take(handle: int, database: Path) -> None:
    with suppress(ImportError):  # not on every system
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(database) from None
