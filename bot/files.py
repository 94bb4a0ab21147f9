"""Files people send and files we make: kept once, under the hash of their content, before anything names them."""

import hashlib
import os
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

BRIEFLY = timedelta(days=1)
"""How long a passing file waits to be fetched."""
PASSING = "passing"
"""Where passing files lie."""
PORCH = "arriving"
"""Where files lie while they are still arriving: not looked into yet."""
ASIDE = "unclaimed"
"""Where files lie that nothing names any more, still to be read, until they are thrown away."""
HEAD = 32  # bytes


class Files:
    """A folder of content-addressed files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes) -> str:
        """Stores the bytes, fsynced, and answers their SHA-256. The same bytes are stored once."""
        sha256 = hashlib.sha256(content).hexdigest()
        self._write(self._folder / sha256[:2] / sha256, content)
        return sha256

    def keep_briefly(self, content: bytes, now: datetime) -> str:
        """Like `keep`, for a day: for lists of codes, of which nothing may stay behind. Forgets older ones."""
        self.forget(now)
        sha256 = hashlib.sha256(content).hexdigest()
        path = self._passing(sha256)
        self._write(path, content)
        os.utime(path, (now.timestamp(), now.timestamp()))
        return sha256

    def forget(self, now: datetime) -> None:
        """Removes passing files whose day is over."""
        for path in (self._folder / PASSING).glob("*"):
            if path.stat().st_mtime <= (now - BRIEFLY).timestamp():
                path.unlink(missing_ok=True)

    def _write(self, path: Path, content: bytes) -> None:
        if path.exists() and path.stat().st_size == len(content):
            os.utime(path)  # asked for again: it is not to be taken for one that nobody wants
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)  # a power cut leaves the old name or the whole file, never half of one
        except OSError:
            part.unlink(missing_ok=True)  # a disk that is full is not to be filled with halves
            raise
        self._sync(path.parent)

    def adopt(self, arrived: Path, sha256: str) -> None:
        """Keeps a file that lies whole and fsynced on the same disk, under the hash of its content."""
        path = self.path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        arrived.replace(path)
        self._sync(path.parent)

    @property
    def porch(self) -> Path:
        """Where files lie while they are still arriving."""
        porch = self._folder / PORCH
        porch.mkdir(parents=True, exist_ok=True)
        return porch

    def path(self, sha256: str) -> Path:
        """Where the file of this hash is, or would be."""
        kept = self._folder / sha256[:2] / sha256
        others = (self._passing(sha256), self._folder / ASIDE / sha256)
        return next((path for path in others if path.exists() and not kept.exists()), kept)

    def empty_porch(self) -> None:
        """Removes what was arriving or being written when the program ended: nobody sends the rest of it."""
        for path in (*self.porch.iterdir(), *self._folder.glob("[0-9a-f][0-9a-f]/*.part")):
            path.unlink(missing_ok=True)

    # --- what nothing names any more ---

    def untouched(self, since: datetime) -> set[str]:
        """The kept files that nobody has sent or made again since then."""
        found = self._folder.glob("[0-9a-f][0-9a-f]/*")
        return {path.name for path in found if _older(path, since) and not path.suffix}

    def aside(self) -> set[str]:
        """The files that were set aside."""
        return {path.name for path in (self._folder / ASIDE).glob("*")}

    def set_aside(self, names: Iterable[str], since: datetime, now: datetime) -> None:
        """Sets files aside, but none that was sent or made again meanwhile. They can still be read."""
        for name in names:
            kept = self._folder / name[:2] / name
            if _older(kept, since):
                (self._folder / ASIDE).mkdir(exist_ok=True)
                os.utime(kept, (now.timestamp(), now.timestamp()))
                kept.rename(self._folder / ASIDE / name)

    def take_back(self, names: Iterable[str]) -> None:
        """Puts files back that something names after all."""
        for name in names:
            (self._folder / name[:2]).mkdir(exist_ok=True)
            (self._folder / ASIDE / name).rename(self._folder / name[:2] / name)

    def throw_away(self, before: datetime) -> None:
        """Removes what was set aside before then."""
        for path in (self._folder / ASIDE).glob("*"):
            if _older(path, before):
                path.unlink(missing_ok=True)

    def _passing(self, sha256: str) -> Path:
        return self._folder / PASSING / sha256

    def read(self, sha256: str) -> bytes:
        """The bytes. FileNotFoundError when they are not here."""
        return self.path(sha256).read_bytes()

    @staticmethod
    def _sync(folder: Path) -> None:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _older(path: Path, than: datetime) -> bool:
    try:
        return path.stat().st_mtime < than.timestamp()
    except FileNotFoundError:
        return False


class Arriving:
    """A file that comes in pieces: written and hashed as it comes, kept when it is whole, else removed."""

    def __init__(self, files: Files, name: str) -> None:
        self._files = files
        self._path = files.porch / name
        self._file = self._path.open("wb")
        self._digest = hashlib.sha256()
        self.size = 0
        self.head = b""

    def write(self, piece: bytes) -> None:
        """Adds a piece. `head` keeps the first few bytes, to see what kind of file it is."""
        if len(self.head) < HEAD:
            self.head = (self.head + piece)[:HEAD]
        self.size += len(piece)
        self._digest.update(piece)
        self._file.write(piece)

    def read(self) -> bytes:
        """What has come so far."""
        self._file.flush()
        return self._path.read_bytes()

    def keep(self) -> str:
        """The file is whole: keeps it and answers its SHA-256."""
        self._file.flush()
        os.fsync(self._file.fileno())
        sha256 = self._digest.hexdigest()
        self._files.adopt(self._path, sha256)
        return sha256

    def close(self) -> None:
        """Removes what was not kept."""
        try:
            self._file.close()  # writes what is left, for which a full disk has no room
        finally:
            self._path.unlink(missing_ok=True)
