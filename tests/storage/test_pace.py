"""The pace of sending that several processes keep together."""

from pathlib import Path

from storage.pace import PaceStore
from tests.storage.databases import opened

GAP = 10.0
MOST = 1000.0  # seconds


async def test_slots_are_given_once_whoever_asks(postgres_url: str, tmp_path: Path) -> None:
    firsts = []
    async with opened(postgres_url, tmp_path) as one, opened(postgres_url, tmp_path) as other:
        for database in (one, other, one):
            async with database.unit() as unit:
                firsts.append((await PaceStore(unit.sql).reserve("paper", 3, GAP)).first_at)
                await unit.commit()
        async with one.unit() as unit:
            elsewhere = await PaceStore(unit.sql).reserve("other", 1, GAP)
    length = int(3 * GAP * 1_000_000)
    assert firsts[1:] == [firsts[0] + length, firsts[0] + 2 * length]
    assert elsewhere.wait == 0


async def test_what_left_without_a_slot_holds_the_slots_back_and_not_for_ever(
    postgres_url: str, tmp_path: Path
) -> None:
    async with opened(postgres_url, tmp_path) as database:

        async def reserved(owed: int) -> int:
            async with database.unit() as unit:
                await PaceStore(unit.sql).owe("paper", owed, GAP, MOST)
                first_at = (await PaceStore(unit.sql).reserve("paper", 1, GAP)).first_at
                await unit.commit()
            return first_at

        start = await reserved(0)
        after_two = await reserved(2)
        after_many = await reserved(1_000_000)
    seconds = 1_000_000
    assert after_two - start == int(3 * GAP * seconds), "its own slot, and two"
    assert after_many - after_two < MOST * seconds
