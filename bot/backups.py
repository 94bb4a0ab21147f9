"""The nightly backup: one archive a night in BACKUP_DIR, the oldest removed, and what became of the last attempt.

    look()  every ten minutes: is there an archive of last night? if not, make one now

After an outage of many days that is one archive, not many. An attempt that failed is logged with an incident number,
kept as a row for `thidua doctor`, /healthz and /metrics, and made again after an hour.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from bot import incidents
from bot.archive import Contents, Damaged
from bot.backup import Refused, back_up
from bot.clock import Clock
from bot.rotation import Rotation, name_of, night, rotate, tidy
from storage.sql import Unavailable, micros, moment
from storage.unit import Database, Unit

log = structlog.get_logger()

LOOK_EVERY = timedelta(minutes=10)
AGAIN = timedelta(hours=1)
TOO_OLD = timedelta(days=2)
DONE, FAILED = "backup done", "backup failed"

Take = Callable[[Path | str, Path, Path], Contents | Damaged | Refused]


@dataclass(frozen=True, slots=True)
class Last:
    """What became of the attempts: when one last succeeded; when and under which number the newest failed."""

    done_at: datetime | None = None
    failed_at: datetime | None = None
    incident: str = ""

    def is_late(self, now: datetime) -> bool:
        """Whether two nights or more have gone by without one."""
        return self.done_at is None or now - self.done_at > TOO_OLD


async def last(unit: Unit) -> Last:
    """What the rows say."""
    done, failed = await unit.installation.get(DONE), await unit.installation.get(FAILED)
    at, _, incident = (failed or "").partition(" ")
    return Last(moment(int(done)) if done else None, moment(int(at)) if at else None, incident)


class Backups:
    """Makes the backups of one installation. Two processes that do so at once make the same one."""

    def __init__(
        self,
        source: Path | str,
        files: Path,
        rotation: Rotation,
        database: Database,
        clock: Clock,
        zone: ZoneInfo,
        take: Take = back_up,
    ) -> None:
        self._source = source
        self._files = files
        self._rotation = rotation
        self._database = database
        self._clock = clock
        self._zone = zone
        self._take = take
        self._again: datetime | None = None

    async def look(self) -> None:
        """Makes last night's backup unless it is there. Raises Unavailable when not even the failure can be noted."""
        now = self._clock.now()
        archive = self._rotation.folder / name_of(night(now, self._zone))
        if archive.exists() or self._rests(now):
            return
        try:
            made = await asyncio.to_thread(self._made, archive, now)
        except (OSError, sqlite3.Error, Unavailable) as error:
            await self._failed(now, incidents.discreet(error), error)
            return
        match made:
            case Contents(files, size):
                self._again = None
                log.info("backed up", archive=archive.name, files=files, size=size)
                await self._note({DONE: str(micros(now)), FAILED: ""})
            case Damaged(part):
                await self._failed(now, [f"what was written does not read back: {part}"])
            case Refused(why):
                await self._failed(now, [why.key])

    def _rests(self, now: datetime) -> bool:
        """After a failure, but for no longer than that though the clock was put back since."""
        return self._again is not None and now < self._again <= now + AGAIN

    def _made(self, archive: Path, now: datetime) -> Contents | Damaged | Refused:
        made = self._take(self._source, self._files, archive)
        if isinstance(made, Contents):
            rotate(self._rotation)
            tidy(self._rotation.folder, now)
        return made

    async def _failed(self, now: datetime, why: list[str], error: Exception | None = None) -> None:
        self._again = now + AGAIN
        incident = incidents.number()
        log.error("a backup failed", incident=incident, why=why, text=str(error or ""))
        await self._note({FAILED: f"{micros(now)} {incident}"})

    async def _note(self, words: dict[str, str]) -> None:
        async with self._database.unit() as unit:
            for name, word in words.items():
                await unit.installation.put(name, word)
            await unit.commit()
