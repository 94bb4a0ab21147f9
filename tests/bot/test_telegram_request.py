"""Calls to a server that answers as servers and what stands before them do, with and without a proxy."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from telegram.error import BadRequest, NetworkError, TimedOut
from yarl import URL

from bot.telegram_request import AiohttpRequest

FINE = b"HTTP/1.1 200 OK\r\nContent-Length: 27\r\n\r\n" + b'{"ok":true,"result":"fine"}'


@dataclass
class Server:
    """Says one of `says` for each request, and cuts the connection after one that ends with CUT."""

    says: list[bytes] = field(default_factory=list)
    heard: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    connections: int = 0
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        while self.says and await self._heard(reader):
            said = self.says.pop(0)
            writer.write(said.removesuffix(CUT))
            await writer.drain()
            if said.endswith(CUT):
                break
        writer.close()

    async def _heard(self, reader: asyncio.StreamReader) -> bool:
        try:
            first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
        except asyncio.IncompleteReadError:
            return False
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        self.heard.append((first, headers, await reader.readexactly(int(headers["content-length"]))))
        return True


CUT = b"<cut>"


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    it = Server()
    listening = await asyncio.start_server(it.serve, "127.0.0.1", 0)
    it.port = listening.sockets[0].getsockname()[1]
    yield it
    listening.close()


@pytest.fixture(params=["direct", "proxy"])
async def request_(request: pytest.FixtureRequest, server: Server) -> AsyncIterator[AiohttpRequest]:
    """The server is the proxy itself: all it is asked is written in full there."""
    it = AiohttpRequest(4, None if request.param == "direct" else f"http://127.0.0.1:{server.port}")
    yield it
    await it.shutdown()


def address(server: Server) -> URL:
    return URL(f"http://127.0.0.1:{server.port}/bot1:secret/sendMessage")


async def test_a_call_says_what_is_asked_and_who_asks(server: Server, request_: AiohttpRequest) -> None:
    server.says = [FINE]
    assert await request_.call(address(server), {"text": "Kính gửi"}) == "fine"
    ((first, headers, body),) = server.heard
    assert first.startswith("POST ")
    assert first.endswith("/bot1:secret/sendMessage HTTP/1.1")
    assert headers["host"] == f"127.0.0.1:{server.port}"
    assert headers["content-type"] == "application/json"
    assert "python-telegram-bot" in headers["user-agent"]
    assert orjson.loads(body) == {"text": "Kính gửi"}


async def test_calls_one_after_the_other_use_one_connection(server: Server, request_: AiohttpRequest) -> None:
    server.says = [FINE, FINE, FINE]
    assert [await request_.call(address(server), {}) for _ in range(3)] == ["fine"] * 3
    assert server.connections == 1


async def test_a_connection_the_server_gives_up_is_not_used_again(
    server: Server, request_: AiohttpRequest
) -> None:
    closing = FINE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    server.says = [closing + CUT, FINE]
    assert [await request_.call(address(server), {}) for _ in range(2)] == ["fine"] * 2
    assert server.connections == 2


async def test_an_answer_may_come_in_chunks_after_a_word_that_it_comes(
    server: Server, request_: AiohttpRequest
) -> None:
    head = b"HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    server.says = [head + b'b\r\n{"ok":true,\r\n10\r\n"result":"fine"}\r\n0\r\n\r\n', FINE]
    assert [await request_.call(address(server), {}) for _ in range(2)] == ["fine"] * 2
    assert server.connections == 1


async def test_an_answer_may_end_with_its_connection(server: Server, request_: AiohttpRequest) -> None:
    server.says = [b'HTTP/1.0 200 OK\r\n\r\n{"ok":true,"result":"fine"}' + CUT]
    assert await request_.call(address(server), {}) == "fine"


@pytest.mark.parametrize(
    "said",
    [
        CUT,
        FINE[:-5] + CUT,
        FINE[:20] + CUT,
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 4\r\n\r\n<p/>",
        b"HTTP/1.1 302 Found\r\nLocation: https://example.org/\r\nContent-Length: 2\r\n\r\n{}",
    ],
    ids=["cut before", "cut in the body", "cut in the head", "no HTTP", "a page", "elsewhere"],
)
async def test_what_is_no_answer_is_trouble_on_the_way_and_the_next_call_works(
    server: Server, said: bytes, request_: AiohttpRequest
) -> None:
    server.says = [said, FINE]
    with pytest.raises(NetworkError) as trouble:
        await request_.call(address(server), {})
    assert not isinstance(trouble.value, BadRequest)
    assert "secret" not in str(trouble.value)
    assert await request_.call(address(server), {}) == "fine"


async def test_silence_ends_after_the_time_a_call_may_take(server: Server, request_: AiohttpRequest) -> None:
    server.says = [b"", FINE]
    with pytest.raises(TimedOut):
        await request_.call(address(server), {}, read=0.05)
    assert await request_.call(address(server), {}) == "fine"


async def test_the_answer_to_a_call_that_was_given_up_reaches_no_other(
    server: Server, request_: AiohttpRequest
) -> None:
    server.says = [b"", FINE.replace(b"fine", b"next")]
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await request_.call(address(server), {})
    assert await request_.call(address(server), {}) == "next"
    assert server.connections == 2


async def test_a_server_that_cannot_prove_who_it_is_hears_nothing(tmp_path: Path) -> None:
    server, speaks = Server([FINE]), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    speaks.load_cert_chain(_certified_by_itself(tmp_path / "pem"))
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, ssl=speaks)
    port = listening.sockets[0].getsockname()[1]
    request = AiohttpRequest(4, None)
    with pytest.raises(NetworkError):
        await request.call(URL(f"https://127.0.0.1:{port}/bot1:secret/sendMessage"), {})
    assert server.heard == []
    await request.shutdown()
    listening.close()


def _certified_by_itself(file: Path) -> Path:
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    form = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    file.write_bytes(key.private_bytes(pem, *form) + certificate.public_bytes(pem))
    return file
