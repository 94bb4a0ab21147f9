"""What the conversations need from the rooms they may not enter: one Protocol per subject, joined in `Store`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from handlers.ports.ballots import BallotPapers, Ballots, Opinions, Reviews, Urns, Voters
from handlers.ports.campaigns import Campaigns, Extensions
from handlers.ports.consultations import ConsultationPapers, Consultations
from handlers.ports.feeds import Feeds
from handlers.ports.history import HistoryBook
from handlers.ports.joining import Bodies, Devices, Invites, Questions
from handlers.ports.letters import Letters, Nudges
from handlers.ports.meetings import MeetingDrafts, MeetingPapers, Meetings, Reminders
from handlers.ports.notices import Notices
from handlers.ports.people import Directory, People
from handlers.ports.register_papers import RegisterPapers
from handlers.ports.registrations import Registrations
from handlers.ports.reports import Reports
from handlers.ports.roll_calls import RollCalls
from handlers.ports.roster import Events, RosterBook, Units
from handlers.ports.sheets import RosterPapers
from handlers.ports.taking_part import TakingPart

if TYPE_CHECKING:
    from handlers.kit import Say


class Store(Protocol):
    """Everything a step may ask of the database, inside the turn's one transaction."""

    @property
    def people(self) -> People: ...

    @property
    def directory(self) -> Directory: ...

    @property
    def units(self) -> Units: ...

    @property
    def devices(self) -> Devices: ...

    @property
    def roster(self) -> RosterBook: ...

    @property
    def invites(self) -> Invites: ...

    @property
    def bodies(self) -> Bodies: ...

    @property
    def questions(self) -> Questions: ...

    @property
    def events(self) -> Events: ...

    @property
    def notices(self) -> Notices: ...

    @property
    def registrations(self) -> Registrations: ...

    @property
    def reports(self) -> Reports: ...

    @property
    def campaigns(self) -> Campaigns: ...

    @property
    def extensions(self) -> Extensions: ...

    @property
    def history(self) -> HistoryBook: ...

    @property
    def ballots(self) -> Ballots: ...

    @property
    def voters(self) -> Voters: ...

    @property
    def urns(self) -> Urns: ...

    @property
    def opinions(self) -> Opinions: ...

    @property
    def reviews(self) -> Reviews: ...

    @property
    def taking_part(self) -> TakingPart: ...

    @property
    def consultations(self) -> Consultations: ...

    @property
    def letters(self) -> Letters: ...

    @property
    def nudges(self) -> Nudges: ...

    @property
    def meetings(self) -> Meetings: ...

    @property
    def roll_calls(self) -> RollCalls: ...

    @property
    def feeds(self) -> Feeds: ...

    @property
    def meeting_drafts(self) -> MeetingDrafts: ...

    @property
    def reminders(self) -> Reminders: ...


class Papers(RosterPapers, RegisterPapers, BallotPapers, MeetingPapers, ConsultationPapers, Protocol):
    """Files read and written for a step: rosters, lists, pictures, official papers."""

    @property
    def address(self) -> str:
        """The public address of the web page; empty when there is none."""
        ...

    def sentence(self, body: bytes) -> Say:
        """What a notice said, from `Notices.body`, to be said again elsewhere."""
        ...
