"""A flow: the steps of a conversation, registered by decorators; and what its people still owe."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, TypeVar

from campaign.ids import KhoiId, PersonId
from campaign.people import Member, Role
from campaign.plan.plan import Campaign
from campaign.reminders.reminder import MatterKind
from handlers.kit.buttons import Button, Choice, Row
from handlers.kit.saying import Say
from handlers.kit.turn import End, Result, Turn, Visit
from handlers.ports import Store


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
