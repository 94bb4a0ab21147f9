"""Many turns in one transaction: /ghi x writes x down once, /dem says how many are written, /hong fails."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from bot.channel import Heard
from bot.context import Ready
from handlers import FLOWS
from handlers.kit import End, Flow, Turn, fact, say
from storage.sqlite import SqliteDatabase
from storage.unit import Unit
from tests.talk import Phone, Room
from tests.talk.room import open_room

writing = Flow("ghi", command="ghi", about=say("menu.about"), help=say("menu.about"))
counting = Flow("dem", command="dem", about=say("menu.about"), help=say("menu.about"))
broken = Flow("hong", command="hong", about=say("menu.about"), help=say("menu.about"))
FLOWS_HERE = (*FLOWS, writing, counting, broken)


@writing.begin
async def write(turn: Turn, argument: str) -> End:
    unit = cast(Unit, turn.store)
    await unit.sql.run("INSERT INTO installation (name, value) VALUES (?, ?)", f"written {argument}", "x")
    return End(fact(say("chat.done")))


@counting.begin
async def count(turn: Turn, argument: str) -> End:
    return End(fact(say("chat.incident", number=await written(cast(Unit, turn.store)))))


@broken.begin
async def fail(turn: Turn, argument: str) -> End:
    raise RuntimeError


async def written(unit: Unit) -> int:
    return len(await unit.sql.all("SELECT name FROM installation WHERE name LIKE 'written %'"))


def typed(room: Room, phones: Sequence[Phone], *texts: str) -> list[Heard]:
    return [
        Heard("paper", phone.account, room.key(), text) for phone, text in zip(phones, texts, strict=True)
    ]


async def test_a_turn_that_fails_or_conflicts_costs_the_others_of_its_batch_nothing(tmp_path: Path) -> None:
    async with open_room(tmp_path, FLOWS_HERE) as room:
        phones = [await room.joins(f"Người {n}") for n in range(5)]
        await room.hears(*typed(room, phones, "/ghi a", "/ghi b", "/hong", "/ghi a", "/ghi c"))
        done, wrong = ["chat.done"], ["chat.incident"]
        assert [phone.heard for phone in phones] == [done, done, wrong, wrong, done]
        async with room.store() as unit:
            assert await written(unit) == 3
            assert await unit.turns.how_many() == 0
            assert await unit.outbox.how_many() == 0


async def test_a_turn_sees_what_those_before_it_in_the_batch_have_done(tmp_path: Path) -> None:
    async with open_room(tmp_path, FLOWS_HERE) as room:
        phones = [await room.joins(f"Người {n}") for n in range(4)]
        await room.hears(*typed(room, phones, "/ghi a", "/dem", "/ghi b", "/dem"))
        assert [phones[n].last.values["number"] for n in (1, 3)] == [1, 2]


async def test_turns_that_go_well_share_one_savepoint(tmp_path: Path) -> None:
    async with open_room(tmp_path, FLOWS_HERE) as room:
        phones = [await room.joins(f"Người {n}") for n in range(4)]
        await room.app.inbox.ingest(typed(room, phones, "/ghi a", "/ghi b", "/ghi c", "/dem"))
        database, said = room.app.database, list[str]()
        assert isinstance(database, SqliteDatabase)
        await database._writer.set_trace_callback(said.append)
        assert await room.app.work.round()
        assert [word for word in said if word.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT"))] == [
            "BEGIN IMMEDIATE", "SAVEPOINT turn", "RELEASE turn", "COMMIT",
        ]  # fmt: skip


async def test_an_update_that_had_its_turn_does_nothing_again_and_keeps_nobody_from_theirs(
    tmp_path: Path,
) -> None:
    async with open_room(tmp_path, FLOWS_HERE) as room:
        phones = [await room.joins(f"Người {n}") for n in range(2)]
        await room.app.inbox.ingest(typed(room, phones, "/dem", "/ghi b"))
        async with room.app.database.unit() as unit:
            first, second = await unit.turns.waiting(0, 10)
            assert len(await room.app.work._together(unit, [Ready(first)])) == 1
            await unit.commit()
        async with room.app.database.unit() as unit:
            assert len(await room.app.work._together(unit, [Ready(first), Ready(second)])) == 1
            await unit.commit()
        async with room.store() as unit:
            assert await written(unit) == 1
            assert await unit.outbox.how_many() == 2
            assert await unit.turns.how_many() == 0
