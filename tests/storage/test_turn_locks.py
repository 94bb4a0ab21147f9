"""Who is worked for first when several processes share a database."""

from pathlib import Path

from storage.turn_locks import TurnLocks
from storage.turns import Arrival
from tests.storage.databases import NOW, opened


async def test_a_process_that_starts_begins_with_whoever_has_waited_longest(
    postgres_url: str, tmp_path: Path
) -> None:
    """Else processes that die young would always serve the first names, and never come to the last."""
    names = ("600", "100", "900", "200")
    async with opened(postgres_url, tmp_path) as database:
        async with database.unit() as unit:
            await unit.turns.arrive([Arrival("paper", name, name, b"{}") for name in names], NOW)
            await unit.commit()
        for first, second in (("600", "900"), ("600", "900")):
            async with database.unit() as unit:  # it dies before it has done anything
                locks = TurnLocks(unit.sql)
                taken, _ = await locks.take(await locks.begin(), 2)
                assert [entry.account for entry in taken] == [first, second]
        async with database.unit() as unit:
            await unit.turns.done([1], NOW)
            locks = TurnLocks(unit.sql)
            taken, _ = await locks.take(await locks.begin(), 1)
            assert [entry.account for entry in taken] == ["100"]
