"""What is forgotten by itself, and what never is."""

import asyncio
import hashlib
import os
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.files import Arriving, Files
from bot.housekeeping import ASIDE, HISTORY, LOOK_FOR_FILES, STRANGERS, UNNAMED
from storage.web_messages import Written
from tests.handlers.meetings import called
from tests.talk import Room
from tests.talk.room import open_room

CONTENT = b"%PDF-1.7 a report"
NAME = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path) as opened:
        yield opened


async def sweeps(room: Room, at: datetime) -> None:
    room.clock.move_to(at)
    await room.app.housekeeping.sweep()


def keep(room: Room, content: bytes = CONTENT) -> str:
    """Kept now, by the clock of the room."""
    name = room.app.files.keep(content)
    now = room.clock.now().timestamp()
    os.utime(room.app.files.path(name), (now, now))
    return name


def is_aside(room: Room) -> bool:
    return room.app.files.path(NAME).parent.name == "unclaimed"


async def messages(room: Room, device: str) -> list[str]:
    async with room.store() as unit:
        rows = await unit.sql.all("SELECT ref FROM web_message WHERE account = ? ORDER BY at", device)
    return [row["ref"] for row in rows]


# --- the page's history -------------------------------------------------------------------------------------


async def test_the_pages_history_is_kept_for_a_campaign_and_a_little_longer(room: Room) -> None:
    an = await room.joins("Nguyễn Văn A")
    start = room.clock.now()
    async with room.store() as unit:
        await unit.web.new_device("d1", "Chrome, Android", start)
        await unit.people.bind("web", "d1", an.member.person, "", start)
        old = [Written("d1", f"old-{n}", mine=False, body="{}", at=start) for n in range(1200)]
        await unit.web_messages.write(old)
        await unit.web_messages.write(
            [Written("d1", "new", mine=False, body="{}", at=start + timedelta(days=1))]
        )
    await sweeps(room, start + HISTORY)
    assert len(await messages(room, "d1")) == 1201
    await sweeps(room, start + HISTORY + timedelta(minutes=1))
    assert await messages(room, "d1") == ["new"]


async def test_a_browser_nobody_joined_with_is_forgotten_and_a_members_never(room: Room) -> None:
    an = await room.joins("Nguyễn Văn A")
    start = room.clock.now()
    async with room.store() as unit:
        for device in ("stranger", "lately", "member"):
            await unit.web.new_device(device, "", start)
            await unit.web.new_session(f"hash of {device}", device, None, start)
            await unit.web_messages.write([Written(device, "a", mine=False, body="{}", at=start)])
        await unit.people.bind("web", "member", an.member.person, "", start)
        await unit.web.seen("lately", start + timedelta(days=1))
    await sweeps(room, start + STRANGERS + timedelta(minutes=1))
    async with room.store() as unit:
        assert [await unit.web.has_device(d) for d in ("stranger", "lately", "member")] == [False, True, True]
        assert await unit.web.session("hash of stranger") is None
        assert await unit.web.session("hash of member") is not None


# --- files --------------------------------------------------------------------------------------------------


async def test_a_clock_that_was_a_year_ahead_loses_no_file_and_stops_no_looking_for_them(room: Room) -> None:
    start = room.clock.now()
    keep(room)
    await sweeps(room, start + timedelta(days=365))
    assert is_aside(room)
    assert room.app.files.read(NAME) == CONTENT
    room.app.files.take_back({NAME})
    os.utime(room.app.files.path(NAME), (start.timestamp(), start.timestamp()))
    await sweeps(room, start + UNNAMED + LOOK_FOR_FILES)
    assert is_aside(room)


