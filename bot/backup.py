"""One file that holds an installation: a consistent copy of the database and every file people sent, checksummed.

    back_up(database, files, into)      while the program runs; read back once it is written
    restore(archive, database, files)   into an empty place only, verified before anything is put there

The keys of open secret ballots are never in it, nor lists of codes, of which nothing may stay behind, nor what is still
arriving: it changes meanwhile, and may turn out to have a stamp of secrecy. The database is copied first: a file is on
disk before any row names it, so whatever the copy names is among the files read after it.
"""

import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bot.archive import DATABASE, FILES, Contents, Damaged, read, write
from bot.files import PASSING, PORCH
from handlers.kit import Say, say
from storage.opening import too_new

UNPACKED = ".restore-"
PUTTING = "putting"  # from then on the files may be where they belong
NEVER = (PASSING, PORCH)


@dataclass(frozen=True, slots=True)
class Refused:
    """It was not done, and why. Nothing was left behind, nothing was touched."""

    why: Say


def back_up(database: Path | str, files: Path, into: Path) -> Contents | Damaged | Refused:
    """Writes the archive under another name first: a half-written one never has its own.

    Damaged when it does not read back as it was written. Raises OSError, sqlite3.Error, Unavailable.
    """
    from bot.database_copies import take  # loads the library for migrations: not before the first answer

    into.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = into.with_name(f".{into.name}.{secrets.token_hex(4)}.part")
    try:
        with tempfile.TemporaryDirectory(dir=into.parent, prefix=".thidua-") as folder:
            copy = Path(folder) / DATABASE
            trouble = take(database, copy)
            if trouble is not None:
                return Refused(trouble)
            write(part, {DATABASE: copy, **_kept(files)})
        part.chmod(0o600)
        contents = read(part, None)
        if isinstance(contents, Contents):
            part.replace(into)
    finally:
        part.unlink(missing_ok=True)
    _sync(into.parent)
    return contents


def restore(archive: Path, database: Path | str, files: Path) -> Contents | Damaged | Refused:
    """Puts an archive into an empty place. Raises OSError for a disk that does not take it, Unavailable.

    What one that was killed has left half done is removed first.
    """
    home = database.parent if isinstance(database, Path) else files.parent
    _clear(home, database, files)
    for place in (*_journals(database), database, files):
        if isinstance(place, Path) and _taken(place):
            return Refused(say("backup.occupied", where=str(place)))
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=home, prefix=UNPACKED) as folder:
        unpacked = Path(folder)
        found = read(archive, unpacked)
        if isinstance(found, Damaged):
            return found
        if too_new(unpacked / DATABASE):
            return Refused(say("backup.newer"))
        trouble = _put(unpacked, database, files)
    _sync(home)
    return found if trouble is None else Refused(trouble)


def _put(unpacked: Path, database: Path | str, files: Path) -> Say | None:
    """The files first, the database last: what is there without it was put there by us, as a mark says."""
    from bot.database_copies import put_in

    kept = unpacked / FILES
    if kept.exists():
        if files.exists():
            files.rmdir()
        (unpacked / PUTTING).touch()
        _sync(unpacked)
        files.parent.mkdir(parents=True, exist_ok=True)
        kept.rename(files)
    if isinstance(database, Path):
        (unpacked / DATABASE).rename(database)
        return None
    done = False
    try:
        trouble = put_in(unpacked / DATABASE, database)
        done = trouble is None
    finally:
        if not done and files.exists():
            files.rename(kept)
    return trouble


def _clear(home: Path, database: Path | str, files: Path) -> None:
    for left in home.glob(f"{UNPACKED}*"):
        were_put = (left / PUTTING).exists() and not (left / FILES).exists()
        if were_put and isinstance(database, Path) and not database.exists():
            shutil.rmtree(files, ignore_errors=True)
        shutil.rmtree(left, ignore_errors=True)


def _journals(database: Path | str) -> list[Path]:
    """What SQLite keeps beside a file, and would work into whatever file stood there next."""
    beside = ("-wal", "-shm", "-journal") if isinstance(database, Path) else ()
    return [Path(f"{database}{ending}") for ending in beside]


def _taken(place: Path) -> bool:
    return place.exists() and (place.is_file() or any(place.iterdir()))


def _kept(files: Path) -> dict[str, Path]:
    found = sorted(path for path in files.rglob("*") if path.is_file() and path.suffix != ".part")
    named = {path.relative_to(files): path for path in found}
    return {str(PurePosixPath(FILES, *n.parts)): p for n, p in named.items() if n.parts[0] not in NEVER}


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
