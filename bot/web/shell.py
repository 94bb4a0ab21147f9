"""The page itself and its parts: read once at the start, served from memory, small, and found by name only.

The parts live under an address that names their content, so that a browser keeps them for good.
"""

import gzip
import hashlib
import string
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

FOLDER = Path(__file__).parent / "static"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json; charset=utf-8",
}
PACKED = (".html", ".css", ".js", ".svg", ".webmanifest")
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the page, packed where that makes it smaller."""

    content: bytes
    packed: bytes | None
    media_type: str
    tag: str

    @classmethod
    def of(cls, name: str, content: bytes) -> "Part":
        """The part with its tag."""
        suffix = Path(name).suffix
        packed = gzip.compress(content, mtime=0) if suffix in PACKED else None
        tag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
        return cls(content, packed, TYPES[suffix], tag)

    def answer(self, request: Request, cache: str) -> Response:
        """The part, or “not changed”."""
        headers = {"cache-control": cache, "etag": self.tag, "vary": "accept-encoding"}
        if request.headers.get("if-none-match") == self.tag:
            return Response(status_code=304, headers=headers)
        if self.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
            return Response(
                self.packed, headers=headers | {"content-encoding": "gzip"}, media_type=self.media_type
            )
        return Response(self.content, headers=headers, media_type=self.media_type)


class Shell:
    """The page of one installation. `words` fill what stands in the HTML and the manifest before any script runs."""

    def __init__(self, words: Mapping[str, str], folder: Path = FOLDER) -> None:
        files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in TYPES}
        whole = b"".join(name.encode() + b"\0" + content for name, content in files.items())
        self.version = hashlib.sha256(whole + repr(sorted(words.items())).encode()).hexdigest()[:12]
        values = dict(words) | {"version": self.version}
        self._parts = {name: Part.of(name, _filled(name, content, values)) for name, content in files.items()}

    def routes(self, page: str) -> list[Route]:
        """Where the page and its parts are."""
        named = {"/": page, "/join": page, "/favicon.ico": "icon-192.png"}
        named |= {f"/{name}": name for name in ("worker.js", "app.webmanifest")}
        return [
            *(
                Route(path, self._page(name), methods=["GET"])
                for path, name in named.items()
                if name in self._parts
            ),
            Route("/static/{version}/{name}", self._part, methods=["GET"]),
        ]

    def part(self, name: str) -> Part:
        """A part by its name. KeyError for an unknown one."""
        return self._parts[name]

    def _page(self, name: str) -> Callable[[Request], Awaitable[Response]]:
        async def page(request: Request) -> Response:
            return self._parts[name].answer(request, ASK_AGAIN)

        return page

    async def _part(self, request: Request) -> Response:
        part = self._parts.get(request.path_params["name"])
        if part is None:
            return Response(status_code=404)
        current = request.path_params["version"] == self.version
        return part.answer(request, FOREVER if current else ASK_AGAIN)


def _filled(name: str, content: bytes, values: Mapping[str, str]) -> bytes:
    if not name.endswith((".html", ".webmanifest", "worker.js")):
        return content
    return string.Template(content.decode()).substitute(values).encode()
