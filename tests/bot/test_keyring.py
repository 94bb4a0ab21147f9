"""Processes on one database have one folder of keys."""

from pathlib import Path

import pytest

from bot.clock import fresh_id
from bot.keyring import OtherKeys, claim_keys
from storage.opening import at_this_version
from storage.sealing import Seals


def folder(path: Path) -> Path:
    path.mkdir(mode=0o700)
    return path


async def test_a_process_with_other_keys_is_not_let_in_beside_one_that_runs(
    tmp_path: Path, postgres_url: str
) -> None:
    ours, theirs = folder(tmp_path / "ours"), folder(tmp_path / "theirs")
    async with at_this_version(postgres_url, fresh_id, Seals(ours)) as first:
        await claim_keys(first, ours)
        async with at_this_version(postgres_url, fresh_id, Seals(ours)) as second:
            await claim_keys(second, ours)
        async with at_this_version(postgres_url, fresh_id, Seals(theirs)) as third:
            with pytest.raises(OtherKeys):
                await claim_keys(third, theirs)
    async with at_this_version(postgres_url, fresh_id, Seals(theirs)) as moved:
        await claim_keys(moved, theirs)  # nobody else is there: the installation has moved
        async with at_this_version(postgres_url, fresh_id, Seals(ours)) as old:
            with pytest.raises(OtherKeys):
                await claim_keys(old, ours)


async def test_one_process_on_a_file_needs_no_mark(tmp_path: Path) -> None:
    keys = folder(tmp_path / "keys")
    async with at_this_version(tmp_path / "thidua.db", fresh_id, Seals(keys)) as alone:
        await claim_keys(alone, keys)
    assert list(keys.iterdir()) == []
