"""Every question of every flow, answered with rubbish: politely, never an incident; /huy leaves; old states restart.

A new flow is covered as soon as it stands in FLOWS; a new question needs its way in `ways.py`, by which it is really
asked: the whole corpus of bad input is answered to each, on both databases.
"""

import random
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bot import states
from bot.book import Book
from handlers import FLOWS
from handlers.kit import Flow
from tests.handlers.asking import Asker, Question
from tests.handlers.full_house import FullHouse, full_house
from tests.handlers.peopled import Peopled, faults, peopled, told, trouble
from tests.handlers.plausible import FILES, TYPED, Plausible
from tests.handlers.rights_table import Rights, read
from tests.handlers.ways import WAYS, File
from tests.talk import Phone, Room
from tests.talk.room import open_room

Record = Callable[[str, object], None]
QUESTIONS = tuple(Book.of(FLOWS).by_state.items())
ASKED = tuple(f"{flow.name}.{kind.__name__}" for kind, flow in QUESTIONS)
CORPUS: tuple[str | File, ...] = (*TYPED, *(File(*file) for file in FILES))
A_STATE = 4  # how much of the corpus is given to one state that nobody was led to


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
        await store.turns.stand([replace(stored, **odd or {})])  # type: ignore[arg-type]


async def typed(phone: Phone, flow: Flow, state: object, text: str) -> str | None:
    """Answers the question with a text; what went wrong, if anything."""
    await waits(phone, flow, state)
    wrong = await trouble(phone, phone.says(text))
    return None if wrong is None else f"{state} <- {text[:40]!r}: {wrong}"


async def test_rubbish_is_answered_politely_and_cancelling_leaves(
    there: Peopled, record_property: Record
) -> None:
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
    record_property("answers looked at", len(wrong))


@pytest.fixture(params=["sqlite", "postgres"])
async def house(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[FullHouse]:
    server = None if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    async with open_room(tmp_path, server=server) as room:
        yield await full_house(room)


def test_there_is_a_way_to_every_question_and_no_way_is_left_over(record_property: Record) -> None:
    assert sorted(WAYS) == sorted(ASKED)
    record_property("questions", len(WAYS))
    record_property("bad texts and files", len(CORPUS))


async def test_the_whole_corpus_is_answered_politely_to_every_question(
    house: FullHouse, record_property: Record
) -> None:
    """By somebody who may answer: a refusal would mean that the question never saw what was typed."""
    wrong, rights = list[str](), read()
    async with house.room.app.database.unit() as unit:
        asker = Asker(house, unit)
        for name in WAYS:
            async with asker.asked(name) as question:
                if question.waits != name:
                    wrong.append(f"{name} is not asked: {question.waits}")
                    continue
                for said in CORPUS:
                    wrong += [
                        f"{name} <- {_short(said)}: {one}" async for one in _faults(question, said, rights)
                    ]
    assert told(wrong) == ""
    record_property("answers looked at", len(WAYS) * len(CORPUS))


async def _faults(question: Question, said: str | File, rights: Rights) -> AsyncIterator[str]:
    try:
        answers = await question.answered(said)
    except Exception as error:  # noqa: BLE001 - whatever it is, the others are to be tried too
        yield f"{type(error).__name__}: {error}"
        return
    if not answers:
        yield "silence"
    for answer in answers:
        if any(refusal <= {answer.key} for refusal in rights.refusals):
            yield f"refused with {answer.key}"
        for fault in faults(answer):
            yield fault


def _short(said: str | File) -> str:
    return repr(said[:40]) if isinstance(said, str) else said.name[:40]


async def test_an_old_or_damaged_state_begins_anew(there: Peopled, record_property: Record) -> None:
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
    record_property("damaged conversations", len(wrong))
