"""A call on a connection of aiohttp's pool, without the session above it.

aiohttp opens, keeps and gives up the connections (names, TLS, time limits) and reads the answers. Its session makes
some twenty objects for every request, which costs more than all the rest of a call: here the head of a request is put
together once for each address. Nothing is followed, decompressed or asked twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp
from aiohttp.connector import Connection
from yarl import URL


@dataclass(frozen=True, slots=True)
class _Address:
    """An address as aiohttp connects to it, and what stands before the length of a body."""

    request: aiohttp.ClientRequest
    head: bytes


class Wire:
    """Posts to a few addresses, without a proxy. `headers` go with every request."""

    def __init__(self, connector: aiohttp.BaseConnector, headers: Mapping[str, str]) -> None:
        self._connector = connector
        self._headers = headers
        self._addresses: dict[URL, _Address] = {}

    async def post(self, url: URL, body: bytes, timeout: aiohttp.ClientTimeout) -> tuple[int, bytes]:
        """Status and body of the answer. Raises what a session raises: ClientError, TimeoutError, OSError."""
        address = self._addresses.get(url) or self._addressed(url)
        connection = await self._connector.connect(address.request, [], timeout)
        try:
            said = b"%bContent-Length: %d\r\n\r\n%b" % (address.head, len(body), body)
            answer = await _exchanged(connection, said, timeout.sock_read)
        except BaseException:
            connection.close()
            raise
        connection.release()
        return answer

    def _addressed(self, url: URL) -> _Address:
        request = aiohttp.ClientRequest("POST", url)
        headers = {"Host": request.headers["Host"], **self._headers}
        lines = [f"POST {url.raw_path_qs} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        address = _Address(request, "".join(f"{line}\r\n" for line in lines).encode("ascii"))
        self._addresses[url] = address
        return address


async def _exchanged(connection: Connection, said: bytes, read: float | None) -> tuple[int, bytes]:
    protocol, transport = connection.protocol, connection.transport
    assert protocol is not None
    if transport is None:
        raise aiohttp.ClientConnectionResetError
    protocol.set_response_params(read_until_eof=True, read_timeout=read)
    transport.write(said)
    protocol.start_timeout()
    try:
        head, content = await protocol.read()
        while head.code < 200:  # 100 Continue and the like: the answer comes after it
            head, content = await protocol.read()
    except aiohttp.http.HttpProcessingError as error:
        raise aiohttp.ClientPayloadError(type(error).__name__) from None
    return head.code, await content.read()
