"""What a batch of turns leaves in the inbox and the conversations."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from storage.sql import Conflict
from storage.turns import AlreadyDone, Arrival, Conversation
from storage.unit import Database

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MANY = [str(n) for n in range(120)]  # more than are written where they are asked for


async def test_conversations_stand_where_their_turns_left_them(database: Database) -> None:
    async with database.unit() as unit:
        await unit.turns.stand([Conversation("paper", name, flow="menu") for name in MANY])
        read = [await unit.turns.conversation("paper", name) for name in MANY]
        assert read == [Conversation("paper", name, flow="menu", revision=1) for name in MANY]
        await unit.turns.stand([replace(one, flow="help") for one in read[:2]])
        assert [(await unit.turns.conversation("paper", name)).flow for name in MANY[:3]] == [
            "help", "help", "menu",
        ]  # fmt: skip


async def test_one_that_moved_on_meanwhile_is_noticed_among_many(database: Database) -> None:
    async with database.unit() as unit:
        before = [Conversation("paper", name) for name in MANY]
        await unit.turns.stand(before[7:8])
        with pytest.raises(Conflict):
            async with unit.savepoint():
                await unit.turns.stand(before)
        assert await unit.turns.conversation("paper", MANY[0]) == before[0]


async def test_updates_are_done_once(database: Database) -> None:
    async with database.unit() as unit:
        await unit.turns.arrive([Arrival("paper", name, name, b"{}") for name in MANY], NOW)
        seqs = [entry.seq for entry in await unit.turns.waiting(0, 1000)]
        await unit.turns.done(seqs[:-1], NOW)
        assert await unit.turns.how_many() == 1
        assert await unit.turns.waits_of("paper", MANY[-1])
        assert not await unit.turns.waits_of("paper", MANY[0])
        assert not await unit.turns.waits_of("web", MANY[-1])
        with pytest.raises(AlreadyDone):
            await unit.turns.done(seqs, NOW)


async def test_nothing_left_is_nothing_written(database: Database) -> None:
    async with database.unit() as unit:
        await unit.turns.stand([])
        await unit.turns.done([], NOW)
        assert await unit.turns.how_many() == 0
