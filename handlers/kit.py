"""The words flows are written in: what a step is given (`Turn`), what it returns (`Next`, `End`) and what it shows.

A step loads, asks a rule in `campaign/`, matches the outcome and returns. It sends nothing and knows no sentence.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, ClassVar, TypeVar, dataclass_transform
from zoneinfo import ZoneInfo

from campaign.catalogue.model import Catalogue
from campaign.catalogue.wording import Wording
from campaign.ids import BallotId, CampaignId, KhoiId, MemberId, NoticeId, PersonId
from campaign.people import Language, Member, Person, Role
from campaign.plan.plan import Campaign
from campaign.reminders.manners import Manners
from campaign.reminders.reminder import MatterKind
from campaign.report import Sort
from handlers.ports import Papers, Store

MAX_PACKED = 64  # bytes, the limit of a Telegram button
EVER = datetime.min.replace(tzinfo=UTC)


# --- what is said -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Until:
    """A moment shown with what is left until it: “17:00 thứ Sáu, 12/12/2025 (còn 3 ngày)”."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence by its key, with the values it needs. The sentences themselves live in `locales/`."""

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)


Value = str | int | date | datetime | Until | Wording | Say | tuple[Say, ...] | None
"""A value in a sentence: an aware datetime is shown as local time in words, a tuple one item a line."""


def say(key: str, /, **values: Value) -> Say:
    """A sentence. The key is always a literal, so that `pybabel extract -k say` finds it."""
    return Say(key, values)


def plain(text: str | Wording) -> Say:
    """A name or another text that is data: the same in every language, or worded in each (titles and awards)."""
    return say("chat.plain", text=text)


# --- buttons ----------------------------------------------------------------------------------------------------


@dataclass_transform(frozen_default=True)
class Choice:
    """A button: a typed, self-sufficient act. `class Sign(Choice, tag="cs", label=say("compact.sign_button")): …`

    The tag is a published format: a changed button gets a new tag. `sealed_by` names the field that holds the ballot
    whose key seals the press before it is stored; `unwritten`: in a secret one it is not stored at all but answered
    from memory, and its step only shows. A press proves nothing about rights: the step asks the rules again.
    """

    tag: ClassVar[str] = ""
    label: ClassVar[Say]
    sealed_by: ClassVar[str | None] = None
    unwritten: ClassVar[bool] = False

    def __init_subclass__(
        cls, tag: str, label: Say | None = None, sealed_by: str | None = None, *, unwritten: bool = False
    ) -> None:
        cls.tag = tag
        cls.label = label if label is not None else Say("chat.plain", {"text": ""})
        cls.sealed_by = sealed_by
        cls.unwritten = unwritten
        dataclass(frozen=True)(cls)

    def labelled(self, label: Say) -> Button:
        """The same act under words of its own (a name in a list, a count)."""
        return Button(self, label)


@dataclass(frozen=True, slots=True)
class Button:
    """A choice and the words on it."""

    choice: Choice
    label: Say


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address (a video meeting, the web page)."""

    url: str
    label: Say


Row = Choice | Button | Link | tuple[Choice | Button | Link, ...]


class OpenMenu(Choice, tag="m", label=Say("chat.menu_button")):
    """Back to the menu, from anywhere."""


class OpenFlow(Choice, tag="f"):
    """Begins a flow by its name, as its command would."""

    flow: str


class Late(Choice, tag="late"):
    """What is left of a press for a secret ballot whose key is already destroyed: the choice itself is never stored."""

    ballot: int


class MarkRead(Choice, tag="rd", label=Say("chat.read_button")):
    """“Đã đọc” under a notice."""

    notice: NoticeId


# --- what is shown ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: edited in place while the person moves around. Menu (and back) are added as its last row."""

    text: Say
    rows: tuple[Row, ...] = ()
    back: Choice | None = None


def screen(text: Say, *rows: Row, back: Choice | None = None) -> Screen:
    """A screen with its buttons, one row per argument (a tuple is several in one row)."""
    return Screen(text, rows, back)


class Keep(Enum):
    """How long what was said to somebody stays here: a file with codes of invitation a day, a sentence not at all."""

    ALWAYS = "always"
    BRIEFLY = "briefly"


