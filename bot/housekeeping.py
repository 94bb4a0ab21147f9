"""What is forgotten by itself: updates long done, letters long sent, files that were only to be fetched."""

from datetime import timedelta

from bot.clock import Clock
from bot.files import Files
from storage.unit import Database

INBOX = timedelta(days=2)
"""A provider's update ids may begin anew after an idle week: what is older is no sign of having come before."""
OUTBOX = timedelta(days=30)
"""The ledger of notices stays for ever; the letters themselves are only of use while something may be looked into."""


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
            await unit.commit()
        self._files.forget(now)
