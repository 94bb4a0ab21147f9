"""Has notices told to closed pages for as long as an installation runs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import structlog

from bot.app import App
from bot.web.channel import NAME, WebChannel
from bot.web.push_keys import PushKey
from bot.web.push_services import Services
from bot.web.pusher import Pusher

log = structlog.get_logger()


@asynccontextmanager
async def pushing(app: App, keys: Path, public_url: str, services: Services) -> AsyncIterator[Pusher | None]:
    """The pusher at work; None, with a line in the log, where its key can be neither made nor read."""
    channel = app.channels[NAME]
    assert isinstance(channel, WebChannel)
    try:
        key = PushKey.kept_in(keys, public_url)
    except (OSError, ValueError, KeyError) as error:
        log.warning("closed pages are told nothing: no key could be kept", why=type(error).__name__)
        yield None
        return
    pusher = Pusher(app.database, channel.hub, app.clock, app.texts, key, services)
    channel.on_notice = pusher.tell
    running = asyncio.create_task(pusher.run())
    try:
        yield pusher
    finally:
        channel.on_notice = _nobody
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


def _nobody(account: str) -> None:
    return None