async def test_a_file_that_nothing_names_is_set_aside_and_thrown_away_much_later(room: Room) -> None:
    start = room.clock.now()
    keep(room)
    await sweeps(room, start + UNNAMED)
    assert not is_aside(room)
    aside_at = start + UNNAMED + LOOK_FOR_FILES
    await sweeps(room, aside_at)
    assert is_aside(room)
    assert room.app.files.read(NAME) == CONTENT
    await sweeps(room, aside_at + ASIDE)
    assert room.app.files.read(NAME) == CONTENT
    await sweeps(room, aside_at + ASIDE + LOOK_FOR_FILES)
    with pytest.raises(FileNotFoundError):
        room.app.files.read(NAME)


@pytest.mark.parametrize(
    "statement",
    [
        (
            "INSERT INTO meeting_file (meeting_id, position, name, sha256, size)"
            " SELECT id, 9, 'a.pdf', '{name}', 9 FROM meeting"
        ),
        'UPDATE conversation SET state = CAST(\'{{"files": ["{name}"]}}\' AS BLOB)',
        "UPDATE meeting SET note = 'kept under {name}.'",
    ],
)
async def test_a_file_that_anything_names_stays_where_it_is(room: Room, statement: str) -> None:
    await called(room)
    start = room.clock.now()
    keep(room)
    async with room.store() as unit:
        await unit.sql.run(statement.format(name=NAME))
    await sweeps(room, start + UNNAMED + timedelta(days=400))
    assert not is_aside(room)
    assert room.app.files.read(NAME) == CONTENT


async def test_a_file_in_evidence_that_was_sent_in_the_chat_stays(room: Room) -> None:
    there = await called(room)
    start = room.clock.now()
    await there.secretary.presses("calendar.manage_button")
    await there.secretary.presses("arranging.change_button")
    await there.secretary.presses("arranging.mend_files_button")
    await there.secretary.sends("a.pdf", CONTENT)
    assert room.app.files.read(NAME) == CONTENT
    now = start.timestamp()
    os.utime(room.app.files.path(NAME), (now, now))
    await sweeps(room, start + UNNAMED + timedelta(days=30))
    assert not is_aside(room)


async def test_a_file_that_is_sent_again_is_young_again(room: Room) -> None:
    start = room.clock.now()
    keep(room)
    before = room.app.files.path(NAME).stat().st_mtime
    room.app.files.keep(CONTENT)
    assert room.app.files.path(NAME).stat().st_mtime > before
    keep(room)
    room.app.files.set_aside({NAME}, start - timedelta(days=1), start)
    assert not is_aside(room)


async def test_a_file_that_is_named_while_it_lies_aside_is_taken_back(room: Room) -> None:
    await called(room)
    start = room.clock.now()
    keep(room)
    await sweeps(room, start + UNNAMED + timedelta(minutes=1))
    assert is_aside(room)
    async with room.store() as unit:
        await unit.sql.run(f"UPDATE meeting SET note = '{NAME}'")
    await sweeps(room, start + UNNAMED + LOOK_FOR_FILES + timedelta(minutes=2))
    assert not is_aside(room)
    assert room.app.files.read(NAME) == CONTENT


async def test_files_are_looked_for_once_a_week(room: Room) -> None:
    start = room.clock.now()
    await sweeps(room, start)
    keep(room)
    os.utime(room.app.files.path(NAME), (0, 0))
    await sweeps(room, start + LOOK_FOR_FILES - timedelta(minutes=1))
    assert not is_aside(room)
    await sweeps(room, start + LOOK_FOR_FILES)
    assert is_aside(room)


async def test_what_was_arriving_when_the_program_ended_is_removed_at_the_start(tmp_path: Path) -> None:
    files = Files(tmp_path / "data" / "files")
    half = Arriving(files, "half")
    half.write(b"%PDF-")
    files.keep(CONTENT)
    async with open_room(tmp_path) as room:
        serving = asyncio.create_task(room.app.serve())
        async with asyncio.timeout(20):
            while any(files.porch.iterdir()):  # noqa: ASYNC110 - the program is not ours to be told by
                await asyncio.sleep(0)
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
        assert files.read(NAME) == CONTENT
    half.close()
