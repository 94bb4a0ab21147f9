"""Own devices: the list, taking one away, logging out."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.web.channel import NAME
from bot.web.desk import Front, Refused, answering, json_response, text_of
from bot.web.visitors import Visitor
from campaign.joining.devices import Device
from storage.web import Holder


class Devices:
    """The endpoints of one's own devices."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/api/devices", answering(self.devices), methods=["GET"]),
            Route("/api/devices/take-away", answering(self.take_away), methods=["POST"]),
            Route("/api/leave", answering(self.leave), methods=["POST"]),
        ]

    async def devices(self, request: Request) -> Response:
        """Every device the person has joined with."""
        visitor = await self._front.reading(request)
        holder = await self._holder(visitor)
        async with self._front.app.database.reading() as unit:
            devices = await unit.devices.of(holder.person)
        return json_response({"devices": [self._shown(device, visitor) for device in devices]})

    async def take_away(self, request: Request) -> Response:
        """One of the person's other devices is theirs no longer."""
        visitor = await self._front.trusted(request, self._front.rates.talk)
        name = text_of(await self._front.fields(request), "device", 30)
        holder = await self._holder(visitor)
        async with self._front.app.database.unit() as unit:
            devices = await unit.devices.of(holder.person)
            gone = next((device for device in devices if str(device.id) == name), None)
            if gone is None:
                raise Refused(404, "device")
            await unit.devices.remove(holder.person, gone.id)
            if gone.channel == NAME:
                await unit.web.forget(gone.account)
            await unit.commit()
        if gone.channel == NAME:
            self._front.channel.hub.forget(gone.account)
        return json_response({})

    async def leave(self, request: Request) -> Response:
        """This device logs out: its page forgets everything, the person stays a member."""
        visitor = await self._front.trusted(request, self._front.rates.talk)
        holder = await self._front.holder(visitor.account)
        async with self._front.app.database.unit() as unit:
            for device in () if holder is None else await unit.devices.of(holder.person):
                if holder is not None and (device.channel, device.account) == (NAME, visitor.account):
                    await unit.devices.remove(holder.person, device.id)
            await unit.web.forget(visitor.account)
            await unit.commit()
        self._front.channel.hub.forget(visitor.account)
        response = json_response({})
        self._front.porter.take_back(response)
        return response

    async def _holder(self, visitor: Visitor) -> Holder:
        holder = await self._front.holder(visitor.account)
        if holder is None or holder.left_at is not None:
            raise Refused(403, "member")
        return holder

    def _shown(self, device: Device, visitor: Visitor) -> dict[str, object]:
        return {
            "device": str(device.id),
            "channel": device.channel,
            "label": device.name,
            "joined": device.joined_at.astimezone(self._front.app.zone).strftime("%Y-%m-%dT%H:%M"),
            "here": (device.channel, device.account) == (NAME, visitor.account),
        }
