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
from tests.bot.web.chrome import DESK, PHONE, chrome, phone
from tests.talk.room import ZONE

TALL = PHONE | {"height": 900}
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
    await _phone(browser, f"{url}/phone/khach/", [], folder / "tham-gia.png")
    await stage.act(0)
    await _phone(browser, f"{url}/phone/r-BTT03/", ["/dangky"], folder / "dang-ky.png")
    for number in range(1, 4):
        await stage.act(number)
    await _phone(browser, f"{url}/phone/r-BTT01/", ["/menu"], folder / "menu.png")
    await _phone(browser, f"{url}/phone/r-TCB02/", ["/quanly"], folder / "quan-ly.png")
    await _room(browser, url, folder / "dien-tap.png", tour=False)
    await _room(browser, url, folder / "muoi-buoc.png", tour=True)
    acts = stage.play.scenario.acts
    opened = next(n for n, act in enumerate(acts) if "mở suy tôn" in act.label)
    for number in range(4, opened + 1):
        await stage.act(number)
        if acts[number].label == "Để Thường trực mời họp sơ kết":
            await _phone(browser, f"{url}/phone/r-BTT01/", [], folder / "giay-moi.png")
    await _phone(browser, f"{url}/phone/r-BTT01/", ["/binhxet", "1"], folder / "bo-phieu.png", TALL)


async def _phone(
    browser: Browser, address: str, said: list[str], to: Path, size: dict[str, int] = PHONE
) -> None:
    page = await (await phone(browser, size)).new_page()
    await page.goto(address)
    await page.wait_for_selector("body[data-ready]")
    for text in said:
        await page.fill("#text", text)
        await page.click("#send")
        await page.wait_for_timeout(WORKED)
    await page.wait_for_timeout(WORKED)
    await page.screenshot(path=to)


async def _room(browser: Browser, url: str, to: Path, *, tour: bool) -> None:
    context = await browser.new_context(viewport={"width": DESK["width"], "height": 800}, locale="vi-VN")
    page = await context.new_page()
    await page.goto(url)
    await page.wait_for_timeout(2 * WORKED)
    if tour:
        await page.click("#tour-buttons button")
        await page.wait_for_timeout(WORKED)
    await page.screenshot(path=to)


if __name__ == "__main__":
    asyncio.run(take(Path(sys.argv[1])))
