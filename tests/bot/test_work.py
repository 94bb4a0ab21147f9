"""The worker: an update has one turn, whoever comes for it again."""

from pathlib import Path

from bot.channel import Heard
from bot.engine import Ready
from tests.talk import Room
from tests.talk.room import open_room


async def letters(room: Room) -> int:
    async with room.app.database.reading() as unit:
        return await unit.outbox.how_many()


async def test_an_update_that_had_its_turn_does_nothing_the_second_time(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        lan = await room.joins("Lan")
        await room.app.inbox.ingest([Heard("paper", lan.account, room.key(), "/menu")])
        async with room.app.database.unit() as unit:
            (entry,) = await unit.turns.waiting(0, 10)
            first = await room.app.work._one(unit, Ready(entry))
            await unit.commit()
        assert len(first) == 1
        async with room.app.database.unit() as unit:
            assert await room.app.work._one(unit, Ready(entry)) == []
            await unit.commit()
        assert await letters(room) == 1
