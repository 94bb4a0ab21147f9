"""How the installation is, for machines; and the page's own weight."""

import asyncio
import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.backups import DONE, FAILED
from bot.rotation import Rotation, name_of
from bot.web.shell import FOLDER
from campaign.people import Language
from storage.sql import micros
from tests.bot.web.house import WebHouse, open_house
from tests.talk.room import START

FIRST_SCREEN = 100_000  # bytes on the line


async def test_the_installation_says_that_it_is_well(house: WebHouse) -> None:
    answer = await (await house.browser()).http.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_what_waits_too_long_is_said(house: WebHouse) -> None:
    async with house.room.store() as unit:
        then = house.room.clock.now() - timedelta(minutes=5)
        await unit.sql.run(
            "INSERT INTO inbox (channel, key, account, payload, received_at) VALUES ('web', 'x', 'y', ?, ?)",
            b"", int(then.timestamp() * 1_000_000),
        )  # fmt: skip
    answer = await (await house.browser()).http.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"status": "late", "oldest_seconds": 300})


@pytest.mark.parametrize(
    ("word", "said"), [("failed", "failed"), ("done", None), ("old", "late"), ("none", "late")]
)
async def test_a_backup_that_failed_or_is_late_is_said_beside_it(
    word: str, said: str | None, tmp_path: Path
) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / name_of(START.date())).touch()  # so that none is due
    async with open_house(tmp_path, backups=Rotation(tmp_path / "backups", 2)) as house:
        now = house.room.clock.now()
        known = {
            "failed": {DONE: str(micros(now)), FAILED: f"{micros(now)} AB12CD"},
            "done": {DONE: str(micros(now)), FAILED: ""},
            "old": {DONE: str(micros(now - timedelta(days=3))), FAILED: ""},
            "none": {DONE: "", FAILED: ""},
        }[word]
        async with house.room.store() as unit:
            for name, value in known.items():
                await unit.installation.put(name, value)
        http = (await house.browser()).http
        answer = await http.get("/healthz")
        metrics = (await http.get("/metrics")).text
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"} | ({"backup": said} if said else {})
    assert f"thidua_backup_failed {float(word == 'failed')}" in metrics


async def test_the_metrics_count_and_name_nobody(house: WebHouse) -> None:
    lan = await house.joined()
    await lan.asks("/menu")
    text = (await lan.http.get("/metrics")).text
    assert 'thidua_web_requests_total{route="say",status="200"} 1.0' in text
    assert "thidua_inbox_waiting 0.0" in text
    for personal in ("Lan", lan.state["device"], lan.token):
        assert personal not in text


@pytest.mark.parametrize(
    "headers",
    [
        {"x-forwarded-for": "203.0.113.7"},
        {"x-forwarded-for": "127.0.0.1", "host": "localhost"},
        {"x-real-ip": "127.0.0.1", "host": "localhost"},
        {"forwarded": "for=127.0.0.1"},
        {"via": "1.1 proxy"},
    ],
)
async def test_a_proxy_on_this_machine_gets_no_metrics(house: WebHouse, headers: dict[str, str]) -> None:
    browser = await house.browser()
    assert (await browser.http.get("/metrics", headers=headers)).status_code == 403


async def test_nor_does_one_that_says_nothing_of_itself_and_speaks_the_old_language(house: WebHouse) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(house.url.rpartition(":")[2]))
    writer.write(b"GET /metrics HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    answer = await reader.read()
    writer.close()
    assert b" 403 " in answer.partition(b"\r\n")[0]
    assert b"thidua_" not in answer


async def test_the_first_screen_is_small(house: WebHouse) -> None:
    browser = await house.browser()
    page = await browser.http.get("/")
    parts = set(re.findall(r'(?:href|src)="((?:static/|app\.)[^"]+)"', page.text))
    assert len(parts) > 8
    weight = 0
    for part in ["", *parts]:
        async with browser.http.stream("GET", f"/{part}") as answer:
            assert answer.status_code == 200
            weight += sum([len(piece) async for piece in answer.aiter_raw()])
    weight += len((await browser.post("hello", {"language": "vi"})).content)
    assert weight < FIRST_SCREEN / 2


async def test_the_parts_are_kept_by_the_browser_and_the_page_is_asked_for_again(house: WebHouse) -> None:
    browser = await house.browser()
    page = await browser.http.get("/")
    assert page.headers["cache-control"] == "no-cache"
    again = await browser.http.get("/", headers={"if-none-match": page.headers["etag"]})
    assert again.status_code == 304
    found = re.search(r'src="(static/[^"]+page\.js)"', page.text)
    assert found is not None
    assert "immutable" in (await browser.http.get(f"/{found[1]}")).headers["cache-control"]


def test_every_word_the_page_uses_has_its_sentence(house: WebHouse) -> None:
    known = house.app.texts.subject("web", Language.VI)
    used, literals = set[str](), set[str]()
    for path in FOLDER.iterdir():
        if path.suffix in (".js", ".html"):
            text = path.read_text("utf-8")
            used |= set(re.findall(r'\bword\("([a-z_]+)"[,)]', text))
            used |= set(re.findall(r'data-(?:word|label|hint)="([a-z_]+)"', text))
            literals |= set(re.findall(r'"([a-z_]+)"', text))
    assert len(used) > 30
    assert used - known.keys() == set()
    built = ("channel_", "refused_", "push_is_")
    idle = known.keys() - literals - {"who", "description", "short_name", "no_script", "push_body"}
    assert [name for name in idle if not name.startswith(built)] == []


def test_the_page_asks_nobody_else_for_anything() -> None:
    for path in FOLDER.iterdir():
        if path.suffix in (".js", ".html", ".css", ".webmanifest"):
            addresses = set(re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]+", path.read_text("utf-8")))
            assert addresses <= {"http://www.w3.org"}, path.name
