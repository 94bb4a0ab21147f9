"""What no page of ours sends, on both databases: answered in words or refused in a word the page knows, never a bug."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.decide.cast import Cast
from handlers.decide.words import ListFiles
from handlers.manage.snooze import PutOff
from tests.bot.web.house import Browser, WebHouse, new_key, open_house

LARGE = "Z" * 40
ODD = ("\x00", "a\x00b", "\ufffe", "\U0010ffff", "\x1b[2J", "%s", "../../etc/passwd")


@pytest.fixture(params=["sqlite", "postgres"])
async def house(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[WebHouse]:
    """A page on either database."""
    server = None if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    async with open_house(tmp_path, postgres=server) as opened:
        yield opened


async def goes_on(lan: Browser) -> None:
    """She is still answered, and nothing before was a bug."""
    lan.house.timer.now += 60
    assert "Lan" in str(await lan.asks("/menu"))
    said = [m["text"] for m in await lan.messages() if not m["mine"]]
    assert [text for text in said if "sự cố" in text.lower()] == []


async def test_forged_buttons_are_old_ones(house: WebHouse) -> None:
    lan = await house.joined()
    for data in (f"{Cast.tag}:{LARGE}:1:x", f"{ListFiles.tag}:{LARGE}:1", f"{PutOff.tag}:{LARGE}", *ODD):
        async with lan.listening(after=(await lan.hello())["event"]) as ear:
            assert (await lan.post("press", {"key": new_key(), "data": data})).status_code == 200
            assert (await ear.hears()).data["kind"] in ("toast", "screen")
    await goes_on(lan)


async def test_a_press_may_name_any_message(house: WebHouse) -> None:
    lan = await house.joined()
    for ref in ODD:
        async with lan.listening(after=(await lan.hello())["event"]) as ear:
            sent = await lan.post("press", {"key": new_key(), "data": "m", "ref": ref, "language": ref})
            assert sent.status_code == 200
            await ear.answer()
    await goes_on(lan)


async def test_odd_words_and_addresses_are_answered(house: WebHouse) -> None:
    lan = await house.joined()
    for text in ODD:
        await lan.asks(f"x{text}")
        house.timer.now += 60
    assert (await lan.get("files/%00")).status_code == 404
    assert (await lan.get("messages?before=" + "9" * 18)).status_code == 200
    assert (await lan.http.get("/calendar/%00.ics")).status_code == 404
    await goes_on(lan)


@pytest.mark.parametrize("place", ["9" * 19, "9" * 5000, "\xb2", "-1", "x"])
async def test_a_page_that_goes_on_from_no_place_there_can_be_is_served(house: WebHouse, place: str) -> None:
    lan = await house.joined()
    headers = {b"last-event-id": place.encode("latin-1")}
    async with lan.http.stream("GET", "/api/stream?after=0", headers=headers) as stream:
        assert stream.status_code == 200
    await goes_on(lan)
