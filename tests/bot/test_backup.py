"""A backup holds everything, is taken while people write, and is only ever put into an empty place, whole."""

import asyncio
import hashlib
import io
import json
import random
import signal
import sqlite3
import sys
import tarfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.archive import Contents, Damaged
from bot.backup import Refused, back_up, restore
from bot.database_copies import shown
from bot.files import Arriving, Files
from campaign.people import Role
from handlers.kit import say
from tests.handlers.full_house import full_house
from tests.postgres import Cluster
from tests.storage.releases import counted
from tests.talk.room import START, open_room

Record = Callable[[str, object], None]
ROOT = Path(__file__).parents[2]
EVIDENCE, SIZE = 50, 200_000  # files, bytes of each
LIVELY = {"inbox", "outbox", "conversation"}
"""Where every message leaves something: there may be more by the time the backup is over."""


async def lived_in(folder: Path) -> str:
    """An installation with somebody in it and a file; answers the file's hash."""
    async with open_room(folder) as room:
        an = await room.joins("Nguyễn Văn A", roles={Role.HEAD})
        await an.says("/ngonngu en")
        return room.app.files.keep(b"%PDF evidence")


def restored(archive: Path, folder: Path) -> Contents | Damaged | Refused:
    return restore(archive, folder / "data" / "thidua.db", folder / "data" / "files")


async def test_what_was_backed_up_is_there_again(tmp_path: Path) -> None:
    sha256 = await lived_in(tmp_path / "old")
    data = tmp_path / "old" / "data"
    archive = tmp_path / "thidua.tar"
    made = back_up(data / "thidua.db", data / "files", archive)
    assert isinstance(made, Contents)
    assert made.files == 1
    assert isinstance(restored(archive, tmp_path / "new"), Contents)
    async with open_room(tmp_path / "new") as room, room.store() as store:
        rows = await store.sql.all("SELECT name, language FROM person")
        assert [tuple(row) for row in rows] == [("Nguyễn Văn A", "en")]
        assert room.app.files.read(sha256) == b"%PDF evidence"


async def test_it_is_consistent_while_people_write(tmp_path: Path, record_property: Record) -> None:
    """A khối full of everything there is, with evidence."""
    async with open_room(tmp_path / "old") as room:
        an = (await full_house(room))["owner"]
        for number in range(EVIDENCE):
            room.app.files.keep(random.Random(number).randbytes(SIZE))
        data, archive, began = tmp_path / "old" / "data", tmp_path / "a.tar", time.monotonic()
        copying = asyncio.to_thread(back_up, data / "thidua.db", data / "files", archive)
        under_way = asyncio.ensure_future(copying)
        turns = 0
        while turns < 5 or not under_way.done():
            await an.says("/menu")
            turns += 1
        made = await under_way
        seconds = time.monotonic() - began
        before = written(data / "thidua.db")
    assert isinstance(made, Contents)
    began = time.monotonic()
    assert restored(archive, tmp_path / "new") == made
    record_property("seconds to restore", round(time.monotonic() - began, 2))
    new = tmp_path / "new" / "data" / "thidua.db"
    with closing(sqlite3.connect(new)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    after = written(new)
    assert {table: after[table] for table in before.keys() - LIVELY} == {
        table: before[table] for table in before.keys() - LIVELY
    }
    record_property("seconds to back up", round(seconds, 2))
    record_property("turns answered meanwhile", turns)
    record_property("bytes of the archive", made.size)
    record_property("files", made.files)
    record_property("rows restored", sum(after.values()))


def written(file: Path) -> dict[str, int]:
    """How many rows each table has."""
    with closing(sqlite3.connect(file)) as database:
        return counted(database)


async def test_nothing_is_overwritten(tmp_path: Path) -> None:
    await lived_in(tmp_path / "old")
    data = tmp_path / "old" / "data"
    back_up(data / "thidua.db", data / "files", tmp_path / "a.tar")
    before = (data / "thidua.db").read_bytes()
    assert isinstance(restored(tmp_path / "a.tar", tmp_path / "old"), Refused)
    assert (data / "thidua.db").read_bytes() == before


@pytest.mark.parametrize("at", ["unpacking", "putting"])
async def test_a_restore_that_was_killed_is_simply_begun_again(at: str, tmp_path: Path) -> None:
    await lived_in(tmp_path / "old")
    data, archive = tmp_path / "old" / "data", tmp_path / "a.tar"
    made = back_up(data / "thidua.db", data / "files", archive)
    home = tmp_path / "new" / "data"
    killed = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, at, str(archive), str(home), cwd=ROOT
    )
    assert await killed.wait() == -signal.SIGKILL
    assert not (home / "thidua.db").exists()
    assert list(home.iterdir()) != []
    assert restored(archive, tmp_path / "new") == made
    assert sorted(path.name for path in home.iterdir()) == ["files", "thidua.db"]


