"""The tables people send (.xlsx, .csv), read before the turn that asks for them; a large one in a process of its own

sent -> downloaded and kept -> read here, beside everything else -> its turn finds it read

A roster of 10,000 people takes seconds to read. In its turn everybody else would wait for it; in a thread all would be
slowed, because it computes without a pause.

    python -m bot.tables      a line of JSON on standard input (file, name); on standard output the rows as JSON
"""

import asyncio
import sys
from collections import OrderedDict
from pathlib import Path
from typing import Any

import orjson
import structlog

from bot.child import started
from bot.files import Files
from campaign.sheet import Book, Row, Sheet, SheetFault, SheetRefused

log = structlog.get_logger()

ENDINGS = (".xlsx", ".csv")
SMALL = 50_000  # bytes; up to there starting a process takes longer than reading
MOST_KEPT = 4  # tables remembered: what is confirmed was read when it was shown
PATIENCE = 60.0  # seconds


class Tables:
    """The tables read lately, by the hash of their file."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._read: OrderedDict[str, Book | SheetRefused] = OrderedDict()

    async def ahead(self, sha256: str, name: str) -> None:
        """Reads a kept file if it is a table. What cannot be read ahead is left to the turn."""
        path = self._files.path(sha256)
        if not name.lower().endswith(ENDINGS) or sha256 in self._read or not path.exists():
            return
        if path.stat().st_size <= SMALL:
            self._keep(sha256, await asyncio.to_thread(_read, path, name))
            return
        told = await _apart(path, name)
        if told is not None:
            self._keep(sha256, from_json(told))

    async def book(self, sha256: str, name: str) -> Book | SheetRefused:
        """The table. A file that is no longer kept (a very old button) is an empty one."""
        if sha256 not in self._read:
            self._keep(sha256, await asyncio.to_thread(_read, self._files.path(sha256), name))
        return self._read[sha256]

    def _keep(self, sha256: str, book: Book | SheetRefused) -> None:
        self._read[sha256] = book
        if len(self._read) > MOST_KEPT:
            self._read.popitem(last=False)


async def _apart(path: Path, name: str) -> bytes | None:
    """What the process of its own says; None when it failed or took too long."""
    process = await started("bot.tables")
    told = b""
    try:
        async with asyncio.timeout(PATIENCE):
            told, _ = await process.communicate(orjson.dumps({"file": str(path), "name": name}) + b"\n")
    except TimeoutError:
        log.warning("reading a table takes too long")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode == 0:
        return told
    log.warning("a table could not be read ahead")
    return None


def _read(path: Path, name: str) -> Book | SheetRefused:
    from papers.sheets import read_sheets  # its library is slow to load

    return read_sheets(path.read_bytes() if path.exists() else b"", name)


def to_json(read: Book | SheetRefused) -> bytes:
    """What was read, for the process that asked."""
    if isinstance(read, SheetRefused):
        return orjson.dumps({"fault": read.fault.value, "values": dict(read.values)})
    return orjson.dumps([[s.name, [[row.number, row.cells] for row in s.rows]] for s in read.sheets])


def from_json(told: bytes) -> Book | SheetRefused:
    """What `to_json` wrote."""
    read: Any = orjson.loads(told)
    if isinstance(read, dict):
        return SheetRefused(SheetFault(read["fault"]), read["values"])
    return Book(
        tuple(Sheet(name, tuple(Row(number, tuple(cells)) for number, cells in rows)) for name, rows in read)
    )


if __name__ == "__main__":
    asked = orjson.loads(sys.stdin.buffer.readline())
    sys.stdout.buffer.write(to_json(_read(Path(asked["file"]), asked["name"])))
