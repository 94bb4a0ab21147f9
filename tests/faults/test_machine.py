"""The machine misbehaves under the whole program: what was said is kept, and done once when it can be done."""

import asyncio
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.channel import Failed
from bot.clock import MovableClock
from bot.envelope import Message, to_bytes
from bot.files import Files
from campaign.history.declaring import Declared
from campaign.people import Language
from handlers.history.declare_words import AskYear
from handlers.kit import Priority, say
from storage.outbox import Letter
from storage.sqlite import SqliteDatabase
from tests.faults.crowd import Kind, uploads
from tests.faults.house import House
from tests.handlers.registering import launched, unit_of_three
from tests.talk import Room
from tests.talk.room import ZONE, open_room


async def test_what_is_said_to_a_full_disk_is_done_once_when_there_is_room(home: House) -> None:
    """SQLite is given no more pages than it has, which it reports as a full disk."""
    who = home.colleague
    with closing(sqlite3.connect(home.folder / "data" / "thidua.db")) as database:
        database.execute("VACUUM")  # no page is free
    async with home.open() as app:
        await who.phone.says("/lichhop")
        await who.taps("1")
        await who.taps("Vắng")
        await who.reads("vì lý do gì")
        await home.nothing_waits()
        assert isinstance(app.database, SqliteDatabase)
        writer = app.database._writer
        await writer.execute("PRAGMA max_page_count = 1")  # it takes the number of pages there are
        await who.phone.says("Bận việc " * 450)
        with pytest.raises(TimeoutError):
            await home.api.all_taken(0.5)  # it cannot be stored, and is not acknowledged
        await writer.execute("PRAGMA max_page_count = 1000000")
        await who.reads("vì lý do gì")  # too long: asked once more
        await who.phone.says("Bận việc")
        await who.reads("Đã ghi nhận: Vắng")
        await home.nothing_waits()
    assert await home.witness.number("SELECT count(*) FROM meeting_reply") == 1


async def test_a_database_that_another_program_locks_is_waited_for_and_people_are_told(home: House) -> None:
    who = home.colleague
    async with home.open() as app:
        await who.phone.says("/lichhop")
        await who.taps("1")
        await who.taps("Vắng")
        await who.reads("vì lý do gì")
        await home.nothing_waits()
        assert isinstance(app.database, SqliteDatabase)
        await app.database._writer.execute("PRAGMA busy_timeout = 100")
        with closing(sqlite3.connect(home.folder / "data" / "thidua.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await who.phone.says(f"{who.next(Kind.REPLY)}")
            with pytest.raises(TimeoutError):
                await home.api.all_taken(0.5)
            other.execute("ROLLBACK")
        await who.reads("Đã ghi nhận: Vắng")
        await home.nothing_waits()
    assert await home.witness.number("SELECT count(*) FROM meeting_reply") == 1


async def test_a_disk_that_takes_no_file_is_tried_again_before_the_file_counts_as_lost(home: House) -> None:
    """A plain file lies where the folder of the evidence would be made, until the second try."""
    who = home.colleague
    in_the_way = home.folder / "data" / "files"
    async with home.open():
        await home.api.reader_waits()
        shutil.rmtree(in_the_way)
        in_the_way.write_bytes(b"")
        task = asyncio.ensure_future(uploads(who))
        await home.api.wait_for_calls("file", 2, 30)  # the first could not be kept, and is fetched again
        in_the_way.unlink()
        await task
        await home.nothing_waits()
    assert who.done[Kind.FILE] == 3


async def test_whoever_was_heard_and_not_recorded_is_told_once(tmp_path: Path) -> None:
    """What came in is stored; then another program locks the database before its turn."""
    async with open_room(tmp_path) as room:
        lan = await room.joins("Nguyễn Thị Lan")
        assert isinstance(room.app.database, SqliteDatabase)
        await room.app.database._writer.execute("PRAGMA busy_timeout = 50")
        await room.app.inbox.ingest([lan.typing("/menu")])
        with closing(sqlite3.connect(tmp_path / "data" / "thidua.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            for _ in range(2):
                assert await room.app.work.round()
            other.execute("ROLLBACK")
        assert [spoken.key for spoken in room.channel.spoken] == ["chat.not_recorded"]
        await room.settle()
        assert lan.heard == ["menu.nothing_owed"]


@pytest.mark.parametrize("hours", [-30, -1, 1, 24 * 14])
async def test_a_clock_that_jumps_answers_everybody_once(tmp_path: Path, hours: int) -> None:
    async with open_room(tmp_path) as room:
        lan = await room.joins("Nguyễn Thị Lan")
        await lan.says("/menu")
        await _jumps(room, hours)
        await lan.says("/menu")
        await _jumps(room, -hours)
        await lan.says("/menu")
        assert len(lan.heard) == 3


async def test_what_could_not_be_sent_does_not_wait_for_a_clock_that_was_put_back(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        lan = await room.joins("Nguyễn Thị Lan")
        room.channel.outcomes[lan.account] = Failed("no network yet")
        await room.hears(lan.typing("/menu"))
        room.channel.outcomes.clear()
        await _jumps(room, -7)
        assert lan.heard == []
        await room.app.clock_put_back()
        await room.settle()
        assert lan.heard == ["menu.nothing_owed"]


async def test_what_is_meant_for_a_later_day_stays_though_the_clock_was_put_back(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        lan = await room.joins("Nguyễn Thị Lan")
        tomorrow = room.clock.now() + timedelta(days=1)
        async with room.store() as store:
            body = to_bytes(Message(say("chat.plain", text="Mai họp")))
            letter = Letter(
                7, "paper", lan.account, None, Language.VI, Priority.BROADCAST.value, body, tomorrow
            )
            await store.outbox.add([letter], room.clock.now())
        await room.app.clock_put_back()
        await room.settle()
        assert lan.heard == []
        room.clock.move_to(tomorrow)
        await room.settle()
        assert lan.heard == ["chat.plain"]


@pytest.mark.parametrize("machine", ["America/New_York", "Pacific/Kiritimati", "UTC"])
async def test_the_year_ends_where_the_people_are_wherever_the_machine_stands(
    machine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", machine)
    time.tzset()
    try:
        async with open_room(tmp_path) as room:
            await launched(room)
            lan, _, _ = await unit_of_three(room)
            for at, year in (("2026-12-31 23:59", "2026"), ("2027-01-01 00:00", "2027")):
                room.clock.move_to(datetime.fromisoformat(at).replace(tzinfo=ZONE))
                await lan.presses_choice(AskYear(lan.member.id, Declared.GRADED))
                assert lan.offers()[0] == year
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()


async def _jumps(room: Room, hours: int) -> None:
    assert isinstance(room.clock, MovableClock)
    room.clock.move_to(room.clock.now() + timedelta(hours=hours))
    await room.settle()


def test_a_file_that_lost_its_end_is_written_again(tmp_path: Path) -> None:
    """A disk that lied about fsync: the name is there, the bytes are not."""
    files, content = Files(tmp_path), b"quyet dinh" * 1000
    files.path(files.keep(content)).write_bytes(content[:5000])
    assert files.read(files.keep(content)) == content
