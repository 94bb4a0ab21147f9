"""The page behind a proxy: what the proxy answers by itself is understood, and nothing that was said is lost."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, Route, expect

from tests.bot.web import flows
from tests.bot.web.chrome import chrome, open_page, phone, put_away
from tests.bot.web.house import WebHouse, open_house
from tests.bot.web.proxy import AWAY, Proxy, proxy_to

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

PUBLIC = "https://thidua.example"


@pytest_asyncio.fixture(loop_scope="module")
async def house(tmp_path: Path, browser: Browser) -> AsyncIterator[WebHouse]:
    """An installation."""
    async with open_house(tmp_path) as opened:
        yield opened
        await put_away(browser)


@pytest_asyncio.fixture(loop_scope="module")
async def proxy(house: WebHouse) -> AsyncIterator[Proxy]:
    """What stands in front of it."""
    async with proxy_to(house.url) as listening:
        yield listening


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """The system's Chromium."""
    async with chrome() as opened:
        yield opened


async def joined(house: WebHouse, proxy: Proxy, context: BrowserContext) -> Page:
    """A phone whose person has joined, with the page open through the proxy."""
    other = await house.joined()
    (cookie,) = [c for c in other.http.cookies.jar if c.name == "thidua"]
    await context.add_cookies([{"name": "thidua", "value": cookie.value or "", "url": proxy.url}])
    page = await open_page(context, proxy.url)
    await expect(page.locator(".msg").first).to_be_visible()
    return page


async def says(page: Page, text: str) -> None:
    await page.fill("#text", text)
    await page.click("#send")


async def test_what_is_said_while_the_program_is_away_is_said_once_when_it_is_back(
    house: WebHouse, proxy: Proxy, browser: Browser
) -> None:
    page = await joined(house, proxy, await phone(browser))
    proxy.house_goes()
    await says(page, "/trogiup")
    await expect(page.locator("#line")).to_contain_text("Mất kết nối")
    await expect(page.locator(".waiting")).to_contain_text("/trogiup")
    proxy.house_returns()
    await expect(page.locator(".waiting")).to_have_count(0)
    await expect(page.locator(".msg", has_text="/ngonngu")).to_have_count(1)
    await expect(page.locator(".mine", has_text="/trogiup")).to_have_count(1)
    await expect(page.locator("#line")).to_be_hidden()
    assert proxy.refused > 0


async def test_a_page_opened_while_the_program_is_away_is_ours_and_goes_on_by_itself(
    house: WebHouse, proxy: Proxy, browser: Browser
) -> None:
    context = await phone(browser)
    page = await joined(house, proxy, context)
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    proxy.house_goes()
    await page.reload()
    await expect(page.locator("h1")).to_have_text("Trợ lý thi đua")
    await expect(page.locator("#line")).to_contain_text("Mất kết nối")
    proxy.house_returns()
    await expect(page.locator(".msg").first).to_be_visible()
    await expect(page.locator("#line")).to_be_hidden()


async def test_a_file_over_the_proxys_own_limit_is_refused_in_words_and_its_caption_comes_back(
    house: WebHouse, proxy: Proxy, browser: Browser, tmp_path: Path
) -> None:
    page = await joined(house, proxy, await phone(browser))
    tries = []

    async def too_large(route: Route) -> None:
        tries.append(route.request.url)
        await route.fulfill(status=413, content_type="text/html", body=AWAY)

    await page.route("**/api/upload", too_large)
    (tmp_path / "a.pdf").write_bytes(flows.PDF)
    await page.fill("#text", "Minh chứng sáng kiến")
    await page.locator("#file").set_input_files(tmp_path / "a.pdf")
    await expect(page.locator(".msg", has_text="a.pdf: Tệp lớn quá giới hạn")).to_be_visible()
    await expect(page.locator("#text")).to_have_value("Minh chứng sáng kiến")
    assert len(tries) == 1
    await page.reload()
    await expect(page.locator("#text")).to_have_value("Minh chứng sáng kiến")


async def test_a_proxy_that_does_not_say_https_is_not_answered_with_plain_http(tmp_path: Path) -> None:
    async with open_house(tmp_path / "public", public=PUBLIC) as opened:
        client = await opened.browser(host="thidua.example")
        answer = await client.http.get("/join/")
    assert answer.headers["location"] == f"{PUBLIC}/join"
