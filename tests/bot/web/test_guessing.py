"""Guessing codes on the page: a new cookie is no new beginning, and nobody with a real code is shut out."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.requests import Request

from bot.web.whence import address_of, mark_of
from campaign.joining.invites import MOST_WRONG, MOST_WRONG_OF_ADDRESS, WINDOW
from tests.bot.web.house import Browser, WebHouse, open_house
from tests.handlers.test_joining import WRONG, code_for

UNKNOWN, WAIT, ASKED = "Không có mã này", "thử lại sau", "Mã này dành cho đồng chí"
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.20"


@pytest.fixture(params=["sqlite", "postgres"])
async def house(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[WebHouse]:
    """An installation behind a proxy, on either database."""
    url = None if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    async with open_house(tmp_path, postgres=url) as opened:
        yield opened


async def phone(house: WebHouse, address: str) -> Browser:
    """A browser without a cookie, at an address."""
    browser = await house.browser(**{"x-forwarded-for": address})
    await browser.begins()
    return browser


async def guesses(house: WebHouse, address: str, most: int) -> list[str]:
    """Guesses with new phones, each as often as it may, until an address has had so many answers."""
    heard: list[str] = []
    while len(heard) < most:
        house.timer.now += 60  # new phones of one address have a pace of their own
        browser = await phone(house, address)
        left = min(MOST_WRONG, most - len(heard))
        heard += [(await browser.asks(WRONG))["text"] for _ in range(left)]
    return heard


async def test_whoever_throws_the_cookie_away_soon_has_one_try_with_each_and_elsewhere_nobody_notices(
    house: WebHouse,
) -> None:
    heard = await guesses(house, HERE, MOST_WRONG_OF_ADDRESS)
    assert all(UNKNOWN in text for text in heard)
    guesser = await phone(house, HERE)
    assert UNKNOWN in (await guesser.asks(f"/start {WRONG}"))["text"]
    told = await guesser.asks(WRONG)
    assert WAIT in told["text"]
    assert f"{house.room.clock.now() + WINDOW:%H:%M}" in told["text"]
    other = await phone(house, ELSEWHERE)
    for _ in range(MOST_WRONG):
        assert UNKNOWN in (await other.asks(WRONG))["text"]


async def test_a_colleague_of_a_guesser_who_has_a_real_code_joins(house: WebHouse) -> None:
    await guesses(house, HERE, MOST_WRONG_OF_ADDRESS + 1)
    binh = await house.room.enrolled("Trần Thị Bình")
    colleague = await phone(house, HERE)
    assert ASKED in (await colleague.asks(await code_for(house.room, binh)))["text"]


async def test_a_try_spelt_as_another_command_is_counted_for_the_address_all_the_same(
    house: WebHouse,
) -> None:
    async with house.room.store() as unit:
        before = await unit.sql.all("SELECT 1 FROM wrong_try WHERE channel = '=address'")
    browser = await phone(house, HERE)
    await browser.asks(f"/startx {WRONG}")
    async with house.room.store() as unit:
        after = await unit.sql.all("SELECT account FROM wrong_try WHERE channel = '=address'")
    assert len(before) == 0
    assert [row["account"] for row in after] == [mark_of(asking(HERE))]


def asking(address: str) -> Request:
    """A request from an address."""
    return Request({"type": "http", "client": (address, 1), "headers": []})


def test_one_line_is_one_address_and_what_is_kept_of_it_does_not_name_it() -> None:
    assert address_of(asking("2001:db8:1:2:aaaa::1")) == address_of(asking("2001:db8:1:2::2"))
    assert address_of(asking("2001:db8:1:3::1")) != address_of(asking("2001:db8:1:2::1"))
    assert address_of(asking("::ffff:203.0.113.7")) == HERE
    assert len(mark_of(asking(HERE))) == 6
    assert mark_of(asking(HERE)) != mark_of(asking(ELSEWHERE))
