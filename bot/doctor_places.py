"""The doctor's look at files and folders: which settings count, who may read what, and whether we may write at all."""

import os
import stat
from pathlib import Path

from bot.config import Settings
from bot.doctor_words import Finding, Mark
from bot.nature import belongs_to_another, myself
from handlers.kit import Say, say

ENV = Path(".env")
JOURNALS = ("", "-wal", "-shm")  # what SQLite writes to


def places(settings: Settings) -> list[Finding]:
    """Everything to be said of them."""
    return [
        *_settings(settings),
        *_whose(settings),
        *_keys(settings),
        *_readable(settings),
        *_writable(settings),
    ]


def keys_misplaced(settings: Settings) -> Say | None:
    """Why `thidua run` does not begin: keys of secret ballots would be copied with the ballots."""
    keys = str(settings.key_dir.resolve())
    match settings.keys_lie_in:
        case "DATA_DIR":
            return say("doctor.keys_in_data", keys=keys)
        case "BACKUP_DIR":
            return say("doctor.keys_in_backups", keys=keys)
        case _:
            return None


def nearest(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    folder = folder.absolute()
    while not _exists(folder) and folder != folder.parent:
        folder = folder.parent
    return folder


def _settings(settings: Settings) -> list[Finding]:
    """Called from another folder, a command would speak of an empty installation that nobody meant."""
    if _exists(ENV):
        return [Finding(Mark.WELL, say("doctor.env", where=str(ENV.absolute())))]
    if settings.model_fields_set:
        return []
    return [Finding(Mark.LOOK, say("doctor.env_none", where=str(Path.cwd())))]


def _whose(settings: Settings) -> list[Finding]:
    owner = belongs_to_another(settings.folder, myself())
    if owner is None:
        return []
    return [Finding(Mark.LOOK, say("cli.not_as_root", user=owner, where=str(settings.folder)))]


def _keys(settings: Settings) -> list[Finding]:
    keys = settings.key_dir.resolve()
    misplaced = keys_misplaced(settings)
    if misplaced is not None:
        return [Finding(Mark.ILL, misplaced)]
    if any(_open_to(path, 0o077) for path in (keys, *keys.glob("*.key"))):
        return [Finding(Mark.LOOK, say("doctor.keys_open", keys=str(keys)))]
    return [Finding(Mark.WELL, say("doctor.keys_well"))]


def _readable(settings: Settings) -> list[Finding]:
    """What other users of this machine could read: evidence and personal data; tokens."""
    found = []
    if _open_to(settings.data_dir, 0o077):
        found.append(Finding(Mark.LOOK, say("doctor.data_open", data=str(settings.data_dir))))
    if _open_to(ENV, 0o007):  # its group is the assistant's own, where root owns it
        found.append(Finding(Mark.LOOK, say("doctor.env_open")))
    return found


def _writable(settings: Settings) -> list[Finding]:
    folders = [settings.data_dir, settings.key_dir, settings.folder]
    if settings.backup_dir is not None:
        folders.append(settings.backup_dir)
    files = [
        Path(f"{settings.database}{ending}") for ending in JOURNALS if isinstance(settings.database, Path)
    ]
    shut = [folder for folder in dict.fromkeys(folders) if not _may_write_in(nearest(folder))]
    shut += [file for file in files if _exists(file) and not os.access(file, os.W_OK)]
    return [Finding(Mark.ILL, say("doctor.cannot_write", where=str(place))) for place in shut]


def _may_write_in(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _open_to(path: Path, whom: int) -> bool:
    return _exists(path) and bool(stat.S_IMODE(path.stat().st_mode) & whom)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except PermissionError:  # in a folder that is shut to us
        return False
