"""Files people send and files we make: kept once, under the hash of their content, before anything names them."""

import hashlib
import os
from datetime import datetime, timedelta
from pathlib import Path

BRIEFLY = timedelta(days=1)
"""How long a passing file waits to be fetched."""


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
        for path in (self._folder / "passing").glob("*"):
            if path.stat().st_mtime <= (now - BRIEFLY).timestamp():
                path.unlink(missing_ok=True)

    def _write(self, path: Path, content: bytes) -> None:
        if path.exists() and path.stat().st_size == len(content):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)  # a power cut leaves the old name or the whole file, never half of one
        self._sync(path.parent)

    def path(self, sha256: str) -> Path:
        """Where the file of this hash is, or would be."""
        passing = self._passing(sha256)
        return passing if passing.exists() else self._folder / sha256[:2] / sha256

    def _passing(self, sha256: str) -> Path:
        return self._folder / "passing" / sha256

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
