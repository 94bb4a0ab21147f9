"""Phones do what people can do, see what people see, and wait without polling."""

import asyncio

import pytest

from tests.bot_api import BotApi, Phone
from tests.bot_api.conftest import Ask
from tests.bot_api.formatting import units

KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Đồng ý", "callback_data": "yes"}, {"text": "Không", "callback_data": "no"}],
        [{"text": "Văn bản", "url": "https://example.vn/a"}],
    ]
}


async def test_a_typed_command_is_marked_as_one(an: Phone, ask: Ask) -> None:
    await an.says("/start KX7-42Q")
    await an.says("Thưa 😀 /menu, ý kiến 1/2")
    first, second = (await ask("getUpdates"))["result"]
    assert first["message"]["entities"] == [{"offset": 0, "length": 6, "type": "bot_command"}]
    assert second["message"]["entities"] == [{"offset": 8, "length": 5, "type": "bot_command"}]
    assert first["message"]["from"]["language_code"] == "vi"
    assert first["message"]["chat"] == {
        "id": an.id,
        "first_name": "Nguyễn Văn An",
        "type": "private",
        "username": "an_nguyen",
    }


async def test_a_long_text_leaves_as_several_messages(an: Phone, ask: Ask) -> None:
    await an.says("😀" * 3000)
    messages = [one["message"]["text"] for one in (await ask("getUpdates"))["result"]]
    assert [units(text) for text in messages] == [4096, 1904]


async def test_writing_opens_the_chat(api: BotApi, ask: Ask) -> None:
    binh = api.phone("Trần Thị Bình")
    await binh.says("/start")
    assert (await ask("sendMessage", chat_id=binh.id, text="a"))["ok"]


async def test_a_press_carries_its_message_as_it_stands(an: Phone, ask: Ask) -> None:
    await ask("sendMessage", chat_id=an.id, text="a", reply_markup=KEYBOARD)
    tap = await an.presses("Không")
    (update,) = (await ask("getUpdates"))["result"]
    query = update["callback_query"]
    assert (query["id"], query["data"], query["message"]["text"]) == (tap.query_id, "no", "a")
    assert query["message"]["reply_markup"] == KEYBOARD
    assert update["update_id"] == tap.update_id


async def test_only_what_is_shown_can_be_pressed(an: Phone, ask: Ask) -> None:
    with pytest.raises(AssertionError, match="no button “Đồng ý” is shown"):
        await an.presses("Đồng ý")
    await ask("sendMessage", chat_id=an.id, text="a", reply_markup=KEYBOARD)
    with pytest.raises(AssertionError, match="is no callback button"):
        await an.presses("Văn bản")
    an.deletes(an.last)
    with pytest.raises(AssertionError, match="no button"):
        await an.presses("Đồng ý")


async def test_the_newest_of_equal_buttons_is_pressed_unless_a_message_is_named(an: Phone, ask: Ask) -> None:
    for text in ("cũ", "mới"):
        await ask("sendMessage", chat_id=an.id, text=text, reply_markup=KEYBOARD)
    old, new = an.received
    assert (await an.presses("Đồng ý")).message_id == new.id
    assert (await an.presses("Đồng ý", message=old)).message_id == old.id


async def test_a_forged_press_arrives_too_even_on_a_message_that_is_gone(an: Phone, ask: Ask) -> None:
    an.forges("vote:all", 77)
    (update,) = (await ask("getUpdates"))["result"]
    assert update["callback_query"]["data"] == "vote:all"
    assert update["callback_query"]["message"]["date"] == 0


async def test_a_double_tap_and_a_press_sent_again_are_new_updates(an: Phone, ask: Ask) -> None:
    await ask("sendMessage", chat_id=an.id, text="a", reply_markup=KEYBOARD)
    first, second = await an.double_taps("Đồng ý")
    third = an.app_resends(first)
    updates = (await ask("getUpdates"))["result"]
    assert len({one["update_id"] for one in updates}) == 3
    assert [one["callback_query"]["id"] for one in updates] == [
        first.query_id,
        second.query_id,
        third.query_id,
    ]
    assert {one["callback_query"]["data"] for one in updates} == {"yes"}
    assert an.unanswered == [first, second, third]


