"""One transaction with every store on it: `async with database.unit() as unit: … await unit.commit()`."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from storage.ballots import BallotStore
from storage.bodies import BodyStore
from storage.campaigns import CampaignStore
from storage.command_lists import CommandLists
from storage.consultations import ConsultationStore
from storage.counts import CountStore
from storage.crew import Crew
from storage.devices import DeviceStore
from storage.directory import DirectoryStore
from storage.events import EventStore
from storage.extensions import ExtensionStore
from storage.fates import Fates
from storage.feeds import FeedStore
from storage.history import HistoryStore
from storage.installation import Installation
from storage.invites import InviteStore
from storage.kept_records import KeptRecords
from storage.letters import LetterStore, NudgeStore
from storage.meeting_drafts import MeetingDraftStore
from storage.meetings import MeetingStore
from storage.notices import Notices
from storage.opinions import OpinionStore
from storage.outbox import Outbox
from storage.people import PeopleStore
from storage.progress import ProgressStore
from storage.pushes import PushStore
from storage.questions import QuestionStore
from storage.registrations import RegistrationStore
from storage.reminders import ReminderStore
from storage.reports import ReportStore
from storage.reviews import ReviewStore
from storage.roll_calls import RollCallStore
from storage.rolls import Rolls
from storage.roster import RosterStore
from storage.sealing import Seals
from storage.secret_ballots import SecretBallots
from storage.sql import Transaction
from storage.taking_part import TakingPartStore
from storage.tenures import Tenures
from storage.turns import Turns
from storage.units import UnitStore
from storage.urn import UrnStore
from storage.voters import VoterStore
from storage.web import WebStore
from storage.web_messages import WebMessages


class Unit:
    """A transaction. What was not committed is rolled back at the end of the block."""

    def __init__(  # noqa: PLR0915 one per subject
        self,
        sql: Transaction,
        fresh_id: Callable[[], int],
        seals: Seals,
        rolls: Rolls,
        records: KeptRecords,
    ) -> None:
        self.sql = sql
        self.turns = Turns(sql)
        self.outbox = Outbox(sql)
        self.tenures = Tenures(sql)
        self.fates = Fates(sql)
        self.notices = Notices(sql)
        self.people = PeopleStore(sql, fresh_id)
        self.directory = DirectoryStore(sql)
        self.command_lists = CommandLists(sql)
        self.units = UnitStore(sql)
        self.devices = DeviceStore(sql, fresh_id)
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
        self.extensions = ExtensionStore(sql)
        self.consultations = ConsultationStore(sql)
        self.letters = LetterStore(sql)
        self.nudges = NudgeStore(sql)
        self.meetings = MeetingStore(sql)
        self.roll_calls = RollCallStore(sql)
        self.meeting_drafts = MeetingDraftStore(sql)
        self.reminders = ReminderStore(sql)
        self.feeds = FeedStore(sql)
        self.reviews = ReviewStore(sql)
        self.voters = VoterStore(sql, rolls)
        self.ballots = BallotStore(sql, self.voters)
        self.counts = CountStore(sql)
        self.urns = UrnStore(sql, fresh_id, seals)
        self.opinions = OpinionStore(sql, seals, records)
        self.secret_ballots = SecretBallots(sql)
        self.web = WebStore(sql)
        self.web_messages = WebMessages(sql)
        self.pushes = PushStore(sql)
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


class Database(Protocol):
    """What the program needs of a database; `storage.opening` chooses which one it is."""

    seals: Seals

    @property
    def crew(self) -> Crew:
        """The other processes on it, if there may be any."""
        ...

    def unit(self) -> AbstractAsyncContextManager[Unit]:
        """A transaction that may write. SQLite has one at a time, PostgreSQL several."""
        ...

    def reading(self) -> AbstractAsyncContextManager[Unit]:
        """A transaction that only reads, one consistent picture, beside those that write. For a moment: on SQLite
        whoever else only reads waits for its end.
        """
        ...

    def at_leisure(self) -> AbstractAsyncContextManager[Unit]:
        """As `reading`, for what takes long: nobody waits for its end but who reads at leisure, too."""
        ...

    async def close(self) -> None:
        """Gives everything back."""
        ...
