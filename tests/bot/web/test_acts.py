"""What a head of unit does on the page, from the notice to the receipt: at phone size and on a desk, with a finger,
with keys alone, over a bad line, on two phones; and what an accessibility scan says of these screens.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Request, Route, expect

from tests.bot.web.chrome import DESK, PHONE, SMALL, chrome, phone, put_away, scan
from tests.bot.web.hall import HEAD, WebHall, hall
from tests.bot.web.house import open_house

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
RECEIPT, PAPER = "Mã đối chiếu", "Tên 1/3"


@pytest_asyncio.fixture(loop_scope="module")
async def here(tmp_path: Path, browser: Browser) -> AsyncIterator[WebHall]:
    """A khối on the page."""
    async with open_house(tmp_path) as house:
        yield await hall(house)
        await put_away(browser)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """The system's Chromium."""
    async with chrome() as opened:
        yield opened


async def presses(page: Page, label: str) -> None:
    """Presses the newest button that says this."""
    await page.get_by_role("button", name=label).last.click()


async def agrees_with_all(page: Page) -> None:
    """From the notice to the read back."""
    await presses(page, "Mở phiếu")
    for place in (1, 2, 3):
        await expect(page.get_by_text(f"Tên {place}/3")).to_be_visible()
        await page.locator(".current").get_by_role("button", name="Đồng ý", exact=False).first.click()
    await expect(page.get_by_text("Phiếu của đồng chí:")).to_be_visible()


async def slips(here: WebHall) -> int:
    """How many slips lie in the urn."""
    async with here.house.app.database.reading() as unit:
        return len(await unit.sql.all("SELECT ballot_id FROM sealed_slip"))


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
async def test_an_invitation_is_answered_with_one_tap_and_changed_with_another(
    here: WebHall, browser: Browser, size: dict[str, int]
) -> None:
    page = await here.opened(await phone(browser, size), HEAD)
    await here.invites()
    invitation = page.locator(".msg", has_text="Kính mời đồng chí dự")
    await invitation.get_by_role("button", name="Dự", exact=True).click()
    await expect(page.get_by_text("Đã ghi nhận: Dự.")).to_be_visible()
    await invitation.get_by_role("button", name="Vắng, nêu lý do").click()
    await expect(page.get_by_role("button", name="Đi công tác")).to_be_visible()
    await presses(page, "Đi công tác")
    await expect(page.get_by_text("Đã ghi nhận: Vắng")).to_be_visible()
    async with here.house.app.database.reading() as unit:
        (meeting,) = await unit.meetings.of(here.people[HEAD].khoi)
        given = await unit.meetings.replies_ever(meeting.id, here.people[HEAD].id)
    assert [type(one.answer).__name__ for one in given] == ["Attending", "Absent"]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
async def test_a_secret_vote_goes_from_the_notice_to_the_receipt(
    here: WebHall, browser: Browser, size: dict[str, int]
) -> None:
    page = await here.opened(await phone(browser, size), HEAD)
    await here.opens_secret_ballot()
    await expect(page.get_by_text("Khối trưởng đã mở")).to_be_visible()
    await agrees_with_all(page)
    await presses(page, "Xác nhận bỏ phiếu")
    receipt = page.locator(".msg", has_text=RECEIPT)
    await expect(receipt).to_be_visible()
    await expect(receipt).to_contain_text("không lưu vào lịch sử")
    assert await slips(here) == 1
    here.house.timer.now += 601
    await page.reload()
    await expect(page.get_by_text("Khối trưởng đã mở")).to_be_visible()
    await expect(page.get_by_text(RECEIPT)).to_have_count(0)
    await expect(page.get_by_text("Phiếu của đồng chí:")).to_have_count(0)


async def test_the_second_phone_of_a_person_says_that_the_vote_is_cast(
    here: WebHall, browser: Browser
) -> None:
    one = await here.opened(await phone(browser), HEAD)
    other = await here.opened(await phone(browser), HEAD)
    await here.opens_secret_ballot()
    for page in (one, other):
        await presses(page, "Mở phiếu")
        await expect(page.get_by_text(PAPER)).to_be_visible()
    await presses(one, "Menu")
    await agrees_with_all(one)
    await presses(one, "Xác nhận bỏ phiếu")
    await expect(one.get_by_text(RECEIPT)).to_be_visible()
    await presses(other, "Mở phiếu")
    await expect(other.get_by_text("Đồng chí đã bỏ phiếu").first).to_be_visible()
    await expect(other.get_by_text(RECEIPT)).to_have_count(0)
    assert await slips(here) == 1


