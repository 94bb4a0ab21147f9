"""How the installation is, for machines: /healthz for anybody, /metrics for this machine. Nothing personal in them."""

import time
from collections.abc import Callable

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.backups import Last, last
from bot.jobs import failing
from bot.web.desk import Front, answering, json_response
from bot.web.guard import HERE, LOOPBACK, name_of

PROXIED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")
LATE = 60  # seconds an update may wait before we say so


class Meters:
    """What is counted."""

    def __init__(self, open_pages: Callable[[], int]) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "thidua_web_requests", "Requests answered", ("route", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "thidua_web_seconds", "Seconds to the answer", ("route",), registry=self.registry
        )
        self.waiting = Gauge(
            "thidua_inbox_waiting", "Updates that wait for their turn", registry=self.registry
        )
        self.oldest = Gauge(
            "thidua_inbox_oldest_seconds", "Age of the oldest of them", registry=self.registry
        )
        self.due = Gauge("thidua_outbox_due", "Messages that wait to be sent", registry=self.registry)
        self.backed_up = Gauge(
            "thidua_backup_timestamp_seconds", "When the last nightly backup was made", registry=self.registry
        )
        self.backup_failed = Gauge(
            "thidua_backup_failed", "1 while the newest nightly backup has failed", registry=self.registry
        )
        pages = Gauge("thidua_web_pages", "Pages that are open now", registry=self.registry)
        pages.set_function(open_pages)


class Health:
    """The endpoints for machines. `everybody` may read the metrics, or only programs on this machine."""

    def __init__(self, front: Front, meters: Meters, everybody: frozenset[str] = LOOPBACK) -> None:
        self._front = front
        self._meters = meters
        self._hosts = everybody

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/healthz", self.health, methods=["GET"]),
            Route("/metrics", answering(self.metrics), methods=["GET"]),
        ]

    async def health(self, request: Request) -> Response:
        """200 while the database can be read and nothing has waited long; 503 else, with what is wrong.

        A backup that failed or is two nights late, and jobs that keep failing, are said beside it: the program itself
        serves the page.
        """
        try:
            oldest, backup, ill = await self._oldest(), await self._backup(), await self._failing()
        except Exception:  # noqa: BLE001 - whatever it is, the answer is that we are not well
            return json_response({"status": "no database"}, 503)
        if oldest > LATE:
            return json_response({"status": "late", "oldest_seconds": round(oldest)}, 503)
        jobs = {"failing": ", ".join(ill)} if ill else {}
        return json_response({"status": "ok"} | self._said_of(backup) | jobs)

    async def metrics(self, request: Request) -> Response:
        """The counters. A proxy on this machine is refused like anybody, whatever name it was asked for."""
        client = request.client.host if request.client else ""
        asked = name_of(request.headers.get("host", "").lower())
        here = client in HERE and asked in self._hosts and not _is_handed_on(request)
        if self._hosts and not here:
            return PlainTextResponse("Only for this machine.", 403)
        async with self._front.app.database.reading() as unit:
            self._meters.waiting.set(await unit.turns.how_many())
            self._meters.due.set(await unit.outbox.how_many())
        self._meters.oldest.set(await self._oldest())
        backup = await self._backup()
        self._meters.backed_up.set(0 if backup.done_at is None else backup.done_at.timestamp())
        self._meters.backup_failed.set(backup.failed_at is not None)
        return Response(generate_latest(self._meters.registry), media_type=CONTENT_TYPE_LATEST)

    async def _failing(self) -> list[str]:
        async with self._front.app.database.reading() as unit:
            return [one.job for one in await failing(unit)]

    async def _backup(self) -> Last:
        async with self._front.app.database.reading() as unit:
            return await last(unit)

    def _said_of(self, backup: Last) -> dict[str, str]:
        if self._front.app.backups is None:
            return {}
        if backup.failed_at is not None:
            return {"backup": "failed"}
        return {"backup": "late"} if backup.is_late(self._front.app.clock.now()) else {}

    async def _oldest(self) -> float:
        async with self._front.app.database.reading() as unit:
            since = await unit.turns.waiting_since()
        return 0.0 if since is None else (self._front.app.clock.now() - since).total_seconds()


def _is_handed_on(request: Request) -> bool:
    """Whether a proxy asks for somebody else: most say so, and nginx speaks HTTP/1.0 unless it is told not to."""
    return request.scope.get("http_version") == "1.0" or any(name in request.headers for name in PROXIED)


class Metered:
    """Counts every request by its route, never by its address: an address may name somebody."""

    def __init__(self, app: ASGIApp, meters: Meters, timer: Callable[[], float] = time.perf_counter) -> None:
        self._app = app
        self._meters = meters
        self._timer = timer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = self._timer()

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = getattr(scope.get("endpoint"), "__name__", "none")
                self._meters.requests.labels(route, str(message["status"])).inc()
                self._meters.seconds.labels(route).observe(self._timer() - begun)
            await send(message)

        await self._app(scope, receive, counted)
