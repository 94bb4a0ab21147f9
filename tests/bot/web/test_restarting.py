"""An invitation opened while the program restarts, behind nginx and behind Caddy as the guide configures them."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from campaign.people import Role
from tests.bot.web.chrome import chrome, phone, put_away, scan
from tests.bot.web.house import open_house
from tests.bot.web.real_proxies import PAGE, Kind, Street, caddy, nginx, street
from tests.bot.web.test_joining import invitation

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
SECRET = "/calendar/a-secret-of-somebody.ics"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """The system's Chromium."""
    async with chrome() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module", params=[nginx, caddy], ids=["nginx", "caddy"])
async def front(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Street]:
    """The proxy, and nobody behind it."""
    kind: Kind = request.param
    async with street(kind, tmp_path / "proxy") as opened:
        yield opened


async def test_an_invitation_opened_while_the_program_restarts_goes_on_by_itself_and_joins(
    front: Street, tmp_path: Path, browser: Browser
) -> None:
    async with open_house(tmp_path / "house", public=front.url) as house:
        clerk = await house.joined(await house.room.enrolled("Phạm Văn Thư", roles={Role.SECRETARY}))
        await house.room.enrolled("Trần Thị Bình", unit="Vụ Pháp chế")
        code = await invitation(house, clerk, "tran thi binh")
        page = await (await phone(browser)).new_page()
        answer = await page.goto(f"{front.url}/join#{code}")
        assert answer is not None
        assert answer.status == 502
        await expect(page.locator("[role=status]")).to_contain_text("đang khởi động lại")
        assert await scan(page) == []
        await front.house_comes(house.url)
        await expect(page.locator(".msg", has_text="Trần Thị Bình")).to_be_visible()
        assert code not in page.url
        await put_away(browser)
        assert "502" in front.logged()
        assert code not in front.logged()


async def test_what_the_page_sends_meanwhile_is_answered_with_the_proxys_own_number(front: Street) -> None:
    async with httpx.AsyncClient(base_url=front.url) as client:
        opened = await client.get("/join", headers={"accept": "text/html,*/*;q=0.8"})
        said = await client.post("/api/say", json={"text": "/menu"})
        asked = await client.get("/api/messages", headers={"accept": "*/*"})
        knocked = await client.head("/")
    assert [one.status_code for one in (opened, said, asked, knocked)] == [502] * 4
    assert opened.headers["content-type"].startswith("text/html")
    assert opened.headers["cache-control"] == "no-store"
    assert "đang khởi động lại" in opened.text


async def test_the_address_of_a_calendar_that_meets_the_restart_is_in_no_log(front: Street) -> None:
    async with httpx.AsyncClient(base_url=front.url) as client:
        assert (await client.get(SECRET)).status_code == 502
    assert SECRET.rpartition("/")[2] not in front.logged()


async def test_a_page_that_was_not_installed_changes_no_number(front: Street) -> None:
    (front.folder / PAGE.name).unlink()
    async with httpx.AsyncClient(base_url=front.url) as client:
        opened = await client.get("/join", headers={"accept": "text/html,*/*;q=0.8"})
        said = await client.post("/api/say", json={"text": "/menu"})
    assert [opened.status_code, said.status_code] == [502, 502]


async def test_the_page_of_the_restart_is_nowhere_else(front: Street, tmp_path: Path) -> None:
    async with open_house(tmp_path / "house", public=front.url) as house:
        await front.house_comes(house.url)
        async with httpx.AsyncClient(base_url=front.url) as client:
            assert (await client.get(f"/{PAGE.name}")).status_code == 404
            assert (await client.get("/")).status_code == 200
            refused = await client.post("/api/say", json={})
    assert refused.status_code == 403
    assert "khởi động lại" not in refused.text
