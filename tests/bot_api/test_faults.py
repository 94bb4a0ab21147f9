"""Scripted trouble: it strikes where it is told to, and what the bot lost the answer of has happened."""

import asyncio

import aiohttp
import pytest

from tests.bot_api import BotApi, Cut, Error, FloodWait, Hold, ManualClock, Page, Phone, Slow, When
from tests.bot_api.conftest import Ask
from tests.bot_api.faults import DOWNLOAD


async def test_a_connection_cut_before_the_effect_leaves_nothing(api: BotApi, an: Phone, ask: Ask) -> None:
    api.faults.add(Cut(When.BEFORE), method="sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await ask("sendMessage", chat_id=an.id, text="a")
    assert an.messages == []
    assert (await ask("sendMessage", chat_id=an.id, text="a"))["ok"]
    assert [call.fault for call in api.calls] == ["Cut", ""]
    assert api.refusals == []


async def test_a_connection_cut_after_the_effect_loses_only_the_answer(
    api: BotApi, an: Phone, ask: Ask
) -> None:
    api.faults.add(Cut(When.AFTER), method="sendMessage")
    with pytest.raises(aiohttp.ClientError):
        await ask("sendMessage", chat_id=an.id, text="a")
    assert an.last.text == "a"


async def test_a_fault_strikes_one_chat_or_one_method_after_so_many_calls(
    api: BotApi, an: Phone, ask: Ask
) -> None:
    binh = api.phone("Bình")
    binh.knows_the_bot()
    api.faults.add(Error(502, "Bad Gateway"), method="sendMessage", chat_id=an.id, after=1, times=2)
    results = []
    for _ in range(4):
        results.append((await ask("sendMessage", chat_id=an.id, text="a"))["ok"])
        assert (await ask("sendMessage", chat_id=binh.id, text="a"))["ok"]
        assert (await ask("getMe"))["ok"]
    assert results == [True, False, False, True]
    assert len(an.messages) == 2


async def test_an_answer_to_a_press_is_matched_by_its_chat(api: BotApi, an: Phone, ask: Ask) -> None:
    tap = an.forges("a", 1)
    api.faults.add(Error(), chat_id=an.id)
    assert (await ask("answerCallbackQuery", callback_query_id=tap.query_id))["error_code"] == 500
    assert an.unanswered == [tap]


async def test_an_error_may_come_although_it_was_done(api: BotApi, an: Phone, ask: Ask) -> None:
    api.faults.add(Error(504, "Gateway Timeout", When.AFTER))
    answer = await ask("sendMessage", chat_id=an.id, text="a")
    assert (answer["error_code"], an.last.text) == (504, "a")


async def test_a_proxy_may_answer_with_its_own_page(api: BotApi, session: aiohttp.ClientSession) -> None:
    api.faults.add(Page())
    async with session.get(f"{api.base_url}{api.token}/getMe") as answer:
        assert (answer.status, answer.content_type) == (502, "text/html")


async def test_a_flood_wait_holds_the_chat_until_it_is_over(
    api: BotApi, an: Phone, ask: Ask, clock: ManualClock
) -> None:
    api.faults.add(FloodWait(5), method="sendMessage")
    for _ in range(2):
        answer = await ask("sendMessage", chat_id=an.id, text="a")
        assert (answer["error_code"], answer["parameters"]) == (429, {"retry_after": 5})
    assert api.world.pace.impatient == 1
    clock.advance(5)
    assert (await ask("sendMessage", chat_id=an.id, text="a"))["ok"]


async def test_a_flood_wait_may_be_for_everybody_and_never_stops_other_methods(
    api: BotApi, an: Phone, ask: Ask
) -> None:
    binh = api.phone("Bình")
    binh.knows_the_bot()
    api.faults.add(FloodWait(5), method="getMe")
    assert [(await ask("getMe"))["ok"] for _ in range(2)] == [False, True]
    assert (await ask("sendMessage", chat_id=binh.id, text="a"))["ok"]
    api.faults.add(FloodWait(5, for_all=True), chat_id=an.id)
    for phone in (an, binh):
        assert (await ask("sendMessage", chat_id=phone.id, text="a"))["error_code"] == 429
    assert (await ask("getUpdates"))["ok"]


async def test_a_held_request_stops_at_its_point(api: BotApi, an: Phone, ask: Ask) -> None:
    for when, shown in ((When.BEFORE, 0), (When.AFTER, 1)):
        held = Hold(when)
        api.faults.add(held, method="sendMessage")
        asking = asyncio.ensure_future(ask("sendMessage", chat_id=an.id, text="a"))
        await held.reached()
        assert (len(an.messages), asking.done()) == (shown, False)
        held.release()
        assert (await asking)["ok"]
        an.clears_the_chat()


async def test_a_client_killed_while_it_is_held_before_the_effect_has_done_nothing(
    api: BotApi, an: Phone, ask: Ask
) -> None:
    held = Hold(When.BEFORE)
    api.faults.add(held, method="sendMessage")
    asking = asyncio.ensure_future(ask("sendMessage", chat_id=an.id, text="a"))
    await held.reached()
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    await held.left()
    assert an.messages == []


async def test_a_slow_answer_comes_after_the_effect(api: BotApi, an: Phone, ask: Ask) -> None:
    api.faults.add(Slow(0.001))
    assert (await ask("sendMessage", chat_id=an.id, text="a"))["ok"]
    assert an.last.text == "a"


async def test_a_lost_answer_to_get_updates_forgets_nothing(api: BotApi, an: Phone, ask: Ask) -> None:
    await an.says("một")
    api.faults.add(Cut(When.AFTER), method="getUpdates")
    with pytest.raises(aiohttp.ClientError):
        await ask("getUpdates")
    assert len((await ask("getUpdates"))["result"]) == 1


async def test_a_download_may_break_in_the_middle(
    api: BotApi, an: Phone, ask: Ask, session: aiohttp.ClientSession
) -> None:
    message = await an.sends_file("a.bin", bytes(100_000), "application/octet-stream")
    assert message.document is not None
    path = (await ask("getFile", file_id=message.document.file.id))["result"]["file_path"]
    address = f"{api.base_file_url}{api.token}/{path}"
    api.faults.add(Cut(When.AFTER), method=DOWNLOAD)
    async with session.get(address) as answer:
        assert (answer.status, answer.content_length) == (200, 100_000)
        with pytest.raises(aiohttp.ClientPayloadError):
            await answer.read()
    api.faults.add(Error(500), method=DOWNLOAD)
    async with session.get(address) as answer:
        assert answer.status == 500
    async with session.get(address) as answer:
        assert len(await answer.read()) == 100_000


async def test_chance_is_the_same_in_every_run(api: BotApi, ask: Ask) -> None:
    api.faults.add(Error(), times=None, chance=0.5)
    first = [(await ask("getMe"))["ok"] for _ in range(40)]
    assert 10 < sum(first) < 30
    async with BotApi() as other:
        other.faults.add(Error(), times=None, chance=0.5)
        again = [other.faults.strike("getme", None, {}) is None for _ in range(40)]
    assert again == first


async def test_one_call_is_spoiled_so_often_and_no_more_whatever_spoils_it(api: BotApi, ask: Ask) -> None:
    for fault in (Error(500), Error(502)):
        api.faults.add(fault, times=None, of_one=2)
    for text in ("một", "hai"):
        asked = [await ask("sendChatAction", chat_id=1, action=text) for _ in range(4)]
        assert [answer["error_code"] for answer in asked] == [500, 500, 400, 400]


async def test_a_server_that_was_down_comes_back_with_all_it_knew(api: BotApi, an: Phone, ask: Ask) -> None:
    await an.says("một")
    port = api.port
    await api.go_down()
    with pytest.raises(aiohttp.ClientError):
        await ask("getMe")
    await an.says("hai")
    await api.start()
    assert api.port == port
    assert len((await ask("getUpdates"))["result"]) == 2
