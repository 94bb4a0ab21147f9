"""Files people send and files we make: kept once, under the hash of their content, before anything names them."""

import hashlib
import os
from pathlib import Path


class Files:
    """A folder of content-addressed files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes) -> str:
        """Stores the bytes, fsynced, and answers their SHA-256. The same bytes are stored once."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        if path.exists() and path.stat().st_size == len(content):
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}.part")
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)  # a power cut leaves the old name or the whole file, never half of one
        self._sync(path.parent)
        return sha256

    def path(self, sha256: str) -> Path:
        """Where the file of this hash is, or would be."""
        return self._folder / sha256[:2] / sha256

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
