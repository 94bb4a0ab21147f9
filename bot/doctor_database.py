"""The doctor's look at the database: can it be read, is it whole and of this version, does anything wait too long."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from bot.backups import Last, last
from bot.clock import Clock, fresh_id
from bot.config import Settings
from bot.database_copies import NO_KEYS
from bot.doctor_words import Finding, Mark
from bot.files import Files
from bot.jobs import failing
from handlers.kit import say
from storage.migrate import at_head
from storage.opening import open_database, url_of
from storage.sealing import Seals
from storage.sql import Row, TooNew, Unavailable, micros
from storage.unit import Unit

LATE = timedelta(minutes=5)
CLOCK_OFF = timedelta(seconds=30)


async def database_and_backup(settings: Settings, clock: Clock) -> tuple[list[Finding], Last]:
    """What is to be said of the database, and what it remembers of the backups."""
    where = settings.database
    if isinstance(where, Path):
        trouble = _file(where)
        if trouble is not None:
            return [trouble], Last()
    try:
        if not await asyncio.to_thread(at_head, url_of(where)):
            return [Finding(Mark.LOOK, say("doctor.database_old"))], Last()
        return await _inside(settings, clock.now())
    except TooNew:
        return [Finding(Mark.ILL, say("run.too_new"))], Last()
    except Unavailable as error:
        return [Finding(Mark.ILL, say("doctor.database_closed", why=str(error)))], Last()


def _file(path: Path) -> Finding | None:
    """What is wrong with a SQLite file, if anything."""
    if not path.exists():
        return Finding(Mark.LOOK, say("doctor.database_none", where=str(path)))
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            sound = database.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except sqlite3.Error as error:
        return Finding(Mark.ILL, say("doctor.database_closed", why=str(error)))
    return None if sound else Finding(Mark.ILL, say("doctor.database_damaged", where=str(path)))


async def _inside(settings: Settings, now: datetime) -> tuple[list[Finding], Last]:
    where = settings.database
    database = await open_database(where, fresh_id, NO_KEYS)
    try:
        async with database.reading() as unit:
            well = say("doctor.database_well") if isinstance(where, Path) else say("doctor.server_well")
            lost = [*await _ballots(unit, settings), *await _evidence(unit, settings), *await _jobs(unit)]
            return [Finding(Mark.WELL, well), *lost, *await _queues(unit, now)], await last(unit)
    finally:
        await database.close()


async def _ballots(unit: Unit, settings: Settings) -> list[Finding]:
    """Secret ballots that can no longer be counted, because their keys are not on this machine."""
    seals = Seals(settings.key_dir)
    lost = [ballot for ballot in await unit.secret_ballots.running() if not seals.exists(ballot)]
    return (
        [Finding(Mark.ILL, say("doctor.ballot_keys", n=len(lost), keys=str(settings.key_dir)))]
        if lost
        else []
    )


async def _evidence(unit: Unit, settings: Settings) -> list[Finding]:
    """Files that people sent and that are no longer where they were put."""
    files = Files(settings.data_dir / "files")
    rows = await unit.sql.all("SELECT sha256 FROM evidence UNION SELECT sha256 FROM meeting_file")
    lost = sum(not files.path(row["sha256"]).exists() for row in rows)
    return (
        [Finding(Mark.ILL, say("doctor.files_gone", n=lost, where=str(files.path("").parent)))]
        if lost
        else []
    )


async def _jobs(unit: Unit) -> list[Finding]:
    """What the program does not get done, however often it begins again."""
    return [
        Finding(Mark.ILL, say("doctor.job_failing", job=one.job, at=one.at, incident=one.incident))
        for one in await failing(unit)
    ]


async def _queues(unit: Unit, now: datetime) -> list[Finding]:
    waiting = await _one(
        unit, "SELECT count(*) AS n, min(received_at) AS first FROM inbox WHERE done_at IS NULL"
    )
    due = await _one(
        unit,
        "SELECT count(*) AS n, min(due_at) AS first FROM outbox WHERE state = 'due' AND due_at <= ?",
        micros(now),
    )
    failed = (await _one(unit, "SELECT count(*) AS n FROM outbox WHERE state = 'failed'"))["n"]
    lost = (await _one(unit, "SELECT count(*) AS n FROM account WHERE unreachable_at IS NOT NULL"))["n"]
    newest = (await _one(unit, "SELECT max(received_at) AS at FROM inbox"))["at"]
    unreached = Mark.LOOK if failed or lost else Mark.WELL
    found = [
        Finding(_by_age(waiting["first"], now), say("doctor.inbox", n=waiting["n"])),
        Finding(_by_age(due["first"], now), say("doctor.outbox", n=due["n"])),
        Finding(unreached, say("doctor.not_reached", failed=failed, lost=lost)),
    ]
    if newest is not None and newest > micros(now + CLOCK_OFF):
        found.append(Finding(Mark.ILL, say("doctor.clock_back")))
    return found


async def _one(unit: Unit, query: str, *values: object) -> Row:
    row = await unit.sql.one(query, *values)
    assert row is not None
    return row


def _by_age(since: int | None, now: datetime) -> Mark:
    return Mark.LOOK if since is not None and since < micros(now - LATE) else Mark.WELL
