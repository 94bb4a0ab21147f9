"""Looking through many."""

import asyncio

from handlers.leafing import HANDFUL, those


async def test_the_ones_that_fit_are_found_in_their_order_and_others_have_their_turn_meanwhile() -> None:
    turns = 0

    async def counting() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    other = asyncio.ensure_future(counting())
    found = await those(range(5 * HANDFUL), lambda n: n % HANDFUL == 7)
    other.cancel()
    assert found == [7 + HANDFUL * n for n in range(5)]
    assert turns >= 4
