"""Codes, cookies, the page's token, the calendar's address: in no log, no address that the page asks, no refusal."""

import io
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog

from bot import logs
from bot.config import LogFormat
from bot.web.shell import FOLDER
from campaign.people import Role
from tests.bot.test_logs import hooks_of_their_own
from tests.bot.web.house import Browser, WebHouse, new_key
from tests.bot.web.test_joining import invitation


class Lines:
    """What was written: to the log, and beside it."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self._capfd = capfd
        self.log = io.StringIO()

    def everything(self) -> str:
        """By libraries and by us."""
        return self.log.getvalue() + "".join(self._capfd.readouterr())


@pytest.fixture
def heard(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Lines]:
    """Everything anybody logs, at every level, with the loud libraries as loud as they can be.

    They log from threads of theirs while the capture of standard output is exchanged: the log has a place of its own.
    """
    lines = Lines(capfd)
    hooks_of_their_own(monkeypatch)
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers.clear()
    logs.set_up(LogFormat.JSON)
    structlog.configure(logger_factory=structlog.WriteLoggerFactory(lines.log))
    for name in (None, *logs.LOUD, "asyncio", "starlette", "aiosqlite"):
        if name not in ("httpx", "httpcore"):  # the test's own browsers
            logging.getLogger(name).setLevel(logging.DEBUG)
    yield lines
    for name in logs.LOUD:
        logging.getLogger(name).setLevel(logging.NOTSET)
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


async def secrets_of(house: WebHouse, browser: Browser) -> dict[str, str]:
    """What somebody must never learn from a log, after a walk in which all of it was used."""
    clerk = await house.joined(await house.room.enrolled("Phạm Văn Thư", roles={Role.SECRETARY}))
    await house.room.enrolled("Trần Thị Bình", unit="Vụ Pháp chế")
    code = await invitation(house, clerk, "tran thi binh")
    await browser.begins()
    before = browser.http.cookies["thidua"]
    question = await browser.asks(code)
    async with browser.listening(after=(await browser.hello())["event"]) as ear:
        await browser.presses(question, "Đúng, tham gia")
        await ear.answer()
    await browser.asks("/lichhop")
    return {
        "code": code,
        "bare code": code.replace("-", ""),
        "cookie before": before,
        "cookie": browser.http.cookies["thidua"],
        "page token": browser.token,
        "another's cookie": clerk.http.cookies["thidua"],
    }


async def test_a_walk_with_every_secret_leaves_none_in_any_log(
    house: WebHouse, heard: Lines, record_property: Callable[[str, object], None]
) -> None:
    browser = await house.browser()
    known = await secrets_of(house, browser)
    for wrong in (known["code"], "K7M4-2QXZ-9PLA-0000"):  # used up; never was
        await browser.asks(wrong)
    out = heard.everything()
    assert [name for name, secret in known.items() if secret in out] == []
    assert "K7M4-2QXZ" not in out
    assert "asyncio" in out or "aiosqlite" in out  # the libraries were heard
    record_property("secrets looked for", len(known) + 1)
    record_property("bytes of log searched", len(out.encode()))
    record_property("found in it", 0)


async def test_no_refusal_repeats_what_it_was_given(
    house: WebHouse, heard: Lines, record_property: Callable[[str, object], None]
) -> None:
    lan = await house.joined()
    secret, key = "Zx9-secret-of-somebody", new_key()
    other = {"origin": "https://evil.example"}
    foreign = {"x-page": secret, "origin": house.url}
    answers = [
        await lan.http.post("/api/say", json={"key": key, "text": "a"}, headers=foreign),
        await lan.http.post("/api/say", json={"key": secret, "text": secret}, headers=other),
        await lan.http.post("/api/press", json={"key": key, "data": secret}, headers={"x-page": secret}),
        await lan.http.get(f"/calendar/{secret}.ics"),
        await lan.http.get(f"/api/files/{secret}"),
        await lan.http.get(f"/{secret}"),
        await lan.http.get("/api/messages", params={"before": secret}),
        await lan.http.get("/", headers={"host": f"{secret}.example"}),
        await lan.post("push/on", {"endpoint": f"https://push.example/{secret}", "keys": secret}),
    ]
    assert [answer.status_code for answer in answers if answer.status_code < 400] == []
    assert [str(answer.url) for answer in answers if secret in answer.text] == []
    out = heard.everything()
    assert secret not in out
    record_property("refusals", len(answers))
    record_property("bytes of log searched", len(out.encode()))
    record_property("found in it", 0)


def test_the_pages_own_scripts_put_nothing_but_a_place_into_an_address() -> None:
    scripts = [path.read_text("utf-8") for path in sorted(Path(FOLDER).rglob("*.js"))]
    queries = {found for script in scripts for found in re.findall(r"""["'`]api/[\w/]*\?[^"'`]*""", script)}
    assert {query.partition("?")[2] for query in queries} <= {"after=", "before="}
    assert '"api/stream?after=' in queries
