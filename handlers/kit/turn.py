"""What a step is given (`Turn`, `Visit`) and what it returns (`Next`, `End`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from campaign.catalogue.model import Catalogue
from campaign.ids import BallotId, KhoiId
from campaign.people import Language, Member, Person
from campaign.reminders.manners import Manners
from campaign.report import Sort
from handlers.kit.buttons import Choice
from handlers.kit.showing import Output
from handlers.ports import Papers, Store

if TYPE_CHECKING:
    from handlers.kit.flow import Flow

EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Received:
    """A file the person sent: already downloaded, fsynced and kept under its content hash."""

    name: str
    size: int
    media_type: str
    sha256: str
    sort: Sort | None = None  # None: none of the sorts a report may hold


@dataclass(frozen=True, slots=True)
class Lost:
    """A file that was announced and could not be had or must not be kept."""

    name: str
    size: int
    why: str  # "too_large" | "vanished" | "empty" | "stamped" (a state secret) | "sealed" (never fetched)


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing a joined person said or pressed, and what a step needs to answer it.

    `member` is the person's place in the khối they are working in now, `files` what came with the message
    (caption in `text`), `fresh_id` makes a new identity, `channel` and `account` are the phone it came from, `zone` is
    where the people are, `manners` when one may write to them, `catalogue` the titles and rules as data.
    """

    person: Person
    member: Member
    now: datetime
    store: Store
    papers: Papers
    fresh_id: Callable[[], int]
    channel: str
    account: str
    flows: tuple[Flow, ...]
    zone: ZoneInfo
    manners: Manners
    catalogue: Catalogue
    text: str = ""
    files: tuple[Received | Lost, ...] = ()
    flow: str = ""  # the flow this conversation is in, "" when in none
    state: object | None = (
        None  # what the conversation waits in: what was typed before this button was pressed
    )
    seq: int = 0  # where this stands in the inbox: what came before a cut-off has a smaller number
    heard_at: datetime = EVER  # when it arrived; `now` is when it is worked on
    whence: str = ""  # a mark of the address a code was typed at, where it is known

    @property
    def today(self) -> date:
        """The day it is where the people are."""
        return self.now.astimezone(self.zone).date()

    @property
    def khoi(self) -> KhoiId:
        """The khối this turn is about."""
        return self.member.khoi


@dataclass(frozen=True, slots=True)
class Visit:
    """Something said by an account that belongs to nobody yet, or (`person`) to somebody who left every khối."""

    now: datetime
    store: Store
    channel: str
    account: str
    name: str
    language: Language
    fresh_id: Callable[[], int]
    text: str = ""
    choice: Choice | None = None
    person: Person | None = None
    whence: str = ""


class Next:
    """The conversation waits for an answer: `Next(state, screen(…))`. The state carries its data.

    `sealed_by`: the ballot whose key seals the state and everything said here before it is stored.
    `then`: see `End`.
    """

    __slots__ = ("out", "sealed_by", "state", "then")

    def __init__(
        self, state: object, *out: Output, sealed_by: BallotId | None = None, then: Choice | None = None
    ) -> None:
        self.state = state
        self.out = out
        self.sealed_by = sealed_by
        self.then = then


class End:
    """Nothing is waited for: the person may press or type anything next.

    `khoi`: the khối the person works in from now on. `speaks`: the language they have just chosen.
    `then`: a button that presses itself once this is committed, for long work that first says that it has begun:
    the answer to it takes the place of the screen shown here. It survives a crash; never for a secret ballot.
    """

    __slots__ = ("khoi", "out", "sealed_by", "speaks", "then")

    def __init__(
        self,
        *out: Output,
        sealed_by: BallotId | None = None,
        khoi: KhoiId | None = None,
        speaks: Language | None = None,
        then: Choice | None = None,
    ) -> None:
        self.out = out
        self.sealed_by = sealed_by
        self.khoi = khoi
        self.speaks = speaks
        self.then = then


Result = Next | End
