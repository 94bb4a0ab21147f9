"""Somebody at the rehearsal room with a browser that is nothing but HTTP; and the room itself, open."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx

from bot.rehearse.acting import Actor
from bot.rehearse.acts import step_of
from bot.rehearse.room import Room
from bot.rehearse.scenario import shipped
from bot.rehearse.setting import phone_of
from bot.rehearse.stage import Stage
from bot.web.patience import Patience
from bot.web.server import Server, listen
from storage.sql import micros
from tests.bot.web.house import LONG, Ear, new_key
from tests.talk.room import ZONE


class Visit:
    """Somebody at the rehearsal room with a browser."""

    def __init__(self, stage: Stage, http: httpx.AsyncClient, url: str) -> None:
        self.stage = stage
        self.http = http
        self.url = url

    async def room(self) -> dict[str, Any]:
        found: dict[str, Any] = (await self.http.get("/api/room")).json()
        return found

    async def does(self, what: str, **fields: Any) -> httpx.Response:
        return await self.http.post(f"/api/room/{what}", json=fields, headers={"origin": self.url})

    async def plays(self, code: str, *steps: str) -> None:
        """Somebody of the scenario takes these steps at their phone, all of them."""
        actor = Actor(self.stage.play.app, self.stage.play.channel, phone_of(code))
        taken = await actor.does([step_of(step) for step in steps])
        assert taken == len(steps), steps[taken]

    async def hello(self, phone: str) -> dict[str, Any]:
        answer = await self.http.post(f"/phone/{phone}/api/hello", json={}, headers={"origin": self.url})
        found: dict[str, Any] = answer.json()
        return found

    async def asks(self, phone: str, text: str) -> dict[str, Any]:
        """What is answered to it: to nothing said before, all of which is answered by then, and no notice."""
        await self._quiet()
        state = await self.hello(phone)
        headers = {"origin": self.url, "x-page": state["token"]}
        async with self.http.stream("GET", f"/phone/{phone}/api/stream?after={state['event']}") as answer:
            said = await self.http.post(
                f"/phone/{phone}/api/say", json={"key": new_key(), "text": text}, headers=headers
            )
            assert said.status_code == 200
            ear = Ear(answer)
            while (heard := await ear.answer()).get("notice"):
                pass
            return heard

    async def _quiet(self) -> None:
        """Until every turn is taken, and every letter sent that does not wait for a later day."""
        async with asyncio.timeout(LONG):
            while await self._under_way():  # noqa: ASYNC110 - nobody rings for a test
                await asyncio.sleep(0.01)

    async def _under_way(self) -> bool:
        app = self.stage.play.app
        async with app.database.reading() as unit:
            soon = micros(app.clock.now() + timedelta(minutes=1))  # where a letter stands that is being sent
            left = await unit.sql.all(
                "SELECT id FROM outbox WHERE state = 'due' AND due_at <= ? LIMIT 1", soon
            )
            return bool(left) or await unit.turns.how_many() > 0


@asynccontextmanager
async def open_room(folder: Path) -> AsyncIterator[Visit]:
    """A rehearsal that is open."""
    stage = Stage(folder, shipped(), ZONE)
    await stage.open("khoi-iv-2022")
    listening = listen("127.0.0.1", 0)
    server = Server(Room(stage).site(), listening, stage.hub.hang_up_all, Patience())
    serving = asyncio.create_task(server.serve())
    url = f"http://127.0.0.1:{server.port}"
    try:
        async with httpx.AsyncClient(base_url=url, timeout=2 * LONG) as client:
            yield Visit(stage, client, url)
    finally:
        server.stop()
        await serving
        await stage.close()
