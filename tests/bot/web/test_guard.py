"""Attacks on the door: names, origins, tokens, sizes, paths."""

import httpx
import pytest
from starlette.responses import PlainTextResponse

from bot.web.guard import Door, Guard
from tests.bot.web.house import WebHouse, new_key


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", ""])
async def test_another_name_is_not_ours(house: WebHouse, host: str) -> None:
    browser = await house.browser()
    assert (await browser.http.get("/", headers={"host": host})).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
async def test_another_page_may_not_ask(house: WebHouse, headers: dict[str, str]) -> None:
    lan = await house.joined()
    sent = {"origin": house.url, "x-page": lan.token} | headers
    answer = await lan.http.post("/api/say", json={"key": new_key(), "text": "/menu"}, headers=sent)
    assert answer.status_code == 403
    assert await lan.messages() == []


async def test_who_says_no_origin_at_all_may_not_ask(house: WebHouse) -> None:
    lan = await house.joined()
    answer = await lan.http.post(
        "/api/say", json={"key": new_key(), "text": "/menu"}, headers={"x-page": lan.token}
    )
    assert answer.status_code == 403


async def test_the_cookie_alone_is_not_enough(house: WebHouse) -> None:
    lan, minh = await house.joined(), await house.joined()
    lan.token = minh.token
    answer = await lan.says("/menu")
    assert (answer.status_code, answer.json()["refused"]) == (403, "token")


async def test_nothing_is_answered_without_a_session(house: WebHouse) -> None:
    lan = await house.joined()
    lan.http.cookies.clear()
    assert (await lan.says("/menu")).status_code == 401
    for path in ("messages?before=9", "stream", "files/1", "devices"):
        assert (await lan.get(path)).status_code == 401


@pytest.mark.parametrize(
    "path",
    [
        "/static/x/../../bot/config.py",
        "/static/x/..%2f..%2fconfig.py",
        "/static/../x/page.js",
        "/static/x/%2e%2e/page.css/",
        "//etc/passwd",
        "/api/files/..%2f..%2fthidua.db",
    ],
)
async def test_no_path_leads_out_of_the_page(house: WebHouse, path: str) -> None:
    lan = await house.joined()
    answer = await lan.http.get(httpx.URL(house.url).copy_with(raw_path=path.encode()))
    assert answer.status_code in (404, 401)


async def test_every_answer_says_what_it_may_do(house: WebHouse) -> None:
    browser = await house.browser()
    for path in ("/", "/api/messages", "/nowhere"):
        headers = (await browser.http.get(path)).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


async def test_too_much_at_once_has_to_wait(house: WebHouse) -> None:
    lan = await house.joined()
    answers = [await lan.says("/menu") for _ in range(31)]
    assert [a.status_code for a in answers] == [200] * 30 + [429]
    assert answers[-1].headers["retry-after"] == "1"
    house.timer.now += 1
    assert (await lan.says("/menu")).status_code == 200


async def test_a_page_that_only_looks_has_its_measure_too_and_another_device_its_own(house: WebHouse) -> None:
    lan, minh = await house.joined(), await house.joined(await house.room.enrolled("Trần Văn Minh"))
    while (answer := await lan.get("messages")).status_code == 200:
        pass
    assert (answer.status_code, answer.json()["refused"]) == (429, "wait")
    for answer in (
        await lan.post("hello"),
        await lan.post("begin"),
        await lan.get("stream"),
        await lan.get("devices"),
    ):
        assert answer.status_code == 429
    assert (await minh.get("messages")).status_code == 200
    assert (await lan.says("/menu")).status_code == 200, "what one does is counted by itself"
    house.timer.now += 1
    assert (await lan.get("messages")).status_code == 200


async def test_a_body_that_is_too_large_is_refused(house: WebHouse) -> None:
    lan = await house.joined()
    assert (await lan.says("a" * 4001)).status_code == 400
    assert (await lan.says("a" * 100_000)).status_code == 413


@pytest.mark.parametrize(
    "content", [b"[]", b"{", b"\xff", b'{"key": 1, "text": []}', b'{"key": "../../etc", "text": "a"}']
)
async def test_what_is_not_ours_is_refused_with_a_word(house: WebHouse, content: bytes) -> None:
    lan = await house.joined()
    answer = await lan.http.post(
        "/api/say", content=content, headers={"origin": house.url, "x-page": lan.token}
    )
    assert answer.status_code == 400
    assert answer.json()["refused"]


async def test_other_methods_are_not_done(house: WebHouse) -> None:
    browser = await house.browser()
    for method in ("PUT", "DELETE", "OPTIONS", "TRACE"):
        assert (await browser.http.request(method, "/api/say")).status_code == 405


@pytest.mark.parametrize(
    ("host", "client", "known"),
    [
        ("thidua.example", "203.0.113.7", True),
        ("localhost:8080", "127.0.0.1", True),
        ("[::1]:8080", "::1", True),
        ("localhost:8080", "172.18.0.1", False),
        ("127.0.0.1", "203.0.113.7", False),
        ("evil.example", "127.0.0.1", False),
    ],
)
def test_in_a_container_only_its_own_programs_may_use_its_own_names(
    host: str, client: str, known: bool
) -> None:
    assert Door("https://thidua.example", loopback=False).knows(host, client) is known


@pytest.mark.parametrize("webhook", ["/", "/telegram"])
async def test_the_door_of_a_webhook_opens_no_other_path(webhook: str) -> None:
    door = Door("http://thidua.example", loopback=False, open_paths=(webhook,))
    guard = Guard(PlainTextResponse("in"), door)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(guard), base_url="http://thidua.example"
    ) as other:
        assert (await other.post(webhook, json={})).status_code == 200
        for path in ("/api/say", f"{webhook}/api/say", f"{webhook}x"):
            assert (await other.post(path, json={})).status_code == 403
