"""One turn: find the person, load the conversation, pick the step, run it, and put everything it did into the unit.

Expected outcomes are values; an exception in a step is a bug and is caught in `bot/work.py`, once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot import envelope, inbox, states
from bot.book import Book
from bot.channel import Heard
from bot.clock import Clock
from bot.dispatch import Answer, Begin, Press, Stale, Standing, Step, Unclear, choose
from bot.files import Files
from bot.saying import Saying
from bot.texts import Texts
from campaign.people import Language, Member, Person
from handlers.kit import (
    End,
    Flow,
    Lost,
    Next,
    OpenFlow,
    Received,
    Result,
    Say,
    Screen,
    Toast,
    Turn,
    Visit,
    led,
    say,
)
from handlers.packing import unpack
from handlers.ports import Papers
from storage.outbox import Letter
from storage.sealing import KeyGone
from storage.turns import Conversation, Entry
from storage.unit import Database, Unit


@dataclass(frozen=True, slots=True)
class Ready:
    """An entry whose files have been downloaded."""

    entry: Entry
    files: tuple[Received | Lost, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What stays the same from turn to turn."""

    book: Book
    texts: Texts
    clock: Clock
    files: Files
    papers: Papers
    fresh_id: Callable[[], int]
    database: Database


class Engine:
    """Runs turns inside a unit that somebody else commits."""

    def __init__(self, context: Context) -> None:
        self._c = context
        self._menu = context.book.by_name["menu"]

    async def turn(self, unit: Unit, ready: Ready) -> Sequence[Letter]:
        """Runs one turn; answers what is to be sent after the commit."""
        entry, now = ready.entry, self._c.clock.now()
        if not await unit.turns.pending(entry.seq):
            return []
        heard = self._heard(entry)
        person = await unit.people.by_account(entry.channel, entry.account)
        conversation = await unit.turns.conversation(entry.channel, entry.account)
        if person is None or not person.memberships:
            result = await self._visit(unit, heard, person)
            turn_flow: Flow | None = None
            stays = False
        else:
            standing = self._standing(conversation)
            step = choose(self._c.book, standing, heard, self._words(person.language))
            turn = self._turn(unit, ready, heard, person, conversation)
            result = await self._answer(step, turn)
            turn_flow = _flow_after(step, standing)
            stays = isinstance(step, Press) and step.stays
        if person is not None and isinstance(result, End) and result.speaks is not None:
            person = replace(person, language=result.speaks)
        saying = Saying(self._c.database.seals, self._c.files, self._c.fresh_id, now)
        edits = None if heard.choice is None or stays else heard.message_ref
        letters, shown = await saying.speak(unit, entry, heard, person, result, edits)
        await unit.turns.stand(self._conversation(conversation, result, turn_flow, shown))
        await unit.turns.done(entry.seq, now)
        return letters

    async def fail(self, unit: Unit, ready: Ready, incident: str) -> Sequence[Letter]:
        """Says that something went wrong, with the number under which the log explains it. The entry is done."""
        entry, now = ready.entry, self._c.clock.now()
        heard = self._heard(entry)
        person = await unit.people.by_account(entry.channel, entry.account)
        saying = Saying(self._c.database.seals, self._c.files, self._c.fresh_id, now)
        result = End(say("chat.incident", number=incident))
        letters, _ = await saying.speak(unit, entry, heard, person, result, None)
        await unit.turns.done(entry.seq, now)
        return letters

    # --- reading ---

    def _heard(self, entry: Entry) -> Heard:
        try:
            return inbox.from_bytes(entry.payload, self._c.database.seals, entry.sealed_by)
        except KeyGone:
            ballot = entry.sealed_by
            assert ballot is not None
            bare = Heard(entry.channel, entry.account, f"late-{entry.seq}")
            return inbox.without_choice(bare, ballot)

    def _standing(self, conversation: Conversation) -> Standing:
        book, flow = self._c.book, self._c.book.by_name.get(conversation.flow)
        try:
            shown = envelope.labels_from_bytes(self._opened(conversation, conversation.shown))
            if flow is None or conversation.flow_version != flow.version:
                return Standing(None, None, shown)
            kind = book.state_kind(flow, conversation.state_kind)
            state = (
                None
                if kind is None
                else states.from_bytes(kind, self._opened(conversation, conversation.state))
            )
        except KeyGone:
            return Standing(flow, None, ())
        return Standing(flow, state, shown)

    def _opened(self, conversation: Conversation, stored: bytes) -> bytes:
        sealed_by = conversation.sealed_by
        return stored if sealed_by is None or not stored else self._c.database.seals.open(sealed_by, stored)

    def _words(self, language: Language) -> Callable[[envelope.Label], str]:
        return lambda label: self._c.texts.render(label.words, language, self._c.clock.now())

    def _turn(
        self, unit: Unit, ready: Ready, heard: Heard, person: Person, conversation: Conversation
    ) -> Turn:
        c = self._c
        return Turn(
            person=person,
            member=_member(person, conversation),
            now=c.clock.now(),
            store=unit,
            papers=c.papers,
            fresh_id=c.fresh_id,
            channel=heard.channel,
            account=heard.account,
            flows=c.book.flows,
            text=heard.text,
            files=ready.files,
            flow=conversation.flow,
            seq=ready.entry.seq,
        )

    # --- answering ---

    async def _visit(self, unit: Unit, heard: Heard, person: Person | None) -> Result:
        language = person.language if person else _language(heard.language)
        choice = (
            None
            if heard.choice is None
            else unpack(heard.choice.removeprefix(envelope.STAYS), self._c.book.tags)
        )
        visit = Visit(
            now=self._c.clock.now(),
            store=unit,
            channel=heard.channel,
            account=heard.account,
            name=heard.name,
            language=language,
            fresh_id=self._c.fresh_id,
            text=heard.text,
            choice=choice,
        )
        return await self._c.book.knock(visit)

    async def _answer(self, step: Step, turn: Turn) -> Result:
        match step:
            case Begin(flow, argument):
                return await self._begin(flow, turn, argument)
            case Press(OpenFlow(), flow) if flow is not None:
                return await self._begin(flow, turn, "")
            case Press(choice, flow) if flow is not None:
                return await flow.presses[type(choice)](turn, choice)
            case Press():
                return await self._begin(self._menu, turn, "")
            case Answer(flow, state):
                return await flow.answers[type(state)](turn, state, turn.text)
            case Stale():
                return await self._fresh(turn, say("chat.stale"))
            case Unclear():
                return await self._with_menu(turn, say("chat.not_understood"))

    async def _begin(self, flow: Flow, turn: Turn, argument: str) -> Result:
        if flow.opening is None or not flow.open_to(turn.member):
            return await self._with_menu(turn, say("chat.not_for_you"))
        return await flow.opening(turn, argument)

    async def _fresh(self, turn: Turn, lead: Say) -> Result:
        """A word in passing, and the fresh screen of where the person is."""
        flow = self._c.book.by_name.get(turn.flow, self._menu)
        result = await self._begin(flow, turn, "")
        result.out = (Toast(lead), *result.out)
        return result

    async def _with_menu(self, turn: Turn, lead: Say) -> Result:
        assert self._menu.opening is not None
        result = await self._menu.opening(turn, "")
        result.out = tuple(led(lead, out) if isinstance(out, Screen) else out for out in result.out)
        return result

    # --- writing ---

    def _conversation(
        self,
        before: Conversation,
        result: Result,
        flow: Flow | None,
        shown: tuple[envelope.Label, ...] | None,
    ) -> Conversation:
        sealed_by = result.sealed_by
        state = states.to_bytes(result.state) if isinstance(result, Next) else b""
        labels = (
            before.shown
            if shown is None and before.sealed_by is None
            else envelope.labels_to_bytes(shown or ())
        )
        if sealed_by is not None:
            seal = self._c.database.seals.seal
            state, labels = seal(sealed_by, state), seal(sealed_by, envelope.labels_to_bytes(shown or ()))
        moved_to = result.khoi if isinstance(result, End) else None
        return Conversation(
            before.channel,
            before.account,
            khoi=moved_to if moved_to is not None else before.khoi,
            flow="" if flow is None else flow.name,
            flow_version=0 if flow is None else flow.version,
            state_kind=type(result.state).__name__ if isinstance(result, Next) else "",
            state=state,
            shown=labels,
            sealed_by=sealed_by,
            revision=before.revision,
        )


def _member(person: Person, conversation: Conversation) -> Member:
    """Where the person is working now: the khối last chosen, else the first they joined."""
    chosen = None if conversation.khoi is None else person.in_khoi(conversation.khoi)
    return chosen or person.memberships[0]


def _flow_after(step: Step, standing: Standing) -> Flow | None:
    match step:
        case Begin(flow) | Answer(flow):
            return flow
        case Press(_, flow) if flow is not None:
            return flow
        case Press():
            return None
        case _:
            return standing.flow


def _language(code: str) -> Language:
    return Language.EN if code.startswith("en") else Language.VI
