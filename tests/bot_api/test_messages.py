"""sendMessage, edits, deletions and answers to presses are as strict as the real ones."""

from typing import Any

import aiohttp
import pytest

from tests.bot_api import BotApi, ManualClock, Phone
from tests.bot_api.conftest import Ask

KEYBOARD = {"inline_keyboard": [[{"text": "Đồng ý", "callback_data": "yes"}]]}


async def sent(ask: Ask, phone: Phone, **values: Any) -> int:
    """The id of a new message."""
    answer = await ask("sendMessage", chat_id=phone.id, **{"text": "Kính gửi đồng chí", **values})
    assert answer["ok"], answer
    return int(answer["result"]["message_id"])


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({}, "message text is empty"),
        ({"text": " \n "}, "text must be non-empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "😀" * 2049}, "message is too long"),
        ({"text": "<b>a", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "a", "parse_mode": "XML"}, "unsupported parse_mode"),
        ({"text": "a", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        ({"text": "a", "reply_markup": "[]"}, "object expected as reply markup"),
        ({"text": "a", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        (
            {"text": "a", "entities": [{"offset": 0, "length": 9, "type": "bold"}]},
            "ends after the end of the text",
        ),
    ],
)
async def test_a_wrong_text_is_refused(
    api: BotApi, an: Phone, ask: Ask, values: dict[str, Any], complaint: str
) -> None:
    answer = await ask("sendMessage", chat_id=an.id, **values)
    assert (answer["ok"], answer["error_code"]) == (False, 400)
    assert complaint in answer["description"]
    assert answer["description"].startswith("Bad Request: ")
    assert [one.description for one in api.refusals] == [answer["description"]]
    assert an.messages == []


@pytest.mark.parametrize("text", ["a" * 4096, "😀" * 2048, "ệ" * 4096])
async def test_a_text_of_4096_code_units_is_sent(an: Phone, ask: Ask, text: str) -> None:
    await sent(ask, an, text=text)
    assert an.last.text == text


async def test_a_text_is_trimmed_and_cleaned(an: Phone, ask: Ask) -> None:
    await sent(ask, an, text="  Kính\tgửi\r\nđồng chí\x07 \n")
    assert an.last.text == "Kính gửi\nđồng chí"


@pytest.mark.parametrize(
    ("button", "complaint"),
    [
        ({"text": "a"}, "Text buttons are unallowed in the inline keyboard"),
        ({"callback_data": "a"}, 'Can\'t find field "text"'),
        ({"text": "", "callback_data": "a"}, "inline keyboard button text must be non-empty"),
        ({"text": "a", "callback_data": "ệ" * 22}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": ""}, "Text buttons are unallowed"),
        ({"text": "a", "url": "http://localhost:8080/x"}, "Wrong HTTP URL"),
        ({"text": "a", "url": "ftp://example.vn"}, "Unsupported URL protocol"),
        ({"text": "a", "web_app": {"url": "http://example.vn"}}, "Only HTTPS links are allowed"),
        ("a", "InlineKeyboardButton must be an Object"),
    ],
)
async def test_a_wrong_button_is_refused(an: Phone, ask: Ask, button: Any, complaint: str) -> None:
    answer = await ask("sendMessage", chat_id=an.id, text="a", reply_markup={"inline_keyboard": [[button]]})
    assert answer["error_code"] == 400
    assert complaint in answer["description"]


async def test_callback_data_of_64_bytes_is_taken(an: Phone, ask: Ask) -> None:
    data = "ệ" * 21 + "a"
    await sent(ask, an, reply_markup={"inline_keyboard": [[{"text": "Đồng ý", "callback_data": data}]]})
    assert an.last.buttons[0][0].data == data


@pytest.mark.parametrize("rows", [{"a": 1}, ["a"], [{"text": "a", "callback_data": "b"}]])
async def test_a_keyboard_of_a_wrong_shape_is_refused(an: Phone, ask: Ask, rows: Any) -> None:
    answer = await ask("sendMessage", chat_id=an.id, text="a", reply_markup={"inline_keyboard": rows})
    assert answer["error_code"] == 400


async def test_a_keyboard_of_too_many_buttons_is_refused(an: Phone, ask: Ask) -> None:
    row = [{"text": "a", "callback_data": "a"}] * 9
    answer = await ask("sendMessage", chat_id=an.id, text="a", reply_markup={"inline_keyboard": [row]})
    assert answer["description"] == "Bad Request: reply markup is too long"


async def test_a_stranger_cannot_be_written_to(api: BotApi, ask: Ask) -> None:
    api.phone("Trần Thị Bình", 42)
    for chat_id in (42, 43, "@someone"):
        answer = await ask("sendMessage", chat_id=chat_id, text="a")
        assert (answer["error_code"], answer["description"]) == (400, "Bad Request: chat not found")
    assert (await ask("sendMessage", text="a"))["description"] == "Bad Request: chat_id is empty"


async def test_one_who_blocks_the_bot_or_leaves_telegram_gets_nothing(an: Phone, ask: Ask) -> None:
    an.blocks_bot()
    answer = await ask("sendMessage", chat_id=an.id, text="a")
    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: bot was blocked by the user")
    an.unblocks_bot()
    assert (await ask("sendMessage", chat_id=an.id, text="a"))["ok"]
    an.deletes_account()
    answer = await ask("sendMessage", chat_id=an.id, text="a")
    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: user is deactivated")


async def test_an_edit_that_changes_nothing_is_refused(an: Phone, ask: Ask) -> None:
    number = await sent(ask, an, reply_markup=KEYBOARD)
    same = {"chat_id": an.id, "message_id": number, "text": " Kính gửi đồng chí ", "reply_markup": KEYBOARD}
    answer = await ask("editMessageText", **same)
    assert answer["description"].startswith("Bad Request: message is not modified: ")
    answer = await ask("editMessageReplyMarkup", chat_id=an.id, message_id=number, reply_markup=KEYBOARD)
    assert answer["description"].startswith("Bad Request: message is not modified: ")


async def test_an_edit_without_a_keyboard_takes_it_away(an: Phone, ask: Ask, clock: ManualClock) -> None:
    number = await sent(ask, an, reply_markup=KEYBOARD)
    assert an.labels == ["Đồng ý"]
    clock.advance(60)
    answer = await ask("editMessageText", chat_id=an.id, message_id=number, text="Kính gửi đồng chí")
    assert answer["result"]["edit_date"] == answer["result"]["date"] + 60
    assert an.labels == []
    assert an.last.edited


async def test_an_edit_takes_only_an_inline_keyboard(an: Phone, ask: Ask) -> None:
    number = await sent(ask, an)
    markup = {"keyboard": [["Đồng ý"]]}
    answer = await ask("editMessageText", chat_id=an.id, message_id=number, text="b", reply_markup=markup)
    assert answer["description"] == "Bad Request: inline keyboard expected"


async def test_only_own_text_that_still_stands_can_be_edited(an: Phone, ask: Ask) -> None:
    number = await sent(ask, an)
    theirs = await an.says("Tôi")
    answer = await ask("editMessageText", chat_id=an.id, message_id=theirs.id, text="b")
    assert answer["description"] == "Bad Request: message can't be edited"
    an.deletes(an.received[0])
    answer = await ask("editMessageText", chat_id=an.id, message_id=number, text="b")
    assert answer["description"] == "Bad Request: message to edit not found"
    answer = await ask("editMessageText", chat_id=an.id, message_id=theirs.id, text="a" * 4097)
    assert answer["description"] == "Bad Request: MESSAGE_TOO_LONG"


async def test_a_message_can_be_deleted_for_two_days(an: Phone, ask: Ask, clock: ManualClock) -> None:
    first, second, third = [await sent(ask, an, text=word) for word in ("một", "hai", "ba")]
    assert (await ask("deleteMessage", chat_id=an.id, message_id=first))["result"] is True
    answer = await ask("deleteMessage", chat_id=an.id, message_id=first)
    assert answer["description"] == "Bad Request: message to delete not found"
    assert (await ask("deleteMessages", chat_id=an.id, message_ids=[first, second]))["result"] is True
    assert [message.text for message in an.messages] == ["ba"]
    clock.advance(48 * 3600 + 1)
    answer = await ask("deleteMessage", chat_id=an.id, message_id=third)
    assert answer["description"] == "Bad Request: message can't be deleted for everyone"


async def test_a_press_is_answered_once_and_within_150_seconds(
    an: Phone, ask: Ask, clock: ManualClock
) -> None:
    await sent(ask, an, reply_markup=KEYBOARD)
    tap, late = await an.presses("Đồng ý"), await an.presses("yes")
    answer = await ask(
        "answerCallbackQuery", callback_query_id=tap.query_id, text="Đã ghi nhận", show_alert=True
    )
    assert answer["result"] is True
    assert [(toast.text, toast.alert) for toast in an.toasts] == [("Đã ghi nhận", True)]
    assert an.unanswered == [late]
    clock.advance(150)
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    for query in (tap.query_id, late.query_id, "1", ""):
        answer = await ask("answerCallbackQuery", callback_query_id=query)
        assert answer["description"] == too_old


async def test_a_toast_has_at_most_200_characters(an: Phone, ask: Ask) -> None:
    await sent(ask, an, reply_markup=KEYBOARD)
    tap = await an.presses("Đồng ý")
    answer = await ask("answerCallbackQuery", callback_query_id=tap.query_id, text="a" * 201)
    assert answer["description"] == "Bad Request: MESSAGE_TOO_LONG"
    assert (await ask("answerCallbackQuery", callback_query_id=tap.query_id, text="a" * 200))["ok"]


async def test_replies_name_their_message(an: Phone, ask: Ask) -> None:
    theirs = await an.says("Tôi")
    answer = await ask("sendMessage", chat_id=an.id, text="b", reply_parameters={"message_id": theirs.id})
    assert answer["result"]["reply_to_message"]["text"] == "Tôi"
    lenient = {"message_id": 999, "allow_sending_without_reply": True}
    assert (await ask("sendMessage", chat_id=an.id, text="c", reply_parameters=lenient))["ok"]


async def test_a_chat_action_must_be_a_known_one(an: Phone, ask: Ask) -> None:
    assert (await ask("sendChatAction", chat_id=an.id, action="typing"))["ok"]
    assert an.actions == ["typing"]
    answer = await ask("sendChatAction", chat_id=an.id, action="thinking")
    assert answer["description"] == "Bad Request: wrong parameter action in request"


@pytest.mark.parametrize("way", ["json", "form", "multipart", "query"])
async def test_arguments_come_in_every_way_http_has(
    api: BotApi, an: Phone, session: aiohttp.ClientSession, way: str
) -> None:
    address = f"{api.base_url}{api.token}/sendMessage"
    values = {"chat_id": str(an.id), "text": "Kính gửi & chào"}
    match way:
        case "json":
            request = session.post(address, json=values)
        case "form":
            request = session.post(address, data=values)
        case "multipart":
            form = aiohttp.FormData(values, default_to_multipart=True)
            request = session.post(address, data=form)
        case _:
            request = session.get(address, params=values)
    async with request as answer:
        assert (await answer.json())["ok"]
    assert an.last.text == "Kính gửi & chào"


async def test_method_names_do_not_care_for_capitals_and_unknown_ones_are_not_found(ask: Ask) -> None:
    assert (await ask("GETME"))["result"]["is_bot"] is True
    answer = await ask("sendFlowers")
    assert (answer["error_code"], answer["description"]) == (404, "Not Found: method not found")


async def test_a_wrong_token_is_unauthorized(api: BotApi, session: aiohttp.ClientSession) -> None:
    for path, code in (("/bot1:wrong/getMe", 401), ("/file/bot1:wrong/a", 401), ("/other", 404)):
        async with session.get(f"{api.url}{path}") as answer:
            assert (answer.status, (await answer.json())["error_code"]) == (code, code)


async def test_an_argument_of_a_wrong_type_or_encoding_is_refused(
    api: BotApi, an: Phone, ask: Ask, session: aiohttp.ClientSession
) -> None:
    answer = await ask("deleteMessages", chat_id=an.id, message_ids=["a"])
    assert answer["error_code"] == 400
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    address = f"{api.base_url}{api.token}/sendMessage"
    for body in (b"text=%ff", b"text=\xff"):
        async with session.post(address, data=body, headers=headers) as wrong:
            assert (await wrong.json())["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_a_press_can_be_made_too_old(api: BotApi, an: Phone, ask: Ask) -> None:
    tap = an.forges("a", 1)
    api.expire(tap)
    answer = await ask("answerCallbackQuery", callback_query_id=tap.query_id)
    assert "query is too old" in answer["description"]


async def test_a_body_that_is_no_json_is_refused(api: BotApi, session: aiohttp.ClientSession) -> None:
    headers = {"Content-Type": "application/json"}
    for body in (b"{", b"[]"):
        async with session.post(f"{api.base_url}{api.token}/getMe", data=body, headers=headers) as answer:
            assert answer.status == 400
