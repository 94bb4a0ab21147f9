"""The pace of a channel: broadcasts keep to their rate, replies never wait for them, and what replies use up counts."""

import asyncio

from bot.pace import MANY, Pace
from handlers.kit import Priority


async def passes(pace: Pace, priority: Priority, account: str = "a", channel: str = "telegram") -> bool:
    """Whether a message may go at once."""
    waiting = asyncio.ensure_future(pace.wait(channel, account, priority.value))
    for _ in range(5):
        await asyncio.sleep(0)
    if not waiting.done():
        waiting.cancel()
        return False
    return True


class Watch:
    """A timer that stands still."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


async def test_broadcasts_keep_to_their_rate_and_replies_do_not_wait() -> None:
    watch = Watch()
    pace = Pace({"telegram": 2.0, "web": None}, watch)
    assert await passes(pace, Priority.BROADCAST)
    assert not await passes(pace, Priority.BROADCAST)
    assert await passes(pace, Priority.REPLY)
    pace.spent("telegram")
    watch.at += 0.5
    assert not await passes(pace, Priority.BROADCAST), "the reply has used that up"
    watch.at += 0.5
    assert await passes(pace, Priority.BROADCAST)


async def test_a_rush_of_replies_holds_broadcasts_back_for_a_second_at_most() -> None:
    watch = Watch()
    pace = Pace({"telegram": 2.0, "web": None}, watch)
    for _ in range(1000):
        assert await passes(pace, Priority.REPLY)
        pace.spent("telegram")
    assert not await passes(pace, Priority.REMINDER)
    watch.at += 1.0
    assert await passes(pace, Priority.REMINDER)


async def test_a_held_chat_waits_alone_and_a_held_channel_waits_whole() -> None:
    watch = Watch()
    pace = Pace({"telegram": 100.0}, watch)
    pace.hold("telegram", "a", 3.0)
    assert not await passes(pace, Priority.REPLY, "a")
    assert await passes(pace, Priority.REPLY, "b")
    pace.hold("telegram", None, 3.0)
    assert not await passes(pace, Priority.REPLY, "b")
    watch.at += 3.0
    assert await passes(pace, Priority.REPLY, "a")


async def test_a_channel_that_nothing_limits_waits_for_no_other() -> None:
    watch = Watch()
    pace = Pace({"telegram": 2.0, "web": None}, watch)
    assert await passes(pace, Priority.BROADCAST)
    for _ in range(1000):
        assert await passes(pace, Priority.BROADCAST, channel="web")
        pace.spent("web")
    assert not await passes(pace, Priority.BROADCAST)
    pace.hold("web", "a", 3.0)
    assert not await passes(pace, Priority.BROADCAST, channel="web")


async def test_many_chats_held_for_nothing_of_their_own_hold_the_channel() -> None:
    pace = Pace({"telegram": 100.0}, Watch())
    for number in range(MANY):
        assert await passes(pace, Priority.REPLY, "another")
        pace.tried("telegram", f"a{number}")
        pace.hold("telegram", f"a{number}", 3.0)
    assert not await passes(pace, Priority.REPLY, "another")


async def test_chats_held_for_their_own_floods_hold_nobody_else_however_many() -> None:
    watch = Watch()
    pace = Pace({"telegram": 100.0}, watch)
    for number in range(20 * MANY):
        for _ in range(20):
            pace.tried("telegram", f"a{number}")
        pace.hold("telegram", f"a{number}", 3.0)
    assert not await passes(pace, Priority.REPLY, "a0")
    assert await passes(pace, Priority.REPLY, "another")
    watch.at += 60
    for number in range(MANY):  # long after its flood a chat is as good as any other
        pace.tried("telegram", f"a{number}")
        pace.hold("telegram", f"a{number}", 3.0)
    assert not await passes(pace, Priority.REPLY, "another")
