"""Where Telegram delivers updates: 200 only after they are stored, so that whatever was not is delivered again.

One that fails by itself again and again is left out by the door (`bot/door.py`), so that those behind it come.
"""

import hmac
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from bot.channel import Ingest
from bot.telegram import TelegramChannel
from bot.telegram_json import loaded
from bot.telegram_words import NotUnderstood, id_of
from storage.sql import Unavailable

LARGEST = 1_000_000  # bytes; an update is a few thousand
HEADER = "X-Telegram-Bot-Api-Secret-Token"

Endpoint = Callable[[Request], Awaitable[Response]]


def endpoint(channel: TelegramChannel, secret: str, ingest: Ingest) -> Endpoint:
    """The endpoint. Without our secret it answers 403 and reads nothing; what is no update is 400."""

    async def deliver(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get(HEADER, "").encode(), secret.encode()):
            return Response(status_code=403)
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                return Response(status_code=413)
        try:
            update = loaded(body)
            id_of(update)
        except (ValueError, NotUnderstood):
            return Response(status_code=400)
        try:
            taken = await channel.take_in([update], ingest)
        except Unavailable:
            return Response(status_code=503)
        return Response(status_code=200 if taken.why is None else 503)

    return deliver
