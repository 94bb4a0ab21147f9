"""Reads the database beside the program, dead or alive."""

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import asyncpg

from storage.postgres_words import numbered
from tests.faults.crowd import MARKED, Kind, Person, mark
from tests.faults.stage import Scene

Rows = Sequence[Mapping[str, Any]]
PATIENCE = 60.0  # seconds until a server that crashed takes questions again


WISHES = (
    "SELECT note AS said FROM registration_version WHERE registration_id = ? AND note <> '' ORDER BY version"
)
FILES = (
    "SELECT e.name AS said FROM evidence e JOIN report r ON r.id = e.report_id WHERE r.registration_id = ?"
    " ORDER BY e.position"
)
REPLIES = "SELECT reason AS said FROM meeting_reply WHERE meeting_id = ? AND member_id = ? ORDER BY number"
HANDS = "SELECT choices AS said FROM open_vote WHERE ballot_id = ? AND by_member = ? ORDER BY step"
SLIPS = (
    "SELECT count(*) FROM turnout t JOIN ballot_voter v ON v.ballot_id = t.ballot_id AND v.voter_id = t.voter_id"
    " WHERE v.hand_id = ?"
)


class Witness:
    """Questions to the database, in the words of both kinds."""

    def __init__(self, folder: Path, server: str | None) -> None:
        self._file = folder / "data" / "thidua.db"
        self._server = server

    async def all(self, query: str, *values: object) -> Rows:
        """The rows. A SQLite file is opened and closed each time: the program alone decides over its journal."""
        if self._server is None:
            with closing(sqlite3.connect(f"file:{self._file}?mode=ro", uri=True, timeout=PATIENCE)) as reader:
                reader.row_factory = sqlite3.Row
                return reader.execute(query, values).fetchall()
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    return await self._asked(query, *values)
                except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                    await asyncio.sleep(0.2)

    async def _asked(self, query: str, *values: object) -> Rows:
        connection = await asyncpg.connect(self._server, timeout=PATIENCE)
        try:
            rows: Any = await connection.fetch(numbered(query), *values)
            return rows  # type: ignore[no-any-return]
        finally:
            await connection.close()

    async def number(self, query: str, *values: object) -> int:
        """The only number of the only row."""
        (row,) = await self.all(query, *values)
        return int(row[0])  # type: ignore[index]

    async def is_recorded(self, scene: Scene, who: Person, kind: Kind, number: int) -> bool:
        """Whether the act is in the database now."""
        return len(await self.of(scene, who, kind)) >= number

    async def of(self, scene: Scene, who: Person, kind: Kind) -> list[str]:
        """The marks of everything of this kind that the person did, as recorded, the oldest first."""
        player = who.player
        if player is None:
            rows = await self.all(
                "SELECT body FROM notice WHERE by_member = ? ORDER BY created_at", scene.secretary_member
            )
            return [found.group() for row in rows if (found := MARKED.search(bytes(row["body"]).decode()))]
        wanted: Mapping[Kind, tuple[str, tuple[int, ...]]] = {
            Kind.WISH: (WISHES, (player.wish,)),
            Kind.FILE: (FILES, (player.title,)),
            Kind.REPLY: (REPLIES, (scene.meeting, player.member)),
            Kind.HAND: (HANDS, (scene.hands, player.member)),
        }
        if kind is Kind.SLIP:
            cast = await self.number(SLIPS, player.member)
            return [mark(kind, n + 1) for n in range(cast)]
        query, values = wanted[kind]
        rows = await self.all(query, *values)
        return [found.group() for row in rows if (found := MARKED.search(row["said"]))]