async def test_what_one_phone_answered_stands_on_the_other(here: WebHall, browser: Browser) -> None:
    one = await here.opened(await phone(browser), HEAD)
    other = await here.opened(await phone(browser), HEAD)
    await here.invites()
    await one.get_by_role("button", name="Dự", exact=True).click()
    await expect(one.get_by_text("Đã ghi nhận: Dự.")).to_be_visible()
    await presses(other, "Xem giấy mời")
    await expect(other.get_by_text("Đồng chí đã trả lời: Dự")).to_be_visible()


async def test_a_line_lost_in_the_middle_of_a_vote_loses_nothing_and_votes_once(
    here: WebHall, browser: Browser
) -> None:
    context = await phone(browser)
    page = await here.opened(context, HEAD)
    await here.opens_secret_ballot()
    await presses(page, "Mở phiếu")
    await expect(page.get_by_text(PAPER)).to_be_visible()
    await context.set_offline(True)
    await page.locator(".current").get_by_role("button", name="Đồng ý").first.click()
    await expect(page.locator("#line")).to_contain_text("Mất kết nối")
    await context.set_offline(False)
    for place in (2, 3):
        await expect(page.get_by_text(f"Tên {place}/3")).to_be_visible()
        await page.locator(".current").get_by_role("button", name="Đồng ý").first.click()
    await expect(page.get_by_text("Phiếu của đồng chí:")).to_be_visible()
    lost: list[Request] = []

    async def lose_the_first_answer(route: Route) -> None:
        if lost:
            await route.continue_()
            return
        lost.append(route.request)
        await route.fetch()  # the vote arrives, the answer does not
        await route.abort()

    await page.route("**/api/press", lose_the_first_answer)
    await presses(page, "Xác nhận bỏ phiếu")
    await expect(page.get_by_text(RECEIPT)).to_have_count(1)
    await expect(page.locator(".busy")).to_have_count(0)
    assert lost
    assert await slips(here) == 1


async def test_a_vote_by_keyboard_alone(here: WebHall, browser: Browser) -> None:
    context = await browser.new_context(viewport={"width": DESK["width"], "height": 900}, locale="vi-VN")
    page = await here.opened(context, HEAD)
    await here.opens_secret_ballot()
    await expect(page.get_by_text("Khối trưởng đã mở")).to_be_visible()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")  # to the box
    await expect(page.locator("#text")).to_be_focused()
    while not await page.evaluate("document.activeElement.textContent.includes('Mở phiếu')"):
        await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    for place in (1, 2, 3):
        await expect(page.get_by_text(f"Tên {place}/3")).to_be_visible()
        if place == 1:
            await page.focus("#text")
            await page.keyboard.type("1")  # every choice can be typed as well
            await page.keyboard.press("Enter")
            continue
        await to_button(page, "Đồng ý")
        await page.keyboard.press("Enter")
    await expect(page.get_by_text("Phiếu của đồng chí:")).to_be_visible()
    await to_button(page, "Xác nhận bỏ phiếu")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text(RECEIPT)).to_be_visible()
    assert await slips(here) == 1


async def to_button(page: Page, label: str) -> None:
    """Tabs on until the button has the focus; a page that never gives it fails by its own limit of keys."""
    for _ in range(60):
        on = await page.evaluate(
            "label => { const e = document.activeElement;"
            " return e.tagName === 'BUTTON' && e.closest('.current') !== null && e.textContent.endsWith(label); }",
            label,
        )
        if on:
            return
        await page.keyboard.press("Tab")
    pytest.fail(f"{label} never had the focus")


async def test_the_second_half_of_a_double_tap_answers_nothing(here: WebHall, browser: Browser) -> None:
    page = await here.opened(await phone(browser), HEAD)
    await here.opens_secret_ballot()
    await presses(page, "Mở phiếu")
    await expect(page.get_by_text(PAPER)).to_be_visible()
    await page.evaluate(SECOND_TAP)
    await page.locator(".current").get_by_role("button", name="Đồng ý").first.click()
    await expect(page.locator("body[data-second]")).to_have_count(1)
    await expect(page.get_by_text("Tên 2/3")).to_be_visible()
    await page.locator(".current:not(.settling):not(.busy)").wait_for()
    await page.locator(".current").get_by_role("button", name="Đồng ý").first.click()
    await expect(page.get_by_text("Tên 3/3")).to_be_visible()


