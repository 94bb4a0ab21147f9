"""How many taps it takes at 360 px: counted on the real page, held against what docs/di-thu.md says and allows."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from campaign.people import Role
from campaign.registration.registration import Standing
from tests.bot.web.chrome import chrome, open_page, phone, put_away
from tests.bot.web.hall import CHAIR, HEAD, SECRETARY, STRIVING, WebHall, hall
from tests.bot.web.house import open_house
from tests.handlers.test_joining import code_for

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
WALKED = Path(__file__).parents[3] / "docs" / "di-thu.md"


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


class Finger:
    """Counts its taps, and how often it had to scroll to what it taps."""

    def __init__(self) -> None:
        self.taps = 0
        self.scrolls = 0

    async def taps_on(self, page: Page, label: str) -> None:
        """Taps the newest button that says this."""
        await self.taps_at(page, page.locator(".rows button", has_text=label).last)

    async def taps_first(self, page: Page, label: str) -> None:
        """Taps the first button of the screen now in front that says this."""
        await self.taps_at(page, page.locator(".current .rows button", has_text=label).first)

    async def taps_at(self, page: Page, button: Locator) -> None:
        await button.wait_for()
        await expect(page.locator(".settling")).to_have_count(0)
        self.taps += 1
        if not await button.evaluate(UNCOVERED):
            self.scrolls += 1
        await button.tap()


UNCOVERED = """
button => {
  const at = button.getBoundingClientRect();
  const seen = (y) => button.contains(document.elementFromPoint(at.left + at.width / 2, y));
  return seen(at.top + 2) && seen(at.bottom - 2);
}
"""
"""Whether upper and lower edge of a button are seen: nothing covers them, and they are on the screen."""


def told(matter: str) -> tuple[int, int, int]:
    """What the guide says of a matter: taps, taps allowed, times to scroll at most."""
    for line in WALKED.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == matter:
            return int(cells[2]), int(cells[3]), int(cells[5])
    raise AssertionError(f"{WALKED.name} says nothing of {matter!r}")


def holds(finger: Finger, matter: str) -> None:
    taps, allowed, scrolls = told(matter)
    assert taps <= allowed
    assert finger.taps == taps
    assert finger.scrolls <= scrolls


async def test_joining(here: WebHall, browser: Browser) -> None:
    member = await here.house.room.enrolled(
        "Trịnh Văn S", "Văn phòng", {Role.HEAD}, position="Chánh Văn phòng"
    )
    code = await code_for(here.house.room, member)
    page, finger = await open_page(await phone(browser), f"{here.house.url}/join#{code}"), Finger()
    await finger.taps_on(page, "Đúng, tham gia")
    await expect(page.locator("#who")).to_contain_text("Trịnh Văn S")
    holds(finger, "Tham gia")


async def test_confirming_registrations(here: WebHall, browser: Browser) -> None:
    await here.strive(Standing.FILED)
    page, finger = await here.opened(await phone(browser), HEAD), Finger()
    await finger.taps_first(page, "Duyệt 3 đăng ký thi đua")
    await finger.taps_first(page, "Duyệt tất cả")
    await expect(page.get_by_text("Đã duyệt 3 đăng ký")).to_be_visible()
    holds(finger, "Duyệt đăng ký")


async def to_the_news(page: Page, button: str) -> None:
    """Goes to a notice that has come: it may be in sight, or below."""
    await expect(page.get_by_role("button", name=button, exact=True).last).to_be_attached()
    below = page.get_by_role("button", name="Có tin mới")
    if await below.is_visible():
        await below.tap()


async def test_voting_in_secret_on_three_names(here: WebHall, browser: Browser) -> None:
    page, finger = await here.opened(await phone(browser), HEAD), Finger()
    await here.opens_secret_ballot()
    await to_the_news(page, "Mở phiếu")  # where the counting begins
    await finger.taps_on(page, "Mở phiếu")
    for place in (1, 2, 3):
        await expect(page.get_by_text(f"Tên {place}/3")).to_be_visible()
        await finger.taps_first(page, "Đồng ý")
    await finger.taps_first(page, "Xác nhận bỏ phiếu")
    await expect(page.get_by_text("Mã đối chiếu")).to_be_visible()
    holds(finger, "Bỏ phiếu kín, 3 tên")


async def test_answering_an_invitation(here: WebHall, browser: Browser) -> None:
    page, finger = await here.opened(await phone(browser), HEAD), Finger()
    await here.invites()
    await to_the_news(page, "Dự")
    invitation = page.locator(".msg", has_text="Kính mời đồng chí dự")
    await finger.taps_at(page, invitation.get_by_role("button", name="Dự", exact=True))
    await expect(page.get_by_text("Đã ghi nhận: Dự.")).to_be_visible()
    holds(finger, "Trả lời giấy mời")


async def test_registering_one_title(here: WebHall, browser: Browser) -> None:
    page, finger = await here.opened(await phone(browser), STRIVING[0]), Finger()
    await finger.taps_first(page, "Đăng ký thi đua")
    await finger.taps_first(page, "Lao động tiên tiến")
    await finger.taps_first(page, "Xác nhận đăng ký")
    await expect(page.get_by_text("Đã ghi nhận đăng ký phấn đấu Lao động tiên tiến")).to_be_visible()
    holds(finger, "Cá nhân đăng ký một danh hiệu")


async def test_opening_a_secret_vote(here: WebHall, browser: Browser) -> None:
    await here.strive(Standing.CONFIRMED)
    page, finger = await here.opened(await phone(browser), SECRETARY), Finger()
    chair, other = await here.opened(await phone(browser), CHAIR), Finger()
    for label in ("Bình xét, bỏ phiếu", "Chuẩn bị cuộc bỏ phiếu mới", "Bỏ phiếu", "Lao động tiên tiến"):
        await finger.taps_first(page, label)
    await finger.taps_first(page, "Chuyển sang phiếu kín")
    await expect(page.get_by_role("button", name="Chuyển sang công khai")).to_be_visible()
    await finger.taps_first(page, "Trình Khối trưởng")
    await chair.get_by_role("button", name="Có tin mới").tap()
    await other.taps_on(chair, "Danh sách cử tri")
    await other.taps_first(chair, "Mở")
    await other.taps_first(chair, "Xác nhận mở")
    await expect(chair.get_by_text("Đã mở Bỏ phiếu kín")).to_be_visible()
    holds(finger, "Thư ký chuẩn bị phiếu kín")
    holds(other, "Khối trưởng mở phiếu kín")
