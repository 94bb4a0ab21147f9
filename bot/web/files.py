"""Files in and out. In: streamed to the disk, counted and looked at while they come. Out: as attachments, never shown
by the browser as a page of ours.

The name decides what a file is taken for, the first bytes must agree, and what the browser claims is not used.
"""

import asyncio
import secrets
import unicodedata
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, quote

import orjson
import structlog
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from bot.channel import Attached, Heard
from bot.downloads import LARGEST_FILE
from bot.files import Arriving
from bot.inbox import storable
from bot.web.channel import NAME
from bot.web.desk import AGAIN, Front, Refused, answering
from bot.web.filekinds import KINDS, KindOfFile, looks_like, safe_name
from bot.web.talk import LONGEST_TEXT, Talk, key_of
from campaign.ids import PersonId
from storage.web_messages import Sight

log = structlog.get_logger()


class FileDesk:
    """The endpoints of files."""

    def __init__(self, front: Front, talk: Talk) -> None:
        self._front = front
        self._talk = talk

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/api/upload", answering(self.upload), methods=["POST"]),
            Route("/api/files/{ref}", answering(self.file), methods=["GET"]),
        ]

    async def upload(self, request: Request) -> Response:
        """A file is sent, as the body of the request; its name and caption stand in a header, which nobody logs."""
        visitor = await self._front.trusted(request, self._front.rates.uploads)
        fields = dict(parse_qsl(request.headers.get("x-file", "")))
        key, caption = key_of(fields), unicodedata.normalize("NFC", fields.get("caption", "")).strip()
        name = safe_name(fields.get("name", ""))
        kind = KINDS.get(Path(name).suffix.lower())
        if kind is None or len(caption) > LONGEST_TEXT:
            raise Refused(415, "type")
        if int(request.headers["content-length"]) > LARGEST_FILE:
            raise Refused(413, "too_large")
        attached = Attached("", name, 0, kind.media_type)
        heard = Heard(NAME, visitor.account, f"{visitor.account}:{key}", caption, files=(attached,))
        holder = await self._front.holder(visitor.account)
        if holder is None or holder.left_at is not None:
            raise Refused(403, "member")
        if await self._front.app.inbox.is_secret(heard):  # not one byte of it is written
            raise Refused(415, "sealed")
        try:
            sha256, size = await self._received(request, holder.person, kind, name, caption)
        except OSError as error:  # a full disk: the page tries again
            log.error("a file cannot be kept now", error=type(error).__name__)
            raise Refused(503, "busy", AGAIN) from None
        heard = replace(heard, files=(Attached(sha256, name, size, kind.media_type),))
        await self._talk.echo(key, heard)
        return await self._talk.hear(request, visitor, {"language": fields.get("language", "")}, heard)

    async def _received(
        self, request: Request, sender: PersonId, kind: KindOfFile, name: str, caption: str
    ) -> tuple[str, int]:
        arriving = await asyncio.to_thread(Arriving, self._front.channel.files, secrets.token_hex(8))
        try:
            async for chunk in _patiently(request, self._front.patience.upload):
                await asyncio.to_thread(arriving.write, chunk)
                if arriving.size > LARGEST_FILE:
                    raise Refused(413, "too_large")
            if not looks_like(arriving.head, kind):
                raise Refused(415, "content" if arriving.size else "empty")
            content = await asyncio.to_thread(arriving.read)
            if (await self._front.app.looking.look(sender, content, name, caption)).is_stamped:
                raise Refused(415, "stamped")
            return await asyncio.to_thread(arriving.keep), arriving.size
        finally:
            await asyncio.to_thread(arriving.close)

    async def file(self, request: Request) -> Response:
        """A file of one of the device's messages."""
        visitor = await self._front.reading(request)
        holder = await self._front.holder(visitor.account)
        async with self._front.app.database.reading() as unit:
            ref = storable(request.path_params["ref"])
            written = await unit.web_messages.seen_message(visitor.account, ref, Sight.of(holder))
        file = None if written is None else orjson.loads(written.body).get("file")
        if file is None:
            raise Refused(404, "file")
        path = self._front.channel.files.path(file["sha"])
        if not await asyncio.to_thread(path.exists):
            raise Refused(404, "file")
        return FileResponse(
            path,
            media_type=file["type"],
            headers={
                "content-disposition": f"attachment; filename*=UTF-8''{quote(file['name'], safe='')}",
                "content-security-policy": "sandbox; default-src 'none'",
                "cache-control": "private, max-age=86400",
            },
        )


async def _patiently(request: Request, seconds: float) -> AsyncIterator[bytes]:
    chunks = request.stream().__aiter__()
    while True:
        try:
            async with asyncio.timeout(seconds):
                chunk = await anext(chunks)
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise Refused(408, "slow") from None
        yield chunk
