"""The page in a real browser: a phone of 360 px, a small one of 320, a desk; a finger, a keyboard, a bad line."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, Request, Route, expect

from handlers import FLOWS
from tests.bot.web import flows
from tests.bot.web.chrome import DESK, SMALL, chrome, open_page, phone, put_away, scan
from tests.bot.web.flows import CHOICE, RECEIPT, ballot_in
from tests.bot.web.house import WebHouse, open_house
from tests.handlers.test_joining import code_for

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


@pytest_asyncio.fixture(loop_scope="module")
async def house(tmp_path: Path, browser: Browser) -> AsyncIterator[WebHouse]:
    """A house where one can file a file, search a list, vote secretly and say anything."""
    more = (flows.filing, flows.secretly, flows.long_list, flows.numbered, flows.evil("evil"))
    async with open_house(tmp_path, (*FLOWS, *more)) as opened:
        opened.app.database.seals.make(flows.BALLOT)
        await ballot_in(opened)
        yield opened
        await put_away(browser)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """The system's Chromium."""
    async with chrome() as opened:
        yield opened


async def carries_cookie(house: WebHouse, context: BrowserContext, name: str = "Nguyễn Thị Lan") -> None:
    """Makes a phone that of somebody who has joined."""
    other = await house.joined(await house.room.enrolled(name))
    (cookie,) = [c for c in other.http.cookies.jar if c.name == "thidua"]
    await context.add_cookies([{"name": "thidua", "value": cookie.value or "", "url": house.url}])


async def joined(house: WebHouse, context: BrowserContext, name: str = "Nguyễn Thị Lan") -> Page:
    """A phone whose person has joined, with the page open."""
    await carries_cookie(house, context, name)
    page = await open_page(context, house.url)
    await expect(page.locator(".msg").first).to_be_visible()
    return page


async def says(page: Page, text: str) -> None:
    await page.fill("#text", text)
    await page.click("#send")


async def test_a_stranger_sees_at_once_what_this_is_and_how_to_join(
    house: WebHouse, browser: Browser
) -> None:
    page = await open_page(await phone(browser), house.url)
    await expect(page.get_by_role("heading", name="Kính chào đồng chí")).to_be_visible()
    await page.get_by_label("Mã tham gia").fill("SAI-MA")
    await page.get_by_role("button", name="Tham gia").click()
    await expect(page.locator(".msg").first).to_be_visible()
    await expect(page.get_by_role("heading", name="Kính chào đồng chí")).to_be_hidden()


async def test_who_sends_too_fast_is_told_so_and_loses_nothing(house: WebHouse, browser: Browser) -> None:
    page = await joined(house, await phone(browser))
    for number in range(35):
        await says(page, f"việc {number}")
    await expect(page.locator("#toast")).to_contain_text("Đồng chí gửi quá nhanh")
    assert await page.locator(".msg.waiting").count() > 0
    house.timer.now += 60
    await expect(page.locator(".msg.waiting")).to_have_count(0)
    await expect(page.locator(".msg.mine", has_text="việc ")).to_have_count(35)


async def test_a_link_joins_after_reading_back_and_leaves_no_code_behind(
    house: WebHouse, browser: Browser
) -> None:
    member = await house.room.enrolled("Trần Thị Bình")
    code = await code_for(house.room, member)
    context = await phone(browser)
    page = await open_page(context, f"{house.url}/join#{code}")
    await expect(page.get_by_text("Trần Thị Bình").first).to_be_visible()
    assert code not in page.url
    await page.get_by_role("button", name="Đúng").first.click()
    await expect(page.locator("#who")).to_contain_text("Trần Thị Bình")
    await expect(page.locator(".waiting")).to_have_count(0)
    assert await page.get_by_text(code).count() == 0
    await page.reload()
    await expect(page.locator("#who")).to_contain_text("Trần Thị Bình")


async def test_the_menu_comes_by_itself_and_a_press_changes_it_in_place(
    house: WebHouse, browser: Browser
) -> None:
    page = await joined(house, await phone(browser))
    await expect(page.locator(".msg")).to_have_count(1)
    await page.get_by_role("button", name="Ngôn ngữ").click()
    await expect(page.get_by_role("button", name="English")).to_be_visible()
    await expect(page.locator(".msg")).to_have_count(1)
    await page.get_by_role("button", name="English").click()
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.get_by_label("Send", exact=True)).to_be_visible()


