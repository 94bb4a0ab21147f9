"""Counts a large ballot in a process of its own: minutes of work that nobody else should feel

    python -m bot.count_apart      the order as a line of JSON on standard input, which stays open as long as the
                                   program lives; what came of it as JSON on standard output

The order tells where things are, and may hold the password of a database: it is never among the words of the command,
which others on the machine can read. What is decrypted stays in that process and ends with it. It ends with the program
that asked for it, however that ends: whoever goes on counts anew, and what was half done is nowhere. One that hangs
is killed after a time that grows with the ballot.
"""

import asyncio
import os
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from bot import child, incidents
from bot.clock import fresh_id
from bot.count_one import CountOne
from bot.files import Files
from campaign.ids import BallotId, KhoiId
from storage.opening import open_database
from storage.sealing import Seals
from storage.sql import Tangled, Unavailable

LONGEST = 300.0  # seconds any count may take, its process and its database however slow
A_VOTER = 0.01  # seconds more for each on the roll: a fast machine needs 0.0002 to 0.0004


class Broken(Exception):
    """A bug, or the process was killed, or it hung. `where` names lines of code and no words."""

    def __init__(self, where: list[str]) -> None:
        super().__init__("a count apart failed")
        self.where = where


@dataclass(frozen=True, slots=True)
class Apart:
    """Where an installation keeps its things, for a process that counts. `longest`: seconds for the smallest ballot."""

    database: Path | str
    files: Path
    keys: Path
    longest: float = LONGEST

    async def count(
        self, khoi: KhoiId, ballot: BallotId, voters: int, legend: Mapping[str, str], now: datetime
    ) -> bool:
        """`CountOne.count`, elsewhere. Raises Unavailable, and Broken. Ends the process when it is cancelled, and when
        it takes far longer than so many voters take.
        """
        order = {
            "database": str(self.database), "is_file": isinstance(self.database, Path), "files": str(self.files),
            "keys": str(self.keys), "khoi": khoi, "ballot": ballot, "legend": dict(legend), "now": now.isoformat(),
        }  # fmt: skip
        process = await child.started("bot.count_apart", child.OF_SERVERS)
        patience = self.longest + A_VOTER * voters
        try:
            async with asyncio.timeout(patience):
                told = await _answer(process, orjson.dumps(order) + b"\n")
        except TimeoutError:
            raise Broken([f"the process was at it for more than {patience:.0f} s"]) from None
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        return _understood(told, process.returncode)


async def _answer(process: asyncio.subprocess.Process, order: bytes) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(BrokenPipeError, ConnectionResetError):  # it is gone: its end says so
        process.stdin.write(order)
        await process.stdin.drain()
    told = await process.stdout.read()
    await process.wait()
    process.stdin.close()
    return told


def _understood(told: bytes, code: int | None) -> bool:
    if code != 0:
        raise Broken([f"the process ended with {code}"])
    outcome: dict[str, Any] = orjson.loads(told)
    if "unavailable" in outcome:
        raise Unavailable("for the process that counts")
    if "where" in outcome:
        raise Broken(outcome["where"])
    return bool(outcome["counted"])


async def _count(order: Mapping[str, Any]) -> bool:
    place = Path(order["database"]) if order["is_file"] else order["database"]
    database = await open_database(place, fresh_id, Seals(Path(order["keys"])))
    try:
        now = datetime.fromisoformat(order["now"])
        one = CountOne(database, Files(Path(order["files"])), order["legend"], fresh_id, now)
        return await one.count(KhoiId(order["khoi"]), BallotId(order["ballot"]))
    finally:
        await database.close()


def _told(order: bytes) -> dict[str, object]:
    """What came of it. An exception's words may quote what was decrypted: only its kind and lines are told."""
    try:
        return {"counted": asyncio.run(_count(orjson.loads(order)))}
    except (Unavailable, Tangled):
        return {"unavailable": True}
    except Exception as error:  # noqa: BLE001 - a bug in a count: the log of who asked says where
        return {"where": incidents.discreet(error)}


def _end_with_whoever_asked() -> None:
    """Nothing more comes on standard input; when it ends, so has the program, or it wants no count any more."""
    while os.read(0, 1024):
        pass
    os._exit(1)


if __name__ == "__main__":
    given = sys.stdin.buffer.readline()
    threading.Thread(target=_end_with_whoever_asked, daemon=True).start()
    sys.stdout.buffer.write(orjson.dumps(_told(given)))
    sys.stdout.buffer.flush()
    os._exit(0)  # the thread that listens holds standard input
