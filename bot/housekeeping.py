"""What is forgotten by itself: updates long done, letters long sent, the web page's old history, devices nobody ever
joined with, and files that nothing names any more.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from importlib import import_module

from bot.clock import Clock
from bot.files import Files
from storage.unit import Database, Unit

INBOX = timedelta(days=2)
"""A provider's update ids may begin anew after an idle week: what is older is no sign of having come before."""
OUTBOX = timedelta(days=30)
"""The ledger of notices stays for ever; the letters themselves are only of use while something may be looked into."""
HISTORY = timedelta(days=400)
"""A campaign and what comes after it. What was filed, voted and announced is in the tables, not in a page's history."""
STRANGERS = timedelta(days=30)
"""A browser that opened the page and never joined, or whose access was taken away."""
UNNAMED = timedelta(days=60)
"""A file is young for so long: whatever it is to be part of names it by then."""
ASIDE = timedelta(days=180)
"""And then lies aside for so long, still to be read, before it is thrown away."""
LOOK_FOR_FILES = timedelta(days=7)
LOOKED = "looked for files"
AT_ONCE = 500  # rows in one transaction: others write in between


class Housekeeping:
    """The broom of one process; sweeping twice harms nobody."""

    def __init__(self, database: Database, files: Files, clock: Clock) -> None:
        self._database = database
        self._files = files
        self._clock = clock

    async def sweep(self) -> None:
        """Forgets what has had its time."""
        now = self._clock.now()
        async with self._database.unit() as unit:
            await unit.turns.purge(now - INBOX)
            await unit.outbox.purge(now - OUTBOX)
            await unit.invites.forget_wrong(now)
            await unit.commit()
        await self._in_parts(lambda unit: unit.web_messages.trim(now - HISTORY, AT_ONCE))
        await self._in_parts(lambda unit: unit.web.forget_strangers(now - STRANGERS, AT_ONCE))
        self._files.forget(now)
        if await self._is_time(now):
            await self._sweep_files(now)

    async def _in_parts(self, part: Callable[[Unit], Awaitable[int]]) -> None:
        """Does something until there is nothing left of it to do."""
        done = AT_ONCE
        while done >= AT_ONCE:
            async with self._database.unit() as unit:
                done = await part(unit)
                await unit.commit()

    async def _is_time(self, now: datetime) -> bool:
        async with self._database.unit() as unit:
            last = await unit.installation.get(LOOKED)
            if last is not None and abs(now - datetime.fromisoformat(last)) < LOOK_FOR_FILES:
                return False
            await unit.installation.put(LOOKED, now.isoformat())
            await unit.commit()
        return True

    async def _sweep_files(self, now: datetime) -> None:
        """Sets aside what nothing names, takes back what something names after all, throws away what lay aside long."""
        since = now - UNNAMED
        old = await asyncio.to_thread(self._files.untouched, since)
        aside = await asyncio.to_thread(self._files.aside)
        if not old and not aside:
            return
        mentions = await asyncio.to_thread(import_module, "storage.mentions")  # its library is slow to load
        unnamed: set[str] = await mentions.not_named(self._database, old | aside)
        await asyncio.to_thread(self._files.take_back, aside - unnamed)
        await asyncio.to_thread(self._files.set_aside, old & unnamed, since, now)
        await asyncio.to_thread(self._files.throw_away, now - ASIDE)