async def test_a_button_can_be_chosen_by_its_number(house: WebHouse, browser: Browser) -> None:
    page = await joined(house, await phone(browser))
    number = await page.locator(".current button", has_text="Ngôn ngữ").locator(".n").inner_text()
    await says(page, number.rstrip("."))
    await expect(page.get_by_role("button", name="English")).to_be_visible()


async def test_a_long_list_is_searched_by_typing(house: WebHouse, browser: Browser) -> None:
    page = await joined(house, await phone(browser))
    await says(page, "/timdonvi")
    await expect(page.get_by_text("60 đơn vị")).to_be_visible()
    await says(page, "Đơn vị 47")
    await expect(page.get_by_text("1 đơn vị")).to_be_visible()
    await page.locator(".current").get_by_role("button", name="Đơn vị 47").click()
    await expect(page.get_by_text("Đã chọn 47")).to_be_visible()


async def test_numbers_stand_five_in_a_row_on_a_small_phone_and_short_words_two(
    house: WebHouse, browser: Browser
) -> None:
    page = await joined(house, await phone(browser))
    heights = "rows => rows.map(row => [row.children.length, Math.round(row.getBoundingClientRect().height)])"
    menu = await page.locator(".current .rows li").evaluate_all(heights)
    assert [pair for pair in menu[:4] if pair[0] == 2 and pair[1] < 80] == menu[:4]
    await says(page, "/chonso")
    await expect(page.locator(".current .numbers button")).to_have_count(10)
    rows = await page.locator(".current .numbers").evaluate_all(heights)
    assert [buttons for buttons, _ in rows] == [5, 5]
    assert all(height < 60 for _, height in rows), rows
    await page.locator(".current").get_by_role("button", name="7", exact=True).click()
    await expect(page.get_by_text("Đã chọn dòng 7")).to_be_visible()


async def test_a_file_is_sent_with_its_progress_and_a_document_comes_back(
    house: WebHouse, browser: Browser, tmp_path: Path
) -> None:
    page = await joined(house, await phone(browser))
    await says(page, "/tep")
    await expect(page.get_by_text("gửi tệp")).to_be_visible()
    report = tmp_path / "Báo cáo thành tích.pdf"
    report.write_bytes(flows.PDF)
    await page.get_by_role("button", name="Gửi tệp hoặc ảnh").click()
    async with page.expect_file_chooser() as chooser:
        await page.get_by_role("button", name="Chọn tệp").click()
    await (await chooser.value).set_files(report)
    answer = page.get_by_role("link", name="Biên bản số 1.pdf")
    await expect(answer).to_be_visible()
    await expect(page.locator(".mine .file", has_text="Báo cáo thành tích.pdf")).to_be_visible()
    async with page.expect_download() as download:
        await answer.click()
    saved = await download.value
    assert saved.suggested_filename == "Biên bản số 1.pdf"
    assert Path(await saved.path()).read_bytes() == flows.PDF


async def test_a_file_of_a_wrong_type_is_refused_in_words(
    house: WebHouse, browser: Browser, tmp_path: Path
) -> None:
    page = await joined(house, await phone(browser))
    wrong = tmp_path / "a.pdf"
    wrong.write_bytes(b"<html>")
    await page.locator("#file").set_input_files(wrong)
    why = page.locator(".msg", has_text="a.pdf: Nội dung tệp không đúng với đuôi tệp")
    await expect(why).to_be_visible()
    await expect(page.locator(".mine")).to_have_count(0)
    await expect(page.locator(".day")).to_have_count(
        1
    )  # the day of the house, not of the machine it stands on
    await says(page, "/menu")
    await expect(why).to_have_count(1)


async def test_a_secret_vote_leaves_nothing_on_the_page_after_a_while(
    house: WebHouse, browser: Browser
) -> None:
    page = await joined(house, await phone(browser))
    await says(page, "/phieukin")
    await expect(page.get_by_text(CHOICE)).to_be_visible()
    await expect(page.get_by_text("không lưu vào lịch sử")).to_be_visible()
    await page.reload()
    await expect(page.get_by_text(CHOICE)).to_be_visible()
    await says(page, CHOICE)
    await expect(page.get_by_text(RECEIPT)).to_be_visible()
    await expect(page.locator(".waiting")).to_have_count(0)
    house.timer.now += 601
    await page.reload()
    await expect(page.locator(".mine", has_text="/phieukin")).to_be_visible()
    await expect(page.get_by_text(RECEIPT)).to_have_count(0)
    assert CHOICE not in await page.content()


