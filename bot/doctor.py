"""Looks at an installation as it stands and says what is well and what is not, one sentence each.

Nothing is changed, and no token, name or choice is ever shown.
"""

import asyncio
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from bot.backups import TOO_OLD, Last
from bot.clock import Clock
from bot.config import Settings
from bot.doctor_database import database_and_backup
from bot.doctor_places import nearest, places
from bot.doctor_words import Finding, Mark
from bot.doctor_world import public, telegram, web
from bot.rotation import newest
from handlers.kit import say

LITTLE_DISK = 1_000_000_000  # bytes; evidence of a campaign may need as much
NO_DISK = 100_000_000
PATIENCE = aiohttp.ClientTimeout(total=10)


async def examine(settings: Settings, clock: Clock) -> Sequence[Finding]:
    """Everything there is to say, in the order in which one would look."""
    found = [*_disks(settings), *places(settings)]
    about, backup = await database_and_backup(settings, clock)
    found += [*about, *_backups(settings, clock, backup)]
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        asked = web(settings, session), public(settings, session), telegram(settings, session, clock)
        for said in await asyncio.gather(*asked):
            found += said
    return found


def _disks(settings: Settings) -> list[Finding]:
    free = _free(settings.data_dir)
    found = [Finding(_enough(free), say("doctor.disk", free=f"{free / 1e9:.1f}"))]
    if settings.backup_dir is not None and not _same_disk(settings.backup_dir, settings.data_dir):
        free = _free(settings.backup_dir)
        found.append(Finding(_enough(free), say("doctor.backup_disk", free=f"{free / 1e9:.1f}")))
    return found


def _free(folder: Path) -> int:
    return shutil.disk_usage(nearest(folder)).free


def _enough(free: int) -> Mark:
    return Mark.ILL if free < NO_DISK else Mark.LOOK if free < LITTLE_DISK else Mark.WELL


def _same_disk(one: Path, other: Path) -> bool:
    return nearest(one).stat().st_dev == nearest(other).stat().st_dev


def _backups(settings: Settings, clock: Clock, last: Last) -> list[Finding]:
    folder = settings.backup_dir
    if folder is None:
        return [Finding(Mark.LOOK, say("doctor.no_backups"))]
    found = []
    if last.failed_at is not None:
        text = say("doctor.backup_failed", at=last.failed_at, incident=last.incident)
        found.append(Finding(Mark.ILL, text))
    archive = newest(folder)
    if archive is None:
        found.append(Finding(Mark.LOOK, say("doctor.never_backed_up", where=str(folder))))
    else:
        at = datetime.fromtimestamp(archive.stat().st_mtime, UTC)
        mark = Mark.WELL if clock.now() - at < TOO_OLD else Mark.LOOK
        found.append(Finding(mark, say("doctor.backup", at=at)))
    if _same_disk(folder, settings.data_dir):
        found.append(Finding(Mark.LOOK, say("doctor.backup_beside", where=str(folder))))
    return found
