"""One push over HTTP: encrypted for the browser (RFC 8291), sent to its service, never to anywhere else.

Loaded when the first one is sent: its libraries are slow to load, and most installations of a day send none.
"""

import asyncio
import socket
from http import HTTPStatus

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import DefaultResolver
from pywebpush import WebPusher

from bot.web.push_services import Answer, Said, Services
from storage.pushes import Subscription

PATIENCE = aiohttp.ClientTimeout(total=15)
KEPT = 24 * 3600  # seconds a service keeps it for a phone that is off
TOPIC = "thidua"  # of several that wait at the service only the newest is shown


class Wire:
    """The connections to push services."""

    def __init__(self, services: Services) -> None:
        connector = aiohttp.TCPConnector(limit=16, resolver=_PublicOnly(services), use_dns_cache=True)
        self._session = aiohttp.ClientSession(
            connector=connector,
            timeout=PATIENCE,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            auto_decompress=False,
        )

    async def send(self, to: Subscription, content: bytes, authorization: str) -> Answer:
        """Sends; never raises for what a service or the line may do."""
        try:
            body = await asyncio.to_thread(_encrypted, to, content)
        except ValueError:  # a key that is no point of the curve
            return Answer(Said.GONE)
        headers = {
            "Authorization": authorization,
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(KEPT),
            "Urgency": "normal",
            "Topic": TOPIC,
        }
        try:
            async with self._session.post(
                to.endpoint, data=body, headers=headers, allow_redirects=False
            ) as reply:
                return _answer(reply.status, reply.headers.get("Retry-After", ""))
        except (aiohttp.ClientError, OSError, TimeoutError):
            return Answer(Said.LATER)

    async def close(self) -> None:
        """Closes the connections."""
        await self._session.close()


def _encrypted(to: Subscription, content: bytes) -> bytes:
    given = {"endpoint": to.endpoint, "keys": {"p256dh": to.p256dh, "auth": to.auth}}
    return bytes(WebPusher(given).encode(content, "aes128gcm")["body"])


def _answer(status: int, wait: str) -> Answer:
    seconds = float(wait) if wait.isascii() and wait.isdigit() else None
    if 200 <= status < 300:
        return Answer(Said.TAKEN, status)
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return Answer(Said.GONE, status)
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Answer(Said.LATER, status, seconds)
    return Answer(Said.REFUSED, status)


class _PublicOnly(AbstractResolver):
    """Names lead to public addresses or nowhere; what was looked at is what is connected to."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._resolver = DefaultResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of a name. Raises OSError when one of them is not public."""
        found = await self._resolver.resolve(host, port, family)
        if not all(self._services.may_connect(each["host"]) for each in found):
            raise OSError(f"{host} is not on the public internet")
        return found

    async def close(self) -> None:
        """Closes the resolver."""
        await self._resolver.close()
