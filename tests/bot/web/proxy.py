"""A proxy in front of the house: hands on what it gets, and answers with a page of its own while the house is away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

AWAY = "<html><body><h1>502 Bad Gateway</h1></body></html>"
LARGEST_HEAD = 64 * 1024  # bytes


class Proxy:
    """Listens on loopback for one house."""

    def __init__(self, port: int) -> None:
        self.url = ""
        self._port = port
        self._is_away = False
        self._lines: set[asyncio.StreamWriter] = set()
        self.refused = 0

    def house_goes(self) -> None:
        """The house is away from now on: what is open ends, what is asked is answered by the proxy."""
        self._is_away = True
        for line in self._lines:
            line.close()

    def house_returns(self) -> None:
        """And is there again."""
        self._is_away = False

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection of a browser."""
        self._lines.add(writer)
        try:
            await (self._refuse(reader, writer) if self._is_away else self._hand_on(reader, writer))
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._lines.discard(writer)
            writer.close()

    async def _refuse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        self.refused += 1
        writer.write(
            b"HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\nconnection: close\r\ncontent-length: "
            + f"{len(AWAY)}\r\n\r\n{AWAY}".encode()
        )
        await writer.drain()

    async def _hand_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._port)
        self._lines.add(back)
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(_pour(reader, back))
                both.create_task(_pour(there, writer))
        except* ConnectionError:
            pass
        finally:
            self._lines.discard(back)
            back.close()


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(LARGEST_HEAD):
        writer.write(piece)
        await writer.drain()
    writer.close()


@asynccontextmanager
async def proxy_to(url: str) -> AsyncIterator[Proxy]:
    """A proxy to a house that listens on this address."""
    proxy = Proxy(int(url.rsplit(":", 1)[1]))
    server = await asyncio.start_server(proxy.take, "127.0.0.1", 0)
    proxy.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield proxy
    finally:
        server.close()
        proxy.house_goes()
