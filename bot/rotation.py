"""Which nightly archives there are in BACKUP_DIR, which is due, and which have had their time."""

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

AT = time(2, 0)
"""When the night's backup is due, in the zone of the installation."""
ABANDONED = timedelta(days=1)
"""After this long a half-written archive belongs to a process that was killed."""
NIGHTLY = "thidua-????-??-??.tar"


@dataclass(frozen=True, slots=True)
class Rotation:
    """Where the nightly archives go, and how many of them stay."""

    folder: Path
    keep: int


def name_of(of: date) -> str:
    """What the archive of a night is called."""
    return f"thidua-{of.isoformat()}.tar"


def night(now: datetime, zone: ZoneInfo) -> date:
    """The date of the newest night whose backup is due."""
    local = now.astimezone(zone)
    return local.date() if local.time() >= AT else local.date() - timedelta(days=1)


def newest(folder: Path) -> Path | None:
    """The newest nightly archive, by the date in its name, or None."""
    return max(folder.glob(NIGHTLY), default=None)


def rotate(rotation: Rotation) -> list[Path]:
    """Removes all nightly archives but the newest; answers what was removed. Archives of other names stay."""
    old = sorted(rotation.folder.glob(NIGHTLY))[: -rotation.keep]
    for archive in old:
        archive.unlink(missing_ok=True)
    return old


def tidy(folder: Path, now: datetime) -> None:
    """Removes what a backup that was killed has left half written."""
    for part in folder.glob(".thidua-*"):
        if now - datetime.fromtimestamp(part.stat().st_mtime, UTC) > ABANDONED:
            _remove(part)


def _remove(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part, ignore_errors=True)
    else:
        part.unlink(missing_ok=True)
