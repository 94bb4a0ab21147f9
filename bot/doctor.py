"""Looks at an installation as it stands and says what is well and what is not, one sentence each.

Nothing is changed, and no token, name or choice is ever shown.
"""

import asyncio
import shutil
import sqlite3
import stat
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum

import aiohttp

from bot.backup import newest
from bot.clock import Clock
from bot.config import Settings
from handlers.kit import Say, say
from storage.migrate import at_head

LITTLE_DISK = 1_000_000_000  # bytes; evidence of a campaign may need as much
NO_DISK = 100_000_000
LATE = timedelta(minutes=5)
OLD_BACKUP = timedelta(days=2)
CLOCK_OFF = timedelta(seconds=30)
PATIENCE = aiohttp.ClientTimeout(total=10)


class Mark(StrEnum):
    """How a finding is to be taken."""

    WELL = "well"
    LOOK = "look"  # somebody should look at it
    ILL = "ill"  # it does not work like this


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one thing."""

    mark: Mark
    text: Say


async def examine(settings: Settings, clock: Clock) -> Sequence[Finding]:
    """Everything there is to say, in the order in which one would look."""
    found = [_disk(settings), *_keys(settings), *_database(settings, clock), _backup(settings, clock)]
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        found += await asyncio.gather(_web(settings, session), _telegram(settings, session, clock))
    return found


def _disk(settings: Settings) -> Finding:
    folder = settings.data_dir
    while not folder.exists() and folder != folder.parent:
        folder = folder.absolute().parent
    free = shutil.disk_usage(folder).free
    mark = Mark.ILL if free < NO_DISK else Mark.LOOK if free < LITTLE_DISK else Mark.WELL
    return Finding(mark, say("doctor.disk", free=f"{free / 1e9:.1f}"))


def _keys(settings: Settings) -> list[Finding]:
    keys, data = settings.key_dir.resolve(), settings.data_dir.resolve()
    if keys.is_relative_to(data):
        return [Finding(Mark.ILL, say("doctor.keys_in_data", keys=str(keys)))]
    if keys.exists() and stat.S_IMODE(keys.stat().st_mode) & 0o077:
        return [Finding(Mark.LOOK, say("doctor.keys_open", keys=str(keys)))]
    return [Finding(Mark.WELL, say("doctor.keys_well"))]


def _database(settings: Settings, clock: Clock) -> list[Finding]:
    if settings.database_url.startswith("postgresql"):
        return [Finding(Mark.LOOK, say("doctor.database_elsewhere"))]
    path = settings.database_path
    if not path.exists():
        return [Finding(Mark.LOOK, say("doctor.database_none", where=str(path)))]
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            sound = database.execute("PRAGMA quick_check").fetchone() == ("ok",)
            if not sound:
                return [Finding(Mark.ILL, say("doctor.database_damaged", where=str(path)))]
            if not at_head(f"sqlite:///{path}"):
                return [Finding(Mark.LOOK, say("doctor.database_old"))]
            return [Finding(Mark.WELL, say("doctor.database_well")), *_queues(database, clock.now())]
    except sqlite3.Error as error:
        return [Finding(Mark.ILL, say("doctor.database_closed", why=str(error)))]


def _queues(database: sqlite3.Connection, now: datetime) -> list[Finding]:
    waiting, oldest = _one(database, "SELECT count(*), min(received_at) FROM inbox WHERE done_at IS NULL")
    limit = _micros(now)
    due, first = _one(
        database, f"SELECT count(*), min(due_at) FROM outbox WHERE state = 'due' AND due_at <= {limit}"
    )
    (failed,) = _one(database, "SELECT count(*) FROM outbox WHERE state = 'failed'")
    (lost,) = _one(database, "SELECT count(*) FROM account WHERE unreachable_at IS NOT NULL")
    return [
        Finding(_by_age(oldest, now), say("doctor.inbox", n=waiting)),
        Finding(_by_age(first, now), say("doctor.outbox", n=due)),
        Finding(
            Mark.LOOK if failed or lost else Mark.WELL, say("doctor.not_reached", failed=failed, lost=lost)
        ),
    ]


def _one(database: sqlite3.Connection, query: str) -> tuple[int, ...]:
    row: tuple[int, ...] = database.execute(query).fetchone()
    return row


def _by_age(since: int | None, now: datetime) -> Mark:
    return Mark.LOOK if since is not None and since < _micros(now - LATE) else Mark.WELL


def _micros(at: datetime) -> int:
    return int(at.timestamp() * 1_000_000)


def _backup(settings: Settings, clock: Clock) -> Finding:
    if settings.backup_dir is None:
        return Finding(Mark.LOOK, say("doctor.no_backups"))
    last = newest(settings.backup_dir)
    if last is None:
        return Finding(Mark.LOOK, say("doctor.never_backed_up", where=str(settings.backup_dir)))
    at = datetime.fromtimestamp(last.stat().st_mtime, UTC)
    return Finding(Mark.WELL if clock.now() - at < OLD_BACKUP else Mark.LOOK, say("doctor.backup", at=at))


async def _web(settings: Settings, session: aiohttp.ClientSession) -> Finding:
    host = "127.0.0.1" if settings.web_host in ("0.0.0.0", "") else settings.web_host  # noqa: S104 - compared
    try:
        async with session.get(f"http://{host}:{settings.web_port}/healthz") as reply:
            status = (await reply.json()).get("status", "")
    except (aiohttp.ClientError, OSError, ValueError):
        return Finding(Mark.LOOK, say("doctor.web_silent", port=settings.web_port))
    return Finding(Mark.WELL if status == "ok" else Mark.ILL, say("doctor.web", status=status))


async def _telegram(settings: Settings, session: aiohttp.ClientSession, clock: Clock) -> Finding:
    if settings.telegram_bot_token is None:
        return Finding(Mark.WELL, say("doctor.telegram_unused"))
    url = f"{settings.telegram_api_url}/bot{settings.telegram_bot_token.get_secret_value()}/getMe"
    try:
        async with session.get(url, proxy=settings.telegram_proxy) as reply:
            said, date = await reply.json(), reply.headers.get("Date")
    except (aiohttp.ClientError, OSError, ValueError) as error:
        return Finding(Mark.ILL, say("doctor.telegram_silent", why=type(error).__name__))
    if not said.get("ok"):
        return Finding(Mark.ILL, say("doctor.telegram_refuses"))
    if date is not None and abs(parsedate_to_datetime(date) - clock.now()) > CLOCK_OFF:
        return Finding(Mark.ILL, say("doctor.clock_off"))
    return Finding(Mark.WELL, say("doctor.telegram_well", name=said["result"]["username"]))
