"""Keeps the command list of every account up to date: by roles, khối and language.

Whatever changes one of them marks the account in the same transaction; after the commit the list is made, compared
with the one shown last and, if it differs, shown. A failure is tried again; nothing is lost with the process.
"""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

import structlog

from bot.book import Book
from bot.channel import Blocked, Channel, Failed, Outcome, RetryAfter, Sent
from bot.clock import Clock
from bot.pace import Pace
from bot.texts import Texts
from campaign.ids import KhoiId
from campaign.people import Language, Member, Person
from handlers.kit import Flow, Priority
from storage.command_lists import DueList
from storage.sql import Unavailable
from storage.unit import Database

log = structlog.get_logger()

TAKE = 50  # accounts looked at together
LOOK_AGAIN = 5.0  # seconds between looks when nobody wakes us: the command line may have changed something
TRIES = 8  # then it is left until something changes
LONGEST_WAIT = timedelta(hours=1)
FOR_SEVERAL = ("khoi",)  # flows that are of no use to somebody in one khối

EDITION = "command_lists"  # the name under which an installation remembers which commands it showed last

Commands = Sequence[tuple[str, str]]


def edition(book: Book, texts: Texts, now: datetime) -> str:
    """A hash of everything that decides who is shown what, apart from people's own rows."""
    known = [
        (
            flow.name,
            flow.command,
            sorted(flow.roles),
            [texts.render(flow.about, each, now) for each in Language],
        )
        for flow in book.flows
    ]
    return hashlib.sha256(repr(known).encode()).hexdigest()


class CommandLists:
    """The lists of one process."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        book: Book,
        texts: Texts,
        clock: Clock,
        pace: Pace,
    ) -> None:
        self._database = database
        self._channels = channels
        self._book = book
        self._texts = texts
        self._clock = clock
        self._pace = pace
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Something may have changed."""
        self._woken.set()

    async def run(self) -> None:
        """Shows lists until cancelled; every list is looked at once when this version knows other commands."""
        async with self._database.unit() as unit:
            known = edition(self._book, self._texts, self._clock.now())
            if await unit.installation.get(EDITION) != known:
                await unit.command_lists.all_due(self._clock.now())
                await unit.installation.put(EDITION, known)
                await unit.commit()
        while True:
            self._woken.clear()
            try:
                while await self.look_once():
                    pass
            except Unavailable:
                log.error("the command lists cannot be read now")
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN):
                    await self._woken.wait()

    async def look_once(self) -> bool:
        """Shows the lists that are due; False when there were none."""
        now = self._clock.now()
        async with self._database.reading() as unit:
            due = await unit.command_lists.due(now, TAKE)
            people = {one.person: await unit.people.person(one.person) for one in due}
        if not due:
            return False
        outcomes = [(one, *await self._show(one, people[one.person])) for one in due]
        async with self._database.unit() as unit:
            for one, digest, outcome in outcomes:
                match outcome:
                    case Sent():
                        await unit.command_lists.shown(one, digest)
                    case RetryAfter(seconds):
                        await unit.command_lists.later(one, self._clock.now() + timedelta(seconds=seconds))
                    case Failed(final=False) if one.tries < TRIES:
                        wait = min(timedelta(seconds=4**one.tries), LONGEST_WAIT)
                        await unit.command_lists.later(one, self._clock.now() + wait)
                    case Blocked() | Failed():
                        await unit.command_lists.give_up(one)
            await unit.commit()
        return True

    async def _show(self, due: DueList, person: Person | None) -> tuple[str, Outcome]:
        commands = () if person is None else self.commands_of(person, due.khoi)
        digest = hashlib.sha256(repr(commands).encode()).hexdigest()
        channel = self._channels.get(due.channel)
        if digest == due.shown or channel is None:
            return digest, Sent("")
        held = self._pace.held(due.channel, due.account)
        if held > 0:
            return digest, RetryAfter(held)  # the others need not wait for this one
        await self._pace.wait(due.channel, due.account, Priority.BROADCAST.value)
        try:
            return digest, await channel.show_commands(due.account, commands)
        except Exception:
            log.exception("a channel failed to show its commands", channel=due.channel)
            return digest, Failed("channel error")

    def commands_of(self, person: Person, khoi: KhoiId | None) -> Commands:
        """The commands open to a person in the khối they chose, else in their first.

        /start alone for who has left everything.
        """
        chosen = None if khoi is None else person.in_khoi(khoi)
        member: Member | None = chosen or next(iter(person.memberships), None)
        flows = (
            [f for f in self._book.flows if f.name == "start"]
            if member is None
            else self._listed(person, member)
        )
        now = self._clock.now()
        return [(f.command, self._texts.render(f.about, person.language, now)) for f in flows]

    def _listed(self, person: Person, member: Member) -> list[Flow]:
        several = len(person.memberships) > 1
        return [
            f for f in self._book.flows if f.listed_for(member) and (several or f.name not in FOR_SEVERAL)
        ]
