"""The pace of sending that several processes keep together."""

from pathlib import Path

from storage.pace import PaceStore
from tests.storage.databases import opened

GAP = 10.0


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
