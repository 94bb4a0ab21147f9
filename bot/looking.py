"""Looks into the files people send, in a process of its own that lives as long as files come

A PDF of two thousand bytes can take seconds to read, an honest report of sixty pages nearly as long. A thread that
computes slows every turn meanwhile; a process at low priority slows none. One file of each sender at a time: whoever
sends two hundred keeps nobody waiting for more than one of them.

    python -m bot.looking      on standard input, for each file: a line of JSON (name, caption, size), then its bytes;
                               on standard output a line of JSON: what it is, or where looking failed

The bytes are never written: a file with a stamp of secrecy must not be on this disk, not even for a moment, nor a line
of it in the log.
"""

import asyncio
import os
import sys
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from typing import TYPE_CHECKING, Any, Protocol
from weakref import WeakValueDictionary

import orjson
import structlog

from bot.child import started
from bot.incidents import discreet
from campaign.report import Sort
from campaign.stamp import stamped, stamped_name

if TYPE_CHECKING:
    from asyncio.subprocess import Process

log = structlog.get_logger()

PATIENCE = 60.0  # seconds for one file
IDLE = 120.0  # seconds without a file after which the process ends
POLITE = 10  # how much the others on the machine go before


@dataclass(frozen=True, slots=True)
class Found:
    """What a file is: its sort, None for one that is not accepted, and whether it carries a stamp of secrecy."""

    sort: Sort | None
    is_stamped: bool


class Looking(Protocol):
    """Whoever looks into files."""

    async def look(self, sender: Hashable, content: bytes, name: str, caption: str) -> Found:
        """Looks into one file before it is kept."""
        ...


def look_here(content: bytes, name: str, caption: str) -> Found:
    """Looks in this process. Slow."""
    from papers.file_text import look  # its library reads PDF and is slow to load

    looked = look(content, name)
    return Found(looked.sort, any((stamped_name(name), stamped(caption), stamped(looked.text))))


class LookingHere:
    """Looks in a thread: for a few small files."""

    async def look(self, sender: Hashable, content: bytes, name: str, caption: str) -> Found:
        """Looks into one file."""
        return await asyncio.to_thread(look_here, content, name, caption)


class LookingApart:
    """Looks in a process of its own, which is started with the first file and again when it has died."""

    def __init__(self, idle: float = IDLE) -> None:
        self._idle = idle
        self._senders: WeakValueDictionary[Hashable, asyncio.Lock] = WeakValueDictionary()
        self._one = asyncio.Lock()
        self._process: Process | None = None
        self._ending: asyncio.TimerHandle | None = None

    async def look(self, sender: Hashable, content: bytes, name: str, caption: str) -> Found:
        """Looks into one file. One that takes too long, or the life of the process, is of no sort that is accepted."""
        of_sender = self._senders.setdefault(sender, asyncio.Lock())
        async with of_sender, self._one:
            process = await self._awake()
            try:
                async with asyncio.timeout(PATIENCE):
                    return await _asked(process, content, name, caption)
            except (TimeoutError, OSError, ValueError) as error:
                log.warning("a file could not be looked into", error=type(error).__name__)
                self._kill()
                return Found(None, is_stamped=False)
            except asyncio.CancelledError:
                self._kill()  # half a question would be taken for the next one
                raise
            finally:
                self._end_later()

    async def _awake(self) -> "Process":
        if self._ending is not None:
            self._ending.cancel()
        if self._process is None or self._process.returncode is not None:
            self._process = await started("bot.looking")
        return self._process

    def _end_later(self) -> None:
        self._ending = asyncio.get_running_loop().call_later(self._idle, self._kill)

    def _kill(self) -> "Process | None":
        if self._ending is not None:
            self._ending.cancel()
        process, self._process = self._process, None
        if process is not None and process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
        return process

    async def close(self) -> None:
        """Ends the process."""
        process = self._kill()
        if process is not None:
            await process.wait()


async def _asked(process: "Process", content: bytes, name: str, caption: str) -> Found:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(orjson.dumps({"name": name, "caption": caption, "size": len(content)}) + b"\n")
    process.stdin.write(content)
    await process.stdin.drain()
    told = orjson.loads(await process.stdout.readline())
    if "where" in told:
        log.error("looking into a file failed", where=told["where"])
        return Found(None, is_stamped=False)
    return Found(None if told["sort"] is None else Sort(told["sort"]), told["is_stamped"])


def _answer_all() -> None:
    """Until whoever asks is gone."""
    # Written at once, so that nothing is left to be written when nobody reads; a library that prints spoils no answer.
    answers, sys.stdout = FileIO(sys.stdout.fileno(), "w", closefd=False), sys.stderr
    while (line := sys.stdin.buffer.readline()).endswith(b"\n"):
        asked = orjson.loads(line)
        content = sys.stdin.buffer.read(asked["size"])
        if len(content) < asked["size"]:
            return
        answers.write(orjson.dumps(_told(content, asked["name"], asked["caption"])) + b"\n")


def _told(content: bytes, name: str, caption: str) -> dict[str, Any]:
    try:
        found = look_here(content, name, caption)
    except Exception as error:  # noqa: BLE001 - the next file is looked into all the same
        return {"where": discreet(error)}
    return {"sort": found.sort, "is_stamped": found.is_stamped}


if __name__ == "__main__":
    with suppress(OSError):  # a hardened service may not change it
        os.nice(POLITE)
    with suppress(BrokenPipeError):  # whoever asked was killed
        _answer_all()