async def test_what_is_said_before_the_page_knows_whose_it_is_waits_and_is_answered(
    house: WebHouse, browser: Browser
) -> None:
    context = await phone(browser)
    await carries_cookie(house, context)
    page, on_the_way = await context.new_page(), asyncio.Event()

    async def slowly(route: Route) -> None:
        await on_the_way.wait()
        await route.continue_()

    await page.route("**/api/hello", slowly)
    await page.goto(house.url)
    await says(page, "/ngonngu")
    await expect(page.locator(".mine.waiting")).to_have_count(1)
    on_the_way.set()
    await expect(page.get_by_role("button", name="English")).to_be_visible()
    await says(page, "/trogiup")
    await expect(page.locator(".msg", has_text="/ngonngu")).to_have_count(2)  # said, and in the answer
    await expect(page.locator(".waiting")).to_have_count(0)
    await expect(page.locator(".msg")).to_have_count(4)  # and no menu that nobody asked for


async def test_what_is_said_without_a_line_is_kept_and_sent_once(house: WebHouse, browser: Browser) -> None:
    context = await phone(browser)
    page = await joined(house, context)
    await context.set_offline(True)
    await says(page, "/trogiup")
    await expect(page.locator("#line")).to_contain_text("Mất kết nối")
    await expect(page.locator(".waiting")).to_contain_text("/trogiup")
    await page.close()
    await context.set_offline(False)
    page = await open_page(context, house.url)
    await expect(page.locator(".msg", has_text="/ngonngu")).to_have_count(1)
    await expect(page.locator(".mine", has_text="/trogiup")).to_have_count(1)
    await expect(page.locator(".waiting")).to_have_count(0)


async def test_an_answer_that_is_lost_on_the_way_is_not_said_twice(house: WebHouse, browser: Browser) -> None:
    context = await phone(browser)
    page = await joined(house, context)
    lost: list[Request] = []

    async def lose_the_first_answer(route: Route) -> None:
        if lost:
            await route.continue_()
            return
        lost.append(route.request)
        await route.fetch()  # it arrives, and the answer does not
        await route.abort()

    await page.route("**/api/say", lose_the_first_answer)
    await says(page, "/trogiup")
    await expect(page.locator(".waiting")).to_have_count(0)
    await expect(page.locator(".mine", has_text="/trogiup")).to_have_count(1)
    await expect(page.locator(".msg", has_text="/ngonngu")).to_have_count(1)
    assert lost


async def test_two_phones_of_one_person_show_each_their_own(house: WebHouse, browser: Browser) -> None:
    first, second = await phone(browser), await phone(browser)
    one, other = await joined(house, first), await joined(house, second)
    await says(one, "/trogiup")
    await expect(one.locator(".msg", has_text="/ngonngu")).to_have_count(1)
    await expect(other.locator(".msg")).to_have_count(1)


async def test_two_pages_of_one_phone_show_the_same(house: WebHouse, browser: Browser) -> None:
    context = await phone(browser)
    one = await joined(house, context)
    other = await open_page(context, house.url)
    await says(one, "/trogiup")
    await expect(other.locator(".mine", has_text="/trogiup")).to_be_visible()
    await expect(other.locator(".msg", has_text="/ngonngu")).to_be_visible()


async def test_everything_can_be_done_by_keyboard_alone(house: WebHouse, browser: Browser) -> None:
    context = await browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    page = await joined(house, context)
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Đến ô nhập nội dung")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.locator("#text")).to_be_focused()
    await page.keyboard.type("/ngonngu")
    await page.keyboard.press("Enter")
    english = page.get_by_role("button", name="English")
    await expect(english).to_be_visible()
    await english.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page.locator(".current")).to_be_focused()
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.closest('.current') !== null")


async def test_the_menu_of_the_page_holds_the_focus_and_gives_it_back(
    house: WebHouse, browser: Browser
) -> None:
    context = await browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    page = await joined(house, context)
    await page.locator("#menu").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    for _ in range(30):
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.closest('#panel') !== null")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(page.locator("#menu")).to_be_focused()


