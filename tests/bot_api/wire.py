"""Requests as they come over HTTP (JSON, form, multipart, query string), answers as they leave."""

from dataclasses import dataclass
from typing import Any, Final, TypeAlias
from urllib.parse import parse_qsl

import orjson
from aiohttp import BodyPartReader, web

from tests.bot_api.refused import Refused, bad

Json: TypeAlias = dict[str, Any]

UPLOAD_LIMIT: Final = 50 * 1024 * 1024
"""Bytes of a whole request that the public Bot API takes."""

_JSON_HEADERS: Final = (("Content-Type", "application/json"),)


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart request."""

    name: str
    mime: str
    data: bytes


class Arguments:
    """What a request carries, read as the real server does: forgiving about types, strict about content."""

    __slots__ = ("files", "values")

    def __init__(self, values: Json | None = None, files: dict[str, Upload] | None = None) -> None:
        self.values: Json = {} if values is None else values
        self.files: dict[str, Upload] = {} if files is None else files

    def has(self, name: str) -> bool:
        return self.values.get(name) not in (None, "")

    def text(self, name: str) -> str:
        value = self.values.get(name)
        if value is None:
            return ""
        return value if isinstance(value, str) else orjson.dumps(value).decode()

    def integer(self, name: str, default: int = 0) -> int:
        """Anything that is no number counts as 0, as with the real server."""
        value = self.values.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            return 0

    def between(self, name: str, default: int, low: int, high: int) -> int:
        return max(low, min(high, self.integer(name, default)))

    def flag(self, name: str) -> bool:
        return self.text(name).lower() in ("true", "yes", "1")

    def json(self, name: str, complaint: str) -> Any:
        """The nested JSON value, None when absent. Raises Refused with the complaint when it is not JSON."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            raise bad(complaint) from None


async def read_arguments(request: web.BaseRequest) -> Arguments:
    """Query string and body together. Raises Refused 413 for a body over the limit, 400 for a broken one."""
    try:
        return await _read(request)
    except UnicodeDecodeError:
        raise bad("strings must be encoded in UTF-8") from None


async def _read(request: web.BaseRequest) -> Arguments:
    if (request.content_length or 0) > UPLOAD_LIMIT:
        raise Refused(413, "Request Entity Too Large")
    arguments = Arguments()
    query = request.raw_path.partition("?")[2]
    if query:
        arguments.values.update(_pairs(query))
    if not request.body_exists:
        return arguments
    match request.content_type:
        case "application/json":
            arguments.values.update(_json_object(await request.read()))
        case "multipart/form-data":
            await _read_parts(request, arguments)
        case "application/x-www-form-urlencoded":
            body = (await request.read()).decode()
            arguments.values.update(_pairs(body))
        case _:
            await request.read()
    return arguments


def _pairs(encoded: str) -> list[tuple[str, str]]:
    return parse_qsl(encoded, keep_blank_values=True, errors="strict")


def _json_object(body: bytes) -> Json:
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise bad("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad("object expected")
    return value


async def _read_parts(request: web.BaseRequest, arguments: Arguments) -> None:
    try:
        async for part in await request.multipart():
            assert isinstance(part, BodyPartReader)
            data = bytes(await part.read(decode=True))
            name = part.name or ""
            if part.filename is None:
                arguments.values[name] = data.decode()
            else:
                mime = part.headers.get("Content-Type", "application/octet-stream")
                arguments.files[name] = Upload(part.filename, mime.partition(";")[0], data)
    except UnicodeDecodeError:
        raise
    except ValueError:
        raise bad("can't parse multipart request body") from None


def accepted(result: object, description: str = "") -> bytes:
    answer: Json = {"ok": True, "result": result}
    if description:
        answer["description"] = description
    return orjson.dumps(answer)


def refusal(why: Refused) -> bytes:
    answer: Json = {"ok": False, "error_code": why.code, "description": why.description}
    if why.retry_after:
        answer["parameters"] = {"retry_after": why.retry_after}
    return orjson.dumps(answer)


def response(body: bytes, status: int = 200, retry_after: int = 0) -> web.Response:
    answer = web.Response(body=body, status=status, headers=_JSON_HEADERS)
    if retry_after:
        answer.headers["Retry-After"] = str(retry_after)
    return answer
