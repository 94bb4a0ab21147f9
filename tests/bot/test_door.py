"""One update that breaks the program stops neither the others nor the program, by polling and by webhook."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.routing import Route

from bot.channel import Heard
from bot.door import TRIES, Door
from bot.inbox import to_bytes
from bot.telegram import Stuck, TelegramChannel
from bot.telegram_json import loaded
from bot.telegram_webhook import HEADER, endpoint
from bot.telegram_words import NotUnderstood, heard_of
from storage.sql import Unavailable
from tests.bot.test_telegram import SECRET, program, receiving, served
from tests.bot.updates import honest, spoiled
from tests.bot_api import BotApi
from tests.talk import Room
from tests.talk.room import open_room

ACCOUNT = 5_000_000_001


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
async def room(tmp_path: Path, server: str | None) -> AsyncIterator[Room]:
    async with open_room(tmp_path, server=server) as opened:
        yield opened


def said(number: int, account: int, text: str = "/start") -> dict[str, Any]:
    chat = {"id": account, "type": "private"}
    return {"update_id": number, "message": {"message_id": number, "chat": chat, "text": text}}


class Ears:
    """Stores what it is given, whole batches or nothing, but for texts that break it."""

    def __init__(self, *breaking: str) -> None:
        self.breaking = set(breaking)
        self.heard: list[str] = []

    async def ingest(self, batch: Sequence[Heard]) -> None:
        if any(heard.text in self.breaking or "all" in self.breaking for heard in batch):
            raise ValueError("Nguyễn Văn A")
        self.heard += [heard.text for heard in batch]


# --- reading ---

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ("update_id", "message", "callback_query", "chat", "from", "id", "type", "text", "photo", "document", "data",
         "file_id", "message_id")), inner, max_size=6),
    max_leaves=20,
)  # fmt: skip


@given(anything)
def test_whatever_an_update_is_what_is_heard_of_it_can_be_stored(update: object) -> None:
    try:
        heard = heard_of(update, "telegram")
    except NotUnderstood:
        return
    assert heard is None or storable(heard)


@pytest.mark.parametrize("update", honest(), ids=["text", "document", "photo", "press"])
def test_every_field_of_an_update_may_be_anything(update: dict[str, Any]) -> None:
    heard = 0
    for spoilt in spoiled({"update_id": 1} | update):
        try:
            one = heard_of(loaded(json.dumps(spoilt).encode()), "telegram")
        except NotUnderstood:
            continue
        heard += one is not None and storable(one)
    assert heard > 50


def storable(heard: Heard) -> bool:
    assert b"\\u0000" not in to_bytes(heard)
    assert -(2**63) <= int(heard.account) < 2**63
    return True


async def test_what_is_heard_of_spoilt_updates_has_its_turn_without_an_incident(
    room: Room, capfd: pytest.CaptureFixture[str]
) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    async with room.store() as unit:
        await unit.sql.run("UPDATE account SET account = ? WHERE account = ?", str(ACCOUNT), lan.account)
    other = {}  # most of them say the same
    for update in (one for each in honest(ACCOUNT) for one in spoiled(each)):
        with suppress(NotUnderstood):
            other[repr(heard_of({"update_id": 1} | update, "paper"))] = update
    updates = [{"update_id": place} | update for place, update in enumerate(other.values(), 1)]
    assert len(updates) > 50
    taken = await Door("paper").take_in(updates, room.app.ingest)
    assert (taken.offset, taken.why) == (len(updates) + 1, None)
    await room.settle()
    async with room.app.database.reading() as unit:
        assert await unit.turns.how_many() == 0
    assert "a turn failed" not in capfd.readouterr().out


# --- taking in ---


async def test_an_update_that_breaks_us_is_left_out_after_a_few_tries_and_everything_else_taken_in_order(
    capfd: pytest.CaptureFixture[str],
) -> None:
    door, ears = Door("telegram"), Ears("B1")
    batch = [
        said(n, account, text)
        for n, (account, text) in enumerate(((1, "A1"), (2, "B1"), (2, "B2"), (1, "A2")), 1)
    ]
    for _ in range(TRIES - 1):
        taken = await door.take_in(batch, ears.ingest)
        assert (taken.offset, type(taken.why)) == (2, ValueError)
        assert ears.heard == ["A1", "A2"], "what the same person said after it waits"
    assert (await door.take_in(batch, ears.ingest)).offset == 5
    assert ears.heard == ["A1", "A2", "B2"]
    log = capfd.readouterr().out
    assert "an update is left out" in log
    assert "incident" in log
    assert "Nguyễn" not in log


async def test_where_nothing_can_be_stored_nothing_is_left_out() -> None:
    door, ears = Door("telegram"), Ears("all")
    batch = [said(1, 1, "A"), said(2, 2, "B"), said(3, 1, "C")]
    for _ in range(3 * TRIES):
        assert (await door.take_in(batch, ears.ingest)).offset == 1
    ears.breaking.clear()
    taken = await door.take_in([*batch, said(4, 2, "D")], ears.ingest)
    assert (taken.offset, taken.why) == (5, None)
    assert ears.heard == ["A", "B", "C", "D"]


async def test_what_names_no_account_or_not_itself_is_left_out_at_once(
    capfd: pytest.CaptureFixture[str],
) -> None:
    door, ears = Door("telegram"), Ears()
    nameless = said(2, 1, "Nguyễn Văn A") | {"message": {"chat": {"type": "private"}, "text": "Nguyễn Văn A"}}
    taken = await door.take_in([said(3, 1, "C"), nameless, {"update_id": "x"}, None], ears.ingest)
    assert (taken.offset, taken.why, ears.heard) == (4, None, ["C"])
    log = capfd.readouterr().out
    assert log.count("it cannot be read") == 3
    assert "Nguyễn" not in log


async def test_a_database_that_is_away_holds_the_whole_batch() -> None:
    async def away(batch: Sequence[Heard]) -> None:
        raise Unavailable("away")

    with pytest.raises(Unavailable):
        await Door("telegram").take_in([said(1, 1)], away)


# --- over real HTTP ---


def broken(api: BotApi) -> None:
    """A surrogate alone (a strict reader refuses the whole answer), and what names no chat."""
    half = orjson.Fragment(b'{"message_id": 1, "chat": {"id": 99, "type": "private"}, "text": "\\ud800"}')
    api.updates.push("message", half, ("message", 99))  # type: ignore[arg-type]
    api.updates.push("message", {"message_id": 2, "chat": {"type": "private"}}, ("message", 98))
    api.updates.push("callback_query", {"id": 3, "message": []}, ("callback_query", 97))


async def test_polling_goes_on_behind_updates_that_cannot_be_read(api: BotApi, tmp_path: Path) -> None:
    nobody = api.phone("Trần Thị B")
    broken(api)
    async with program(api, tmp_path):
        await nobody.says("/start")
        await nobody.wait_for("mã tham gia")
        await api.all_taken()


async def test_a_webhook_goes_on_behind_updates_that_cannot_be_read(api: BotApi, tmp_path: Path) -> None:
    nobody = api.phone("Trần Thị B")
    async with served(api, tmp_path):
        broken(api)
        await nobody.says("/start")
        await nobody.wait_for("mã tham gia")
        await api.all_taken()


async def test_polling_goes_on_behind_an_update_that_cannot_be_stored(api: BotApi) -> None:
    channel, ears = TelegramChannel(api.token, api.url), Ears("Hai")
    one, other = api.phone("Nguyễn Văn A"), api.phone("Trần Thị B")
    await one.says("Một")
    await other.says("Hai")
    await other.says("Ba")
    await one.says("Bốn")
    async with asyncio.timeout(60):
        await receiving(channel, ears, until=api.all_taken(timeout=30))  # type: ignore[arg-type]
    await channel.close()
    assert ears.heard == ["Một", "Bốn", "Ba"]


async def test_a_webhook_goes_on_behind_an_update_that_cannot_be_stored(api: BotApi) -> None:
    channel, ears = TelegramChannel(api.token, api.url), Ears("Hai")
    route = Route("/telegram", endpoint(channel, SECRET, ears.ingest), methods=["POST"])
    asking = httpx.AsyncClient(
        transport=httpx.ASGITransport(Starlette(routes=[route])), base_url="http://bot"
    )
    async with asking as http:
        told = []
        for update in (
            said(1, 1, "Hai"),
            said(1, 1, "Hai"),
            said(2, 2, "Một"),
            said(1, 1, "Hai"),
            said(3, 1, "Ba"),
        ):
            reply = await http.post("/telegram", json=update, headers={HEADER: SECRET})
            told.append(reply.status_code)
    await channel.close()
    assert told == [503, 503, 200, 200, 200]
    assert ears.heard == ["Một", "Ba"]


async def test_polling_says_that_it_is_stuck_and_has_lost_nothing(api: BotApi) -> None:
    channel, ears = TelegramChannel(api.token, api.url), Ears("all")
    await api.phone("Nguyễn Văn A").says("Một")
    async with asyncio.timeout(60):
        with pytest.raises(Stuck):
            await channel.receive(ears.ingest)
        ears.breaking.clear()
        await receiving(channel, ears, until=api.all_taken())  # type: ignore[arg-type]
    await channel.close()
    assert ears.heard == ["Một"]
