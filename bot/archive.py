"""The tar file of a backup: a database, the files people sent, and a manifest with the checksum of each."""

import hashlib
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
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
class Damaged:
    """The archive is not whole: this part is missing, superfluous or not what it was. Nothing was put anywhere."""

    part: str


def write(archive: Path, parts: Mapping[str, Path]) -> None:
    """Writes the parts under their names, durably. OSError."""
    manifest = {name: _sha256(path) for name, path in parts.items()}
    with archive.open("wb") as raw:
        with tarfile.open(fileobj=raw, mode="w") as tar:
            for name, path in parts.items():
                tar.add(path, arcname=name, recursive=False)
            _add_manifest(tar, manifest)
        raw.flush()
        os.fsync(raw.fileno())


def read(archive: Path, into: Path | None) -> Contents | Damaged:
    """Reads and compares everything, and puts it into a folder unless that is None. OSError."""
    sums: dict[str, str] = {}
    manifest: dict[str, str] = {}
    try:
        with tarfile.open(archive) as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isfile() else None
                if content is None or not _inside(member.name):
                    return Damaged(member.name)
                if member.name == MANIFEST:
                    manifest = {str(name): str(sha) for name, sha in json.loads(content.read()).items()}
                else:
                    sums[member.name] = _sum(content) if into is None else _put(content, into / member.name)
    except (tarfile.TarError, ValueError, EOFError, AttributeError):
        return Damaged(archive.name)  # cut off, or no archive at all
    wrong = sorted(set(manifest.items()) ^ set(sums.items()))
    if wrong or DATABASE not in sums:
        return Damaged(wrong[0][0] if wrong else DATABASE)
    if into is not None and not _sound(into / DATABASE):
        return Damaged(DATABASE)
    return Contents(len(sums) - 1, archive.stat().st_size)


def _add_manifest(tar: tarfile.TarFile, manifest: Mapping[str, str]) -> None:
    with tempfile.TemporaryFile() as file:
        file.write(json.dumps(manifest, indent=0).encode())
        info = tarfile.TarInfo(MANIFEST)
        info.size = file.tell()
        file.seek(0)
        tar.addfile(info, file)


def _inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return name in (MANIFEST, DATABASE) or (parts[:1] == (FILES,) and ".." not in parts)


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


def _sum(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in _chunks(content):
        digest.update(chunk)
    return digest.hexdigest()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return _sum(file)


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    while chunk := content.read(CHUNK):
        yield chunk


def _sound(database: Path) -> bool:
    """Whether it is a whole database, and one of ours."""
    try:
        with closing(sqlite3.connect(database)) as opened:
            versions = opened.execute("SELECT version_num FROM alembic_version").fetchall()
            return len(versions) == 1 and opened.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.Error:
        return False
