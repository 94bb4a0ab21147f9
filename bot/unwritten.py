"""What a voter looks at and marks on the paper of a secret ballot: answered from memory, written nowhere.

Every turn that is stored can be counted, sealed or not, by whoever copies the data folder at every moment; how often
somebody marks a name would tell how many names they do not agree with. So of a long paper the disk only sees that it
was opened, read back and cast. Nothing official happens here: whatever is lost with the process is pressed again.

press [3] -> the same page with 3 marked     the marks travel in the buttons
types “3, 7” -> the same                     the marks so far are remembered here, until the next turn that is stored
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot import envelope, standing
from bot.book import Book
from bot.channel import Heard
from bot.clock import Clock
from bot.context import Ready
from bot.dispatch import Answer, Press, Standing
from bot.engine import Engine
from bot.envelope import Label
from campaign.ids import BallotId
from campaign.people import Person
from handlers.kit import Choice, Flow, Next, Result
from handlers.packing import pack, unpack
from storage.outbox import Letter
from storage.secret_ballots import Sealing
from storage.turns import Conversation, Entry
from storage.unit import Database, Unit

FORGOTTEN = timedelta(minutes=30)
"""After which what was marked and not cast is remembered nowhere but in the buttons on the screen."""
LAST = 2**62  # the place in the inbox of what has none: after everything else


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper that lies before somebody: `revision` of the stored conversation under it."""

    revision: int
    stands: Standing
    at: datetime


class Unwritten:
    """The part of the door where papers are marked. `hand` sends letters that stand in no table."""

    def __init__(
        self,
        database: Database,
        engine: Engine,
        book: Book,
        clock: Clock,
        hand: Callable[[Sequence[Letter]], None],
    ) -> None:
        self._database = database
        self._engine = engine
        self._book = book
        self._clock = clock
        self._hand = hand
        self._papers: OrderedDict[tuple[str, str], _Paper] = OrderedDict()

    async def sift(self, batch: Sequence[Heard]) -> Sequence[Heard]:
        """Answers what is not to be stored; the rest of the batch is to be stored."""
        rest, clear = [], set[tuple[str, str]]()
        for heard in batch:
            typed_in_clear = heard.choice is None and (heard.channel, heard.account) in clear
            kept = heard if typed_in_clear or not self._may_be(heard) else await self._hear(heard, clear)
            if kept is not None:
                self._papers.pop((kept.channel, kept.account), None)
                rest.append(kept)
        return rest

    def _may_be(self, heard: Heard) -> bool:
        if heard.choice is None:
            return bool(heard.text) and not heard.files and not heard.text.startswith("/")
        choice = self._pressed(heard)
        return choice is not None and choice.unwritten

    async def _hear(self, heard: Heard, clear: set[tuple[str, str]]) -> Heard | None:
        """None when it is answered; else what is to be stored: a button instead of the words that mean it.

        `clear`: accounts before whom no paper lies; of a hundred messages of one of them only the first need ask.
        """
        try:
            async with self._database.reading() as unit:
                return await self._within(unit, heard, clear)
        except Exception:  # noqa: BLE001 - whatever it is, the same step runs again and says it, with everything else
            return heard

    async def _within(self, unit: Unit, heard: Heard, clear: set[tuple[str, str]]) -> Heard | None:
        conversation = await unit.turns.conversation(heard.channel, heard.account)
        if conversation.sealed_by is None:
            clear.add((heard.channel, heard.account))
        ballot = await self._ballot(unit, heard, conversation)
        person = None if ballot is None else await unit.people.by_account(heard.channel, heard.account)
        if ballot is None or person is None or not person.memberships:
            return heard
        conversation = standing.in_khoi(conversation, person)
        stands = self._stands(conversation)
        step = self._engine.step(stands, heard, person.language)
        match step:
            case Press(choice) if not choice.unwritten:
                return replace(heard, choice=pack(choice), text="")
            case Answer(flow, state) if type(state) not in flow.unwritten:
                return heard
            case Press() | Answer():
                ready = Ready(
                    Entry(LAST, heard.channel, heard.account, b"", ballot, person.id, self._clock.now())
                )
                result = await self._engine.answer(step, unit, ready, heard, person, conversation, stands)
                if result.sealed_by is None:  # a refusal is no secret, and goes the way of everything else
                    return heard
                shown = self._show(heard, person, result)
                self._remember(conversation, result, standing.flow_after(step, stands), shown)
                return None
            case _:
                return heard

    async def _ballot(self, unit: Unit, heard: Heard, conversation: Conversation) -> BallotId | None:
        """The secret ballot, still to be voted on here, whose paper this marks."""
        if heard.choice is None:
            ballot = conversation.sealed_by
        else:
            choice = self._pressed(heard)
            assert choice is not None
            assert choice.sealed_by is not None, f"{type(choice).__name__} names no ballot"
            ballot = BallotId(getattr(choice, choice.sealed_by))
        if ballot is None or not self._database.seals.exists(ballot):
            return None
        sealed = await unit.secret_ballots.sealing(ballot) is Sealing.SEALED
        return ballot if sealed else None

    def _pressed(self, heard: Heard) -> Choice | None:
        data = (heard.choice or "").removeprefix(envelope.STAYS)
        return unpack(data, self._book.tags)

    def _stands(self, conversation: Conversation) -> Standing:
        paper = self._papers.get((conversation.channel, conversation.account))
        if paper is not None and paper.revision == conversation.revision:
            return paper.stands
        return self._engine.stands(conversation)

    def _show(self, heard: Heard, person: Person, result: Result) -> tuple[Label, ...]:
        edits = None if heard.choice is None else heard.message_ref
        letters, shown = self._engine.saying().unwritten(heard, person, result, edits)
        self._hand(letters)
        return shown or ()

    def _remember(
        self, under: Conversation, result: Result, flow: Flow | None, shown: tuple[Label, ...]
    ) -> None:
        now = self._clock.now()
        state = result.state if isinstance(result, Next) else None
        stands = Standing(self._book.waiting_in(result) or flow, state, shown)
        self._papers.pop((under.channel, under.account), None)
        self._papers[under.channel, under.account] = _Paper(under.revision, stands, now)
        while next(iter(self._papers.values())).at < now - FORGOTTEN:
            self._papers.popitem(last=False)
