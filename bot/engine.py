"""One turn: find the person, load the conversation, pick the step, run it, and put everything it did into the unit.

Expected outcomes are values; an exception in a step is a bug and is caught in `bot/work.py`, once.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from bot import envelope, inbox, standing
from bot.channel import Heard
from bot.context import Context, Ready
from bot.dispatch import Standing, Step, choose, pick
from bot.saying import Saying
from bot.steps import Steps
from bot.taken import Taken
from campaign.ids import KhoiId
from campaign.people import Language, Person
from handlers.kit import (
    End,
    Flow,
    Result,
    Turn,
    Visit,
    say,
)
from handlers.packing import pack, unpack
from storage.sealing import KeyGone
from storage.turns import Arrival, Conversation, Entry
from storage.unit import Unit


class Engine:
    """Runs turns inside a unit that somebody else commits."""

    def __init__(self, context: Context) -> None:
        self._c = context
        self._steps = Steps(context.book)

    async def turn(self, unit: Unit, ready: Ready) -> Taken:
        """Runs one turn; answers what is to be written of it and then sent."""
        entry, now = ready.entry, self._c.clock.now()
        heard = self._heard(entry)
        person = await unit.people.by_account(entry.channel, entry.account)
        conversation = before = await unit.turns.conversation(entry.channel, entry.account)
        turn_flow: Flow | None = None
        result: Result
        if person is None or not person.memberships:
            result = await self._visit(unit, heard, person, conversation)
            if result.khoi is not None:
                person = await self._welcome(unit, ready, heard, conversation, result, result.khoi)
        else:
            conversation = standing.in_khoi(conversation, person, await self._told_by(unit, heard, person))
            stands = self.stands(conversation)
            step = self.step(stands, heard, person.language)
            result = await self.answer(step, unit, ready, heard, person, conversation, stands)
            turn_flow = self._c.book.waiting_in(result) or standing.flow_after(step, stands)
        if person is not None and isinstance(result, End) and result.speaks is not None:
            person = replace(person, language=result.speaks)
        saying = self.saying()
        stays = heard.choice is None or heard.choice.startswith(envelope.STAYS)
        edits = None if stays else heard.message_ref
        letters, shown = await saying.speak(unit, heard, person, result, edits)
        after = standing.written(self._c.database.seals, conversation, result, turn_flow, shown)
        if after.khoi != (before.khoi or _first_khoi(person)):
            await unit.command_lists.changed(entry.channel, entry.account, now)
        await self._go_on(unit, entry, result, edits)
        return Taken(entry.seq, now, letters, after)

    async def fail(self, unit: Unit, ready: Ready, incident: str) -> Taken:
        """Says that something went wrong, with the number under which the log explains it. The entry is done."""
        entry, now = ready.entry, self._c.clock.now()
        heard = Heard(entry.channel, entry.account, f"failed-{entry.seq}")
        with suppress(Exception):  # what was stored cannot be read: its sender hears of it all the same
            heard = self._heard(entry)
        person = await unit.people.by_account(entry.channel, entry.account)
        saying = self.saying()
        result = End(say("chat.incident", number=incident))
        letters, _ = await saying.speak(unit, heard, person, result, None)
        return Taken(entry.seq, now, letters)

    def leave(self, ready: Ready) -> Taken:
        """The entry is done, and nothing is said."""
        return Taken(ready.entry.seq, self._c.clock.now(), [])

    def stands(self, conversation: Conversation) -> Standing:
        """Where a stored conversation stands."""
        return standing.read(self._c.book, self._c.database.seals, conversation)

    def saying(self) -> Saying:
        """What writes the messages of a turn that happens now."""
        return Saying(self._c.database.seals, self._c.files, self._c.fresh_id, self._c.clock.now())

    def step(self, stands: Standing, heard: Heard, language: Language) -> Step:
        """Which step answers what was heard."""
        return choose(self._c.book, stands, heard, self._words(language))

    async def answer(
        self,
        step: Step,
        unit: Unit,
        ready: Ready,
        heard: Heard,
        person: Person,
        conversation: Conversation,
        stands: Standing,
    ) -> Result:
        """Runs a step for somebody who has joined; nothing is said yet."""
        return await self._steps.take(
            step, self._turn(unit, ready, heard, person, conversation, stands.state)
        )

    # --- reading ---

    def _heard(self, entry: Entry) -> Heard:
        try:
            return inbox.from_bytes(entry.payload, self._c.database.seals, entry.sealed_by)
        except KeyGone:
            ballot = entry.sealed_by
            assert ballot is not None
            bare = Heard(entry.channel, entry.account, f"late-{entry.seq}")
            return inbox.without_choice(bare, ballot)

    async def _told_by(self, unit: Unit, heard: Heard, person: Person) -> KhoiId | None:
        """The khối of the notice whose button was pressed, for somebody in several: the press is about that khối."""
        if len(person.memberships) == 1 or heard.choice is None or heard.message_ref is None:
            return None
        return await unit.notices.khoi_of_message(heard.channel, heard.account, heard.message_ref)

    def _words(self, language: Language) -> Callable[[envelope.Label], str]:
        return lambda label: self._c.texts.render(label.words, language, self._c.clock.now())

    def _turn(
        self,
        unit: Unit,
        ready: Ready,
        heard: Heard,
        person: Person,
        conversation: Conversation,
        state: object | None = None,
    ) -> Turn:
        c = self._c
        return Turn(
            person=person,
            member=standing.member_of(person, conversation),
            now=c.clock.now(),
            store=unit,
            papers=c.papers,
            fresh_id=c.fresh_id,
            channel=heard.channel,
            account=heard.account,
            flows=c.book.flows,
            zone=c.zone,
            manners=c.manners,
            catalogue=c.catalogue,
            text=heard.text,
            files=ready.files,
            flow=conversation.flow,
            state=state,
            seq=ready.entry.seq,
            heard_at=ready.entry.received_at,
            whence=heard.whence,
        )

    # --- answering ---

    async def _visit(
        self, unit: Unit, heard: Heard, person: Person | None, conversation: Conversation
    ) -> End:
        language = person.language if person else heard.speaks
        data = heard.choice
        if data is None and not heard.files:
            data = pick(self.stands(conversation).shown, heard.text, self._words(language))
        visit = Visit(
            now=self._c.clock.now(),
            store=unit,
            channel=heard.channel,
            account=heard.account,
            name=heard.name,
            language=language,
            fresh_id=self._c.fresh_id,
            text=heard.text,
            choice=None if data is None else unpack(data.removeprefix(envelope.STAYS), self._c.book.tags),
            person=person,
            whence=heard.whence,
        )
        return await self._c.book.knock(visit)

    async def _welcome(
        self, unit: Unit, ready: Ready, heard: Heard, before: Conversation, result: End, khoi: KhoiId
    ) -> Person:
        """Whoever has joined just now: the welcome is followed by their first menu."""
        person = await unit.people.by_account(heard.channel, heard.account)
        assert person is not None, "who joins is somebody"
        turn = self._turn(unit, ready, heard, person, replace(before, khoi=khoi))
        result.out = (*result.out, *(await self._steps.begin(self._c.book.by_name["menu"], turn, "")).out)
        return person

    # --- writing ---

    async def _go_on(self, unit: Unit, entry: Entry, result: Result, edits: str | None) -> None:
        """Long work presses its own button, as one more update that waits its turn."""
        if result.then is None:
            return
        assert result.sealed_by is None, "what is secret does not go on by itself"
        key = f"then-{entry.seq}"
        heard = Heard(entry.channel, entry.account, key, choice=pack(result.then), message_ref=edits)
        arrival = Arrival(entry.channel, key, entry.account, inbox.to_bytes(heard))
        await unit.turns.arrive([arrival], self._c.clock.now())


def _first_khoi(person: Person | None) -> KhoiId | None:
    """Where somebody works who has chosen nothing."""
    return person.memberships[0].khoi if person is not None and person.memberships else None
