"""What is SQLite's own: where its statements run."""

import threading
from pathlib import Path

from storage.sqlite_connection import AWAY, SqliteSql
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
