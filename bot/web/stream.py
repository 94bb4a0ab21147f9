"""Server-sent events: one open page. Speaks first what was missed, then what comes, and a sign of life in between.

A page that does not read for a while is cut off; it comes back by itself with the number of its last event.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import orjson
from starlette.types import Receive, Scope, Send

from bot.web.hub import Event, Hub, Line
from bot.web.patience import Patience


class Stream:
    """An answer that never ends by itself. `missed` is what the page has not seen yet."""

    def __init__(self, hub: Hub, line: Line, missed: list[Event], patience: Patience) -> None:
        self._hub = hub
        self._line = line
        self._missed = missed
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]
        gone = asyncio.create_task(_gone(receive))
        speaking = asyncio.create_task(self._speak(send, headers))
        try:
            await asyncio.wait((gone, speaking), return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._hub.leave(self._line)
            for task in (gone, speaking):
                task.cancel()
            await asyncio.gather(gone, speaking, return_exceptions=True)

    async def _speak(self, send: Send, headers: list[tuple[bytes, bytes]]) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        async for chunk in self._chunks():
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _chunks(self) -> AsyncIterator[bytes]:
        yield b"retry: 2000\n\n" + b"".join(_bytes(event) for event in self._missed)
        newest = max((event.number for event in self._missed), default=0)
        self._missed = []
        while True:
            try:
                event = await self._line.next(self._patience.alive)
            except TimeoutError:
                yield b"event: alive\ndata: 1\n\n"
                continue
            if event is None:
                return
            if event.number == 0 or event.number > newest:
                yield _bytes(event)


def _bytes(event: Event) -> bytes:
    number = b"id: %d\n" % event.number if event.number else b""
    return number + f"event: {event.name}\ndata: ".encode() + _json(event.data) + b"\n\n"


def _json(data: Any) -> bytes:
    return orjson.dumps(data)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
