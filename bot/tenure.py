"""Which letters are this process's to send, where several processes on one database share the outbox.

A letter that is sent by whoever ran its turn is leased until LEASE from then, and the lease is renewed as long as it is
in our hands: a process that dies loses it within seconds, one that a messenger keeps waiting does not. An answer behind
one that another process has in its hands is left in the table, to leave after it.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import structlog

from bot.clock import Clock
from bot.lanes import Lanes
from handlers.kit import Priority
from storage.outbox import LEASE, Letter
from storage.sql import Tangled, Unavailable
from storage.unit import Database, Unit

log = structlog.get_logger()

RENEW_EVERY = LEASE.total_seconds() / 4
IsHere = Callable[[str], bool]
"""Whether this process sends what goes by a channel."""


class Tenure:
    """What one process holds."""

    def __init__(self, database: Database, lanes: Lanes, clock: Clock, is_here: IsHere) -> None:
        self._database = database
        self._lanes = lanes
        self._clock = clock
        self._is_here = is_here
        self._renewed: dict[int, datetime] = {}

    async def claim(self, unit: Unit, letters: Sequence[Letter]) -> Sequence[Letter]:
        """Before the commit of answers: those that this process may send at once. The others are due in the table: they
        go by a channel that another process serves, or behind one to the same account that it has not sent yet.
        """
        if not letters or not self._database.crew.shared:
            return letters
        here = [letter for letter in letters if self._is_here(letter.channel)]
        behind = await self._behind_others(unit, here)
        ours = [letter for letter in here if (letter.channel, letter.account) not in behind]
        left = {letter.id for letter in letters} - {letter.id for letter in ours}
        if left:
            await unit.tenures.release(left)
            await unit.sql.ring()
        return ours

    def is_ours(self, letter: Letter) -> bool:
        """Whether nobody else may have taken it while it waited here."""
        if not self._database.crew.shared:
            return True
        return self._clock.now() < self._renewed.get(letter.id, letter.due_at)

    async def run(self) -> None:
        """Renews what is in our hands until cancelled."""
        while self._database.crew.shared:
            await asyncio.sleep(RENEW_EVERY)
            try:
                await self.renew()
            except (Unavailable, Tangled):
                log.error("what is to be sent cannot be kept from other processes now")

    async def renew(self) -> None:
        """Once. Raises Unavailable, Tangled: then they are others' to send when their time is over."""
        ours = [letter.id for letter in self._lanes.held() if self.is_ours(letter)]
        until = self._clock.now() + LEASE
        if ours:
            async with self._database.unit() as unit:
                await unit.tenures.renew(ours, until)
                await unit.commit()
        self._renewed = dict.fromkeys(ours, until)

    async def _behind_others(self, unit: Unit, letters: Sequence[Letter]) -> set[tuple[str, str]]:
        """The channels and accounts for which an earlier answer is not in our hands."""
        ours = {letter.id for letter in (*letters, *self._lanes.held())}
        return {
            (channel, account)
            for channel, accounts in _by_channel(letters).items()
            for earlier, account in await unit.tenures.ahead(channel, sorted(accounts), Priority.REPLY.value)
            if earlier not in ours
        }


def _by_channel(letters: Iterable[Letter]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for letter in letters:
        found.setdefault(letter.channel, set()).add(letter.account)
    return found