async def test_a_phone_waits_for_what_is_sent_or_edited_after_its_act(an: Phone, ask: Ask) -> None:
    number = (await ask("sendMessage", chat_id=an.id, text="Bước 1/5"))["result"]["message_id"]
    await an.says("tiếp")
    waiting = asyncio.ensure_future(an.wait_for("Bước"))
    await ask("sendMessage", chat_id=an.id, text="Đã ghi nhận")
    assert not waiting.done()
    await ask("editMessageText", chat_id=an.id, message_id=number, text="Bước 2/5")
    assert (await waiting).text == "Bước 2/5"
    assert (await an.wait_for(lambda message: message.edited)).id == number


async def test_waiting_in_vain_shows_the_chat(an: Phone, ask: Ask) -> None:
    await ask("sendMessage", chat_id=an.id, text="Kính gửi", reply_markup=KEYBOARD)
    with pytest.raises(AssertionError, match=r"bot: Kính gửi\n    \[Đồng ý\] \[Không\]"):
        await an.wait_for("không có", timeout=0.001)


async def test_a_phone_waits_for_the_answer_to_its_press(an: Phone, ask: Ask) -> None:
    await ask("sendMessage", chat_id=an.id, text="a", reply_markup=KEYBOARD)
    tap = await an.presses("Đồng ý")
    waiting = asyncio.ensure_future(tap.answered())
    await ask("answerCallbackQuery", callback_query_id=tap.query_id, text="Đã ghi nhận")
    assert (await waiting).text == "Đã ghi nhận"


async def test_silence_lasts_until_something_else_has_happened(api: BotApi, an: Phone, ask: Ask) -> None:
    binh = api.phone("Trần Thị Bình")
    await binh.says("/menu")
    await an.silence(until=ask("sendMessage", chat_id=binh.id, text="a"))
    with pytest.raises(AssertionError, match="should have stayed as it was"):
        await an.silence(until=ask("sendMessage", chat_id=an.id, text="a"))


async def test_a_reply_keyboard_sends_the_text_of_its_keys(an: Phone, ask: Ask) -> None:
    markup = {"keyboard": [["Có", {"text": "Không"}]]}
    await ask("sendMessage", chat_id=an.id, text="a", reply_markup=markup)
    assert (await an.picks("Không")).text == "Không"
    await ask("sendMessage", chat_id=an.id, text="b", reply_markup={"remove_keyboard": True})
    with pytest.raises(AssertionError, match="no key"):
        await an.picks("Không")


async def test_a_correction_and_a_block_are_told_to_the_bot(an: Phone, ask: Ask) -> None:
    said = await an.says("Tôi đăng kí")
    await an.edits(said, "Tôi đăng ký")
    an.blocks_bot()
    with pytest.raises(AssertionError, match="blocked the bot"):
        await an.says("a")
    _, edited, blocked = (await ask("getUpdates"))["result"]
    assert edited["edited_message"]["text"] == "Tôi đăng ký"
    assert edited["edited_message"]["message_id"] == said.id
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_a_cleared_chat_is_empty(an: Phone, ask: Ask) -> None:
    await ask("sendMessage", chat_id=an.id, text="a")
    await an.says("b")
    an.clears_the_chat()
    assert an.messages == []


async def test_the_command_list_is_the_narrowest_one_in_the_persons_language(api: BotApi, ask: Ask) -> None:
    an, john = api.phone("An", language="vi"), api.phone("John", language="en")
    an.knows_the_bot()

    async def set_to(command: str, **where: object) -> None:
        commands = [{"command": command, "description": "Mô tả"}]
        assert (await ask("setMyCommands", commands=commands, **where))["ok"]

    await set_to("menu")
    await set_to("help", language_code="en", scope={"type": "all_private_chats"})
    assert [one["command"] for one in an.menu] == ["menu"]
    assert [one["command"] for one in john.menu] == ["help"]
    await set_to("quanly", scope={"type": "chat", "chat_id": an.id})
    assert [one["command"] for one in an.menu] == ["quanly"]
    await ask("deleteMyCommands", scope={"type": "chat", "chat_id": an.id})
    assert [one["command"] for one in an.menu] == ["menu"]