@dataclass(frozen=True, slots=True)
class Fact:
    """A message worth keeping (filed, signed, voted, receipt): always new, never edited away.

    `keep` BRIEFLY: the reader keeps it, we do not (a code of invitation in words). `once`: the answer to a press takes
    its place, so that its buttons are gone then.
    """

    text: Say
    rows: tuple[Row, ...] = ()
    keep: Keep = Keep.ALWAYS
    once: bool = False


def fact(text: Say, *rows: Row, keep: Keep = Keep.ALWAYS) -> Fact:
    """A message worth keeping, with buttons of its own."""
    return Fact(text, rows, keep)


def question(text: Say, *rows: Row) -> Fact:
    """A message with buttons of which one is pressed, once: what is answered takes its place."""
    return Fact(text, rows, once=True)


@dataclass(frozen=True, slots=True)
class Toast:
    """A word in passing that leaves no message behind where the messenger can do that."""

    text: Say


def led(lead: Say, below: Screen) -> Screen:
    """The screen with a sentence before it: what was wrong, what just happened."""
    return Screen(say("chat.led", lead=lead, text=below.text), below.rows, below.back)


@dataclass(frozen=True, slots=True)
class Document:
    """A file for the person: a paper, a list, a picture (`media_type` image/png is shown as a picture)."""

    name: str
    content: bytes
    caption: Say
    media_type: str = "application/octet-stream"
    keep: Keep = Keep.ALWAYS


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is already in the evidence store, by its content hash, sent to the person."""

    name: str
    sha256: str
    caption: Say
    media_type: str = "application/octet-stream"


class Priority(Enum):
    """Who goes first when there is a queue."""

    REPLY = 0
    RECEIPT = 1
    REMINDER = 2
    BROADCAST = 3


@dataclass(frozen=True, slots=True)
class Notice:
    """Something told to other people on every channel they joined, with a ledger of who got it.

    `rows` should hold the button that does the thing; a “Đã đọc” button is added. `kind` is a word for the ledger.
    `not_before`: it leaves then at the earliest (what is written at night leaves in the morning).
    """

    id: NoticeId
    khoi: KhoiId
    kind: str
    audience: tuple[PersonId, ...]
    text: Say
    rows: tuple[Row, ...] = ()
    priority: Priority = Priority.BROADCAST
    campaign: CampaignId | None = None
    by: MemberId | None = None
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a notice said just before has come: a message that stays and is edited until everybody has been tried.

    `about` is what is being sent; `rows` come under its last state, which says what was done and what was not.
    """

    notice: NoticeId
    about: Say
    rows: tuple[Row, ...] = ()


Shown = Say | Screen | Fact | Toast | Document | Kept
Output = Shown | Notice | Progress


# --- what a step is given and returns ---------------------------------------------------------------------------


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

# --- duties -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Duty:
    """Something one person still owes: a line of /menu, the reason for a reminder, a row of “who owes what”.

    `item` names the matter and never changes (“meeting:17”, “register:4”); `revision` changes with its date.
    `rank` is the rung of the ladder: 0 whoever prepares it, 1 the head, 2 nobody is reminded but the secretary told.
    A reminder puts `text` and `choice` into its own words, or is `reminder` with the buttons `rows` where given.
    """

    person: PersonId
    item: str
    text: Say
    choice: Choice
    due: datetime | None = None
    revision: int = 0
    rank: int = 0
    kind: MatterKind = MatterKind.DEADLINE
    told_at: datetime | None = None  # when the person heard of this revision, where that is known
    reminder: Say | None = None
    rows: tuple[Row, ...] = ()


Duties = Callable[[Store, KhoiId, PersonId | None, datetime], Awaitable[Sequence[Duty]]]
"""All duties of a kind in a khối, of everybody or of one person, as of a moment."""

Managing = Callable[["Turn", "Campaign | None"], Awaitable[Sequence[Button]]]
"""What a flow adds to /quanly for this person and the campaign at hand (None: the khối has none yet)."""


class Place(Enum):
    """Where in /quanly a flow's buttons stand."""

    NEXT = "next"  # what the campaign waits for: first, a row each
    OFTEN = "often"
    SELDOM = "seldom"  # on the second screen


# --- a flow -----------------------------------------------------------------------------------------------------

