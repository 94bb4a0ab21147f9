"""The system's Chromium, driven at phone size; and the accessibility scan.

Without a Chromium the tests say in one line how to get one; in continuous integration they fail.
"""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
PHONE = {"width": 360, "height": 740}
SMALL = {"width": 320, "height": 568}
DESK = {"width": 1280, "height": 900}
SERIOUS = ("serious", "critical")
WAIT = 60_000  # milliseconds until something that never comes fails the test; a busy machine needs many


def missing(what: str, how: str) -> None:
    """Skips with one line; in continuous integration everything must be there."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing: {how}")
    pytest.skip(f"{what} is missing: {how}")


def program() -> str:
    """Where the system's Chromium is."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        missing("Chromium", "apt-get install chromium")
    assert found is not None
    return found


@asynccontextmanager
async def chrome() -> AsyncIterator[Browser]:
    """A fresh browser."""
    where = program()
    expect.set_options(timeout=WAIT)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=where, args=SWITCHES)
        try:
            yield browser
        finally:
            await browser.close()


async def phone(browser: Browser, size: dict[str, int] = PHONE, **more: Any) -> BrowserContext:
    """A phone with cookies of its own."""
    context = await browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        has_touch=True, is_mobile=True, locale="vi-VN", **more,
    )  # fmt: skip
    context.set_default_timeout(WAIT)
    return context


async def put_away(browser: Browser) -> None:
    """Closes the phones of a test: pages left open would look for a house that is gone, beside every later test."""
    for context in browser.contexts:
        await context.close()


async def open_page(context: BrowserContext, address: str) -> Page:
    """The page, opened and ready. Whatever it complains about fails the test."""
    page = await context.new_page()
    page.on("pageerror", lambda error: pytest.fail(f"the page failed: {error}"))
    await page.goto(address)
    await page.wait_for_selector("body[data-ready]")
    return page


async def scan(page: Page) -> list[str]:
    """What an accessibility scan finds serious: rule and place."""
    try:
        source = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
    except ModuleNotFoundError:
        missing("axe-core", "pip install axe-playwright-python (make setup does)")
        raise
    await page.evaluate(source)
    found = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found["violations"]
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]
