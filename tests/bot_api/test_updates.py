"""getUpdates forgets nothing before a higher offset is asked for, and knows one reader at a time."""

import asyncio
from typing import Any

import pytest

from tests.bot_api import BotApi, ManualClock, Phone
from tests.bot_api.conftest import Ask
from tests.bot_api.updates import FIRST_ID

KEYBOARD = {"inline_keyboard": [[{"text": "Đồng ý", "callback_data": "yes"}]]}


async def texts(ask: Ask, **values: Any) -> list[str]:
    return [one["message"]["text"] for one in (await ask("getUpdates", **values))["result"]]


async def reading(api: BotApi, ask: Ask) -> "asyncio.Future[dict[str, Any]]":
    """A long poll that has arrived at the server."""
    poll = asyncio.ensure_future(ask("getUpdates", timeout=30))
    await api.reader_waits()
    return poll


async def test_an_update_comes_again_until_a_higher_offset_is_asked(an: Phone, ask: Ask) -> None:
    for word in ("một", "hai", "ba"):
        await an.says(word)
    assert await texts(ask) == ["một", "hai", "ba"]
    assert await texts(ask, offset=FIRST_ID) == ["một", "hai", "ba"]
    assert await texts(ask, offset=FIRST_ID + 1) == ["hai", "ba"]
    assert await texts(ask) == ["hai", "ba"]
    assert await texts(ask, offset=FIRST_ID + 3) == []
    assert await texts(ask) == []


async def test_a_limit_forgets_nothing(an: Phone, ask: Ask) -> None:
    for number in range(130):
        await an.says(str(number))
    assert len(await texts(ask)) == 100
    assert await texts(ask, limit=2) == ["0", "1"]
    assert await texts(ask, limit=1, offset=FIRST_ID + 129) == ["129"]
    assert await texts(ask) == ["129"]


async def test_a_negative_offset_keeps_only_the_newest(an: Phone, ask: Ask) -> None:
    for word in ("một", "hai", "ba"):
        await an.says(word)
    assert await texts(ask, offset=-2) == ["hai", "ba"]
    assert await texts(ask) == ["hai", "ba"]


async def test_a_long_poll_ends_with_the_first_update(api: BotApi, an: Phone, ask: Ask) -> None:
    poll = await reading(api, ask)
    await an.says("một")
    await an.says("hai")
    assert [one["message"]["text"] for one in (await poll)["result"]] == ["một", "hai"]


async def test_a_second_reader_ends_the_first(api: BotApi, an: Phone, ask: Ask) -> None:
    first = await reading(api, ask)
    second = asyncio.ensure_future(ask("getUpdates", timeout=30))
    answer = await first
    assert (answer["error_code"], answer["description"]) == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    await an.says("một")
    assert len((await second)["result"]) == 1


async def test_a_reader_that_went_away_is_no_conflict(api: BotApi, an: Phone, ask: Ask) -> None:
    first = await reading(api, ask)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    await api.reader_gone()
    second = await reading(api, ask)
    await an.says("một")
    assert len((await second)["result"]) == 1
    assert api.refusals == []


async def test_reading_and_a_webhook_exclude_each_other(api: BotApi, ask: Ask) -> None:
    poll = await reading(api, ask)
    await ask("setWebhook", url="http://127.0.0.1:9/hook")
    assert (await poll)["description"] == "Conflict: terminated by setWebhook request"
    answer = await ask("getUpdates")
    assert (answer["error_code"], answer["description"][:26]) == (409, "Conflict: can't use getUpd")
    assert (await ask("deleteWebhook"))["description"] == "Webhook was deleted"
    assert (await ask("getUpdates"))["ok"]


async def test_only_allowed_kinds_are_kept_and_the_list_is_remembered(an: Phone, ask: Ask) -> None:
    await ask("getUpdates", allowed_updates=["callback_query"])
    await an.says("một")
    await ask("sendMessage", chat_id=an.id, text="a", reply_markup=KEYBOARD)
    await an.presses("Đồng ý")
    assert [list(one)[1] for one in (await ask("getUpdates"))["result"]] == ["callback_query"]
    await ask("getUpdates", allowed_updates=[])
    await an.says("hai")
    assert [list(one)[1] for one in (await ask("getUpdates"))["result"]] == ["callback_query", "message"]


async def test_a_press_waits_150_seconds_for_the_bot_and_a_message_a_day(
    an: Phone, ask: Ask, clock: ManualClock
) -> None:
    await ask("sendMessage", chat_id=an.id, text="a", reply_markup=KEYBOARD)
    await an.says("một")
    await an.presses("Đồng ý")
    clock.advance(149)
    assert len((await ask("getUpdates"))["result"]) == 2
    clock.advance(1)
    assert await texts(ask) == ["một"]
    clock.advance(86_400 - 150)
    assert await texts(ask) == []


async def test_ids_that_restart_lower_are_served_to_a_reader_with_an_old_offset(
    api: BotApi, an: Phone, ask: Ask
) -> None:
    await an.says("một")
    await texts(ask, offset=FIRST_ID + 1)
    api.updates.restart_ids(1_000)
    await an.says("hai")
    await an.says("ba")
    assert await texts(ask, offset=FIRST_ID + 1) == ["hai", "ba"]
    assert await texts(ask, offset=1_001) == ["ba"]


async def test_ids_do_not_restart_under_what_waits(api: BotApi, an: Phone) -> None:
    await an.says("một")
    with pytest.raises(AssertionError, match="acknowledged everything"):
        api.updates.restart_ids(1_000)


async def test_an_update_can_be_repeated_under_its_own_id(api: BotApi, an: Phone, ask: Ask) -> None:
    await an.says("một")
    assert await texts(ask, offset=FIRST_ID + 1) == []
    api.updates.repeat(FIRST_ID)
    answer = await ask("getUpdates", offset=FIRST_ID + 1)
    assert [one["update_id"] for one in answer["result"]] == [FIRST_ID]
    assert await texts(ask, offset=FIRST_ID + 1) == []


async def test_a_batch_can_come_newest_first(api: BotApi, an: Phone, ask: Ask) -> None:
    for word in ("một", "hai", "ba"):
        await an.says(word)
    api.updates.reverse_batches()
    assert await texts(ask) == ["ba", "hai", "một"]
    assert await texts(ask) == ["một", "hai", "ba"]


async def test_a_test_can_wait_until_everything_is_acknowledged(api: BotApi, an: Phone, ask: Ask) -> None:
    await an.says("một")
    taken = asyncio.ensure_future(api.all_taken())
    await texts(ask)
    assert not taken.done()
    await texts(ask, offset=FIRST_ID + 1)
    await taken
