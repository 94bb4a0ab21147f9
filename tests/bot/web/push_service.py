"""A strict push service on loopback: takes a push only as RFC 8030, 8291, 8188 and 8292 say, and reads it as a browser.

Signature and content are checked with cryptographic primitives alone, not with the library that made them.
"""

import asyncio
import base64
import json
import re
import secrets
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

LARGEST = 4096  # bytes, what RFC 8030 lets a service refuse beyond
LONG = 20.0  # seconds after which something that never comes fails the test


def b64(content: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """Its opposite, strictly."""
    assert re.fullmatch(r"[A-Za-z0-9_-]+", text), text
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def point_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The public half, uncompressed."""
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


@dataclass
class Phone:
    """A browser's side of a subscription."""

    endpoint: str
    server_key: str
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    @property
    def given(self) -> dict[str, str]:
        """What its page posts."""
        return {"endpoint": self.endpoint, "p256dh": b64(point_of(self.private)), "auth": b64(self.secret)}

    def read(self, body: bytes) -> bytes:
        """What was pushed (RFC 8188 in one record, keys as in RFC 8291)."""
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        assert length == 65
        assert len(sealed) <= size
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        info = b"WebPush: info\x00" + point_of(self.private) + sender
        shared = _hkdf(self.private.exchange(ec.ECDH(), theirs), self.secret, info, 32)
        key = _hkdf(shared, salt, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = _hkdf(shared, salt, b"Content-Encoding: nonce\x00", 12)
        plain = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x00")
        assert plain.endswith(b"\x02"), "the last record ends with a two"
        return plain[:-1]


def _hkdf(material: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(material)


@dataclass(frozen=True)
class Pushed:
    """A push that was taken."""

    phone: Phone
    content: dict[str, Any]
    body: bytes
    headers: dict[str, str]
    claims: dict[str, Any]


class PushService:
    """The service. `replies`: what it answers next instead of taking a push: status and headers."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.url = ""
        self.now = now
        self.phones: dict[str, Phone] = {}
        self.replies: deque[tuple[int, dict[str, str]]] = deque()
        self.asked = 0
        self.complaints: list[str] = []
        self._taken: asyncio.Queue[Pushed] = asyncio.Queue()

    def phone(self, server_key: str) -> Phone:
        """A browser subscribes."""
        name = secrets.token_urlsafe(24)
        self.phones[f"/push/{name}"] = phone = Phone(f"{self.url}/push/{name}", server_key)
        return phone

    async def takes(self) -> Pushed:
        """The next push."""
        async with asyncio.timeout(LONG):
            return await self._taken.get()

    def is_empty(self) -> bool:
        """Whether every push was looked at."""
        return self._taken.empty()

    async def answer(self, request: web.Request) -> web.Response:
        """One push."""
        self.asked += 1
        phone = self.phones.get(request.path)
        if phone is None:
            return web.Response(status=410)
        body = await request.read()
        if self.replies:
            status, headers = self.replies.popleft()
            return web.Response(status=status, headers=headers)
        try:
            claims = self._vapid(request, phone)
            self._manners(request, body)
            content = json.loads(phone.read(body))
        except Exception as complaint:  # noqa: BLE001 - the test reads it
            self.complaints.append(repr(complaint))
            return web.Response(status=400)
        self._taken.put_nowait(Pushed(phone, content, body, dict(request.headers), claims))
        return web.Response(status=201, headers={"Location": f"{self.url}/message/1"})

    def _manners(self, request: web.Request, body: bytes) -> None:
        assert request.method == "POST"
        assert request.headers["Content-Encoding"] == "aes128gcm"
        assert int(request.headers["TTL"]) > 0
        assert request.headers["Urgency"] in ("very-low", "low", "normal", "high")
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,32}", request.headers["Topic"])
        assert not {"Cookie", "Crypto-Key", "Encryption", "Referer"} & request.headers.keys()
        assert len(body) <= LARGEST

    def _vapid(self, request: web.Request, phone: Phone) -> dict[str, Any]:
        scheme, _, words = request.headers["Authorization"].partition(" ")
        parts = dict(part.strip().split("=", 1) for part in words.split(","))
        assert scheme == "vapid"
        assert parts["k"] == phone.server_key, "signed with another key than this browser subscribed with"
        head, claims, signature = parts["t"].split(".")
        assert json.loads(unb64(head)) == {"typ": "JWT", "alg": "ES256"}
        raw = unb64(signature)
        r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
        key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unb64(parts["k"]))
        key.verify(encode_dss_signature(r, s), f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
        told: dict[str, Any] = json.loads(unb64(claims))
        now = self.now().timestamp()
        assert told["aud"] == self.url
        assert now < told["exp"] <= now + timedelta(days=1).total_seconds()
        assert re.match(r"mailto:|https://", told["sub"])
        return told


@asynccontextmanager
async def push_service(now: Callable[[], datetime]) -> AsyncIterator[PushService]:
    """A service that listens."""
    service = PushService(now)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", service.answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    service.url = f"http://{host}:{port}"
    try:
        yield service
    finally:
        await runner.cleanup()