SECOND_TAP = """
new MutationObserver((changes, watch) => {
  const button = Array.from(document.querySelectorAll(".current .rows button"))[1];
  if (!button || !document.querySelector(".current").textContent.includes("Tên 2/3")) return;
  watch.disconnect();
  const at = button.getBoundingClientRect();
  const hit = document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2);
  document.body.dataset.second = hit ? hit.tagName : "nothing";
  if (hit) hit.click();
}).observe(document.body, { childList: true, subtree: true, attributes: true });
"""
"""A tap on the second button, the very moment the next name is shown."""


async def test_a_press_leaves_no_button_looking_chosen(here: WebHall, browser: Browser) -> None:
    page = await here.opened(await phone(browser), HEAD)
    await here.opens_secret_ballot()
    await presses(page, "Mở phiếu")
    await expect(page.get_by_text(PAPER)).to_be_visible()
    await page.locator(".current").get_by_role("button", name="Đồng ý").first.click()
    await expect(page.get_by_text("Tên 2/3")).to_be_visible()
    for button in await page.locator(".current .rows li:not(.around) button").all():
        await button.hover()
    looks = await page.evaluate(
        "Array.from(document.querySelectorAll('.current .rows li:not(.around) button'),"
        " (b) => getComputedStyle(b).backgroundColor + getComputedStyle(b).borderColor)"
    )
    assert len(set(looks)) == 1


async def test_what_comes_below_is_announced_and_one_tap_away(here: WebHall, browser: Browser) -> None:
    page = await here.opened(await phone(browser), HEAD)
    await page.set_viewport_size({"width": 360, "height": 420})  # the menu alone fills this
    await page.evaluate("scrollTo(0, 0)")
    newer = page.get_by_role("button", name="Có tin mới")
    await expect(newer).to_be_hidden()
    before = await page.evaluate("scrollY")
    await here.invites()
    await expect(newer).to_be_visible()
    assert await page.evaluate("scrollY") == before
    await newer.tap()
    await expect(page.get_by_text("Kính mời đồng chí dự")).to_be_in_viewport()
    await expect(newer).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_scan_of_voting_and_answering_finds_nothing_serious(
    here: WebHall, browser: Browser, scheme: str
) -> None:
    page = await here.opened(await phone(browser, color_scheme=scheme), HEAD)
    await here.invites()
    await expect(page.get_by_text("Kính mời đồng chí dự")).to_be_visible()
    await expect(page.locator(".settling")).to_have_count(0)
    assert await scan(page) == []
    await page.get_by_role("button", name="Dự", exact=True).click()
    await expect(page.get_by_text("Đã ghi nhận: Dự.")).to_be_visible()
    await here.opens_secret_ballot()
    await presses(page, "Mở phiếu")
    await expect(page.get_by_text(PAPER)).to_be_visible()
    await expect(page.locator(".settling")).to_have_count(0)
    assert await scan(page) == []
    await presses(page, "Menu")
    await agrees_with_all(page)
    await expect(page.locator(".settling")).to_have_count(0)
    assert await scan(page) == []
    await presses(page, "Xác nhận bỏ phiếu")
    await expect(page.get_by_text(RECEIPT)).to_be_visible()
    await expect(page.locator(".settling")).to_have_count(0)
    assert await scan(page) == []


@pytest.mark.parametrize(("size", "text"), [(SMALL, 16), (SMALL, 32)])
async def test_the_paper_and_the_invitation_stay_within_the_page(
    here: WebHall, browser: Browser, size: dict[str, int], text: int
) -> None:
    context = await phone(browser, size)
    page = await here.opened(context, HEAD)
    chrome_itself = await context.new_cdp_session(page)
    await chrome_itself.send("Page.setFontSizes", {"fontSizes": {"standard": text, "fixed": text}})
    await here.invites()
    await expect(page.get_by_text("Kính mời đồng chí dự")).to_be_visible()
    await here.opens_secret_ballot()
    await presses(page, "Mở phiếu")
    await expect(page.get_by_text(PAPER)).to_be_visible()
    widths = await page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert widths[0] <= widths[1]
