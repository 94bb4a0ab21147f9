"""Sessions: cookies that tell nothing, that change, that end; one's own devices."""

import hashlib
from datetime import timedelta
from pathlib import Path

from tests.bot.web.house import Browser, WebHouse, open_house

COOKIE = "thidua"


def cookie(browser: Browser) -> str:
    return browser.http.cookies[COOKIE]


def plant(browser: Browser, value: str) -> None:
    browser.http.cookies.clear()
    browser.http.cookies.set(COOKIE, value, domain="127.0.0.1")


async def test_the_cookie_is_hidden_from_scripts_and_other_sites(house: WebHouse) -> None:
    browser = await house.browser()
    answer = await browser.post("begin")
    words = answer.headers["set-cookie"].lower()
    assert "httponly" in words
    assert "samesite=lax" in words
    assert "path=/" in words
    assert "domain" not in words


async def test_behind_https_the_cookie_is_secure_and_bound_to_the_host(tmp_path: Path) -> None:
    async with open_house(tmp_path, public="https://thidua.example") as house:
        browser = await house.browser(host="thidua.example")
        answer = await browser.http.post("/api/begin", json={}, headers={"origin": "https://thidua.example"})
        words = answer.headers["set-cookie"]
        assert words.startswith("__Host-thidua=")
        assert "Secure" in words
        assert answer.headers["strict-transport-security"]


async def test_the_database_holds_no_cookie(house: WebHouse) -> None:
    lan = await house.joined()
    async with house.app.database.reading() as unit:
        rows = await unit.sql.all("SELECT token_hash FROM web_session ORDER BY token_hash")
    hashes = [row["token_hash"] for row in rows]
    assert hashlib.sha256(cookie(lan).encode()).hexdigest() in hashes
    assert cookie(lan) not in hashes


async def test_a_cookie_planted_before_joining_is_worth_nothing_after(house: WebHouse) -> None:
    victim, attacker = await house.browser(), await house.browser()
    device = (await attacker.begins())["device"]
    plant(victim, cookie(attacker))
    await victim.hello()
    await victim.says("MA-THAM-GIA")
    await house.bind(device, await house.room.enrolled("Nguyễn Thị Lan"))
    assert (await victim.hello())["joined"]
    assert (await attacker.get("messages?before=9")).status_code == 401
    assert (await attacker.hello())["device"] is None


async def test_a_cookie_planted_before_a_link_is_opened_gets_another_device(house: WebHouse) -> None:
    victim, attacker = await house.browser(), await house.browser()
    device = (await attacker.begins())["device"]
    plant(victim, cookie(attacker))
    assert (await victim.begins())["device"] != device


async def test_opening_a_link_keeps_the_device_of_a_member(house: WebHouse) -> None:
    lan = await house.joined()
    device = lan.state["device"]
    assert (await lan.begins())["device"] == device


async def test_an_answer_lost_on_the_way_locks_nobody_out(house: WebHouse) -> None:
    browser = await house.browser()
    await browser.begins()
    old = cookie(browser)
    await browser.says("xin chào")
    assert cookie(browser) != old
    plant(browser, old)
    assert (await browser.hello())["device"] is not None


async def test_the_old_cookie_ends_when_the_new_one_is_used(house: WebHouse) -> None:
    browser = await house.browser()
    await browser.begins()
    old = cookie(browser)
    async with browser.listening() as ear:
        await browser.says("xin chào")
        await browser.hello()
        await ear.ends()
    plant(browser, old)
    assert (await browser.hello())["device"] is None


async def test_the_cookie_of_a_member_changes_once_a_week(house: WebHouse) -> None:
    lan = await house.joined()
    before = cookie(lan)
    await lan.hello()
    assert cookie(lan) == before
    house.room.clock.move_to(house.room.clock.now() + timedelta(days=8))
    await lan.hello()
    assert cookie(lan) != before
    assert (await lan.hello())["joined"]


async def test_two_pages_of_one_browser_do_not_end_each_other(house: WebHouse) -> None:
    lan = await house.joined()
    house.room.clock.move_to(house.room.clock.now() + timedelta(days=8))
    old = cookie(lan)
    await lan.hello()
    new = cookie(lan)
    plant(lan, old)  # the other page had asked before the first was answered
    await lan.hello()
    assert cookie(lan) == old
    plant(lan, new)
    assert (await lan.hello())["joined"]


async def test_logging_out_forgets_everything_on_the_page(house: WebHouse) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    lan, other = await house.joined(member), await house.joined(member)
    await lan.asks("/menu")
    old = cookie(lan)
    assert (await lan.post("leave")).status_code == 200
    plant(lan, old)
    assert (await lan.hello())["device"] is None
    assert (await other.hello())["joined"]
    async with house.app.database.reading() as unit:
        kept = await unit.sql.all(
            "SELECT ref FROM web_message WHERE account = ? ORDER BY ref", lan.state["device"] or ""
        )
        assert kept == []


async def test_a_device_can_be_taken_away_from_another(house: WebHouse) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    lost, lan = await house.joined(member), await house.joined(member)
    devices = (await lan.get("devices")).json()["devices"]
    (gone,) = [device for device in devices if not device["here"]]
    assert len(devices) == 2
    assert gone["label"] == "Chrome, Android"
    async with lost.listening() as ear:
        assert (await lan.post("devices/take-away", {"device": gone["device"]})).status_code == 200
        await ear.ends()
    assert (await lost.hello())["device"] is None


async def test_nobody_takes_away_somebody_elses_device(house: WebHouse) -> None:
    lan, minh = await house.joined(), await house.joined(await house.room.enrolled("Trần Văn Minh"))
    his = (await minh.get("devices")).json()["devices"][0]["device"]
    assert (await lan.post("devices/take-away", {"device": his})).status_code == 404
    assert (await minh.hello())["joined"]


async def test_a_device_removed_in_the_chat_shows_nothing_any_more(house: WebHouse) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    lan = await house.joined(member)
    await lan.asks("/menu")
    async with house.room.store() as unit:
        (device,) = await unit.devices.of(member.person)
        await unit.devices.remove(member.person, device.id)
    assert (await lan.hello())["messages"] == []
    assert await lan.messages() == []
    async with lan.listening() as ear:
        await lan.says("xin chào")
        assert (await ear.hears()).data["text"] == "xin chào"


async def test_who_has_left_sees_only_what_came_after(house: WebHouse) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    lan = await house.joined(member)
    await lan.asks("/menu")
    house.room.clock.move_to(house.room.clock.now() + timedelta(days=1))
    async with house.room.store() as unit:
        now = house.room.clock.now()
        await unit.sql.run(
            "UPDATE member SET left_at = ? WHERE id = ?", int(now.timestamp() * 1_000_000), member.id
        )
    state = await lan.hello()
    assert not state["joined"]
    assert state["messages"] == []
    assert (await lan.get("devices")).status_code == 403
    await lan.asks("/menu")
    assert len((await lan.hello())["messages"]) == 2


async def test_who_holds_a_device_next_does_not_see_what_was_said_before(house: WebHouse) -> None:
    lan = await house.joined()
    await lan.asks("/menu")
    await house.bind(lan.state["device"], await house.room.enrolled("Trần Văn Minh"))
    state = await lan.hello()
    assert "Trần Văn Minh" in state["who"]
    assert state["messages"] == []
