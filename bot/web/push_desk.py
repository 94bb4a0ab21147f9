"""Turning notifications on and off for this device: asked for by its person with a tap, after joining."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.desk import Front, Refused, answering, json_response
from bot.web.push_services import read_subscription


class PushDesk:
    """The endpoints of notifications."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/api/push/on", answering(self.turn_on), methods=["POST"]),
            Route("/api/push/off", answering(self.turn_off), methods=["POST"]),
        ]

    async def turn_on(self, request: Request) -> Response:
        """Keeps the address that the browser got from its push service."""
        visitor = await self._front.trusted(request, self._front.rates.talk)
        pusher = self._front.pusher
        if pusher is None:
            raise Refused(404, "push")
        fields = await self._front.fields(request)
        holder = await self._front.holder(visitor.account)
        if holder is None or holder.left_at is not None:
            raise Refused(403, "member")
        found = read_subscription(fields, pusher.services)
        if isinstance(found, str):
            raise Refused(400, found)
        async with self._front.app.database.unit() as unit:
            await unit.pushes.subscribe(
                visitor.account, found, pusher.key.public, self._front.app.clock.now()
            )
            await unit.commit()
        return json_response({})

    async def turn_off(self, request: Request) -> Response:
        """Forgets it."""
        visitor = await self._front.trusted(request, self._front.rates.talk)
        async with self._front.app.database.unit() as unit:
            await unit.pushes.unsubscribe(visitor.account)
            await unit.commit()
        return json_response({})
