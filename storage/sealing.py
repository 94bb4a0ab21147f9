"""The keys of secret ballots: whatever carries a choice or a receipt is stored only sealed to its ballot's key.

Private keys live in KEY_DIR, outside DATA_DIR and every backup, one file per ballot. Closing destroys the file; what
was sealed can then never be read again, by anybody, from any copy of the database or its journals.
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from campaign.ids import BallotId

LENGTH = (
    8192  # bytes; everything sealed to a ballot is padded to a multiple of this, so that lengths tell nothing
)
SHORT = 128  # bytes for what has one length in a ballot already: a slip of up to 100 names
MARK = b"\x01"
OURS = re.compile(r"[0-9]{1,19}")  # the number of a ballot


class KeyGone(Exception):
    """The key of this ballot was destroyed, or was never on this machine."""


class Seals:
    """Makes, uses and destroys the keys of secret ballots in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keys: dict[BallotId, PrivateKey] = {}

    def make(self, ballot: BallotId) -> None:
        """Makes the ballot's key, durably, before anything can be sealed to it; a key that is there stays."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._path(ballot)
        if path.exists():
            return
        part = path.with_suffix(f".{os.getpid()}.part")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(handle, bytes(PrivateKey.generate()))
            os.fsync(handle)
        finally:
            os.close(handle)
        part.rename(path)  # the whole key or none, whatever happens meanwhile
        self._sync_folder()

    def kept(self) -> Sequence[BallotId]:
        """The ballots whose keys are here, whole or not; what somebody else keeps in the folder is none of ours."""
        found = sorted(path for path in self._folder.glob("*.key") if OURS.fullmatch(path.stem))
        return [BallotId(int(path.stem)) for path in found]

    def exists(self, ballot: BallotId) -> bool:
        """Whether the ballot can still be sealed to and read on this machine: a key that lost its end is none."""
        try:
            return self._path(ballot).stat().st_size == PrivateKey.SIZE
        except FileNotFoundError:
            return False

    def seal(self, ballot: BallotId, content: bytes, length: int = LENGTH) -> bytes:
        """The content, padded to a multiple of `length` bytes and sealed. Raises KeyGone."""
        padded = content + MARK
        padded += bytes(-len(padded) % length)
        return bytes(SealedBox(self._key(ballot).public_key).encrypt(padded))

    def open(self, ballot: BallotId, sealed: bytes) -> bytes:
        """What `seal` was given. Raises KeyGone."""
        try:
            padded = SealedBox(self._key(ballot)).decrypt(sealed)
        except CryptoError as error:
            raise KeyGone(str(ballot)) from error
        return bytes(padded.rstrip(b"\0")[: -len(MARK)])

    def destroy(self, ballot: BallotId) -> None:
        """Overwrites and removes the key. Doing it twice is harmless."""
        self._keys.pop(ballot, None)
        path = self._path(ballot)
        if path.exists():
            with path.open("r+b") as file:
                file.write(bytes(PrivateKey.SIZE))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
            self._sync_folder()

    def _key(self, ballot: BallotId) -> PrivateKey:
        if not self.exists(ballot):
            self._keys.pop(ballot, None)
            raise KeyGone(str(ballot))
        if ballot not in self._keys:
            self._keys[ballot] = PrivateKey(self._path(ballot).read_bytes())
        return self._keys[ballot]

    def _path(self, ballot: BallotId) -> Path:
        return self._folder / f"{ballot}.key"

    def _sync_folder(self) -> None:
        handle = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
