"""What a scripted fault does to one request."""

import asyncio
from collections.abc import Awaitable, Callable

from aiohttp import web

from tests.bot_api.faults import Cut, Error, Fault, FloodWait, Hold, Page, Slow, When
from tests.bot_api.refused import Refused, too_many
from tests.bot_api.wire import refusal, response

Effect = Callable[[], Awaitable[web.StreamResponse]]


async def spoil(fault: Fault, request: web.BaseRequest, effect: Effect) -> web.StreamResponse:
    """The answer that leaves in place of the effect's own."""
    match fault:
        case FloodWait(retry_after=seconds):
            why = too_many(seconds)
            return response(refusal(why), why.code, seconds)
        case Page(code, body):
            return web.Response(body=body, status=code, content_type="text/html")
        case Error(code, description, when):
            if when is When.AFTER:
                await effect()
            return response(refusal(Refused(code, description)), code)
        case Slow(seconds):
            answer = await effect()
            await asyncio.sleep(seconds)
            return answer
        case Cut(when):
            if when is When.AFTER:
                await effect()
            return cut(request)
        case Hold(when):
            return await _held(fault, when, effect)


async def _held(fault: Hold, when: When, effect: Effect) -> web.StreamResponse:
    if when is When.BEFORE:
        await fault.pause()
        return await effect()
    answer = await effect()
    await fault.pause()
    return answer


def cut(request: web.BaseRequest) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def cut_in_half(request: web.BaseRequest, data: bytes) -> web.StreamResponse:
    """The length of the whole file, half of its bytes, and then nothing."""
    answer = web.StreamResponse(headers={"Content-Length": str(len(data))})
    await answer.prepare(request)
    await answer.write(data[: len(data) // 2])
    if request.transport is not None:
        request.transport.close()  # what was written still leaves
    return answer
