"""The screens of a secret ballot: shown, found again after a broken line, and never written anywhere in clear."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from campaign.ids import BallotId
from handlers import FLOWS
from handlers.kit import Choice, End, Flow, Next, Result, Turn, fact, say, screen
from tests.bot.web.house import Browser, WebHouse, open_house

CHOICE = "TAN-THANH-BI-MAT"
RECEIPT = "BIEN-NHAN-BI-MAT"
BALLOT = BallotId(77)

flow = Flow("secretly", command="phieukin", about=say("menu.about"), help=say("menu.help"))


class Agree(Choice, tag="xag", label=say("chat.done"), sealed_by="ballot"):
    """In favour."""

    ballot: int


@dataclass(frozen=True)
class Waiting:
    """A typed choice is waited for."""


@flow.begin
async def begin(turn: Turn, argument: str) -> Result:
    return Next(Waiting(), screen(say("chat.plain", text=CHOICE), Agree(BALLOT)), sealed_by=BALLOT)


@flow.press(Agree)
async def agree(turn: Turn, chosen: Agree) -> Result:
    return End(fact(say("chat.plain", text=RECEIPT)), sealed_by=BALLOT)


@flow.answer(Waiting)
async def typed(turn: Turn, state: Waiting, text: str) -> Result:
    return End(fact(say("chat.plain", text=RECEIPT)), sealed_by=BALLOT)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[WebHouse]:
    """A house with a secret ballot."""
    async with open_house(tmp_path, (*FLOWS, flow)) as opened:
        opened.app.database.seals.make(BALLOT)
        await ballot_in(opened)
        yield opened


async def ballot_in(house: WebHouse) -> None:
    """A secret ballot that is open, as rows."""
    khoi = await house.room.khoi()
    async with house.room.store() as unit:
        await unit.sql.run(
            "INSERT INTO body (id, khoi_id, kind, name, year) VALUES (1, ?, 'khoi', 'K', 2026)", khoi
        )
        await unit.sql.run(
            "INSERT INTO ballot (id, khoi_id, campaign_id, body_id, body_name, title, state, act, secrecy, settings,"
            " tellers, recusals, round, attempt, created_at)"
            " VALUES (?, ?, 1, 1, 'K', 'Phiếu kín', 'open', 'ballot', 'secret', '{}', '[]', '[]', 1, 1, 0)",
            BALLOT, khoi,
        )  # fmt: skip


async def voting(house: WebHouse) -> tuple[Browser, dict[str, Any]]:
    lan = await house.joined()
    return lan, await lan.asks("/phieukin")


async def test_a_secret_screen_is_shown_and_marked(house: WebHouse) -> None:
    lan, shown = await voting(house)
    assert shown["text"] == CHOICE
    assert shown["secret"] == 1
    assert [m["text"] for m in await lan.messages()] == ["/phieukin"]


async def test_a_page_that_was_away_for_a_moment_finds_it_again(house: WebHouse) -> None:
    lan, shown = await voting(house)
    async with lan.listening(after=lan.state["event"] + 9) as ear:
        assert (await ear.hears()).data["ref"] == shown["ref"]
    house.timer.now += 601
    async with lan.listening(after=lan.state["event"] + 9) as ear:
        await lan.says("/menu")
        assert "Chọn một mục" in (await ear.answer())["text"]


async def test_what_is_typed_under_a_secret_screen_is_not_stored(house: WebHouse) -> None:
    lan, _ = await voting(house)
    async with lan.listening(after=99) as ear:
        await lan.says(CHOICE)
        await ear.hears_text(RECEIPT)
    assert [m["text"] for m in await lan.messages()] == ["/phieukin"]


async def test_nothing_on_the_disk_tells_what_was_shown_typed_or_answered(
    house: WebHouse, tmp_path: Path
) -> None:
    lan, shown = await voting(house)
    async with lan.listening(after=lan.state["event"] + 9) as ear:
        await ear.hears()
        await lan.presses(shown, "Đã thực hiện")
        assert (await ear.answer())["text"] == RECEIPT
    async with lan.listening(after=99) as ear:
        await ear.hears_text(RECEIPT)
        await lan.says("/phieukin")
        await ear.hears_text(CHOICE)
        await lan.says(CHOICE)
        await ear.hears_text(RECEIPT)
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert len(written) > 100_000
    assert CHOICE.encode() not in written
    assert RECEIPT.encode() not in written


async def test_who_holds_the_device_no_more_does_not_hear_it(house: WebHouse) -> None:
    lan, _ = await voting(house)
    async with house.room.store() as unit:
        holder = await unit.web.holder(lan.state["device"])
        assert holder is not None
        (device,) = await unit.devices.of(holder.person)
        await unit.devices.remove(holder.person, device.id)
    async with lan.listening(after=99) as ear:
        await lan.says("xin chào")
        assert (await ear.hears()).data["text"] == "xin chào"
