"""The HTTP side of python-telegram-bot on aiohttp: its own transport runs at a quarter of the rate under load.

`call` is the short way for what is said all day: JSON out, JSON in, no objects (`bot/telegram_wire.py`). The library's
own calls (files), and everything where there is a proxy, go through a session of aiohttp. Neither the address nor an
error ever shows the token.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from typing import Any

import aiohttp
import orjson
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.telegram_json import loaded, number, part
from bot.telegram_wire import Wire

READ = 20.0  # seconds a call may take; long polling adds its own
CONNECT = 10.0
JSON = {"Content-Type": "application/json"}
LEFT_OUT = ("Accept", "Accept-Encoding")  # answers are small: nothing to compress


@cache
def _timeout(read: float) -> aiohttp.ClientTimeout:
    """There are a few of them, and a call for each of thousands of messages."""
    return aiohttp.ClientTimeout(total=None, connect=CONNECT, sock_read=read)


class AiohttpRequest(BaseRequest):
    """One pool of connections to the Bot API. `proxy` is an HTTP proxy or None."""

    def __init__(self, connections: int, proxy: str | None) -> None:
        self._connections = connections
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None
        self._wire: Wire | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds."""
        return READ

    async def initialize(self) -> None:
        """Opens the pool."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections)
            agent = {"User-Agent": self.USER_AGENT}
            self._wire = None if self._proxy else Wire(connector, JSON | agent)
            self._session = aiohttp.ClientSession(
                connector=connector,
                headers=agent,
                cookie_jar=aiohttp.DummyCookieJar(),
                skip_auto_headers=LEFT_OUT,
            )

    async def shutdown(self) -> None:
        """Closes the pool."""
        if self._session is not None:
            await self._session.close()
            self._session = self._wire = None

    async def call(self, url: URL, asked: Mapping[str, Any], read: float = READ) -> Any:
        """One call, its result as plain JSON. Raises what the library raises: Forbidden, BadRequest, RetryAfter …"""
        status, answer = await self._post(url, orjson.dumps(asked), read)
        try:
            told = loaded(answer)
            if status == HTTPStatus.OK:
                return told["result"]
        except (ValueError, KeyError, TypeError):
            raise NetworkError(f"no JSON in an answer {status}") from None
        raise refusal(status, told)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One call. Raises TimedOut and NetworkError, with no address in them."""
        read = READ if read_timeout is None or isinstance(read_timeout, DefaultValue) else float(read_timeout)
        return await self._exchange(method, URL(url), _body(request_data), {}, read)

    async def _post(self, url: URL, body: bytes, read: float) -> tuple[int, bytes]:
        if self._session is None:
            await self.initialize()
        if self._wire is None:
            return await self._exchange("POST", url, body, JSON, read)
        with _in_its_words():
            return await self._wire.post(url, body, _timeout(read))

    async def _exchange(
        self, method: str, url: URL, body: Any, headers: Mapping[str, str], read: float
    ) -> tuple[int, bytes]:
        await self.initialize()
        assert self._session is not None
        with _in_its_words():
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=_timeout(read), proxy=self._proxy
            ) as reply:
                return reply.status, await reply.read()


@contextmanager
def _in_its_words() -> Iterator[None]:
    """The library's errors for those of aiohttp, without the address."""
    try:
        yield
    except TimeoutError as error:
        raise TimedOut from error
    except (aiohttp.ClientError, OSError) as error:
        raise NetworkError(type(error).__name__) from None


def refusal(status: int, told: object) -> TelegramError:
    """The library's exception for an answer that is not 200."""
    said = told if isinstance(told, dict) else {}
    words = str(said.get("description", status))
    parameters = part(said, "parameters")
    if (moved := number(parameters.get("migrate_to_chat_id"))) is not None:
        return ChatMigrated(moved)
    if (seconds := number(parameters.get("retry_after"))) is not None:
        return RetryAfter(seconds)
    match status:
        case HTTPStatus.FORBIDDEN:
            return Forbidden(words)
        case HTTPStatus.BAD_REQUEST:
            return BadRequest(words)
        case HTTPStatus.UNAUTHORIZED | HTTPStatus.NOT_FOUND:
            return InvalidToken(words)
        case HTTPStatus.CONFLICT:
            return Conflict(words)
        case _:
            return NetworkError(words)


def _body(request: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if request is None:
        return None
    if not request.contains_files:
        return request.json_parameters
    form = aiohttp.FormData()
    for name, value in request.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, media_type) in request.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=media_type)
    return form
