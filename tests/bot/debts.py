"""A flow whose duties a test sets by hand, and a look that also delivers what it queued."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.reminders import look
from campaign.ids import KhoiId, PersonId
from campaign.people import Member
from campaign.reminders.reminder import MatterKind
from handlers.kit import Duty, End, Flow, OpenMenu, Say, Turn, plain
from handlers.ports import Store
from tests.talk import Phone, Room
from tests.talk.room import ZONE


class Debts:
    """Who owes what, by khối, as the test says; `breaks` makes the next readings fail, `stops` one of them wait."""

    def __init__(self) -> None:
        self.owed: dict[KhoiId, list[Duty]] = {}
        self.breaks: list[int] = []
        self.readings = 0
        self.stops = 0
        self.standing = asyncio.Event()
        self.go_on = asyncio.Event()
        self.flow = Flow("debts", command="debts", about=plain("Sổ nợ"), help=plain("Sổ nợ"))

        @self.flow.begin
        async def show(turn: Turn, argument: str) -> End:
            return End(plain("Sổ nợ"))

        self.flow.owing(self._all)

    def owes(
        self,
        who: Member,
        due: str,
        item: str = "debt:1",
        kind: MatterKind = MatterKind.DEADLINE,
        rank: int = 0,
        told_at: datetime | None = None,
        reminder: Say | None = None,
    ) -> None:
        """Somebody owes something until a local moment, “2026-03-25 17:00”."""
        duty = Duty(
            who.person, item, plain(f"Việc {item}"), OpenMenu(), moment(due), 0, rank, kind, told_at, reminder
        )
        self.owed.setdefault(who.khoi, []).append(duty)

    def pays(self, who: Member, item: str = "debt:1") -> None:
        """It is done."""
        left = [d for d in self.owed[who.khoi] if (d.person, d.item) != (who.person, item)]
        self.owed[who.khoi] = left

    def moves(self, who: Member, due: str) -> None:
        """The date of everything somebody owes is another."""
        self.owed[who.khoi] = [
            replace(d, due=moment(due), revision=d.revision + 1) if d.person == who.person else d
            for d in self.owed[who.khoi]
        ]

    async def _all(
        self, store: Store, khoi: KhoiId, person: PersonId | None, now: datetime
    ) -> Sequence[Duty]:
        self.readings += 1
        if self.readings == self.stops:
            self.standing.set()
            await self.go_on.wait()
        if self.readings in self.breaks:
            raise RuntimeError("the flow has a bug")
        return [d for d in self.owed.get(khoi, []) if person in (None, d.person)]


def moment(text: str) -> datetime:
    """A local moment."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)


async def comes(room: Room, at: str) -> None:
    """The clock shows this local moment; the bot looks, and what it says is delivered."""
    room.clock.move_to(moment(at))
    await look(room.app)
    await room.settle()


def reminded(phone: Phone) -> int:
    """How many reminders the phone has got."""
    return phone.heard.count("reminder.notice")
