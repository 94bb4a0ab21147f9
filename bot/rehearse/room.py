"""The room: the list of people with what each owes, the clock, the scenarios. Their phones are pages under /phone/."""

from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.rehearse import tour
from bot.rehearse.memory import TourState
from bot.rehearse.scenario import ScenarioWrong, read
from bot.rehearse.setting import phone_of
from bot.rehearse.stage import Stage
from bot.rehearse.tour_facts import facts_of
from bot.reminders import look
from bot.web.desk import Refused, answering, fields_of, json_response, text_of
from bot.web.guard import Door, Guard
from bot.web.shell import Shell
from campaign.ids import PersonId
from campaign.people import Language, Member, Role
from handlers.kit import Duty, Say, say
from storage.unit import Unit

STATIC = Path(__file__).parent / "static"
FARTHEST = timedelta(days=800)


class Room:
    """The endpoints of the room."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def site(self) -> ASGIApp:
        """The room and the phones, behind a door that only this machine finds."""
        shell = Shell(self._stage.play.app.texts.subject("rehearsal", Language.VI), STATIC)
        routes = [
            Route("/api/room", answering(self.room), methods=["GET"]),
            Route("/api/room/time", answering(self.move), methods=["POST"]),
            Route("/api/room/begin", answering(self.begin), methods=["POST"]),
            Route("/api/room/act", answering(self.act), methods=["POST"]),
            Route("/api/room/tour", answering(self.guide), methods=["POST"]),
            *shell.routes("room.html"),
            Mount("/phone", app=_Phones(self._stage)),
        ]
        return Guard(Starlette(routes=routes), Door("http://127.0.0.1", loopback=True, frames="'self'"))

    async def room(self, request: Request) -> Response:
        """Everything the first page shows."""
        return json_response(await self._shown())

    async def _shown(self) -> dict[str, Any]:
        stage, play = self._stage, self._stage.play
        now = play.clock.now()
        async with play.app.database.reading() as unit:
            people, duties = await self._people(unit, now)
            guided = await self._tour(unit)
        return {
            "words": play.app.texts.subject("rehearsal", Language.VI),
            "now_words": play.app.texts.render(plain_moment(now), Language.VI, now),
            "now": now.astimezone(stage.zone).strftime("%Y-%m-%dT%H:%M"),
            "scenario": play.name,
            "title": play.scenario.title,
            "about": play.scenario.about,
            "scenarios": [_offered(name, path) for name, path in stage.scenarios.items()],
            "acts": self._acts(now),
            "people": people,
            "tour": guided,
            "moments": self._moments(duties, now),
        }

    async def move(self, request: Request) -> Response:
        """Moves the clock: to a local moment (`to`), or by minutes (`by`). Only forward: what has happened stays."""
        fields = await fields_of(request)
        now = self._stage.play.clock.now()
        to, by = text_of(fields, "to", 40), fields.get("by", 0)
        try:
            at = (
                datetime.fromisoformat(to).replace(tzinfo=self._stage.zone)
                if to
                else now + timedelta(minutes=by)
            )
        except (ValueError, TypeError):
            raise Refused(400, "to") from None
        if not now <= at <= now + FARTHEST:
            raise Refused(400, "range")
        await self._stage.move_to(at)
        await look(self._stage.play.app)
        return await self.room(request)

    async def begin(self, request: Request) -> Response:
        """Begins a scenario anew."""
        name = text_of(await fields_of(request), "scenario", 100)
        if name not in self._stage.scenarios:
            raise Refused(404, "scenario")
        try:
            await self._stage.begin(name)
        except ScenarioWrong as wrong:
            return json_response({"refused": "scenario", "errors": list(wrong.errors)}, 422)
        return await self.room(request)

    async def act(self, request: Request) -> Response:
        """Lets others act."""
        number = (await fields_of(request)).get("act")
        if not isinstance(number, int) or not 0 <= number < len(self._stage.play.scenario.acts):
            raise Refused(404, "act")
        stopped = await self._stage.act(number)
        return json_response(
            await self._shown() | {"stopped": list(dict.fromkeys(one.name for one in stopped))}
        )

    async def guide(self, request: Request) -> Response:
        """The guided tour: shown, put away, a step skipped or taken up again, or all of it begun from nothing."""
        fields = await fields_of(request)
        wish, step = text_of(fields, "do", 10), text_of(fields, "step", 20)
        if wish in ("skip", "back") and step not in {one.name for one in tour.STEPS}:
            raise Refused(404, "step")
        state = self._stage.memory.tour
        match wish:
            case "show" | "hide":
                self._stage.guide(replace(state, shown=wish == "show"))
            case "skip":
                self._stage.guide(tour.skip(state, step))
            case "back":
                self._stage.guide(tour.come_back(state, step))
            case "restart":
                await self._stage.begin(self._stage.play.name)
                self._stage.guide(TourState(shown=True))
            case _:
                raise Refused(404, "do")
        return await self.room(request)

    async def _tour(self, unit: Unit) -> dict[str, Any]:
        play = self._stage.play
        secretary = next(iter(play.scenario.cast((Role.SECRETARY.value,))), None)
        phone = "" if secretary is None else phone_of(secretary.code)
        khoi = await unit.installation.all_khoi()
        facts = await facts_of(unit, khoi[0], phone)
        return tour.told(self._stage.memory.tour, facts, play.app.texts, Language.VI) | {"phone": phone}

    async def _people(self, unit: Unit, now: datetime) -> tuple[list[dict[str, Any]], list[Duty]]:
        people: list[dict[str, Any]] = []
        found: list[Duty] = []
        for khoi in await unit.installation.all_khoi():
            duties = [duty for flow in self._stage.play.app.book.flows if flow.duties is not None
                      for duty in await flow.duties(unit, khoi, None, now)]  # fmt: skip
            owed: defaultdict[PersonId, list[Duty]] = defaultdict(list)
            for duty in duties:
                owed[duty.person].append(duty)
            people += [self._person(m, owed[m.person], now) for m in await unit.people.members(khoi)]
            found += duties
        return people, found

    def _person(self, member: Member, owed: list[Duty], now: datetime) -> dict[str, Any]:
        texts = self._stage.play.app.texts
        return {
            "phone": phone_of(member.code),
            "name": member.name,
            "position": member.position,
            "unit": member.unit_name,
            "roles": sorted(member.roles),
            "owes": [texts.render(duty.text, Language.VI, now) for duty in owed],
        }

    def _acts(self, now: datetime) -> list[dict[str, Any]]:
        """The acts of the story: what they are called, when they are played, whether they were."""
        play, acted = self._stage.play, self._stage.memory.acted
        return [
            {
                "label": act.label,
                "at": ""
                if act.at is None or act.at.replace(tzinfo=self._stage.zone) <= now
                else play.app.texts.render(
                    plain_moment(act.at.replace(tzinfo=self._stage.zone)), Language.VI, now
                ),
                "done": number in acted,
            }
            for number, act in enumerate(play.scenario.acts)
        ]

    def _moments(self, duties: list[Duty], now: datetime) -> list[dict[str, str]]:
        """A day before each deadline that is still to come."""
        texts, zone = self._stage.play.app.texts, self._stage.zone
        moments = {
            (duty.due - timedelta(days=1), texts.render(duty.text, Language.VI, now))
            for duty in duties
            if duty.due is not None and duty.due - timedelta(days=1) > now
        }
        return [
            {"to": at.astimezone(zone).strftime("%Y-%m-%dT%H:%M"), "what": what}
            for at, what in sorted(moments)[:8]
        ]


class _Phones:
    """The phones of whatever is played now."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._stage.play.phones(scope, receive, send)


def plain_moment(at: datetime) -> Say:
    """A moment in words."""
    return say("chat.plain", text=at)


def _offered(name: str, path: Path) -> dict[str, str]:
    try:
        scenario = read(path)
    except ScenarioWrong as wrong:
        return {"name": name, "title": name, "wrong": "; ".join(wrong.errors)}
    return {"name": name, "title": scenario.title, "about": scenario.about}
