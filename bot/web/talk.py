"""The page talks: hello, begin, say, press, and the stream of what comes back.

`key` is made by the page, once per thing said: over a bad line it may come twice and counts once.
"""

import re
import unicodedata
from dataclasses import replace
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channel import Heard
from bot.web import message
from bot.web.channel import NAME
from bot.web.desk import AGAIN, Front, Refused, answering, json_response, text_of, within
from bot.web.hub import Event
from bot.web.label import label_of
from bot.web.stream import Stream
from bot.web.visitors import Visitor
from bot.web.welcome import welcome
from bot.web.whence import mark_of
from campaign.joining.codes import looks_like_code, read_code
from handlers.kit import MAX_PACKED
from storage.web_messages import Sight, Written

KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")
PLACE = re.compile(r"[0-9]{1,18}")  # what a database can keep, and Python reads
LONGEST_TEXT = 4000  # characters of one message
PAGE = 40  # messages fetched at a time
MOST_MISSED = 400  # changes caught up on in one go; a page that missed more starts anew
JOINING = "/start "


class Talk:
    """The endpoints of the conversation."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/api/hello", answering(self.hello), methods=["POST"]),
            Route("/api/begin", answering(self.begin), methods=["POST"]),
            Route("/api/say", answering(self.say), methods=["POST"]),
            Route("/api/press", answering(self.press), methods=["POST"]),
            Route("/api/messages", answering(self.messages), methods=["GET"]),
            Route("/api/stream", answering(self.stream), methods=["GET"]),
        ]

    async def hello(self, request: Request) -> Response:
        """What the page needs to begin: the words, who holds the device, the newest messages."""
        fields = await self._front.fields(request)
        visitor = await self._front.porter.who(request)
        if visitor is not None:
            within(self._front.rates.reads, visitor.account)
            visitor = await self._front.porter.renewed(visitor)
        return await self._welcome(fields, visitor)

    async def begin(self, request: Request) -> Response:
        """Makes this browser a device. One that somebody has joined with stays what it is."""
        fields = await self._front.fields(request)
        visitor = await self._front.porter.who(request)
        if visitor is None or await self._front.holder(visitor.account) is None:
            self._front.arriving(request)
            visitor = await self._front.porter.begin(request)
        else:
            within(self._front.rates.reads, visitor.account)
        return await self._welcome(fields, visitor)

    async def _welcome(self, fields: dict[str, Any], visitor: Visitor | None) -> Response:
        response = json_response(await welcome(self._front, visitor, text_of(fields, "language", 20)))
        if visitor is not None:
            self._front.porter.hand_out(visitor, response)
        return response

    async def say(self, request: Request) -> Response:
        """Something was typed."""
        visitor = await self._front.trusted(request, self._front.rates.talk)
        fields = await self._front.fields(request)
        text = unicodedata.normalize("NFC", text_of(fields, "text", LONGEST_TEXT)).strip()
        if not text:
            raise Refused(400, "text")
        key, is_quiet = key_of(fields), fields.get("quiet") is True
        if is_quiet and await self._goes_on(visitor.account, fields.get("turns")):
            return json_response({})
        heard = Heard(NAME, visitor.account, f"{visitor.account}:{key}", text)
        if text.startswith("/") or read_code(text) is not None:
            heard = replace(
                heard, whence=mark_of(request)
            )  # what may be a try of a code, however it is spelt
        if not text.startswith(JOINING) and not looks_like_code(text) and not is_quiet:
            await self.echo(key, heard)
        return await self.hear(request, visitor, fields, heard)

    async def _goes_on(self, account: str, turns: object) -> bool:
        """Whether anything was said since the page opened with nothing on it: the menu that it asks for by itself would
        take the place of an answer, and end what another page of this device has begun.
        """
        async with self._front.app.database.reading() as unit:
            if await unit.turns.waits_of(NAME, account):
                return True
            return (await unit.turns.conversation(NAME, account)).revision != turns

    async def press(self, request: Request) -> Response:
        """A button was pressed."""
        visitor = await self._front.trusted(request, self._front.rates.talk)
        fields = await self._front.fields(request)
        key, data = key_of(fields), text_of(fields, "data", MAX_PACKED + 1)
        ref = text_of(fields, "ref", 64) or None
        heard = Heard(
            NAME, visitor.account, f"{visitor.account}:{key}", choice=data, message_ref=ref, tap=key
        )
        return await self.hear(request, visitor, fields, heard)

    async def echo(self, key: str, heard: Heard) -> None:
        """Shows what was said on every page of the device; what may belong to a secret ballot is not stored."""
        if await self._front.app.inbox.is_secret(heard):
            return
        body: dict[str, Any] = {"text": heard.text, "rows": [], "kind": "fact"}
        for one in heard.files:
            body["file"] = {"sha": one.ref, "name": one.name, "type": one.media_type, "size": one.size}
        await self._front.channel.write(
            Written(
                heard.account,
                f"me-{key}",
                mine=True,
                body=orjson.dumps(body).decode(),
                at=self._front.app.clock.now(),
            )
        )

    async def hear(
        self, request: Request, visitor: Visitor, fields: dict[str, Any], heard: Heard
    ) -> Response:
        """Stores what was heard; only then says that it has arrived."""
        ingest = self._front.channel.ingest
        if ingest is None:
            raise Refused(503, "busy", AGAIN)
        language = text_of(fields, "language", 20)
        renewed = await self._front.porter.renewed(
            visitor
        )  # before the turn: it may make the stranger a member
        name = label_of(request.headers.get("user-agent", ""))
        await ingest([replace(heard, language=language, name=name)])
        response = json_response({"token": renewed.token})
        self._front.porter.hand_out(renewed, response)
        return response

    async def messages(self, request: Request) -> Response:
        """Older messages: those before a place."""
        visitor = await self._front.reading(request)
        before = _number(request, "before")
        holder = await self._front.holder(visitor.account)
        async with self._front.app.database.reading() as unit:
            page = await unit.web_messages.page(visitor.account, before, Sight.of(holder), PAGE)
        return json_response({"messages": [message.to_page(m, self._front.app.zone) for m in page]})

    async def stream(self, request: Request) -> Response:
        """Everything from now on, beginning with what was missed after an event."""
        visitor = await self._front.reading(request)
        after = _number(request, "after")
        last = request.headers.get("last-event-id", "")
        if PLACE.fullmatch(last):
            after = max(after, int(last))
        hub = self._front.channel.hub
        if await self._front.holder(visitor.account) is None:
            hub.let_all_go(visitor.account)  # what passed by was for somebody who held the device before
        line = hub.join(visitor.account, visitor.token_hash)
        try:
            missed = await self._missed(visitor.account, after)
        except BaseException:
            hub.leave(line)
            raise
        return Stream(hub, line, missed, self._front.patience)  # type: ignore[return-value]

    async def _missed(self, account: str, after: int) -> list[Event]:
        front = self._front
        async with front.app.database.reading() as unit:
            holder = await unit.web.holder(account)
            if await unit.web_messages.last_event(account) - after > MOST_MISSED:
                return [Event("anew", {})]
            missed = await unit.web_messages.changed(account, after, Sight.of(holder), MOST_MISSED)
        language = "" if holder is None else holder.language.value  # by it the page knows that it has joined
        told = [message.to_page(replace(m, language=language), front.app.zone) for m in missed]
        return [Event("message", one, m.event) for one, m in zip(told, missed, strict=True)]


def key_of(fields: dict[str, Any]) -> str:
    """The page's own name for what it sends. Raises Refused."""
    key = text_of(fields, "key", 64)
    if not KEY.fullmatch(key):
        raise Refused(400, "key")
    return key


def _number(request: Request, name: str) -> int:
    value = request.query_params.get(name, "0")
    if not PLACE.fullmatch(value):
        raise Refused(400, name)
    return int(value)
