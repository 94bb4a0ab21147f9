"""Serves an installation with its page. Of several processes on one database one serves the page: the others work, and
open their server when it dies.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from bot.app import App
from bot.web.channel import NAME, WebChannel
from bot.web.server import Server


class CannotListen(Exception):
    """The address of the page is taken, or is not this machine's."""


async def serve_together(app: App, web: Callable[[], Server], opened: Callable[[], None]) -> None:
    """Serves until the server is asked to stop; then everything else stops too. Raises CannotListen."""
    channel = app.channels[NAME]
    assert isinstance(channel, WebChannel)
    working = asyncio.create_task(app.serve())
    try:
        while not working.done():
            await _first_of(working, channel.open.wait())
            if not working.done() and await _serve_page(working, channel, await _listening(app, web), opened):
                break
        if working.done():
            working.result()
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)


async def _listening(app: App, web: Callable[[], Server]) -> Server:
    """The server; with others about, as soon as the one before has let go of the address. Raises
    CannotListen.
    """
    while True:
        try:
            return web()
        except OSError as error:
            if not app.database.crew.shared:
                raise CannotListen(error.strerror or str(error)) from error
        await asyncio.sleep(1.0)


async def _serve_page(
    working: "asyncio.Task[None]", channel: WebChannel, server: Server, opened: Callable[[], None]
) -> bool:
    """Serves the page; False when another process is to do that now."""
    serving, shut = asyncio.create_task(server.serve()), asyncio.create_task(channel.shut.wait())
    opened()
    try:
        done, _ = await asyncio.wait((working, serving, shut), return_when=asyncio.FIRST_COMPLETED)
    finally:
        shut.cancel()
        server.stop()
        await serving
    return shut not in done or serving in done


async def _first_of(working: "asyncio.Task[None]", other: Coroutine[Any, Any, object]) -> None:
    """Returns when one of the two is over; the work goes on."""
    waiting = asyncio.create_task(other)
    await asyncio.wait((working, waiting), return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
