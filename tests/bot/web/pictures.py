"""`make pictures`: the main screens at phone size and the rehearsal room, as a rehearsal really shows them."""

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser

from bot.rehearse.room import Room
from bot.rehearse.scenario import shipped
from bot.rehearse.stage import Stage
from bot.web.patience import Patience
from bot.web.server import Server, listen
from tests.bot.web.chrome import DESK, chrome, phone
from tests.talk.room import ZONE

WORKED = 1500  # milliseconds in which an answer has come


async def take(folder: Path) -> None:
    """Plays the scenario a little and takes the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as kept:
        stage = Stage(Path(kept) / "rehearsal", shipped(), ZONE)
        await stage.open("khoi-iv-2022")
        server = Server(Room(stage).site(), listen("127.0.0.1", 0), stage.hub.hang_up_all, Patience())
        serving = asyncio.create_task(server.serve())
        try:
            async with chrome() as browser:
                await _pictures(browser, stage, f"http://127.0.0.1:{server.port}", folder)
        finally:
            server.stop()
            await serving
            await stage.close()


async def _pictures(browser: Browser, stage: Stage, url: str, folder: Path) -> None:
    await stage.act(0)
    await _phone(browser, f"{url}/phone/r-BTT03/", ["/dangky"], folder / "dang-ky.png")
    for number in range(1, 4):
        await stage.act(number)
    await _phone(browser, f"{url}/phone/r-BTT01/", ["/menu"], folder / "menu.png")
    await _phone(browser, f"{url}/phone/r-TCB02/", ["/quanly"], folder / "quan-ly.png")
    await _phone(browser, f"{url}/phone/khach/", [], folder / "tham-gia.png")
    context = await browser.new_context(viewport={"width": DESK["width"], "height": 800}, locale="vi-VN")
    page = await context.new_page()
    await page.goto(url)
    await page.wait_for_timeout(2 * WORKED)
    await page.screenshot(path=folder / "dien-tap.png")


async def _phone(browser: Browser, address: str, said: list[str], to: Path) -> None:
    page = await (await phone(browser)).new_page()
    await page.goto(address)
    await page.wait_for_selector("body[data-ready]")
    for text in said:
        await page.fill("#text", text)
        await page.click("#send")
        await page.wait_for_timeout(WORKED)
    await page.screenshot(path=to)


if __name__ == "__main__":
    asyncio.run(take(Path(sys.argv[1])))
