"""Before anything else: who asks, from where, how much; and the headers every answer carries.

A request for another Host is refused (a page of somebody else's cannot reach us under its own name), and one that
changes something must come from our own page: its Origin is ours, and the browser does not say “cross-site”.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
HERE = frozenset({"127.0.0.1", "::1"})
"""Addresses of programs on this machine."""
SAFE = frozenset({"GET", "HEAD"})
METHODS = SAFE | {"POST"}
LARGEST_BODY = 64 * 1024  # bytes; an upload counts its own

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self';"
    " manifest-src 'self'; worker-src 'self'; frame-src {frames}; base-uri 'none'; form-action 'none';"
    " frame-ancestors {frames}"
)


@dataclass(frozen=True, slots=True)
class Door:
    """Under which names we answer. `open_paths` are called by other servers and prove themselves in their own way."""

    public: str  # scheme://host[:port], as people reach us
    loopback: bool  # whether this machine's own names are answered too
    frames: str = "'none'"  # who may show us in a frame, as in a Content-Security-Policy
    open_paths: tuple[str, ...] = ()

    def knows(self, host: str, client: str) -> bool:
        """Whether a Host header names us. A program on this machine may use the machine's own names everywhere."""
        own = self.loopback or client in HERE
        return host == urlsplit(self.public).netloc.lower() or (own and name_of(host) in LOOPBACK)

    def is_ours(self, origin: str, host: str) -> bool:
        """Whether an Origin header is our own page."""
        if origin == self.public.lower():
            return True
        return self.loopback and name_of(host) in LOOPBACK and origin == f"http://{host}"


class Guard:
    """The outermost layer of the server."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door
        self._headers = {
            "content-security-policy": POLICY.format(frames=door.frames),
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=()",
        }
        if door.frames == "'none'":
            self._headers["x-frame-options"] = "DENY"
        if door.public.startswith("https://"):
            self._headers["strict-transport-security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = self._dressed(send)
        refused = self._refusal(scope)
        if refused is not None:
            await PlainTextResponse(refused[1], refused[0])(scope, receive, answer)
            return
        await self._app(self._as_public(scope), receive, answer)

    def _as_public(self, scope: Scope) -> Scope:
        """The request as it was made: a proxy hands it on as plain http, and not every one says that it was https."""
        public = urlsplit(self._door.public)
        if Headers(scope=scope).get("host", "").lower() != public.netloc.lower():
            return scope
        return {**scope, "scheme": public.scheme}

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers, method = Headers(scope=scope), scope["method"]
        host = headers.get("host", "").lower()
        if not self._door.knows(host, (scope.get("client") or ("",))[0]):
            return 421, "This server does not answer under that name."
        if method not in METHODS:
            return 405, "Not done here."
        if method in SAFE or scope["path"] in self._door.open_paths:
            return None
        if not _is_own_page(headers, self._door.is_ours, host):
            return 403, "Only our own page may ask for that."
        length = headers.get("content-length", "")
        if not length.isascii() or not length.isdigit():
            return 411, "How long?"
        return None

    def _dressed(self, send: Send) -> Send:
        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "no-store")
            await send(message)

        return dressed


def _is_own_page(headers: Headers, is_ours: Callable[[str, str], bool], host: str) -> bool:
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = headers.get("origin")
    if origin is None:  # an old browser that says neither is not served: it could be any page
        return headers.get("sec-fetch-site") == "same-origin"
    return is_ours(origin.lower(), host)


def name_of(host: str) -> str:
    """A Host header without its port."""
    return host if host.endswith("]") else host.rsplit(":", 1)[0]
