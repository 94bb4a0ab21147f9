"""What is SQLite's own: where its statements run."""

import threading
from pathlib import Path

from storage.sqlite import AWAY, SqliteSql
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
