"""Every question of every flow, answered with rubbish: politely, never an incident; /huy leaves; old states restart.

A new flow is covered as soon as it stands in FLOWS.
"""

import random
from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot import states
from bot.book import Book
from handlers import FLOWS
from handlers.kit import Flow
from tests.handlers.peopled import Peopled, peopled, told, trouble
from tests.handlers.plausible import FILES, TYPED, Plausible
from tests.talk import Phone, Room

QUESTIONS = tuple(Book.of(FLOWS).by_state.items())
A_STATE = 4  # how much of the corpus one state is given; all states together are given all of it


@pytest.fixture
async def there(room: Room) -> Peopled:
    return await peopled(room)


async def waits(phone: Phone, flow: Flow, state: object, odd: Mapping[str, object] | None = None) -> None:
    """The conversation waits in this state."""
    async with phone.room.store() as store:
        now = await store.turns.conversation("paper", phone.account)
        stored = replace(
            now, khoi=phone.member.khoi, flow=flow.name, flow_version=flow.version,
            state_kind=type(state).__name__, state=states.to_bytes(state),
        )  # fmt: skip
        await store.turns.stand(replace(stored, **odd or {}))  # type: ignore[arg-type]


async def typed(phone: Phone, flow: Flow, state: object, text: str) -> str | None:
    """Answers the question with a text; what went wrong, if anything."""
    await waits(phone, flow, state)
    wrong = await trouble(phone, phone.says(text))
    return None if wrong is None else f"{state} <- {text[:40]!r}: {wrong}"


async def test_rubbish_is_answered_politely_and_cancelling_leaves(there: Peopled) -> None:
    wrong, dice = [], random.Random(5)
    for some in (Plausible(6), Plausible(7, there.known)):
        for kind, flow in QUESTIONS:
            phone = dice.choice([there.mighty, there.home.binh, there.home.ha, there.plain, there.outside])
            some_of_it = dice.sample(TYPED, A_STATE)
            wrong += [await typed(phone, flow, some.made(kind), text) for text in some_of_it]
            await waits(phone, flow, some.made(kind))
            wrong.append(await trouble(phone, phone.says("/huy")))
            wrong += [] if phone.heard[-1] == "cancel.done" else [f"{kind}: /huy said {phone.heard[-1]}"]
            wrong.append(await trouble(phone, phone.says("/menu")))
            wrong += [] if phone.heard[-1].startswith("menu.") else [f"{kind}: /menu said {phone.heard[-1]}"]
    assert told(wrong) == ""


async def test_every_sort_of_rubbish_is_typed_to_whoever_may_answer(there: Peopled) -> None:
    wrong, some = [], Plausible(8, there.known)
    for at, text in enumerate(TYPED):
        for kind, flow in QUESTIONS[at % 9 :: 9]:
            wrong.append(await typed(there.mighty, flow, some.made(kind), text))
    assert told(wrong) == ""


async def test_a_wrong_file_is_answered_politely(there: Peopled) -> None:
    wrong: list[str | None] = []
    some = Plausible(9, there.known)
    for kind, flow in QUESTIONS:
        for name, content, media_type in FILES:
            state: object = some.made(kind)
            await waits(there.mighty, flow, state)
            sending = there.mighty.sends(name, content, media_type=media_type)
            if trouble_here := await trouble(there.mighty, sending):
                wrong.append(f"{state} <- {name[:20]!r}: {trouble_here}")
    assert told(wrong) == ""


async def test_an_old_or_damaged_state_begins_anew(there: Peopled) -> None:
    wrong: list[str | None] = []
    some, lan = Plausible(10, there.known), there.home.lan
    for kind, flow in QUESTIONS:
        state: object = some.made(kind)
        oddities: tuple[dict[str, object], ...] = (
            {"flow_version": flow.version + 1},
            {"state": b'{"half'},
            {"state": b'{"other": "shape"}'},
            {"state_kind": "Gone"},
            {"flow": "gone"},
            {"shown": b"[["},
        )
        for odd in oddities:
            await waits(lan, flow, state, odd)
            if trouble_here := await trouble(lan, lan.says("abc")):
                wrong.append(f"{state} with {odd}: {trouble_here}")
            wrong.append(await trouble(lan, lan.says("/menu")))
    assert told(wrong) == ""
