"""Brings the full house to a situation of `situations.py`, and has everybody press the same button in it.

Nothing of it stays. All stand in the conversation of whoever was shown the button, so that the only thing they lack is
the right.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace

from bot import envelope
from handlers.kit import Choice
from handlers.packing import unpack
from tests.handlers.asking import Asker
from tests.handlers.full_house import FullHouse
from tests.handlers.pressing import Outcome
from tests.handlers.rights_table import BUTTONS
from tests.handlers.situation import At, Builder, Situation
from tests.handlers.ways import File, Press, Step, Tap
from tests.talk import Phone


class Stage:
    """The house, and what is needed to act in it."""

    def __init__(self, house: FullHouse, asker: Asker) -> None:
        self._house = house
        self._asker = asker

    async def pressed(self, name: str, situation: Situation) -> tuple[Choice, Mapping[str, Outcome]]:
        """The button as it was shown in this situation, and what became of it for everybody."""
        async with self._staged(situation):
            button = self._button(name, situation)
            return button, await self._standing_there(
                situation, lambda phone: self._asker.presser.press(phone, button)
            )

    async def answered(self, situation: Situation, said: str | File) -> tuple[object, Mapping[str, Outcome]]:
        """The question that waits in this situation, and what became of this answer for everybody."""
        async with self._staged(situation):
            account = self._house[situation.who].account
            waits = await self._asker.presser.unit.turns.conversation("paper", account)
            state = self._house.room.app.engine.stands(waits).state
            return state, await self._standing_there(
                situation, lambda phone: self._asker.outcome(phone, said)
            )

    @asynccontextmanager
    async def _staged(self, situation: Situation) -> AsyncIterator[None]:
        presser = self._asker.presser
        with self._clock_put_back(), presser.working_out(situation.with_duties):
            async with presser.taken_back():
                for act in situation.acts:
                    for step in act.steps:
                        await self._takes(self._house[act.who], step)
                yield

    async def by_everybody(self, act: Callable[[Phone], Awaitable[Outcome]]) -> Mapping[str, Outcome]:
        """What became of this for everybody, in the house as it stands."""
        return {who: await act(phone) for who, phone in self._house.people.items()}

    async def _standing_there(
        self, situation: Situation, act: Callable[[Phone], Awaitable[Outcome]]
    ) -> Mapping[str, Outcome]:
        async def there(phone: Phone) -> Outcome:
            async with self._lent(situation.who, phone):
                return await act(phone)

        return await self.by_everybody(there)

    def _button(self, name: str, situation: Situation) -> Choice:
        kind = BUTTONS[name]
        if situation.given is not None:
            return self._asker.filled(name, situation.given)
        return next(self._shown(kind), None) or self._missing(name)

    async def _takes(self, phone: Phone, step: Step | At | Builder) -> None:
        match step:
            case At(moment):
                self._house.room.clock.move_to(moment)
            case str() | Press() | Tap() | File():
                await self._asker.takes(phone, step)
            case builder:
                await builder(self._house, self._asker.presser.unit)

    def _shown(self, kind: type[Choice]) -> Iterator[Choice]:
        for message in self._asker.shown:
            for _, line in message.buttons:
                choice = unpack((line.data or "").removeprefix(envelope.STAYS), {kind.tag: kind})
                if choice is not None:
                    yield choice

    def _missing(self, name: str) -> Choice:
        shown = [(message.key, message.text) for message in self._asker.shown]
        raise AssertionError(f"{name} is not shown: {shown}")

    @asynccontextmanager
    async def _lent(self, who: str, phone: Phone) -> AsyncIterator[None]:
        """The conversation of this phone waits in what the other's waits in."""
        turns = self._asker.presser.unit.turns
        there = await turns.conversation("paper", self._house[who].account)
        own = await turns.conversation("paper", phone.account)
        async with self._asker.presser.taken_back():
            moved = replace(there, account=phone.account, khoi=own.khoi, revision=own.revision)
            await turns.stand([moved])
            yield

    @contextmanager
    def _clock_put_back(self) -> Iterator[None]:
        clock = self._house.room.clock
        before = clock.now()
        try:
            yield
        finally:
            clock.move_to(before)