C = TypeVar("C", bound=Choice)
S = TypeVar("S")
Begin = Callable[[Turn, str], Awaitable[Result]]
Press = Callable[[Turn, C], Awaitable[Result]]
Answer = Callable[[Turn, S, str], Awaitable[Result]]
Knock = Callable[[Visit], Awaitable[End]]
Recognises = Callable[[str], bool]

EVERYBODY: frozenset[Role] = frozenset(Role)


class Flow:
    """A conversation. Steps are registered by decorators; FLOWS in `handlers/__init__.py` is the only list.

    `about` is the line in the command list, `help` what /trogiup says inside it, `roles` who sees it in the menu.
    Without a command it is a part of another flow, in a file of its own: it stands in no list and no menu.
    `version` changes when a stored state can no longer be read; the flow then begins anew.
    """

    def __init__(
        self,
        name: str,
        *,
        command: str = "",
        about: Say,
        help: Say,
        version: int = 1,
        roles: frozenset[Role] = EVERYBODY,
    ) -> None:
        self.name = name
        self.command = command
        self.about = about
        self.help = help
        self.version = version
        self.roles = roles
        self.opening: Begin | None = None
        self.presses: dict[type[Choice], Press[Any]] = {}
        self.answers: dict[type, Answer[Any]] = {}
        self.searches: set[type] = set()
        self.unwritten: set[type] = set()
        self.duties: Duties | None = None
        self.occasions: Duties | None = None
        self.managing: dict[Place, Managing] = {}
        self.knock: Knock | None = None
        self.recognises: Recognises | None = None

    def begin(self, step: Begin) -> Begin:
        """What the command does; its second argument is what was typed after the command."""
        self.opening = step
        return step

    def press(self, choice: type[C]) -> Callable[[Press[C]], Press[C]]:
        """What a press on this button does."""

        def register(step: Press[C]) -> Press[C]:
            self.presses[choice] = step
            return step

        return register

    def answer(self, state: type[S]) -> Callable[[Answer[S]], Answer[S]]:
        """What typed text or a file does while the conversation waits in this state (numbers are an answer too)."""

        def register(step: Answer[S]) -> Answer[S]:
            self.answers[state] = step
            return step

        return register

    def search(self, state: type[S]) -> Callable[[Answer[S]], Answer[S]]:
        """Like `answer`, for a list on the screen: a number picks from the list, words search it."""

        def register(step: Answer[S]) -> Answer[S]:
            self.answers[state] = step
            self.searches.add(state)
            return step

        return register

    def marking(self, state: type[S]) -> Callable[[Answer[S]], Answer[S]]:
        """Like `answer`, for a paper that is being marked: of a secret ballot nothing typed on it is ever stored."""

        def register(step: Answer[S]) -> Answer[S]:
            self.answers[state] = step
            self.unwritten.add(state)
            return step

        return register

    def owing(self, duties: Duties) -> Duties:
        """Who still owes what in this flow."""
        self.duties = duties
        return duties

    def reminding(self, occasions: Duties) -> Duties:
        """Of what in this flow people are reminded though they owe nothing: a meeting they come to."""
        self.occasions = occasions
        return occasions

    def unasked(self, recognises: Recognises) -> Recognises:
        """Which texts begin this flow though nobody asked for them (a code typed by itself)."""
        self.recognises = recognises
        return recognises

    def manages(self, place: Place) -> Callable[[Managing], Managing]:
        """Buttons of this flow in /quanly, in the order of FLOWS."""

        def register(managing: Managing) -> Managing:
            self.managing[place] = managing
            return managing

        return register

    def stranger(self, knock: Knock) -> Knock:
        """What happens when somebody who has not joined says something (one flow only)."""
        self.knock = knock
        return knock

    def open_to(self, member: Member) -> bool:
        """Whether the member may begin this flow."""
        return member.holds(*self.roles)

    def listed_for(self, member: Member) -> bool:
        """Whether the member sees this flow in the menu and the command list."""
        return self.command != "" and self.open_to(member)


def fields_of(choice: type[Choice]) -> tuple[dataclasses.Field[Any], ...]:
    """The fields of a button, in the order in which they are packed."""
    return dataclasses.fields(choice)  # type: ignore[arg-type]
