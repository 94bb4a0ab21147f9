"""A notice to very many is put into the outbox in handfuls: nobody waits until all of it is."""

import asyncio
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest

from bot.saying import Saying
from campaign.ids import NoticeId, PersonId
from handlers.kit import Notice, Priority, plain
from storage.sql import HANDFUL
from tests.talk import Room
from tests.talk.room import open_room

MANY = 3 * HANDFUL
FIRST = 10**9


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path) as opened:
        yield opened


async def test_others_have_their_turn_while_a_notice_to_many_is_queued(room: Room) -> None:
    everybody = range(FIRST, FIRST + MANY)
    khoi = await room.khoi()
    async with room.store() as store:
        await store.sql.many(
            "INSERT INTO person (id, name, created_at) VALUES (?, ?, 0)",
            [(n, f"Nguyễn Văn {n}") for n in everybody],
        )
        await store.sql.many(
            "INSERT INTO account (id, channel, account, person_id, joined_at) VALUES (?, 'web', ?, ?, 0)",
            [(n, f"w{n}", n) for n in everybody],
        )
    turns, seen, ids = 0, set[int](), count(1)

    async def counting() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    def fresh_id() -> int:
        seen.add(turns)
        return next(ids)

    other = asyncio.ensure_future(counting())
    database = room.app.database
    saying = Saying(database.seals, room.app.files, fresh_id, room.clock.now())
    async with database.unit() as unit:
        notice = Notice(
            NoticeId(7), khoi, "free", tuple(map(PersonId, everybody)), plain("x"), (), Priority.BROADCAST
        )
        await saying.notice(unit, notice)
        letters = await unit.sql.all("SELECT person_id FROM outbox WHERE notice_id = 7 ORDER BY created_at")
    other.cancel()
    assert [row["person_id"] for row in letters] == list(everybody)
    assert len(seen) >= MANY // HANDFUL
