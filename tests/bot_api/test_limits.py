"""The pace of Telegram, when a test asks for it."""

from typing import Any

from tests.bot_api import LIKE_TELEGRAM, BotApi, Limits, ManualClock, Phone, Rate
from tests.bot_api.conftest import Ask


async def send(ask: Ask, phone: Phone) -> Any:
    return await ask("sendMessage", chat_id=phone.id, text="a")


async def test_without_limits_anything_goes(api: BotApi, an: Phone, ask: Ask) -> None:
    for _ in range(50):
        assert (await send(ask, an))["ok"]
    assert api.refusals == []


async def test_a_chat_takes_a_burst_and_then_one_a_second(
    api: BotApi, an: Phone, ask: Ask, clock: ManualClock
) -> None:
    api.limit(Limits(per_chat=Rate(1.0, 3)))
    binh = api.phone("Bình")
    binh.knows_the_bot()
    assert [(await send(ask, an))["ok"] for _ in range(4)] == [True, True, True, False]
    assert (await send(ask, binh))["ok"]
    clock.advance(1)
    assert [(await send(ask, an))["ok"] for _ in range(2)] == [True, False]


async def test_the_refusal_says_how_long_to_wait_and_means_it(
    api: BotApi, an: Phone, ask: Ask, clock: ManualClock
) -> None:
    api.limit(Limits(per_chat=Rate(0.5, 1)))
    await send(ask, an)
    answer = await send(ask, an)
    assert answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 2",
        "parameters": {"retry_after": 2},
    }
    assert api.world.pace.impatient == 0
    clock.advance(1)
    assert (await send(ask, an))["parameters"] == {"retry_after": 1}
    assert api.world.pace.impatient == 1
    clock.advance(1)
    assert (await send(ask, an))["ok"]
    assert [one.code for one in api.refusals] == [429, 429]


async def test_all_chats_together_take_thirty_a_second(api: BotApi, ask: Ask, clock: ManualClock) -> None:
    api.limit(LIKE_TELEGRAM)
    phones = [api.phone(f"Người {number}") for number in range(40)]
    for phone in phones:
        phone.knows_the_bot()
    assert sum([(await send(ask, phone))["ok"] for phone in phones]) == 30
    clock.advance(1)
    assert sum([(await send(ask, phone))["ok"] for phone in phones]) == 30


async def test_an_album_counts_as_many_messages(api: BotApi, an: Phone, ask: Ask) -> None:
    message = await an.sends_file("a.pdf", b"a", "application/pdf")
    assert message.document is not None
    api.limit(Limits(per_chat=Rate(1.0, 2)))
    media = [{"type": "document", "media": message.document.file.id}] * 2
    assert (await ask("sendMediaGroup", chat_id=an.id, media=media))["ok"]
    assert (await send(ask, an))["error_code"] == 429


async def test_edits_and_answers_are_free(api: BotApi, an: Phone, ask: Ask) -> None:
    api.limit(Limits(per_chat=Rate(1.0, 1)))
    number = (await send(ask, an))["result"]["message_id"]
    for text in ("b", "c"):
        assert (await ask("editMessageText", chat_id=an.id, message_id=number, text=text))["ok"]
