"""A few kills in every run of the tests; `make faults` pulls the plug hundreds of times."""

from collections.abc import Callable

import pytest

from tests.faults.crowd import Kind
from tests.faults.play import Plan, played, small
from tests.postgres import MISSING, programs

SEED = 2026


async def nothing_is_lost_or_done_twice(plan: Plan, record_property: Callable[[str, object], None]) -> None:
    record = await played(plan)
    assert record.faults == []
    record_property("kills", record.deaths.kills)
    record_property("acts", record.verdict.acts.total())
    record_property("bytes of log searched", record.verdict.log_bytes)
    record_property("found in it", 0)
    assert record.deaths.kills == plan.plague.kills
    assert all(record.verdict.acts[kind] for kind in Kind), "everybody did something of every kind"


@pytest.mark.slow
async def test_a_process_on_sqlite_is_killed_again_and_again(
    record_property: Callable[[str, object], None],
) -> None:
    await nothing_is_lost_or_done_twice(small(SEED, on_postgres=False), record_property)


@pytest.mark.slow
@pytest.mark.postgres
@pytest.mark.skipif(programs() is None, reason=MISSING)
async def test_two_processes_on_postgres_are_killed_and_the_server_crashes(
    record_property: Callable[[str, object], None],
) -> None:
    record = small(SEED, on_postgres=True)
    assert record.plague.crash_every
    await nothing_is_lost_or_done_twice(record, record_property)
