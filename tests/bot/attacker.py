"""Whoever copies everything that is stored, at every moment, reads the log and the result, and guesses votes.

What it looks for is what a vote could leave behind: the data of a confirm button with a receipt in it, and slips that
are new between two copies of the database. Where nothing is sealed (`Unsealed`) it is right every time.
"""

import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Protocol

from campaign.ballots.receipt import SEED_BYTES, Receipt, from_token
from campaign.ids import BallotId
from handlers.packing import _base62
from storage.sealing import LENGTH, MARK, Seals
from tests.postgres import Cluster

SLIPS = "SELECT slip FROM sealed_slip"
COLUMNS = (("inbox", "payload"), ("outbox", "body"), ("conversation", "state"), ("conversation", "shown"))
"""What a vote passes through; in the files of PostgreSQL long values may be packed."""


class Unsealed(Seals):
    """Pads and does not seal: what the secret ballot must not be."""

    def seal(self, ballot: BallotId, content: bytes, length: int = LENGTH) -> bytes:
        assert self.exists(ballot)
        return content + MARK + bytes(-(len(content) + 1) % length)

    def open(self, ballot: BallotId, sealed: bytes) -> bytes:
        self._key(ballot)
        return sealed.rstrip(b"\0")[:-1]


class Copies(Protocol):
    """What the attacker can copy at any moment."""

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file with its name."""
        ...

    def slips(self) -> set[bytes]:
        """The slips in the database that the files are, opened with a program of its own."""
        ...


class DataFolder:
    """The data folder of an installation on SQLite, with the write-ahead log."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def files(self) -> Iterator[tuple[str, bytes]]:
        for path in self._folder.rglob("*"):
            if path.is_file():
                yield str(path), path.read_bytes()

    def slips(self) -> set[bytes]:
        return _slips_in(self._folder / "thidua.db")


class Backups:
    """One backup after another: only the newest is there to be copied."""

    def __init__(self) -> None:
        self.newest: Path | None = None

    def files(self) -> Iterator[tuple[str, bytes]]:
        if self.newest is not None:
            yield "backup", self.newest.read_bytes()

    def slips(self) -> set[bytes]:
        if self.newest is None:
            return set()
        with tempfile.TemporaryDirectory() as folder, tarfile.open(self.newest) as tar:
            held = tar.extractfile("thidua.db")
            assert held is not None
            (Path(folder) / "thidua.db").write_bytes(held.read())
            return _slips_in(Path(folder) / "thidua.db")


class ClusterFolder:
    """The whole directory of a PostgreSQL cluster, with its write-ahead log; and what a server started on it shows."""

    def __init__(self, cluster: Cluster, database: str) -> None:
        self._cluster = cluster
        self._database = database
        self._stamps: dict[str, tuple[int, int]] = {}

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Those written to since the last look: the others were seen then."""
        self._cluster.ask("CHECKPOINT")  # what is still in the server's memory
        for path in self._cluster.data.rglob("*"):
            try:
                if not path.is_file():
                    continue
                found = path.stat()
                stamp = (found.st_mtime_ns, found.st_size)
                if self._stamps.get(str(path)) != stamp:
                    yield str(path), path.read_bytes()
                    self._stamps[str(path)] = stamp
            except FileNotFoundError:
                continue
        for table, column in COLUMNS:
            yield table, b"\n".join(self._column(f"SELECT {column} FROM {table}"))

    def slips(self) -> set[bytes]:
        return set(self._column(SLIPS))

    def _column(self, query: str) -> list[bytes]:
        return [bytes(row[0]) for row in self._cluster.ask(query, self._database)]


class Attacker:
    """Follows one voter and guesses what that voter chose."""

    def __init__(self, copies: Copies, ballot: BallotId, random: Random) -> None:
        self._copies = copies
        self._marker = b"bc:" + _base62(ballot).encode() + b":"
        self._random = random
        self._known: set[str] = set()
        self._found: set[str] = set()
        self.looked_at = 0  # bytes
        self.look()
        self._known, self._slips = self._found, self._copies.slips()

    def look(self) -> None:
        """What lies there now."""
        for _, content in self._copies.files():
            self.looked_at += len(content)
            self._found |= self._tokens(content)

    def leaves(self) -> None:
        """The voter is done: one last look, and which slips are new."""
        self.look()
        self._new_slips = self._copies.slips() - self._slips

    def guess(self, codes: Mapping[str, int]) -> int:
        """The place chosen: what was found, else by a coin."""
        return self.finds(codes) or self._random.choice((1, 2))

    def finds(self, codes: Mapping[str, int]) -> int | None:
        """The place chosen, where a receipt in clear is new and leads to a published code."""
        tokens = [from_token(token) for token in sorted(self._found - self._known)]
        seeds = [slip[1 : 1 + SEED_BYTES] for slip in sorted(self._new_slips)]
        for receipt in (*tokens, *(Receipt(seed) for seed in seeds if len(seed) == SEED_BYTES)):
            if receipt is not None and receipt.code in codes:
                return codes[receipt.code]
        return None

    def _tokens(self, among: bytes) -> set[str]:
        """Every receipt that lies somewhere in clear, in the data of a confirm button."""
        rests = [among[at + len(self._marker) :][:40].split(b":") for at in _places_of(self._marker, among)]
        return {rest[1][:16].decode("ascii", "replace") for rest in rests if len(rest) > 1}


def _slips_in(file: Path) -> set[bytes]:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return {bytes(row[0]) for row in database.execute(SLIPS)}


def _places_of(marker: bytes, among: bytes) -> Iterator[int]:
    at = among.find(marker)
    while at >= 0:
        yield at
        at = among.find(marker, at + 1)
