"""The rehearsal's porter: which phone it is stands in the address, so several can be open side by side."""

import hashlib
import secrets

from starlette.requests import Request
from starlette.responses import Response

from bot.clock import Clock
from bot.web.label import label_of
from bot.web.visitors import Visitor
from storage.unit import Database


class PathPorter:
    """Lets everybody be the person of the phone they open. Only ever on loopback, only ever in a rehearsal."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._secret = secrets.token_hex(16)

    async def who(self, request: Request) -> Visitor | None:
        account = request.path_params["phone"]
        async with self._database.reading() as unit:
            known = await unit.web.has_device(account)
        return self._visitor(account) if known else None

    async def begin(self, request: Request) -> Visitor:
        account = request.path_params["phone"]
        async with self._database.unit() as unit:
            if not await unit.web.has_device(account):
                await unit.web.new_device(
                    account, label_of(request.headers.get("user-agent", "")), self._clock.now()
                )
                await unit.commit()
        return self._visitor(account)

    async def renewed(self, visitor: Visitor) -> Visitor:
        return visitor

    def hand_out(self, visitor: Visitor, response: Response) -> None:
        return None

    def take_back(self, response: Response) -> None:
        return None

    def _visitor(self, account: str) -> Visitor:
        token = hashlib.sha256(f"{self._secret}:{account}".encode()).hexdigest()[:24]
        return Visitor(account, "", token)
