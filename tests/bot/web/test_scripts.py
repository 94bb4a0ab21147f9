"""Scripts where people's own words stand, through the real conversations: names, functions, units, questions, meetings,
devices, captions. In a real browser every one of them is a text.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from campaign.meetings.meeting import AgendaItem, Venue
from campaign.people import Member, Role
from tests.bot.web.chrome import chrome, open_page, phone, put_away
from tests.bot.web.flows import EVIL, PDF
from tests.bot.web.house import WebHouse, open_house
from tests.campaign.meetings import meeting

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

SHOWN = "<img src=x"


@pytest_asyncio.fixture(loop_scope="module")
async def house(tmp_path: Path, browser: Browser) -> AsyncIterator[WebHouse]:
    """A house of people whose every word is a script."""
    async with open_house(tmp_path) as opened:
        yield opened
        await put_away(browser)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """The system's Chromium."""
    async with chrome() as opened:
        yield opened


async def evil(house: WebHouse, number: int, *roles: Role) -> Member:
    """Somebody on the roster with a script for a name, a function, a unit and a khối."""
    return await house.room.enrolled(
        f"{number} {EVIL}", unit=EVIL, roles=set(roles), khoi=EVIL, position=EVIL
    )


async def page_of(house: WebHouse, browser: Browser, member: Member) -> Page:
    """Their phone, with the page open."""
    other, context = await house.joined(member), await phone(browser)
    (cookie,) = [c for c in other.http.cookies.jar if c.name == "thidua"]
    await context.add_cookies([{"name": "thidua", "value": cookie.value or "", "url": house.url}])
    page = await open_page(context, house.url)
    await expect(page.locator(".msg").first).to_contain_text(SHOWN)
    return page


async def says(page: Page, text: str) -> None:
    await page.fill("#text", text)
    await page.click("#send")


async def nothing_ran(page: Page) -> None:
    """No script was run, and nothing stands in the page that could run one."""
    assert await page.evaluate("document.body.dataset.evil") is None
    assert (
        await page.locator("main img, main script, header img:not(.mark), #panel img, #panel script").count()
        == 0
    )
    assert (
        await page.evaluate(
            "[...document.querySelectorAll('*')].filter((e) => e.hasAttribute('onerror')).length"
        )
        == 0
    )


async def test_a_name_a_unit_a_khoi_and_a_device_are_texts(house: WebHouse, browser: Browser) -> None:
    member = await evil(house, 1, Role.SECRETARY)
    async with house.room.store() as unit:
        await unit.people.bind("telegram", "7", member.person, EVIL, house.room.clock.now())
    page = await page_of(house, browser, member)
    await expect(page.locator("#who")).to_contain_text(SHOWN)
    await says(page, "/danhsach")
    await expect(page.locator(".msg", has_text="Danh sách").last).to_contain_text(SHOWN)
    await says(page, "/thietbi")
    await expect(page.locator(".msg", has_text="Telegram").last).to_contain_text(SHOWN)
    await page.locator("#menu").click()
    await page.get_by_role("button", name="Thiết bị của đồng chí").click()
    await expect(page.locator("#panel-body")).to_contain_text(SHOWN)
    await nothing_ran(page)


async def test_a_question_and_its_answer_are_texts(house: WebHouse, browser: Browser) -> None:
    secretary = await page_of(house, browser, await evil(house, 1, Role.SECRETARY))
    asker = await page_of(house, browser, await evil(house, 2, Role.INDIVIDUAL))
    await says(asker, "/hoithuky")
    await expect(asker.locator(".msg").last).to_be_visible()
    await says(asker, f"Xin hỏi {EVIL}")
    await expect(secretary.locator(".msg", has_text="Xin hỏi")).to_contain_text(SHOWN)
    await expect(asker.locator(".mine", has_text="Xin hỏi")).to_contain_text(SHOWN)
    for page in (secretary, asker):
        await nothing_ran(page)


async def test_a_meeting_is_a_text(house: WebHouse, browser: Browser) -> None:
    head = await evil(house, 2, Role.HEAD, Role.CHAIR)
    async with house.room.store() as unit:
        called = replace(
            meeting(venues=(Venue(EVIL, f"https://meet.example/{EVIL}"),), agenda=(AgendaItem(EVIL),)),
            khoi=head.khoi, title=f"Hội nghị {EVIL}", chairs=(head.id,), invitees=(head.id,),
        )  # fmt: skip
        await unit.meetings.add(called, head.id, house.room.clock.now())
    page = await page_of(house, browser, head)
    await says(page, "/lichhop")
    await expect(page.locator(".msg", has_text="Hội nghị").last).to_contain_text(SHOWN)
    await says(page, "1")
    card = page.locator(".msg", has_text="Chương trình").last
    await expect(card).to_contain_text(f"– {EVIL}")
    await expect(card).to_contain_text(f"Địa điểm: {EVIL}")
    await nothing_ran(page)


async def test_a_caption_and_the_name_of_a_file_are_texts(house: WebHouse, browser: Browser) -> None:
    page = await page_of(house, browser, await evil(house, 1, Role.SECRETARY))
    await says(page, "/danhsach")
    await expect(page.locator(".msg", has_text="Danh sách").last).to_be_visible()
    await page.fill("#text", f"Kính gửi {EVIL}")
    name = "<img src=x onerror=document.body.dataset.evil=1>.pdf"
    await page.set_input_files("#file", {"name": name, "mimeType": "application/pdf", "buffer": PDF})
    await expect(page.locator(".mine .file")).to_contain_text(
        "img src=x onerror=document.body.dataset.evil=1.pdf"
    )
    await expect(page.locator(".mine", has_text="Kính gửi")).to_contain_text(SHOWN)
    await nothing_ran(page)
