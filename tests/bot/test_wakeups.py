"""Waking up: at the start and again, whatever went wrong before; and what is swept away."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.housekeeping import INBOX, OUTBOX
from bot.wakeups import Wakeups
from storage.sql import Unavailable
from tests.talk import Room
from tests.talk.room import open_room


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("trouble", [RuntimeError("a bug"), Unavailable("the disk is full"), None])
async def test_an_act_is_woken_at_the_start_and_again(trouble: Exception | None) -> None:
    again, calls = asyncio.Event(), []

    async def act() -> None:
        calls.append("woken")
        if len(calls) == 2:
            again.set()
        if trouble is not None:
            raise trouble

    running = asyncio.create_task(Wakeups({"act": (act, timedelta(seconds=1))}).run())
    await asyncio.wait_for(again.wait(), 30)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_a_clock_that_is_put_back_makes_nothing_wait_until_it_is_that_late_again() -> None:
    """On a machine that started seven hours ahead reminders would not be looked at for seven hours."""
    woken, times = [], iter([25_200.0, 60.0])
    again = asyncio.Event()

    async def act() -> None:
        woken.append("act")
        if len(woken) == 3:
            again.set()

    async def put_back() -> None:
        woken.append("put back")

    wall = lambda: next(times, 60.0)  # noqa: E731
    wakeups = Wakeups({"act": (act, timedelta(hours=6))}, lambda: 0.0, wall, put_back, watch=0.01)
    running = asyncio.create_task(wakeups.run())
    await asyncio.wait_for(again.wait(), 30)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert woken == ["act", "put back", "act"]


async def test_an_act_that_took_long_is_left_alone_for_longer() -> None:
    shown, woken = [0.0], []

    async def long() -> None:
        woken.append(shown[0])
        shown[0] += 6.0

    wakeups = Wakeups({}, lambda: shown[0])
    for _ in range(9):
        await wakeups._woken("long", long)
        shown[0] += 30.0
    assert woken == [0.0, 126.0, 252.0], "six seconds, then two minutes of rest"


async def test_updates_and_letters_are_forgotten_in_time_and_not_before(room: Room) -> None:
    an = await room.joins("Nguyễn Văn A")
    await an.says("/menu")

    async def kept() -> tuple[int, int]:
        await room.app.housekeeping.sweep()
        async with room.store() as store:
            inbox = await store.sql.all("SELECT seq FROM inbox")
            outbox = await store.sql.all("SELECT id FROM outbox")
        return len(inbox), len(outbox)

    start = room.clock.now()
    assert await kept() == (1, 1)
    room.clock.move_to(start + INBOX - timedelta(minutes=1))
    assert await kept() == (1, 1)
    room.clock.move_to(start + INBOX + timedelta(minutes=1))
    assert await kept() == (0, 1)
    room.clock.move_to(start + OUTBOX + timedelta(minutes=1))
    assert await kept() == (0, 0)


async def test_what_has_not_been_done_or_sent_is_never_swept_away(room: Room) -> None:
    an = await room.joins("Nguyễn Văn A")
    await room.app.inbox.ingest([an.press("m")])
    room.clock.move_to(room.clock.now() + 2 * OUTBOX)
    await room.app.housekeeping.sweep()
    await room.settle()
    assert an.heard == ["menu.nothing_owed"]
