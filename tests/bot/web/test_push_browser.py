"""Notifications in a real browser: offered once, turned on by a tap, shown by the worker while the page is closed.

Chromium without a display has no push service of its own, so the browser's subscription is ours: what arrives at the
loopback service is decrypted there and handed to the browser's worker as its push service would.
"""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from bot.web.push_services import Services
from campaign.people import Member
from tests.bot.web.chrome import chrome, open_page, phone, put_away, scan
from tests.bot.web.house import WebHouse, open_house
from tests.bot.web.push_service import Phone, PushService, push_service
from tests.bot.web.test_push import idle, subscriptions, tells
from tests.talk.room import START

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

GIVEN = """(given) => {
  let held = null;
  window.asked = 0;
  Object.defineProperty(Notification, "permission", { get: () => localStorage.getItem("allowed") || "default" });
  Notification.requestPermission = async () => {
    window.asked += 1;
    localStorage.setItem("allowed", "granted");
    return "granted";
  };
  const swapped = { "+": "-", "/": "_", "=": "" };
  const key = (options) =>
    btoa(String.fromCharCode(...options.applicationServerKey)).replace(/[+/=]/g, (sign) => swapped[sign]);
  PushManager.prototype.getSubscription = async () => held;
  PushManager.prototype.subscribe = async (options) => {
    if (key(options) !== given.key || !options.userVisibleOnly) throw new Error("another key");
    held = { endpoint: given.endpoint, options, unsubscribe: async () => { held = null; return true; },
      toJSON: () => ({ endpoint: given.endpoint, keys: { p256dh: given.p256dh, auth: given.auth } }) };
    return held;
  };
}"""


@pytest_asyncio.fixture(loop_scope="module")
async def service() -> AsyncIterator[PushService]:
    """A push service."""
    async with push_service(lambda: START) as listening:
        yield listening


@pytest_asyncio.fixture(loop_scope="module")
async def house(tmp_path: Path, service: PushService, browser: Browser) -> AsyncIterator[WebHouse]:
    """A house that pushes to it."""
    async with open_house(tmp_path, services=Services(frozenset(), (), frozenset({service.url}))) as opened:
        yield opened
        await put_away(browser)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """The system's Chromium."""
    async with chrome() as opened:
        yield opened


async def opened(
    house: WebHouse, service: PushService, context: BrowserContext, member: Member
) -> tuple[Page, Phone]:
    """The page of somebody who has joined, in a browser whose push service is ours."""
    assert house.pusher is not None
    given = service.phone(house.pusher.key.public)
    script = f"({GIVEN})({json.dumps(given.given | {'key': given.server_key})})"
    await context.add_init_script(script)
    other = await house.joined(member)
    (cookie,) = [c for c in other.http.cookies.jar if c.name == "thidua"]
    await context.add_cookies([{"name": "thidua", "value": cookie.value or "", "url": house.url}])
    page = await open_page(context, house.url)
    await expect(page.locator(".msg").first).to_be_visible()
    return page, given


async def test_notifications_are_offered_once_and_turned_on_by_one_tap(
    house: WebHouse, service: PushService, browser: Browser
) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    page, _ = await opened(house, service, await phone(browser), member)
    await expect(page.locator("#offer")).to_be_visible()
    assert await page.evaluate("window.asked") == 0
    assert await scan(page) == []
    await page.get_by_role("button", name="Bật thông báo trên máy này").click()
    await expect(page.locator("#toast")).to_have_text("Đã bật thông báo trên máy này.")
    await expect(page.locator("#offer")).to_be_hidden()
    assert await subscriptions(house) == 1
    await page.get_by_role("button", name="Menu").first.click()
    await page.get_by_role("button", name="Tắt thông báo trên máy này").click()
    await expect(page.locator("#toast")).to_have_text("Đã tắt thông báo trên máy này.")
    assert await subscriptions(house) == 0


async def test_put_off_they_are_not_offered_again_and_wait_in_the_menu(
    house: WebHouse, service: PushService, browser: Browser
) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    page, _ = await opened(house, service, await phone(browser), member)
    await page.get_by_role("button", name="Để sau").click()
    await expect(page.locator("#offer")).to_be_hidden()
    await page.reload()
    await page.wait_for_selector("body[data-ready]")
    await expect(page.locator("#offer")).to_be_hidden()
    await page.get_by_role("button", name="Menu").first.click()
    await page.get_by_role("button", name="Bật thông báo trên máy này").click()
    await expect(page.locator("#toast")).to_have_text("Đã bật thông báo trên máy này.")


async def test_a_stranger_is_offered_nothing(house: WebHouse, service: PushService, browser: Browser) -> None:
    page = await open_page(await phone(browser), house.url)
    await expect(page.locator("#welcome")).to_be_visible()
    await expect(page.locator("#offer")).to_be_hidden()


async def test_what_is_pushed_to_a_closed_page_is_shown_by_its_worker(
    house: WebHouse, service: PushService, browser: Browser
) -> None:
    member = await house.room.enrolled("Nguyễn Thị Lan")
    context = await phone(browser, permissions=["notifications"])
    page, _ = await opened(house, service, context, member)
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    await page.get_by_role("button", name="Bật thông báo trên máy này").click()
    await expect(page.locator("#toast")).to_have_text("Đã bật thông báo trên máy này.")
    elsewhere = await context.new_page()  # the same browser, the page itself closed
    await elsewhere.goto(f"{house.url}/healthz")
    await page.close()
    await left(house, member)
    await tells(house, member)
    pushed = await service.takes()
    await idle(house)
    assert await shown(elsewhere, house.url, pushed.content) == [
        {"title": "Trợ lý thi đua", "body": "Đồng chí có tin mới. Bấm để xem."}
    ]


async def left(house: WebHouse, member: Member) -> None:
    """Returns when the server has seen every page of the person close."""
    async with house.app.database.reading() as unit:
        accounts = [device.account for device in await unit.devices.of(member.person)]
    while any(house.hub.is_open(account) for account in accounts):
        await (await house.browser()).http.get("/healthz")


async def shown(page: Page, address: str, content: dict[str, Any]) -> list[dict[str, str]]:
    """The notifications on the screen after the worker was handed a push."""
    session = await page.context.new_cdp_session(page)
    versions: list[dict[str, Any]] = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda told: versions.extend(told["registrations"]))
    await session.send("ServiceWorker.enable")
    while not versions:
        await page.evaluate("1")
    deliver = {
        "origin": address,
        "registrationId": versions[0]["registrationId"],
        "data": json.dumps(content),
    }
    await session.send("ServiceWorker.deliverPushMessage", deliver)
    script = """async () => {
      const worker = await navigator.serviceWorker.getRegistration("/");
      for (let tries = 0; tries < 1200; tries += 1) {
        const found = await worker.getNotifications();
        if (found.length) return found.map((one) => ({ title: one.title, body: one.body }));
        await new Promise((done) => setTimeout(done, 50));
      }
      return [];
    }"""
    found: list[dict[str, str]] = await page.evaluate(script)
    return found
