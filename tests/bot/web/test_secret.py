"""The screens of a secret ballot: shown, found again after a broken line, and never written anywhere in clear."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from handlers import FLOWS
from tests.bot.web.flows import BALLOT, CHOICE, PDF, PEEKED, RECEIPT, ballot_in, secretly
from tests.bot.web.house import Browser, WebHouse, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[WebHouse]:
    """A house with a secret ballot."""
    async with open_house(tmp_path, (*FLOWS, secretly)) as opened:
        opened.app.database.seals.make(BALLOT)
        await ballot_in(opened)
        yield opened


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


async def test_what_is_looked_at_on_a_secret_paper_is_shown_in_its_place_and_not_a_row_is_written(
    house: WebHouse,
) -> None:
    lan, shown = await voting(house)
    before = await rows(house)
    async with lan.listening(after=lan.state["event"] + 9) as ear:
        await ear.hears()
        await lan.presses(shown, "‹ Quay lại")
        answer = await ear.answer()
    assert answer["text"] == PEEKED
    assert (answer["ref"], answer["secret"]) == (shown["ref"], 1)
    assert await rows(house) == before


async def rows(house: WebHouse) -> list[int]:
    """How many rows the tables have that every stored turn adds to, and how often conversations moved on."""
    async with house.room.store() as unit:
        counts = []
        for query in (
            "SELECT count(*) AS n FROM inbox",
            "SELECT count(*) AS n FROM outbox",
            "SELECT count(*) AS n FROM web_message",
            "SELECT sum(revision) AS n FROM conversation",
        ):
            row = await unit.sql.one(query)
            assert row is not None
            counts.append(int(row["n"]))
        return counts


async def test_a_file_sent_under_a_secret_screen_is_refused_before_a_byte_is_written(
    house: WebHouse, tmp_path: Path
) -> None:
    lan, _ = await voting(house)
    photo = PDF.replace(b"a", b"z")
    refused = await lan.uploads("phieu.pdf", photo, CHOICE)
    assert (refused.status_code, refused.json()["refused"]) == (415, "sealed")
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert photo not in written
    assert CHOICE.encode() not in written
    await lan.asks("/menu")
    assert (await lan.uploads("phieu.pdf", photo)).status_code == 200


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
