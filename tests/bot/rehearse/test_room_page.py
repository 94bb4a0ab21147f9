"""The room in a real browser: the guided tour beside the secretary's phone, the others let act."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Route, expect

from tests.bot.rehearse.visit import Visit, open_room
from tests.bot.web.chrome import DESK, PHONE, chrome, put_away, scan

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module")
async def visit(tmp_path: Path, browser: Browser) -> AsyncIterator[Visit]:
    """A rehearsal that is open."""
    async with open_room(tmp_path / "rehearsal") as opened:
        yield opened
        await put_away(browser)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """The system's Chromium."""
    async with chrome() as opened:
        yield opened


async def entered(visit: Visit, browser: Browser, size: dict[str, int]) -> Page:
    context = await browser.new_context(
        viewport={"width": size["width"], "height": size["height"]}, locale="vi-VN"
    )
    page = await context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"the page failed: {error}"))
    page.on("dialog", lambda dialog: dialog.accept())
    await page.goto(visit.url)
    await expect(page.locator("#now")).not_to_be_empty()
    return page


async def test_the_tour_leads_on_by_itself_and_can_be_skipped_put_away_and_begun_again(
    visit: Visit, browser: Browser
) -> None:
    page = await entered(visit, browser, DESK)
    await page.get_by_role("button", name="Bắt đầu mười bước").click()
    step = page.locator("#tour-step")
    await expect(step).to_have_text("Bước 1/10: Lấy tệp danh sách")
    await page.get_by_role("button", name="Mở điện thoại của Thư ký").click()
    phone = page.frame_locator('.phone[data-phone="r-TCB02"] iframe')
    await phone.locator("#text").fill("/danhsach")
    await phone.locator("#send").click()
    await phone.get_by_role("button", name="Tải danh sách").click()
    await expect(step).to_have_text("Bước 2/10: Cấp mã cho một đồng chí")
    await page.get_by_role("button", name="Bỏ qua bước này").click()
    await expect(step).to_have_text("Bước 3/10: Soạn chiến dịch của năm")
    await page.locator("#tour-count").click()
    await page.get_by_role("button", name="Làm lại bước đã bỏ qua").click()
    await expect(step).to_have_text("Bước 2/10: Cấp mã cho một đồng chí")
    assert await scan(page) == []
    await page.get_by_role("button", name="Để sau").click()
    await expect(step).to_be_hidden()
    await page.reload()
    await page.get_by_role("button", name="Tiếp tục mười bước").click()
    await expect(step).to_have_text("Bước 2/10: Cấp mã cho một đồng chí")
    await page.get_by_role("button", name="Tập lại từ bước 1").click()
    await expect(step).to_have_text("Bước 1/10: Lấy tệp danh sách")


async def test_the_others_act_at_a_press_and_it_is_said_who_had_nothing_to_do(
    visit: Visit, browser: Browser
) -> None:
    page = await entered(visit, browser, DESK)
    first = page.locator("#acts button").first
    await expect(first).to_contain_text("Để Thư ký soạn, Khối trưởng phát động")
    phone = page.frame_locator('.phone[data-phone="r-TCB02"] iframe')
    await expect(
        phone.get_by_text("Đồng chí không còn việc nào")
    ).to_be_visible()  # a new phone opens with its menu
    await first.click()
    await expect(page.locator("#said")).to_have_text("Đã thực hiện xong.")
    await expect(page.locator("#acts button").first).to_contain_text("Để các đơn vị hưởng ứng phong trào")
    await page.locator("#acted-all summary").click()
    await page.locator("#acted button").first.click()
    await expect(page.locator("#said")).to_contain_text("Trần Thị B")


async def test_a_phone_that_opens_while_its_person_acts_says_nothing_by_itself(
    visit: Visit, browser: Browser
) -> None:
    context = await browser.new_context(locale="vi-VN")
    page, held, on_its_way = await context.new_page(), asyncio.Event(), asyncio.Event()

    async def slowly(route: Route) -> None:
        on_its_way.set()
        await held.wait()
        await route.continue_()

    await page.route("**/api/say", slowly)
    await page.goto(f"{visit.url}/phone/r-TCB02/")
    await on_its_way.wait()
    await visit.plays("TCB02", "/ngonngu")
    held.set()
    await page.locator("#text").fill("/trogiup")
    await page.locator("#send").click()
    await expect(page.locator(".msg.mine", has_text="/trogiup")).to_be_visible()
    await expect(page.locator(".msg:not(.mine)", has_text="/ngonngu")).to_be_visible()
    await expect(page.locator(".msg:not(.mine)")).to_have_count(
        2
    )  # what was asked for, and no menu between them


async def test_the_room_fits_a_phone_too_and_opens_the_secretarys_page(
    visit: Visit, browser: Browser
) -> None:
    page = await entered(visit, browser, PHONE)
    await page.get_by_role("button", name="Bắt đầu mười bước").click()
    await expect(page.locator("#tour-step")).to_be_visible()
    widths = await page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert widths[0] <= widths[1]
    assert await scan(page) == []
    await page.get_by_role("button", name="Mở điện thoại của Thư ký").click()
    await page.wait_for_selector("body[data-ready]")
    assert page.url.endswith("/phone/r-TCB02/")