KILLED = """
import os, signal, sys
from pathlib import Path
from bot import backup

def dies(*_):
    os.kill(os.getpid(), signal.SIGKILL)

at, archive, home = sys.argv[1:]
if at == "unpacking":
    backup.too_new = dies
else:
    rename = Path.rename
    Path.rename = lambda self, to: dies() if self.name == "thidua.db" else rename(self, to)
backup.restore(Path(archive), Path(home, "thidua.db"), Path(home, "files"))
"""
"""A restore that is killed when everything is unpacked, or between its two last steps."""


async def test_what_somebody_has_put_there_is_not_taken_for_the_rest_of_a_restore(tmp_path: Path) -> None:
    await lived_in(tmp_path / "old")
    data, archive = tmp_path / "old" / "data", tmp_path / "a.tar"
    back_up(data / "thidua.db", data / "files", archive)
    files = tmp_path / "new" / "data" / "files"
    (tmp_path / "new" / "data" / ".restore-1").mkdir(parents=True)
    (tmp_path / "new" / "data" / ".restore-1" / "thidua.db").write_bytes(b"half")
    files.mkdir()
    (files / "theirs").write_bytes(b"copied by hand")
    assert isinstance(restored(archive, tmp_path / "new"), Refused)
    assert (files / "theirs").read_bytes() == b"copied by hand"


