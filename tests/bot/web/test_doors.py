"""Every address of the page, as a table: who is answered without a cookie, with somebody else's, from another page.

Nobody but the holder of a device gets more than a refusal, and a refusal changes nothing. A new address without a row
fails here.
"""

import re
from collections.abc import Mapping

import httpx
import pytest

from bot.web.shell import FOLDER
from tests.bot.web.house import Browser, WebHouse, new_key

EVERYBODY = {"/api/hello", "/api/begin", "/healthz", "/static/{version}/{name}"}
"""The page itself, a new device, how the installation is: nothing of anybody's."""
OTHERWISE = {"/metrics", "/calendar/{secret}.ics"}
"""For programs on this machine; for whoever has the address: each has its own tests."""
CHANGING: Mapping[str, Mapping[str, object]] = {
    "/api/say": {"key": new_key(), "text": "/menu"},
    "/api/press": {"key": new_key(), "data": "x", "ref": "1"},
    "/api/upload": {},
    "/api/devices/take-away": {"device": "1"},
    "/api/leave": {},
    "/api/push/on": {"endpoint": "https://push.example/1"},
    "/api/push/off": {},
}
READING = {"/api/messages?before=9", "/api/stream", "/api/devices", "/api/files/{ref}"}
SOURCES = FOLDER.parent


def addresses() -> set[str]:
    """Every address in the source of the page's endpoints."""
    found: set[str] = set()
    for file in SOURCES.glob("*.py"):
        found |= set(re.findall(r'Route\(\s*"([^"]+)"', file.read_text("utf-8")))
    return found


def plain(address: str) -> str:
    return re.sub(r"\{\w+\}", "1", address)


async def counted(house: WebHouse) -> list[int]:
    """How much there is of what a page can change."""
    async with house.room.store() as unit:
        tables = ("inbox", "account", "web_device", "web_push", "web_message", "event")
        rows = [await unit.sql.one(f"SELECT count(*) AS n FROM {table}") for table in tables]
    return [row["n"] for row in rows if row is not None]


def test_every_address_is_in_the_table() -> None:
    known = EVERYBODY | OTHERWISE | set(CHANGING) | {address.partition("?")[0] for address in READING}
    assert addresses() == known


@pytest.mark.parametrize("address", sorted({*CHANGING, *READING}))
async def test_without_a_device_there_is_nothing(address: str, house: WebHouse) -> None:
    stranger = await house.browser()
    before = await counted(house)
    if address in CHANGING:
        answer = await stranger.http.post(
            address, json=CHANGING[address], headers={"origin": house.url, "x-page": "x"}
        )
    else:
        answer = await stranger.http.get(plain(address))
    assert answer.status_code == 401
    assert answer.headers.get("set-cookie") is None
    assert await counted(house) == before


async def refused(browser: Browser, address: str, headers: Mapping[str, str]) -> httpx.Response:
    return await browser.http.post(address, json=CHANGING[address], headers=dict(headers))


@pytest.mark.parametrize("address", sorted(CHANGING))
async def test_from_another_page_or_with_another_pages_word_nothing_is_changed(
    address: str, house: WebHouse
) -> None:
    lan, minh = await house.joined(), await house.joined(await house.room.enrolled("Trần Văn Minh"))
    before = await counted(house)
    own = {"origin": house.url, "x-page": lan.token}
    wrong = (
        own | {"origin": "https://evil.example"},
        own | {"sec-fetch-site": "cross-site"},
        own | {"x-page": minh.token},
        own | {"x-page": ""},
        {"x-page": lan.token},
    )
    for headers in wrong:
        assert (await refused(lan, address, headers)).status_code == 403
    assert await counted(house) == before


@pytest.mark.parametrize("address", sorted({*CHANGING, *READING, *EVERYBODY, *OTHERWISE}))
async def test_by_another_method_nothing_is_done(address: str, house: WebHouse) -> None:
    lan = await house.joined()
    before = await counted(house)
    asked = plain(address)
    posts = address in CHANGING or address in {"/api/hello", "/api/begin"}
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "GET" if posts else "POST"):
        answer = await lan.http.request(
            method, asked, headers={"origin": house.url, "x-page": lan.token, "content-length": "0"}
        )
        assert answer.status_code == 405, method
    assert await counted(house) == before


@pytest.mark.parametrize("khoi", ["Khối thi đua số IV", "Khối thi đua số V"])
async def test_somebody_elses_device_sees_and_takes_away_nothing_of_mine(khoi: str, house: WebHouse) -> None:
    lan = await house.joined()
    minh = await house.joined(await house.room.enrolled("Trần Văn Minh", khoi=khoi))
    message = await lan.asks("/menu")
    mine = (await lan.get("devices")).json()
    assert mine != (await minh.get("devices")).json()
    assert await minh.messages() == []
    assert (await minh.get(f"files/{message['ref']}")).status_code == 404
    before = await counted(house)
    taken = await minh.post("devices/take-away", {"device": str(mine["devices"][0]["device"])})
    assert taken.status_code == 404
    assert await counted(house) == before
    assert (await lan.get("devices")).json() == mine
