"""Files in and out of the page: streamed, counted, looked at, kept once, never run."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from bot.downloads import LARGEST_FILE
from bot.web.filekinds import safe_name
from bot.web.patience import Patience
from handlers import FLOWS
from tests.bot.web import flows
from tests.bot.web.flows import PDF
from tests.bot.web.house import LONG, Browser, WebHouse, new_key, open_house


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[WebHouse]:
    """A house where one can file."""
    async with open_house(tmp_path, (*FLOWS, flows.filing)) as opened:
        yield opened


async def filing(house: WebHouse) -> Browser:
    lan = await house.joined()
    await lan.asks("/tep")
    return lan


async def test_a_file_arrives_with_its_name_size_and_caption(house: WebHouse) -> None:
    lan = await filing(house)
    async with lan.listening(after=lan.state["event"] + 3) as ear:
        assert (await lan.uploads("Báo cáo.PDF", PDF, "kính gửi")).status_code == 200
        assert (await ear.answer())["text"] == f"Báo cáo.PDF|{len(PDF)}|application/pdf|kính gửi"


async def test_a_file_is_kept_once_under_the_hash_of_its_content(house: WebHouse) -> None:
    lan = await filing(house)
    key = new_key()
    await lan.uploads("a.pdf", PDF, key=key)
    await lan.uploads("a.pdf", PDF, key=key)
    await lan.uploads("b.pdf", PDF)
    assert house.app.files.read(hashlib.sha256(PDF).hexdigest()) == PDF
    assert list(house.app.files.porch.iterdir()) == []
    assert len([m for m in await lan.messages() if m.get("file") and m["mine"]]) == 2


async def test_a_file_goes_out_as_an_attachment_that_no_browser_runs(house: WebHouse) -> None:
    lan = await filing(house)
    async with lan.listening(after=lan.state["event"] + 3) as ear:
        await lan.uploads("a.pdf", PDF)
        message = await ear.answer()
    assert message["file"] == {"name": "Biên bản số 1.pdf", "type": "application/pdf", "size": len(PDF)}
    answer = await lan.get(f"files/{message['ref']}")
    assert answer.content == PDF
    assert (
        answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{quote('Biên bản số 1.pdf')}"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"


async def test_nobody_opens_somebody_elses_file(house: WebHouse) -> None:
    lan = await filing(house)
    minh = await house.joined(await house.room.enrolled("Trần Văn Minh"))
    async with lan.listening(after=lan.state["event"] + 3) as ear:
        await lan.uploads("a.pdf", PDF)
        ref = (await ear.answer())["ref"]
    assert (await minh.get(f"files/{ref}")).status_code == 404
    assert (await lan.get(f"files/{hashlib.sha256(PDF).hexdigest()}")).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "status", "word"),
    [
        ("a.exe", b"MZ", 415, "type"),
        ("a.html", b"<script>", 415, "type"),
        ("a.svg", b"<svg onload=alert(1)>", 415, "type"),
        ("a", PDF, 415, "type"),
        ("a.pdf", b"<html><script>", 415, "content"),
        ("a.png", b"<svg>", 415, "content"),
        ("a.docx", b"MZ\x90\x00", 415, "content"),
        ("a.pdf", b"", 415, "empty"),
    ],
)
async def test_what_is_not_what_it_says_is_refused(
    house: WebHouse, name: str, content: bytes, status: int, word: str
) -> None:
    lan = await filing(house)
    answer = await lan.uploads(name, content)
    assert (answer.status_code, answer.json()["refused"]) == (status, word)
    assert list(house.app.files.porch.iterdir()) == []


async def test_a_file_that_is_too_large_is_refused_before_it_is_read(house: WebHouse) -> None:
    lan = await filing(house)
    head = (
        f"POST /api/upload HTTP/1.1\r\nHost: {house.url[7:]}\r\nOrigin: {house.url}\r\n"
        f"X-File: key={new_key()}&name=a.pdf\r\n"
        f"X-Page: {lan.token}\r\nCookie: thidua={lan.http.cookies['thidua']}\r\n"
        f"Content-Length: {LARGEST_FILE + 1}\r\n\r\n"
    )
    assert (await spoken_to(house, head.encode())).startswith(b"HTTP/1.1 413")


async def test_a_disk_that_takes_no_file_is_said_so_that_the_page_tries_again(house: WebHouse) -> None:
    """A plain file lies where the folder for what arrives would be made."""
    lan = await filing(house)
    porch = house.app.files.porch
    porch.rmdir()
    porch.write_bytes(b"")
    refused = await lan.uploads("a.pdf", PDF)
    assert (refused.status_code, refused.json()["refused"]) == (503, "busy")
    porch.unlink()
    assert (await lan.uploads("a.pdf", PDF)).status_code == 200


async def test_a_body_without_a_length_is_refused(house: WebHouse) -> None:
    lan = await filing(house)

    async def pieces() -> AsyncIterator[bytes]:
        yield PDF

    answer = await lan.http.post(
        "/api/upload",
        content=pieces(),
        headers={"origin": house.url, "x-page": lan.token, "x-file": f"key={new_key()}&name=a.pdf"},
    )
    assert answer.status_code == 411


async def test_who_stops_sending_is_given_up(tmp_path: Path) -> None:
    async with open_house(tmp_path, patience=Patience(upload=0.05)) as house:
        lan = await house.joined()
        head = (
            f"POST /api/upload HTTP/1.1\r\nHost: {house.url[7:]}\r\nOrigin: {house.url}\r\n"
            f"X-File: key={new_key()}&name=a.pdf\r\n"
            f"X-Page: {lan.token}\r\nCookie: thidua={lan.http.cookies['thidua']}\r\nContent-Length: 5000\r\n\r\n%PDF-"
        )
        assert (await spoken_to(house, head.encode())).startswith(b"HTTP/1.1 408")
        assert list(house.app.files.porch.iterdir()) == []


async def test_a_device_that_nobody_has_joined_with_leaves_no_file_here(house: WebHouse) -> None:
    stranger = await house.browser()
    await stranger.begins()
    answer = await stranger.uploads("a.pdf", PDF)
    assert (answer.status_code, answer.json()["refused"]) == (403, "member")
    assert [path for path in house.app.files.porch.parent.rglob("*") if path.is_file()] == []


async def test_who_never_finishes_a_header_is_hung_up_on(tmp_path: Path) -> None:
    async with open_house(tmp_path, patience=Patience(headers=0.05)) as house:
        assert await spoken_to(house, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ") == b""


async def spoken_to(house: WebHouse, said: bytes) -> bytes:
    """What the server answers to raw bytes until it hangs up or has answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", httpx.URL(house.url).port)
    writer.write(said)
    await writer.drain()
    async with asyncio.timeout(LONG):
        answer = await reader.read(2000)
    writer.close()
    return answer


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\boot.pdf", "boot.pdf"),
        ("%2e%2e%2fa.pdf", "a.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie x=1.pdf"),
        ('<img src=x onerror="alert(1)">.pdf', "img src=x onerror=alert(1).pdf"),
        ("\u202egpj.pdf", "gpj.pdf"),
        ("\x00.pdf", "pdf"),
        ("Báo cáo\u0301.pdf", "Báo cáó.pdf"),
        ("a" * 300 + ".pdf", "a" * 117 + ".pdf"),
        ("", ""),
    ],
)
def test_names_lose_what_could_trick_a_path_a_header_or_an_eye(given: str, kept: str) -> None:
    assert safe_name(given) == kept
