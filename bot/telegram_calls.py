"""Calls of one bot to a Bot API server: plain JSON out and in; what carries files goes through the library."""

from collections.abc import Mapping
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, EndPointNotFound, Forbidden, InvalidToken
from yarl import URL

from bot.telegram_request import READ, AiohttpRequest

CONNECTIONS = 64


class Calls:
    """`api_url` is the root of any Bot API server. Everything raises the library's TelegramError."""

    def __init__(self, token: str, api_url: str, proxy: str | None) -> None:
        self._token = token
        self._root = api_url
        self._request = AiohttpRequest(CONNECTIONS, proxy)
        self._addresses: dict[str, URL] = {}
        self._bot = Bot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=self._request,
            get_updates_request=self._request,
        )

    async def call(self, method: str, asked: Mapping[str, Any], read: float = READ) -> Any:
        """One call, its result as JSON; what is None is left out. `read`: seconds it may take."""
        named = {name: value for name, value in asked.items() if value is not None}
        return await self._request.call(self._address(method), named, read)

    async def upload(self, method: str, asked: Mapping[str, Any]) -> Any:
        """A call with a file in it.

        Written large (“SendPhoto”, the same to Telegram) the library does not advise its own method every time.
        """
        named = {name: value for name, value in asked.items() if value is not None}
        return await self._bot.do_api_request(method, named)

    async def content(self, file_id: str) -> bytes | None:
        """The bytes of a file, or None when Telegram no longer has them."""
        try:
            found = await self.call("getFile", {"file_id": file_id})
            return await self._request.retrieve(f"{self._root}/file/bot{self._token}/{found['file_path']}")
        except (BadRequest, Forbidden, InvalidToken, EndPointNotFound, KeyError):
            return None

    async def close(self) -> None:
        """Closes the connections."""
        await self._request.shutdown()

    def _address(self, method: str) -> URL:
        if method not in self._addresses:
            self._addresses[method] = URL(f"{self._root}/bot{self._token}/{method}")
        return self._addresses[method]
