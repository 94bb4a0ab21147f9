"""Reading at leisure: nobody waits for its end, and it sees one picture however long it takes."""

import asyncio

from storage.unit import Database


async def test_who_reads_and_who_writes_go_on_while_somebody_reads_at_leisure(database: Database) -> None:
    async with database.at_leisure() as slow, asyncio.timeout(20):
        before = await slow.sql.all("SELECT name FROM installation")
        async with database.unit() as writing:
            await writing.sql.run("INSERT INTO installation (name, value) VALUES ('new', '1')")
            await writing.commit()
        async with database.reading() as quick:
            assert len(await quick.sql.all("SELECT name FROM installation")) == len(before) + 1
        assert len(await slow.sql.all("SELECT name FROM installation")) == len(before)
