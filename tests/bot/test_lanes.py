"""The lanes of the channels: in order, urgent first, and no channel waits for another."""

import asyncio
from dataclasses import replace

from bot.lanes import MOST_HELD, Lane, Lanes
from campaign.people import Language
from handlers.kit import Priority
from storage.outbox import Letter
from tests.talk.room import START

LONG = 20.0  # seconds after which something that never comes fails the test


def letter(number: int, channel: str, priority: Priority) -> Letter:
    return Letter(number, channel, f"a{number}", None, Language.VI, priority.value, b"", START)


async def test_a_channel_with_a_long_queue_takes_no_hand_and_no_room_from_another() -> None:
    lanes = Lanes(["slow", "quick"])
    for number in range(MOST_HELD):
        lanes.add(letter(number, "slow", Priority.BROADCAST))
    assert not lanes.has_room("slow")
    assert lanes.has_room("quick")
    lanes.add(letter(1000, "quick", Priority.BROADCAST))
    lanes.add(letter(1001, "slow", Priority.REPLY))
    async with asyncio.timeout(LONG):
        assert (await lanes.next(("quick", Lane.PACED))).id == 1000
        assert (await lanes.next(("slow", Lane.URGENT))).id == 1001


async def test_letters_of_one_account_leave_in_order_and_are_held_until_recorded() -> None:
    lanes, way = Lanes(["web"]), ("web", Lane.URGENT)
    first, second = (replace(letter(n, "web", Priority.REPLY), account="a") for n in (1, 2))
    for each in (first, second, first):
        lanes.add(each)
    assert await lanes.next(way) == first
    waiting = asyncio.ensure_future(lanes.next(way))
    await asyncio.sleep(0)
    assert not waiting.done()
    lanes.left(first)
    assert await waiting == second
    lanes.left(second)
    lanes.add(second)
    assert not lanes.empty.is_set()
    lanes.let_go([1, 2])
    assert lanes.empty.is_set()
