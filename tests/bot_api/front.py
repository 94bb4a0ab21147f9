"""The HTTP side: finds the method, meets the scripted fault, answers as the real server does."""

from typing import Final
from urllib.parse import unquote

from aiohttp import web

from tests.bot_api.control import Control
from tests.bot_api.faults import DOWNLOAD, Cut, Faults, FloodWait, When
from tests.bot_api.journal import Call, Journal
from tests.bot_api.methods import METHODS, WAITING
from tests.bot_api.methods_updates import Said
from tests.bot_api.refused import Refused, bad
from tests.bot_api.spoiled import cut_in_half, spoil
from tests.bot_api.wire import Arguments, Json, accepted, read_arguments, refusal, response
from tests.bot_api.world import World

_CONTROL: Final = "/control/"
_NOT_FOUND: Final = Refused(404, "Not Found")
_UNAUTHORIZED: Final = Refused(401, "Unauthorized")


class Front:
    """Answers `/bot<token>/<method>`, `/file/bot<token>/<path>` and `/control/<verb>`."""

    def __init__(self, token: str, world: World, faults: Faults, journal: Journal, control: Control) -> None:
        self._prefix = f"/bot{token}/"
        self._files = f"/file/bot{token}/"
        self._world = world
        self._faults = faults
        self._journal = journal
        self._control = control

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.raw_path.partition("?")[0]
        if "%" in path:
            path = unquote(path)
        if path.startswith(self._prefix):
            return await self._called(request, path[len(self._prefix) :].lower())
        if path.startswith(self._files):
            return await self._download(request, path[len(self._files) :])
        if path.startswith(_CONTROL):
            return await self._control.handle(request, path[len(_CONTROL) :])
        why = _UNAUTHORIZED if path.startswith(("/bot", "/file/bot")) else _NOT_FOUND
        return self._refused(self._journal.log(path, None, {}), why)

    async def _called(self, request: web.BaseRequest, method: str) -> web.StreamResponse:
        call = self._journal.log(method, None, {})
        try:
            arguments = await read_arguments(request)
        except Refused as why:
            return self._refused(call, why)
        call.values, call.chat_id = arguments.values, self._chat_of(arguments.values)
        fault = self._faults.strike(method, call.chat_id, call.values)
        if fault is None:
            return await self._carry_out(call, arguments)
        call.fault = type(fault).__name__
        if isinstance(fault, FloodWait):
            self._hold(fault, call.chat_id)
        return await spoil(fault, request, lambda: self._carry_out(call, arguments))

    def _hold(self, fault: FloodWait, chat_id: int | None) -> None:
        if fault.for_all:
            self._world.pace.hold(None, fault.retry_after)
        elif chat_id is not None:
            self._world.pace.hold(chat_id, fault.retry_after)

    def _chat_of(self, values: Json) -> int | None:
        if "chat_id" in values:
            number = str(values["chat_id"])
            return int(number) if number.lstrip("-").isdecimal() else None
        tap = self._world.taps.get(str(values.get("callback_query_id")))
        return tap.chat.user.id if tap is not None else None

    async def _carry_out(self, call: Call, arguments: Arguments) -> web.Response:
        try:
            result = await self._result(call.method, arguments)
        except Refused as why:
            return self._refused(call, why)
        except (TypeError, ValueError) as why:
            return self._refused(call, bad(f"an argument of a wrong type: {why}"))
        self._journal.done(call, 200)
        match result:
            case bytes():
                return response(result)
            case Said(description):
                return response(accepted(True, description))
            case _:
                return response(accepted(result))

    async def _result(self, name: str, arguments: Arguments) -> object:
        method = METHODS.get(name)
        if method is not None:
            return method(self._world, arguments)
        waiting = WAITING.get(name)
        if waiting is None:
            raise Refused(404, "Not Found: method not found")
        return await waiting(self._world, arguments)

    def _refused(self, call: Call, why: Refused) -> web.Response:
        self._journal.refuse(call, why)
        return response(refusal(why), why.code, why.retry_after)

    def obey(self, values: Json) -> None:
        """A method call that came as the answer to a webhook: carried out, its result told to nobody."""
        method = str(values.pop("method")).lower()
        call = self._journal.log(method, self._chat_of(values), values)
        try:
            if method not in METHODS:
                raise Refused(404, "Not Found: method not found")
            METHODS[method](self._world, Arguments(values))
            self._journal.done(call, 200)
        except Refused as why:
            self._journal.refuse(call, why)

    async def _download(self, request: web.BaseRequest, path: str) -> web.StreamResponse:
        call = self._journal.log(DOWNLOAD, None, {"path": path})
        fault = self._faults.strike(DOWNLOAD, None, call.values)
        if fault is None:
            return await self._file(call, path)
        call.fault = type(fault).__name__
        if fault == Cut(When.AFTER):
            return await cut_in_half(request, self._world.files.fetch(path) or b"")
        return await spoil(fault, request, lambda: self._file(call, path))

    async def _file(self, call: Call, path: str) -> web.Response:
        data = self._world.files.fetch(path)
        if data is None:
            return self._refused(call, _NOT_FOUND)
        self._journal.done(call, 200)
        return web.Response(body=data, content_type="application/octet-stream")
