"""The nightly backup: once a night, one after an outage, kept so many; a failure is noted, shown and tried again."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.archive import Contents, Damaged, read
from bot.backup import Refused, back_up
from bot.backups import AGAIN, Backups, Last, last
from bot.rotation import Rotation, rotate
from bot.rotation import tidy as tidied
from handlers.kit import say
from storage.sql import Unavailable
from tests.talk import Room
from tests.talk.room import START, ZONE, open_room

Made = Contents | Damaged | Refused


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path) as opened:
        yield opened


class Nights:
    """An installation with nightly backups; `wrong` happens instead of one."""

    def __init__(
        self, room: Room, folder: Path, wrong: Exception | Made | None = None, keep: int = 3
    ) -> None:
        self.room = room
        self.wrong = wrong
        self.tried = 0
        self.folder = folder / "backups"
        data = folder / "data"
        self.backups = Backups(
            data / "thidua.db", data / "files", Rotation(self.folder, keep), room.app.database, room.clock, ZONE,
            self._take,
        )  # fmt: skip

    def _take(self, database: Path | str, files: Path, into: Path) -> Made:
        self.tried += 1
        if isinstance(self.wrong, Exception):
            raise self.wrong
        return self.wrong or back_up(database, files, into)

    async def look(self, at: datetime) -> list[str]:
        """Looks at this moment; the archives there are."""
        self.room.clock.move_to(at)
        await self.backups.look()
        return sorted(path.name for path in self.folder.glob("*"))

    async def known(self) -> Last:
        async with self.room.app.database.reading() as unit:
            return await last(unit)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


async def test_there_is_one_a_night_however_often_it_is_looked(room: Room, tmp_path: Path) -> None:
    nights = Nights(room, tmp_path)
    assert await nights.look(at(2, 9)) == ["thidua-2026-03-02.tar"]
    assert await nights.look(at(2, 23, 59)) == ["thidua-2026-03-02.tar"]
    assert await nights.look(at(3, 1, 59)) == ["thidua-2026-03-02.tar"]
    assert await nights.look(at(3, 2)) == ["thidua-2026-03-02.tar", "thidua-2026-03-03.tar"]
    assert nights.tried == 2
    assert (await nights.known()) == Last(at(3, 2))


async def test_before_the_hour_it_is_the_night_before_that_is_due(room: Room, tmp_path: Path) -> None:
    assert await Nights(room, tmp_path).look(at(4, 0, 30)) == ["thidua-2026-03-03.tar"]


async def test_after_an_outage_there_is_one_and_not_many(room: Room, tmp_path: Path) -> None:
    nights = Nights(room, tmp_path)
    await nights.look(at(2, 9))
    assert await nights.look(at(20, 15)) == ["thidua-2026-03-02.tar", "thidua-2026-03-20.tar"]


async def test_the_oldest_go_and_what_somebody_made_by_hand_stays(room: Room, tmp_path: Path) -> None:
    nights = Nights(room, tmp_path)
    nights.folder.mkdir()
    (nights.folder / "thidua-before-upgrade.tar").touch()
    for day in range(2, 7):
        await nights.look(at(day, 3))
    assert await nights.look(at(7, 3)) == [
        "thidua-2026-03-05.tar", "thidua-2026-03-06.tar", "thidua-2026-03-07.tar", "thidua-before-upgrade.tar",
    ]  # fmt: skip
    assert rotate(Rotation(nights.folder, 3)) == []


async def test_what_was_made_holds_the_people(room: Room, tmp_path: Path) -> None:
    await room.joins("Nguyễn Văn A")
    nights = Nights(room, tmp_path)
    await nights.look(at(2, 9))
    archive = nights.folder / "thidua-2026-03-02.tar"
    assert isinstance(read(archive, None), Contents)
    assert "Nguyễn Văn A".encode() in archive.read_bytes()
    assert archive.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "wrong",
    [
        OSError(28, "No space left on device"),
        Unavailable("gone"),
        Damaged("files/ab"),
        Refused(say("backup.newer")),
    ],
)
async def test_a_failure_has_a_number_and_is_tried_again_after_an_hour(
    wrong: Exception | Made, room: Room, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nights = Nights(room, tmp_path, wrong)
    assert await nights.look(at(3, 2)) == []
    known = await nights.known()
    assert (known.done_at, known.failed_at) == (None, at(3, 2))
    assert known.incident in capsys.readouterr().out
    assert len(known.incident) == 6
    nights.wrong = None
    assert await nights.look(at(3, 2) + AGAIN - timedelta(minutes=1)) == []
    assert await nights.look(at(3, 2) + AGAIN) == ["thidua-2026-03-03.tar"]
    assert await nights.known() == Last(at(3, 3))
    assert nights.tried == 2


async def test_a_failure_while_the_clock_was_ahead_does_not_wait_until_it_is_that_late_again(
    room: Room, tmp_path: Path
) -> None:
    nights = Nights(room, tmp_path, OSError("full"))
    await nights.look(at(3, 2) + timedelta(days=365))
    nights.wrong = None
    assert await nights.look(at(3, 2)) == ["thidua-2026-03-03.tar"]
    assert (await nights.known()).incident == ""


async def test_two_processes_at_the_same_moment_make_one_whole_archive(room: Room, tmp_path: Path) -> None:
    room.clock.move_to(at(3, 2))
    one, other = Nights(room, tmp_path), Nights(room, tmp_path)
    await asyncio.gather(one.backups.look(), other.backups.look())
    archives = list(one.folder.glob("*"))
    assert [archive.name for archive in archives] == ["thidua-2026-03-03.tar"]
    assert isinstance(read(archives[0], None), Contents)


async def test_a_running_installation_makes_them_by_itself(tmp_path: Path) -> None:
    folder, loop, made = tmp_path / "backups", asyncio.get_running_loop(), asyncio.Event()

    def take(*what: Path | str) -> Made:
        done = back_up(what[0], Path(what[1]), Path(what[2]))
        loop.call_soon_threadsafe(made.set)
        return done

    async with open_room(tmp_path, backups=Rotation(folder, 2)) as room:
        assert room.app.backups is not None
        room.app.backups._take = take
        serving = asyncio.create_task(room.app.serve())
        await asyncio.wait_for(made.wait(), 60)
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
    assert [path.name for path in folder.glob("*.tar")] == [f"thidua-{START.date().isoformat()}.tar"]


def test_what_a_killed_backup_left_is_removed_after_a_day(tmp_path: Path) -> None:
    (tmp_path / ".thidua-abc").mkdir()
    (tmp_path / ".thidua-abc" / "thidua.db").touch()
    (tmp_path / ".thidua-2026-03-01.tar.17.part").touch()
    now = datetime.now(ZONE)
    tidied(tmp_path, now)
    assert len(list(tmp_path.iterdir())) == 2
    tidied(tmp_path, now + timedelta(days=2))
    assert list(tmp_path.iterdir()) == []
