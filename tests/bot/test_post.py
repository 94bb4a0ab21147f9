"""What was sent is recorded as sent, however sending and recording overlap; what was left is said first."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channel import Failed, RetryAfter
from bot.fates import fate_of
from bot.lanes import way_of
from campaign.people import Language
from handlers.kit import Priority
from storage.outbox import IN_ORDER, LEASE, Letter
from storage.sql import micros
from tests.talk import Room
from tests.talk.room import START, open_room


async def states(room: Room) -> dict[str, str]:
    """The state of each account's letter."""
    async with room.app.database.reading() as unit:
        rows = await unit.sql.all("SELECT account, state FROM outbox ORDER BY id")
    return {str(row["account"]): str(row["state"]) for row in rows}


async def test_a_letter_under_way_while_another_is_recorded_is_recorded_too(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        lan, minh = await room.joins("Lan"), await room.joins("Minh")
        slow = room.channel.gates[minh.account] = asyncio.Event()
        serving = asyncio.create_task(room.app.serve())
        async with asyncio.timeout(20):
            await room.app.inbox.ingest([minh.typing("/menu")])
            await room.channel.at_gate.wait()
            await room.app.inbox.ingest([lan.typing("/menu")])
            while (await states(room)).get(lan.account) != "sent":  # noqa: ASYNC110 - a database tells nobody
                await asyncio.sleep(0.01)
            slow.set()
            await room.app.post.idle()
        assert await states(room) == {lan.account: "sent", minh.account: "sent"}
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


@pytest.mark.parametrize("answers", [True, False])
async def test_what_is_on_the_line_when_the_program_stops_is_finished_unless_nobody_answers(
    tmp_path: Path, answers: bool
) -> None:
    async with open_room(tmp_path) as room:
        minh = await room.joins("Minh")
        slow = room.channel.gates[minh.account] = asyncio.Event()
        serving = asyncio.create_task(room.app.serve())
        async with asyncio.timeout(20):
            await room.app.inbox.ingest([minh.typing("/menu")])
            await room.channel.at_gate.wait()
            serving.cancel()
            await asyncio.sleep(0.01)
            if answers:
                slow.set()
            await asyncio.gather(serving, return_exceptions=True)
        assert serving.cancelled()
        assert await states(room) == {minh.account: "sent" if answers else "due"}


async def test_what_an_earlier_life_left_is_said_before_anything_new(tmp_path: Path) -> None:
    async with open_room(tmp_path) as died:
        lan = await died.joins("Lan")
        for number, command in enumerate(("/menu", "/ngonngu", "/menu")):
            died.clock.move_to(START + timedelta(seconds=number))
            await died.app.inbox.ingest([lan.typing(command)])
            assert await died.app.work.round()  # committed, and the power goes
    async with open_room(tmp_path) as room:
        room.clock.move_to(START + timedelta(seconds=3))
        await room.app.inbox.ingest([lan.typing("/trogiup")])
        serving = asyncio.create_task(room.app.serve())
        async with asyncio.timeout(20):
            while len(room.channel.spoken) < 4:  # noqa: ASYNC110 - a channel tells nobody
                await asyncio.sleep(0.01)
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)
    said = [spoken.key.partition(".")[0] for spoken in room.channel.spoken]
    assert said == ["menu", "language", "menu", "help"]


async def test_an_answer_that_an_earlier_life_was_to_try_again_is_said_before_anything_new(
    tmp_path: Path,
) -> None:
    async with open_room(tmp_path) as died:
        lan = await died.joins("Lan")
        died.channel.outcomes[lan.account] = RetryAfter(60)
        async with served(died):
            await died.app.inbox.ingest([lan.typing("/menu")])
            while not await held_back(died):  # noqa: ASYNC110 - a database tells nobody
                await asyncio.sleep(0.01)
    async with open_room(tmp_path) as room:
        room.clock.move_to(START + timedelta(seconds=3))
        await room.app.inbox.ingest([lan.typing("/ngonngu")])
        async with served(room):
            while len(room.channel.spoken) < 2:  # noqa: ASYNC110 - a channel tells nobody
                await asyncio.sleep(0.01)
    assert [spoken.key.partition(".")[0] for spoken in room.channel.spoken] == ["menu", "language"]


async def held_back(room: Room) -> bool:
    """Whether a letter is to be tried again after the lease."""
    async with room.app.database.reading() as unit:
        row = await unit.sql.one("SELECT max(due_at) AS at FROM outbox WHERE state = 'due'")
    return row is not None and row["at"] is not None and row["at"] > micros(START + LEASE)


@asynccontextmanager
async def served(room: Room) -> AsyncIterator[None]:
    """The program runs meanwhile, for twenty seconds at most."""
    serving = asyncio.create_task(room.app.serve())
    try:
        async with asyncio.timeout(20):
            yield
    finally:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


async def test_the_answers_behind_one_wait_for_it_until_it_has_failed_four_times(tmp_path: Path) -> None:
    async with open_room(tmp_path) as room:
        post, now = room.app.post, room.clock.now()
        first, second = (
            Letter(number, "paper", "a", None, Language.VI, Priority.REPLY.value, b"", now)
            for number in (1, 2)
        )
        for letter in (first, second):
            post.lanes.add(letter)
        assert await post.lanes.next(way_of(first)) == first
        tries = [replace(first, attempts=before) for before in range(IN_ORDER)]
        for attempt in tries[:-1]:
            post.recording.tried(attempt, fate_of(attempt, Failed("no network"), now))
            assert post.lanes._order[way_of(first)].empty()
        post.recording.tried(tries[-1], fate_of(tries[-1], Failed("no network"), now))
        assert await post.lanes.next(way_of(first)) == second
