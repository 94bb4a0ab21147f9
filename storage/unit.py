"""One transaction with every store on it: `async with database.unit() as unit: … await unit.commit()`."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiosqlite

from storage.ballots import BallotStore
from storage.bodies import BodyStore
from storage.campaigns import CampaignStore
from storage.command_lists import CommandLists
from storage.devices import DeviceStore
from storage.events import EventStore
from storage.history import HistoryStore
from storage.installation import Installation
from storage.invites import InviteStore
from storage.letters import LetterStore, NudgeStore
from storage.notices import Notices
from storage.opinions import OpinionStore
from storage.outbox import Outbox
from storage.people import PeopleStore
from storage.progress import ProgressStore
from storage.questions import QuestionStore
from storage.registrations import RegistrationStore
from storage.reports import ReportStore
from storage.reviews import ReviewStore
from storage.roster import RosterStore
from storage.sealing import Seals
from storage.secret_ballots import SecretBallots
from storage.sql import Sql, SqliteSql, open_sqlite
from storage.taking_part import TakingPartStore
from storage.turns import Turns
from storage.units import UnitStore
from storage.urn import UrnStore
from storage.web import WebStore


class Unit:
    """A transaction. What was not committed is rolled back at the end of the block."""

    def __init__(self, sql: Sql, fresh_id: Callable[[], int], seals: Seals) -> None:
        self.sql = sql
        self.turns = Turns(sql)
        self.outbox = Outbox(sql)
        self.notices = Notices(sql)
        self.people = PeopleStore(sql, fresh_id)
        self.command_lists = CommandLists(sql)
        self.units = UnitStore(sql)
        self.devices = DeviceStore(sql)
        self.roster = RosterStore(sql, fresh_id)
        self.invites = InviteStore(sql, fresh_id)
        self.bodies = BodyStore(sql)
        self.questions = QuestionStore(sql)
        self.events = EventStore(sql, fresh_id)
        self.progress = ProgressStore(sql)
        self.registrations = RegistrationStore(sql)
        self.reports = ReportStore(sql)
        self.history = HistoryStore(sql)
        self.taking_part = TakingPartStore(sql)
        self.campaigns = CampaignStore(sql, fresh_id)
        self.letters = LetterStore(sql)
        self.nudges = NudgeStore(sql)
        self.reviews = ReviewStore(sql)
        self.ballots = BallotStore(sql)
        self.urns = UrnStore(sql, fresh_id, seals)
        self.opinions = OpinionStore(sql, seals)
        self.secret_ballots = SecretBallots(sql)
        self.web = WebStore(sql)
        self.installation = Installation(sql)

    async def commit(self) -> None:
        """Makes everything durable. Nothing may be answered before this returned."""
        await self.sql.run("COMMIT")

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[None]:
        """One of several turns in a transaction: an exception takes back this one alone."""
        await self.sql.run("SAVEPOINT turn")
        try:
            yield
        except BaseException:
            await self.sql.run("ROLLBACK TO turn")
            await self.sql.run("RELEASE turn")
            raise
        await self.sql.run("RELEASE turn")


class Database:
    """A SQLite file with one writer, used by one transaction at a time, and a connection for reading beside it."""

    def __init__(
        self,
        writer: aiosqlite.Connection,
        reader: aiosqlite.Connection,
        fresh_id: Callable[[], int],
        seals: Seals,
    ) -> None:
        self._writer = writer
        self._reader = reader
        self._writing = asyncio.Lock()
        self._reading = asyncio.Lock()
        self._fresh_id = fresh_id
        self.seals = seals

    @classmethod
    async def open(cls, path: Path, fresh_id: Callable[[], int], seals: Seals) -> "Database":
        """Opens a database that `storage.migrate` has brought to this version's schema."""
        return cls(await open_sqlite(str(path)), await open_sqlite(str(path)), fresh_id, seals)

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        """A transaction that may write; others wait for it."""
        async with self._writing, self._transaction(self._writer, "BEGIN IMMEDIATE") as unit:
            yield unit

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Unit]:
        """A transaction that only reads, one consistent picture, beside the writer."""
        async with self._reading, self._transaction(self._reader, "BEGIN") as unit:
            yield unit

    async def close(self) -> None:
        """Closes both connections."""
        await self._reader.close()
        await self._writer.close()

    @asynccontextmanager
    async def _transaction(self, connection: aiosqlite.Connection, begin: str) -> AsyncIterator[Unit]:
        sql = SqliteSql(connection)
        try:
            await sql.run(begin)
            yield Unit(sql, self._fresh_id, self.seals)
        finally:
            # A stop may come while a statement is still running in its thread: what is asked here runs after it.
            await asyncio.shield(sql.abandon())
