"""One file that holds an installation: a consistent copy of the database and every file people sent, checksummed.

    back_up(database, files, into)      while the program runs
    restore(archive, database, files)   into an empty place only, verified before anything is put there

The keys of open secret ballots are never in it. The database is copied first: a file is on disk before any row names
it, so whatever the copy names is among the files read after it.
"""

import hashlib
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

MANIFEST = "MANIFEST.json"
DATABASE = "thidua.db"
FILES = "files"
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Contents:
    """What an archive holds: the number of files beside the database, and bytes altogether."""

    files: int
    size: int


@dataclass(frozen=True, slots=True)
class Occupied:
    """There is already something where the installation should go; nothing was touched."""

    where: Path


@dataclass(frozen=True, slots=True)
class Damaged:
    """The archive is not whole: this part is missing, superfluous or not what it was. Nothing was put anywhere."""

    part: str


def back_up(database: Path, files: Path, into: Path) -> Contents:
    """Writes the archive under another name first: a half-written one never has its own. OSError, sqlite3.Error."""
    into.parent.mkdir(parents=True, exist_ok=True)
    part = into.with_name(f".{into.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=into.parent) as folder:
            copy = Path(folder) / DATABASE
            _copy_database(database, copy)
            contents = _write(part, {DATABASE: copy, **_kept(files)})
        part.chmod(0o600)
        part.replace(into)
    finally:
        part.unlink(missing_ok=True)
    _sync(into.parent)
    return contents


def restore(archive: Path, database: Path, files: Path) -> Contents | Occupied | Damaged:
    """Puts an archive into an empty place. OSError for a disk that does not take it."""
    for place in (database, files):
        if place.exists() and (place.is_file() or any(place.iterdir())):
            return Occupied(place)
    database.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=database.parent, prefix=".restore-") as folder:
        unpacked = Path(folder)
        found = _unpack(archive, unpacked)
        if isinstance(found, Damaged):
            return found
        if not _sound(unpacked / DATABASE):
            return Damaged(DATABASE)
        if (unpacked / FILES).exists():
            if files.exists():
                files.rmdir()
            files.parent.mkdir(parents=True, exist_ok=True)
            (unpacked / FILES).rename(files)
        (unpacked / DATABASE).rename(database)  # last: without it the place still counts as empty
    _sync(database.parent)
    return found


def newest(folder: Path) -> Path | None:
    """The newest archive in a folder, by its name (`thidua-<moment>.tar`), or None."""
    return max(folder.glob("thidua-*.tar"), default=None)


def rotate(folder: Path, keep: int) -> list[Path]:
    """Removes all but the newest archives of a folder; answers what was removed."""
    old = sorted(folder.glob("thidua-*.tar"))[:-keep]
    for archive in old:
        archive.unlink()
    return old


def _copy_database(database: Path, copy: Path) -> None:
    with (
        closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)


def _kept(files: Path) -> dict[str, Path]:
    found = sorted(path for path in files.rglob("*") if path.is_file() and path.suffix != ".part")
    return {str(PurePosixPath(FILES, *path.relative_to(files).parts)): path for path in found}


def _write(archive: Path, parts: dict[str, Path]) -> Contents:
    manifest = {name: _sha256(path) for name, path in parts.items()}
    with archive.open("wb") as raw:
        with tarfile.open(fileobj=raw, mode="w") as tar:
            for name, path in parts.items():
                tar.add(path, arcname=name, recursive=False)
            _add_manifest(tar, manifest)
        raw.flush()
        os.fsync(raw.fileno())
    return Contents(len(parts) - 1, archive.stat().st_size)


def _add_manifest(tar: tarfile.TarFile, manifest: dict[str, str]) -> None:
    with tempfile.TemporaryFile() as file:
        file.write(json.dumps(manifest, indent=0).encode())
        info = tarfile.TarInfo(MANIFEST)
        info.size = file.tell()
        file.seek(0)
        tar.addfile(info, file)


def _unpack(archive: Path, into: Path) -> Contents | Damaged:
    sums: dict[str, str] = {}
    manifest: dict[str, str] = {}
    try:
        with tarfile.open(archive) as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isfile() else None
                if content is None or not _inside(member.name):
                    return Damaged(member.name)
                if member.name == MANIFEST:
                    manifest = json.loads(content.read())
                else:
                    sums[member.name] = _put(content, into / member.name)
    except (tarfile.TarError, ValueError, EOFError) as error:
        return Damaged(type(error).__name__)
    wrong = sorted(set(manifest.items()) ^ set(sums.items()))
    if wrong or DATABASE not in sums:
        return Damaged(wrong[0][0] if wrong else DATABASE)
    return Contents(len(sums) - 1, archive.stat().st_size)


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return name in (MANIFEST, DATABASE) or (path.parts[0] == FILES and ".." not in path.parts)


def _put(content: IO[bytes], path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for chunk in _chunks(content):
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    while chunk := content.read(CHUNK):
        yield chunk


def _sound(database: Path) -> bool:
    try:
        with closing(sqlite3.connect(database)) as opened:
            return bool(opened.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.Error:
        return False


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
