"""Every question of every flow on Telegram and on the web page, answered with bad input as it really comes there.

No question is left out, every answer is one that the messenger takes, and nothing is an incident.
What each question makes of the whole corpus: `tests/handlers/test_every_question.py`.
"""

import asyncio
import contextlib
import itertools
import shutil
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.assembly import assemble
from bot.book import Book
from bot.clock import MovableClock, RealClock
from bot.ground import Place
from bot.share import Share
from bot.telegram import TelegramChannel
from bot.web.talk import LONGEST_TEXT
from campaign.ids import PersonId
from campaign.people import Member
from handlers import FLOWS
from storage.turns import Conversation
from storage.unit import Database
from tests.bot.web.house import Browser, open_house
from tests.bot_api import BotApi, Phone
from tests.handlers.asking import Asker
from tests.handlers.full_house import full_house
from tests.handlers.plausible import FILES, TYPED
from tests.handlers.ways import WAYS
from tests.talk.room import START, ZONE, open_room

ASKED = {f"{flow.name}.{kind.__name__}" for kind, flow in Book.of(FLOWS).by_state.items()}
TYPABLE = tuple(text for text in TYPED if text.strip() and "\0" not in text)
"""A phone sends no empty text."""
EACH = 6  # texts for one question; all of them for all questions together


@dataclass(frozen=True)
class Waiting:
    """A question that waits for somebody, and what it is answered with."""

    name: str
    member: Member
    stands: Conversation
    texts: tuple[str, ...]
    file: tuple[str, bytes, str]


Asked = Mapping[PersonId, Sequence[Waiting]]


@pytest.fixture(scope="module")
def asked_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Asked]:
    """A full house, and everything that is asked there."""
    folder = tmp_path_factory.mktemp("house")
    with ThreadPoolExecutor(1) as elsewhere:  # a loop runs here already
        return folder, elsewhere.submit(lambda: asyncio.run(_asked(folder))).result()


@pytest.fixture
def questions(asked_once: tuple[Path, Asked], tmp_path: Path) -> Asked:
    """Everything that is asked, by who is asked, in the installation in this folder."""
    shutil.copytree(asked_once[0], tmp_path, dirs_exist_ok=True)
    return asked_once[1]


async def _asked(folder: Path) -> Asked:
    texts, files = itertools.cycle(TYPABLE), itertools.cycle(FILES)
    found: dict[PersonId, list[Waiting]] = defaultdict(list)
    async with open_room(folder) as room:
        house = await full_house(room)
        async with room.app.database.unit() as unit:
            asker = Asker(house, unit)
            for name, way in WAYS.items():
                member = house[way.who].member
                async with asker.asked(name) as question:
                    some = tuple(itertools.islice(texts, EACH))
                    waits = Waiting(name, member, question.conversation, some, next(files))
                    found[member.person].append(waits)
    return found


async def waits(database: Database, channel: str, account: str, question: Waiting) -> None:
    """The conversation of this account waits in that question."""
    async with database.unit() as unit:
        now = await unit.turns.conversation(channel, account)
        there = replace(question.stands, channel=channel, account=account, revision=now.revision)
        await unit.turns.stand([there])
        await unit.commit()


# --- Telegram ---


async def test_every_question_takes_bad_input_on_telegram(tmp_path: Path, questions: Asked) -> None:
    asked: set[str] = set()
    async with BotApi() as api, _on_telegram(api, tmp_path) as database:
        people = [
            _telegram(api, database, number, waiting, asked)
            for number, waiting in enumerate(questions.values(), 6_000_000_001)
        ]
        await asyncio.gather(*people)
        await api.all_taken(60)
    said = [message.text for phone in api.phones for message in phone.received]
    assert [text for text in said if "Mã sự cố" in text] == []
    assert api.refusals == []
    assert api.unanswered == []
    assert asked == ASKED


async def _telegram(
    api: BotApi, database: Database, account: int, waiting: Sequence[Waiting], asked: set[str]
) -> None:
    phone = api.phone(waiting[0].member.name, account)
    phone.knows_the_bot()
    async with database.unit() as unit:
        await unit.people.bind("telegram", str(account), waiting[0].member.person, "", datetime.now(UTC))
        await unit.commit()
    for question in waiting:
        for text in question.texts:
            await waits(database, "telegram", str(account), question)
            await phone.says(text)
            await _answered(phone, f"{question.name} <- {text[:40]!r}")
        name, content, media_type = question.file
        if content:  # the app sends no empty file
            await waits(database, "telegram", str(account), question)
            await phone.sends_file(name, content, media_type)
            await _answered(phone, f"{question.name} <- {name[:40]}")
        asked.add(question.name)


async def _answered(phone: Phone, what: str) -> None:
    try:
        await phone.wait_for(lambda message: True, 30)
    except AssertionError as silence:
        raise AssertionError(f"{what}: {silence}") from None


@asynccontextmanager
async def _on_telegram(api: BotApi, folder: Path) -> AsyncIterator[Database]:
    channel = TelegramChannel(api.token, api.url)
    place = Place(folder / "data" / "thidua.db", folder / "data" / "files", folder / "keys")
    clock = MovableClock(RealClock(), START.replace(hour=14))
    async with assemble(place, clock, ZONE, [channel], share=Share.everything()) as app:
        serving = asyncio.ensure_future(app.serve())
        try:
            yield app.database
        finally:
            serving.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await serving
            await channel.close()


# --- the page ---


async def test_every_question_takes_bad_input_on_the_page(tmp_path: Path, questions: Asked) -> None:
    asked: set[str] = set()
    async with open_house(tmp_path, share=Share.everything()) as house:
        house.room.clock.move_to(START.replace(hour=14))
        for waiting in questions.values():
            browser = await house.joined(waiting[0].member)
            async with browser.listening(after=browser.state["event"]) as ear:
                for question in waiting:
                    for text in question.texts:
                        await _stands(browser, question)
                        sent = await browser.says(text)
                        if len(text) > LONGEST_TEXT:
                            assert sent.json()["refused"] == "text"
                            continue
                        assert sent.status_code == 200
                        assert "Mã sự cố" not in (await ear.answer())["text"], f"{question.name} <- {text!r}"
                    await _stands(browser, question)
                    name, content, _ = question.file
                    sent = await browser.uploads(name, content)
                    assert sent.status_code in (200, 413, 415)
                    if sent.status_code == 200:
                        assert "Mã sự cố" not in (await ear.answer())["text"], f"{question.name} <- {name!r}"
                    asked.add(question.name)
    assert asked == ASKED


async def _stands(browser: Browser, question: Waiting) -> None:
    house = browser.house
    house.timer.now += 10.0  # nobody types that fast
    await waits(house.app.database, "web", browser.state["device"], question)
