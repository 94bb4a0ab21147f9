"""Two processes answer the same person: what they say leaves in the order in which it was said."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from storage.outbox import LEASE
from tests.talk import Phone, Room
from tests.talk.room import START, open_room

LONG = 20.0  # seconds after which something that never comes fails the test


@pytest.fixture
async def pair(postgres_url: str, tmp_path: Path) -> AsyncIterator[tuple[Room, Room]]:
    async with (
        open_room(tmp_path, server=postgres_url) as one,
        open_room(tmp_path, server=postgres_url) as other,
    ):
        yield one, other


@asynccontextmanager
async def sending(*rooms: Room) -> AsyncIterator[None]:
    """Their letters leave meanwhile; turns are worked on only when a test says so."""
    tasks = [asyncio.create_task(room.app.post.run()) for room in rooms]
    try:
        async with asyncio.timeout(LONG):
            yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def answers(room: Room, phone: Phone, command: str) -> None:
    """This process takes what the person types through its turn."""
    await room.app.inbox.ingest([phone.typing(command)])
    assert await room.app.work.round()


async def waiting(room: Room) -> int:
    async with room.app.database.reading() as unit:
        return await unit.outbox.how_many()


def said(room: Room) -> list[str]:
    """The subjects of what this process has sent."""
    return [spoken.key.partition(".")[0] for spoken in room.channel.spoken]


async def none_waits(room: Room) -> None:
    while await waiting(room):  # noqa: ASYNC110 - a database tells nobody
        await asyncio.sleep(0.01)


async def test_an_answer_waits_for_the_earlier_one_in_the_hands_of_another_process(
    pair: tuple[Room, Room],
) -> None:
    one, other = pair
    lan = await one.joins("Lan")
    slow = one.channel.gates[lan.account] = asyncio.Event()
    async with sending(one, other):
        await answers(one, lan, "/menu")
        await one.channel.at_gate.wait()
        await answers(other, lan, "/ngonngu")
        await other.app.post.look_once()
        await other.app.post.idle()
        assert said(other) == []
        slow.set()
        await none_waits(one)
    assert said(one)[0] == "menu"
    assert [*said(one), *said(other)][-1] == "language"


async def test_somebody_else_is_answered_at_once(pair: tuple[Room, Room]) -> None:
    one, other = pair
    lan, minh = await one.joins("Lan"), await one.joins("Minh")
    one.channel.gates[lan.account] = asyncio.Event()
    async with sending(one, other):
        await answers(one, lan, "/menu")
        await one.channel.at_gate.wait()
        await answers(other, minh, "/menu")
        while not other.channel.spoken:  # noqa: ASYNC110 - a channel tells nobody
            await asyncio.sleep(0.01)
        assert [spoken.account for spoken in other.channel.spoken] == [minh.account]


async def test_what_a_dead_process_had_in_its_hands_is_said_first_once_its_lease_is_over(
    pair: tuple[Room, Room],
) -> None:
    dead, other = pair
    lan = await dead.joins("Lan")
    await answers(dead, lan, "/menu")  # committed, and nobody there to send it
    other.clock.move_to(START + timedelta(seconds=1))
    await answers(other, lan, "/ngonngu")
    async with sending(other):
        await other.app.post.look_once()
        await other.app.post.idle()
        assert other.channel.spoken == []
        other.clock.move_to(START + LEASE + timedelta(seconds=1))
        await none_waits(other)
    assert said(other) == ["menu", "language"]


async def test_what_a_living_process_has_in_its_hands_stays_there(pair: tuple[Room, Room]) -> None:
    one, other = pair
    lan = await one.joins("Lan")
    slow = one.channel.gates[lan.account] = asyncio.Event()
    async with sending(one, other):
        await answers(one, lan, "/menu")
        await one.channel.at_gate.wait()
        one.clock.move_to(START + LEASE * 0.8)
        await one.app.post.tenure.renew()
        other.clock.move_to(START + LEASE * 1.6)
        assert not await other.app.post.look_once()
        slow.set()
        await none_waits(one)
    assert (said(one), said(other)) == (["menu"], [])
