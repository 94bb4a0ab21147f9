"""`/control/<verb>`: phones, limits and faults for a test or benchmark in another process. JSON in, JSON out.

POST /control/phones   {"count": 1000, "first_id": 6000000000}
POST /control/presses  {"items": [[6000000000, "Đồng ý"], …]}      all pushed before the next request is read
POST /control/wait     {"method": "sendMessage", "count": 1000, "timeout": 60}
POST /control/calls    {"since": 0}                                 [[number, at, method, chat, status, fault], …]
"""

import base64
import time
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

import orjson
from aiohttp import web

from tests.bot_api.chats import Message
from tests.bot_api.clock import ManualClock
from tests.bot_api.faults import Cut, Error, Fault, FloodWait, Page, Slow, When
from tests.bot_api.limits import Limits, Rate
from tests.bot_api.wire import Json, response

if TYPE_CHECKING:
    from tests.bot_api.server import BotApi

Verb: TypeAlias = Callable[["BotApi", Json], Awaitable[object]]


class Control:
    """Only as safe as loopback: nothing here asks for a token."""

    def __init__(self, api: "BotApi") -> None:
        self._api = api

    async def handle(self, request: web.BaseRequest, verb: str) -> web.Response:
        known = VERBS.get(verb)
        if known is None:
            return response(orjson.dumps({"error": f"no such verb: {verb}"}), 404)
        body = await request.read()
        try:
            result = await known(self._api, orjson.loads(body) if body else {})
        except (AssertionError, KeyError, TypeError, ValueError) as trouble:
            return response(orjson.dumps({"error": f"{type(trouble).__name__}: {trouble}"}), 409)
        return response(orjson.dumps(result))


# people


async def _phones(api: "BotApi", body: Json) -> Json:
    first = int(body["first_id"])
    for number in range(int(body.get("count", 1))):
        name = str(body.get("name", f"Nguyễn Văn {number}"))
        api.phone(name, first + number, language=str(body.get("language", "vi"))).knows_the_bot()
    return {"phones": len(api.phones)}


async def _says(api: "BotApi", body: Json) -> Json:
    at = time.monotonic()
    for user_id, text in body["items"]:
        await api.phone("", int(user_id)).says(text)
    return {"at": at}


async def _presses(api: "BotApi", body: Json) -> Json:
    at = time.monotonic()
    taps = [await api.phone("", int(user_id)).presses(button) for user_id, button in body["items"]]
    return {"at": at, "queries": [tap.query_id for tap in taps]}


async def _sends_file(api: "BotApi", body: Json) -> Json:
    data = base64.b64decode(body["base64"])
    phone = api.phone("", int(body["user_id"]))
    message = await phone.sends_file(body["name"], data, body["mime"], body.get("caption"))
    return _shown(message)


async def _blocks(api: "BotApi", body: Json) -> Json:
    for user_id in body["user_ids"]:
        api.phone("", int(user_id)).blocks_bot()
    return {}


async def _chat(api: "BotApi", body: Json) -> list[Json]:
    return [_shown(message) for message in api.phone("", int(body["user_id"])).messages]


def _shown(message: Message) -> Json:
    return {
        "id": message.id,
        "from_bot": message.from_bot,
        "text": message.text,
        "edited": message.edited,
        "buttons": [[[one.label, one.data or one.url] for one in row] for row in message.buttons],
        "file_id": message.document.file.id if message.document else None,
    }


# the record


async def _calls(api: "BotApi", body: Json) -> list[list[object]]:
    return [
        [call.number, call.at, call.method, call.chat_id, call.status, call.fault]
        for call in api.calls[int(body.get("since", 0)) :]
    ]


async def _taps(api: "BotApi", _body: Json) -> list[list[object]]:
    return [
        [tap.chat.user.id, query, tap.pushed_at, tap.replied_at, tap.toast.at if tap.toast else 0.0]
        for query, tap in api.world.taps.items()
    ]


async def _refusals(api: "BotApi", _body: Json) -> list[list[object]]:
    return [[one.method, one.chat_id, one.code, one.description] for one in api.refusals]


async def _state(api: "BotApi", _body: Json) -> Json:
    return {
        "now": time.monotonic(),
        "calls": len(api.calls),
        "counts": dict(api.journal.counts),
        "pending": len(api.updates.pending),
        "polled": api.updates.polled,
        "unanswered": len(api.unanswered),
        "refusals": len(api.refusals),
        "impatient": api.world.pace.impatient,
    }


async def _wait(api: "BotApi", body: Json) -> Json:
    timeout = float(body.get("timeout", 30.0))
    if "method" in body:
        await api.wait_for_calls(body["method"], int(body["count"]), timeout)
    else:
        await api.all_taken(timeout)
    return {"now": time.monotonic()}


async def _forget(api: "BotApi", _body: Json) -> Json:
    """Between two runs of a benchmark: the record is emptied, chats stay as they are."""
    api.journal.forget()
    api.world.taps.clear()
    for phone in api.phones:
        phone.taps.clear()
    return {}


# rules and trouble


async def _limits(api: "BotApi", body: Json) -> Json:
    api.limit(Limits(_rate(body.get("per_chat")), _rate(body.get("overall"))))
    return {}


def _rate(given: list[float] | None) -> Rate | None:
    return None if given is None else Rate(float(given[0]), int(given[1]))


async def _faults(api: "BotApi", body: Json) -> Json:
    if body.pop("clear", None):
        api.faults.clear()
        return {}
    fault = _fault(str(body.pop("fault")), body)
    known = ("method", "chat_id", "times", "after", "chance")
    api.faults.add(fault, **{name: body[name] for name in known if name in body})
    return {}


def _fault(name: str, body: Json) -> Fault:
    when = When.BEFORE if body.get("when") == "before" else When.AFTER
    match name:
        case "cut":
            return Cut(when)
        case "error":
            return Error(
                int(body.get("code", 500)), str(body.get("description", "Internal Server Error")), when
            )
        case "slow":
            return Slow(float(body["seconds"]))
        case "flood":
            return FloodWait(int(body["retry_after"]), bool(body.get("for_all")))
        case "page":
            return Page(int(body.get("code", 502)))
        case _:
            raise ValueError(f"no such fault: {name}")


async def _updates(api: "BotApi", body: Json) -> Json:
    if "repeat" in body:
        api.updates.repeat(int(body["repeat"]))
    if "restart_ids" in body:
        api.updates.restart_ids(int(body["restart_ids"]))
    if "reverse" in body:
        api.updates.reverse_batches(int(body["reverse"]))
    return {}


async def _clock(api: "BotApi", body: Json) -> Json:
    now = api.world.now
    assert isinstance(now, ManualClock), "the server was started with the machine's clock"
    now.advance(float(body["advance"]))
    return {"now": now()}


VERBS: Final[Mapping[str, Verb]] = MappingProxyType(
    {
        "blocks": _blocks,
        "calls": _calls,
        "chat": _chat,
        "clock": _clock,
        "faults": _faults,
        "forget": _forget,
        "limits": _limits,
        "phones": _phones,
        "presses": _presses,
        "refusals": _refusals,
        "says": _says,
        "sends_file": _sends_file,
        "state": _state,
        "taps": _taps,
        "updates": _updates,
        "wait": _wait,
    }
)
