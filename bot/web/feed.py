"""The calendar a phone subscribes to: fetched without a cookie, by whoever knows its address, not too often.

The address is never logged: the server has no access log, and the meters count by route.
"""

import hashlib

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.feeds import Feeds
from bot.web.desk import Front, Refused, answering, within
from bot.web.whence import address_of
from campaign.meetings.feeds import hash_of, is_secret
from storage.sql import Unavailable

HEADERS = {
    "cache-control": "private, no-cache",  # asked for each time: who has left sees nothing from then on
    "content-disposition": 'inline; filename="lich-thi-dua.ics"',
    "x-robots-tag": "noindex",
}
BUSY = 600  # seconds


class FeedDesk:
    """The endpoint of subscribed calendars."""

    def __init__(self, front: Front, feeds: Feeds) -> None:
        self._front = front
        self._feeds = feeds

    def routes(self) -> list[Route]:
        """Where it is."""
        return [Route("/calendar/{secret}.ics", answering(self.calendar), methods=["GET"])]

    async def calendar(self, request: Request) -> Response:
        """The calendar, or “not changed”."""
        within(self._front.rates.callers, address_of(request))
        secret = request.path_params["secret"]
        if not is_secret(secret):
            raise Refused(404, "calendar")
        within(self._front.rates.feeds, hash_of(secret))
        try:
            content = await self._feeds.fetch(secret)
        except Unavailable:
            raise Refused(503, "busy", BUSY) from None
        if content is None:
            raise Refused(404, "calendar")
        headers = HEADERS | {"etag": f'"{hashlib.sha256(content).hexdigest()[:32]}"'}
        if request.headers.get("if-none-match") == headers["etag"]:
            return Response(status_code=304, headers=headers)
        return Response(content, headers=headers, media_type="text/calendar; charset=utf-8")
