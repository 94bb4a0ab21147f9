"""What is SQLite's own: where its statements run, and a file that cannot be used."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from storage.sql import Unavailable
from storage.sqlite_connection import AWAY, SqliteSql, open_sqlite
from tests.storage.databases import new_file, opened

LONG = (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
    " SELECT count(*) AS n, thread_of() AS thread FROM n"
)
SHORT = "SELECT 1 AS n, thread_of() AS thread"


async def test_a_statement_that_takes_long_moves_to_the_thread_and_is_tried_again_later(
    tmp_path: Path,
) -> None:
    async with opened(new_file(tmp_path), tmp_path) as database, database.unit() as unit:
        sql = unit.sql
        assert isinstance(sql, SqliteSql)
        await sql._connection.create_function("thread_of", 0, threading.get_ident)

        async def runs_here(query: str) -> bool:
            row = await sql.one(query)
            assert row is not None
            return bool(row["thread"] == threading.get_ident())

        places = [await runs_here(LONG) for _ in range(AWAY + 4)]
        assert places == [True, True, *[False] * AWAY, True, False]
        assert [await runs_here(SHORT) for _ in range(3)] == [True, True, True]


SEARCH = f"SELECT n, thread_of() AS thread FROM ({LONG.replace(', thread_of() AS thread', '')})"


async def test_a_search_that_turns_out_to_be_long_is_given_up_here_the_first_time_and_undoes_nothing(
    tmp_path: Path,
) -> None:
    async with opened(new_file(tmp_path), tmp_path) as database, database.unit() as unit:
        sql = unit.sql
        assert isinstance(sql, SqliteSql)
        await sql._connection.create_function("thread_of", 0, threading.get_ident)
        await sql.run("INSERT INTO installation (name, value) VALUES ('before', '1')")
        found = [await sql.one(SEARCH) for _ in range(AWAY + 2)]
        assert [row and row["n"] for row in found] == [100_000] * (AWAY + 2)
        assert threading.get_ident() not in {row["thread"] for row in found if row is not None}
        kept = await sql.one("SELECT value FROM installation WHERE name = 'before'")
        assert kept is not None


async def test_a_long_list_is_not_made_where_everybody_is_heard(tmp_path: Path) -> None:
    async with opened(new_file(tmp_path), tmp_path) as database, database.unit() as unit:
        sql = unit.sql
        assert isinstance(sql, SqliteSql)
        await sql.many(
            "INSERT INTO installation (name, value) VALUES (?, '')", [(f"n{n}",) for n in range(5000)]
        )
        threads = set[int]()
        await sql._connection.create_function("seen", 1, lambda _: threads.add(threading.get_ident()))
        rows = await sql.all("SELECT name, seen(name) AS seen FROM installation WHERE name LIKE 'n%'")
        assert len(rows) == 5000
        assert len(threads) == 2  # begun here, made there


async def test_what_writes_is_never_given_up(tmp_path: Path) -> None:
    async with opened(new_file(tmp_path), tmp_path) as database, database.unit() as unit:
        many = LONG.replace("count(*) AS n, thread_of() AS thread", "'n' || i, ''").replace("100000", "20000")
        assert await unit.sql.run(f"INSERT INTO installation (name, value) {many}") == 20_000


OPENS = """
import asyncio, sys
from storage.sql import Unavailable
from storage.sqlite_connection import open_sqlite
try:
    asyncio.run(open_sqlite(sys.argv[1]))
except Unavailable as error:
    print(error)
"""
LIKE_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
"""Root may write to any file, unless it gives that right away."""


@pytest.mark.skipif(
    bool(LIKE_ANYBODY) and shutil.which("setpriv") is None, reason="root may write to any file"
)
@pytest.mark.parametrize(("mode", "said"), [(0o400, "readonly"), (0o000, "unable to open")])
def test_a_file_that_is_somebody_elses_is_out_of_reach_and_no_bug(
    mode: int, said: str, tmp_path: Path
) -> None:
    """As after a restore by root: the program says so in one sentence, and the doctor goes on."""
    file = new_file(tmp_path)
    file.chmod(mode)
    words = [*LIKE_ANYBODY, sys.executable, "-c", OPENS, str(file)]
    opened_by = subprocess.run(words, cwd=Path(__file__).parents[2], capture_output=True, text=True)
    assert said in opened_by.stdout, opened_by.stderr


async def test_a_file_whose_journal_cannot_be_written_is_out_of_reach_and_no_bug(tmp_path: Path) -> None:
    file = new_file(tmp_path)
    Path(f"{file}-wal").mkdir()
    with pytest.raises(Unavailable):
        _ = await open_sqlite(str(file))