@pytest.mark.parametrize("harm", ["cut", "flip", "no manifest", "escape"])
async def test_a_damaged_archive_is_refused_and_leaves_nothing(harm: str, tmp_path: Path) -> None:
    await lived_in(tmp_path / "old")
    data, archive = tmp_path / "old" / "data", tmp_path / "a.tar"
    back_up(data / "thidua.db", data / "files", archive)
    content = bytearray(archive.read_bytes())
    match harm:
        case "cut":
            archive.write_bytes(content[: len(content) // 2])
        case "flip":
            content[content.index(b"%PDF")] ^= 1
            archive.write_bytes(content)
        case "no manifest":
            archive.write_bytes(content.replace(b"MANIFEST.json", b"MANIFESTxjson"))
        case _:
            with tarfile.open(archive, "a") as tar:
                tar.add(__file__, arcname="files/../../evil")
    assert isinstance(restored(archive, tmp_path / "new"), Damaged)
    assert [path for path in (tmp_path / "new").rglob("*") if path.is_file()] == []


async def test_the_keys_of_secret_ballots_are_not_in_it(tmp_path: Path) -> None:
    await lived_in(tmp_path / "old")
    (tmp_path / "old" / "keys").mkdir(exist_ok=True)
    (tmp_path / "old" / "keys" / "7.key").write_bytes(b"the private key")
    data = tmp_path / "old" / "data"
    back_up(data / "thidua.db", data / "files", tmp_path / "a.tar")
    assert b"the private key" not in (tmp_path / "a.tar").read_bytes()


async def test_neither_lists_of_codes_nor_what_is_still_arriving_are_in_it(tmp_path: Path) -> None:
    """The ones are to be forgotten after a day, the others change meanwhile and may turn out to be secret."""
    await lived_in(tmp_path / "old")
    data, archive = tmp_path / "old" / "data", tmp_path / "a.tar"
    files = Files(data / "files")
    files.keep_briefly(b"K7M4-2QXZ-9PLA-0000", START)
    arriving = Arriving(files, "half")
    arriving.write(b"TUYET MAT")
    arriving.read()
    made = back_up(data / "thidua.db", data / "files", archive)
    arriving.close()
    assert isinstance(made, Contents)
    assert made.files == 1
    kept = archive.read_bytes()
    assert b"evidence" in kept
    assert b"K7M4-2QXZ-9PLA-0000" not in kept
    assert b"TUYET MAT" not in kept


def test_a_file_half_written_is_not_backed_up(tmp_path: Path) -> None:
    files = Files(tmp_path / "files")
    files.keep(b"whole")
    (tmp_path / "files" / "ab").mkdir()
    (tmp_path / "files" / "ab" / "half.1.part").write_bytes(b"ha")
    with closing(sqlite3.connect(tmp_path / "thidua.db")) as database:
        database.execute("CREATE TABLE a (b)")
    made = back_up(tmp_path / "thidua.db", tmp_path / "files", tmp_path / "a.tar")
    assert isinstance(made, Contents)
    assert made.files == 1


async def test_postgresql_is_backed_up_while_people_write_and_put_back_anywhere(
    tmp_path: Path, cluster: Cluster
) -> None:
    with cluster.lent() as url, cluster.lent() as other:
        async with open_room(tmp_path / "old", server=url) as room:
            an = await room.joins("Nguyễn Văn A", roles={Role.HEAD})
            await an.says("/ngonngu en")
            sha256 = room.app.files.keep(b"%PDF evidence")
            files, archive = tmp_path / "old" / "data" / "files", tmp_path / "a.tar"
            under_way = asyncio.ensure_future(asyncio.to_thread(back_up, url, files, archive))
            for _ in range(5):
                await an.says("/menu")
            made = await under_way
        assert isinstance(made, Contents)
        assert made.files == 1
        elsewhere = tmp_path / "server" / "data" / "files"
        assert isinstance(await asyncio.to_thread(restore, archive, other, elsewhere), Contents)
        assert isinstance(restored(archive, tmp_path / "file"), Contents)
        for folder, where in ((tmp_path / "server", other), (tmp_path / "file", None)):
            async with open_room(folder, server=where) as room, room.store() as store:
                row = await store.sql.one("SELECT name, language FROM person")
                assert row is not None
                assert (row["name"], row["language"]) == ("Nguyễn Văn A", "en")
                assert room.app.files.read(sha256) == b"%PDF evidence"


async def test_a_postgresql_database_that_has_anything_is_never_written_to(
    tmp_path: Path, cluster: Cluster
) -> None:
    await lived_in(tmp_path / "old")
    data, archive = tmp_path / "old" / "data", tmp_path / "a.tar"
    back_up(data / "thidua.db", data / "files", archive)
    with cluster.lent() as url:
        async with open_room(tmp_path / "busy", server=url) as room:
            await room.joins("Trần Thị B")
        outcome = await asyncio.to_thread(restore, archive, url, tmp_path / "new" / "files")
        assert isinstance(outcome, Refused)
        assert outcome.why.key == "backup.occupied"
        assert [path for path in (tmp_path / "new").rglob("*") if path.is_file()] == []
        async with open_room(tmp_path / "busy", server=url) as room, room.store() as store:
            assert [row["name"] for row in await store.sql.all("SELECT name FROM person")] == ["Trần Thị B"]


def test_an_older_postgresql_schema_is_left_as_it_is(tmp_path: Path, cluster: Cluster) -> None:
    url = cluster.url(cluster.empty_database())
    outcome = back_up(url, tmp_path / "files", tmp_path / "a.tar")
    assert outcome == Refused(say("backup.old_schema"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("where", ["file", "server"])
async def test_the_archive_of_a_later_version_is_refused(
    where: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    await lived_in(tmp_path / "old")
    data, archive = tmp_path / "old" / "data", tmp_path / "a.tar"
    with closing(sqlite3.connect(data / "thidua.db")) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    back_up(data / "thidua.db", data / "files", archive)
    target = tmp_path / "new.db" if where == "file" else request.getfixturevalue("postgres_url")
    outcome = await asyncio.to_thread(restore, archive, target, tmp_path / "new" / "files")
    assert outcome == Refused(say("backup.newer"))


def test_a_server_is_shown_without_its_password() -> None:
    assert shown("postgresql://thidua:secret@db.example/campaign?host=/run") == "PostgreSQL: campaign"


def archive_of(path: Path, database: bytes, **more: bytes) -> Path:
    """An archive with a proper manifest around any database."""
    parts = {"thidua.db": database, **more}
    manifest = {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()}
    with tarfile.open(path, "w") as tar:
        for name, content in {**parts, "MANIFEST.json": json.dumps(manifest).encode()}.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return path


@pytest.mark.parametrize("kind", ["empty", "somebody else's", "no database", "no name", "no archive"])
def test_a_foreign_file_is_refused_and_leaves_nothing(kind: str, tmp_path: Path) -> None:
    archive = tmp_path / "a.tar"
    match kind:
        case "empty":
            archive_of(archive, b"")
        case "somebody else's":
            with closing(sqlite3.connect(tmp_path / "other.db")) as database:
                database.execute("CREATE TABLE a (b)")
            archive_of(archive, (tmp_path / "other.db").read_bytes())
        case "no database":
            archive_of(archive, b"hello" * 1000)
        case "no name":
            archive_of(archive, b"", **{"": b"x"})
        case _:
            archive.write_bytes(b"%PDF-1.4 somebody's report")
    assert isinstance(restored(archive, tmp_path / "new"), Damaged)
    assert [path for path in (tmp_path / "new").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("left", ["thidua.db-wal", "thidua.db-shm", "thidua.db-journal"])
async def test_a_journal_that_was_left_behind_is_not_worked_into_what_is_restored(
    left: str, tmp_path: Path
) -> None:
    await lived_in(tmp_path / "old")
    data = tmp_path / "old" / "data"
    back_up(data / "thidua.db", data / "files", tmp_path / "a.tar")
    (tmp_path / "new" / "data").mkdir(parents=True)
    (tmp_path / "new" / "data" / left).write_bytes(b"pages of another database")
    outcome = restored(tmp_path / "a.tar", tmp_path / "new")
    assert isinstance(outcome, Refused)
    assert str(outcome.why.values["where"]).endswith(left)
    assert not (tmp_path / "new" / "data" / "thidua.db").exists()


async def test_what_is_restored_is_for_its_user_alone(tmp_path: Path) -> None:
    await lived_in(tmp_path / "old")
    data = tmp_path / "old" / "data"
    back_up(data / "thidua.db", data / "files", tmp_path / "backups" / "a.tar")
    assert isinstance(restored(tmp_path / "backups" / "a.tar", tmp_path / "new"), Contents)
    for folder in (tmp_path / "backups", tmp_path / "new" / "data"):
        assert folder.stat().st_mode & 0o077 == 0, folder