async def test_enter_does_not_send_a_word_that_is_still_composed(house: WebHouse, browser: Browser) -> None:
    context = await browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    page = await joined(house, context)
    await page.focus("#text")
    chrome_itself = await context.new_cdp_session(page)
    await chrome_itself.send(
        "Input.imeSetComposition", {"text": "tiếng", "selectionStart": 5, "selectionEnd": 5}
    )
    await page.evaluate(
        "document.getElementById('text').dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', isComposing: true, bubbles: true, cancelable: true}))"
    )
    await expect(page.locator("#text")).to_have_value("tiếng")
    await expect(page.locator(".mine")).to_have_count(0)
    await chrome_itself.send("Input.insertText", {"text": "tiếng Việt"})
    await page.keyboard.press("Enter")
    await expect(page.locator(".mine")).to_contain_text("tiếng Việt")


async def test_a_script_in_any_text_stays_a_text(house: WebHouse, browser: Browser) -> None:
    page = await joined(house, await phone(browser), name=flows.EVIL)
    await says(page, "/lap")
    await expect(page.locator(".msg .file", has_text="onerror")).to_be_visible()
    await says(page, "/lap " + flows.EVIL)
    await expect(page.locator(".mine", has_text="/lap <img")).to_be_visible()
    await page.locator("#menu").click()
    await expect(page.get_by_role("dialog")).to_contain_text("<img")
    assert await page.evaluate("document.body.dataset.evil === undefined")
    assert await page.locator("main img, dialog img").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_scan_finds_nothing_serious(house: WebHouse, browser: Browser, scheme: str) -> None:
    context = await phone(browser, color_scheme=scheme)
    page = await open_page(context, house.url)
    assert await scan(page) == []
    page = await joined(house, context)
    await says(page, "/tep")
    await expect(page.get_by_text("gửi tệp")).to_be_visible()
    await page.get_by_role("button", name="Gửi tệp hoặc ảnh").click()
    assert await scan(page) == []
    await page.keyboard.press("Escape")
    await page.locator("#menu").click()
    assert await scan(page) == []
    await page.get_by_role("button", name="Thiết bị của đồng chí").click()
    await expect(page.get_by_text("Thiết bị đang dùng")).to_be_visible()
    assert await scan(page) == []


@pytest.mark.parametrize(("size", "text"), [(SMALL, 16), (SMALL, 32), (DESK, 32)])
async def test_nothing_runs_out_of_the_page(
    house: WebHouse, browser: Browser, size: dict[str, int], text: int
) -> None:
    context = await phone(browser, size)
    page = await joined(house, context)
    chrome_itself = await context.new_cdp_session(page)
    await chrome_itself.send("Page.setFontSizes", {"fontSizes": {"standard": text, "fixed": text}})
    await says(page, "/tep")
    await expect(page.get_by_text("gửi tệp")).to_be_visible()
    for opened in ("#attach", "#menu"):
        await page.locator(opened).click()
        widths = await page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert widths[0] <= widths[1], opened
        await page.keyboard.press("Escape")


async def test_a_device_logs_out(house: WebHouse, browser: Browser) -> None:
    page = await joined(house, await phone(browser))
    await page.locator("#menu").click()
    await page.get_by_role("button", name="Thoát khỏi thiết bị này").click()
    await page.get_by_role("dialog").get_by_role("button", name="Thoát khỏi thiết bị này").click()
    await expect(page.get_by_role("heading", name="Kính chào đồng chí")).to_be_visible()
    await expect(page.locator(".msg")).to_have_count(0)


async def test_the_page_opens_without_a_line_once_it_was_open(house: WebHouse, browser: Browser) -> None:
    context = await phone(browser)
    page = await joined(house, context)
    await page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    await context.set_offline(True)
    await page.reload()
    await expect(page.locator("h1")).to_have_text("Trợ lý thi đua")
    await expect(page.locator("#line")).to_be_visible()
    await context.set_offline(False)
    await expect(page.locator(".msg")).to_have_count(1)


async def test_the_scan_sees_what_is_wrong(house: WebHouse, browser: Browser) -> None:
    page = await open_page(await phone(browser), house.url)
    await page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert "button-name" in (await scan(page))[0]
