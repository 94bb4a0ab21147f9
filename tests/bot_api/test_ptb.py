"""python-telegram-bot understands everything that the server makes, and its own client works against it."""

from collections.abc import AsyncIterator
from io import BytesIO
from typing import TypeVar, get_args

import pytest
import telegram
from telegram.constants import ParseMode
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter

from tests.bot_api import BotApi, FloodWait, Phone
from tests.bot_api.conftest import Ask
from tests.bot_api.other_content import Other
from tests.bot_api.test_media import PNG

T = TypeVar("T")

KEYBOARD = telegram.InlineKeyboardMarkup(
    [[telegram.InlineKeyboardButton("Đồng ý", callback_data="yes")],
     [telegram.InlineKeyboardButton("Văn bản", url="https://example.vn/a")]]
)  # fmt: skip


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[telegram.Bot]:
    made = telegram.Bot(api.token, base_url=api.base_url, base_file_url=api.base_file_url)
    async with made:
        yield made


def the(thing: T | None) -> T:
    """What the library declares optional and this update has."""
    assert thing is not None
    return thing


def nothing_unknown(thing: telegram.TelegramObject) -> None:
    """A field that the library does not know, at any depth, is one that the real API does not have."""
    assert not thing.api_kwargs, (type(thing), thing.api_kwargs)
    for name in thing.__slots__:
        value = getattr(thing, name, None)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, telegram.TelegramObject):
                nothing_unknown(one)


async def parsed(bot: telegram.Bot, ask: Ask) -> list[telegram.Update]:
    updates = [telegram.Update.de_json(one, bot) for one in (await ask("getUpdates"))["result"]]
    for update in updates:
        nothing_unknown(update)
    return updates


async def test_the_client_starts_and_knows_who_it_is(bot: telegram.Bot, api: BotApi) -> None:
    assert bot.username == "thidua_bot"
    assert bot.bot.is_bot
    assert api.refusals == []


async def test_every_update_of_a_person_is_understood(bot: telegram.Bot, an: Phone, ask: Ask) -> None:
    said = await an.says("/start KX7")
    await an.says("tiếp", reply_to=said)
    await an.edits(said, "/start KX8")
    await an.sends_file("bao_cao.pdf", b"%PDF-1.7", "application/pdf", caption="Báo cáo")
    await an.sends_photo(PNG, caption="Ảnh")
    await an.sends_album([PNG, PNG])
    await bot.send_message(an.id, "a", reply_markup=KEYBOARD)
    await an.presses("Đồng ý")
    an.forges("old", 9_999)
    an.blocks_bot()
    an.unblocks_bot()
    updates = await parsed(bot, ask)
    start, reply, edited, document, photo, first, second, press, gone, blocked, back = updates
    assert the(start.message).text == "/start KX7"
    assert the(start.message).parse_entities() == {the(start.message).entities[0]: "/start"}
    assert the(the(reply.message).reply_to_message).message_id == said.id
    assert the(edited.edited_message).edit_date is not None
    assert the(the(document.message).document).file_name == "bao_cao.pdf"
    assert the(the(document.message).document).mime_type == "application/pdf"
    assert (the(photo.message).caption, the(photo.message).photo[-1].width) == ("Ảnh", 3)
    assert the(first.message).media_group_id == the(second.message).media_group_id
    pressed = the(press.callback_query).message
    assert isinstance(pressed, telegram.Message)
    assert pressed.reply_markup == KEYBOARD
    assert not the(the(gone.callback_query).message).is_accessible
    assert the(blocked.my_chat_member).new_chat_member.status == "kicked"
    assert the(back.my_chat_member).old_chat_member.status == "kicked"
    assert {the(update.effective_user).id for update in updates} == {an.id}


@pytest.mark.parametrize("kind", get_args(Other))
async def test_unexpected_content_is_understood(bot: telegram.Bot, an: Phone, ask: Ask, kind: Other) -> None:
    await an.sends_other(kind)
    (update,) = await parsed(bot, ask)
    assert getattr(update.message, kind)


async def test_a_conversation_by_long_polling(bot: telegram.Bot, api: BotApi, an: Phone) -> None:
    await an.says("/menu")
    (update,) = await bot.get_updates(timeout=0, allowed_updates=telegram.Update.ALL_TYPES)
    sent = await bot.send_message(
        the(update.effective_chat).id,
        "<b>Menu</b> &amp; việc",
        parse_mode=ParseMode.HTML,
        reply_markup=KEYBOARD,
    )
    nothing_unknown(sent)
    assert sent.text_html == "<b>Menu</b> &amp; việc"
    await an.presses("Đồng ý")
    (press,) = await bot.get_updates(offset=update.update_id + 1)
    assert await the(press.callback_query).answer("Đã ghi nhận", show_alert=True)
    edited = await the(press.callback_query).edit_message_text("Xong")
    assert isinstance(edited, telegram.Message)
    nothing_unknown(edited)
    assert (an.last.text, an.labels, an.toasts[0].text) == ("Xong", [], "Đã ghi nhận")
    assert api.refusals == []


async def test_files_in_both_directions(bot: telegram.Bot, api: BotApi, an: Phone) -> None:
    data = bytes(range(256)) * 40
    await an.sends_file("Báo cáo.docx", data, "application/msword")
    (update,) = await bot.get_updates()
    file = await the(the(update.message).document).get_file()
    nothing_unknown(file)
    assert bytes(await file.download_as_bytearray()) == data
    name = "Biên bản.docx"
    sent = await bot.send_document(
        an.id, BytesIO(data), filename=name, caption="Biên bản", reply_markup=KEYBOARD
    )
    nothing_unknown(sent)
    assert an.last.document is not None
    assert (an.last.document.name, an.last.document.data) == (name, data)
    again = await bot.send_document(an.id, the(sent.document).file_id)
    assert the(again.document).file_unique_id == the(sent.document).file_unique_id
    picture = await bot.send_photo(an.id, PNG, caption="Ảnh")
    nothing_unknown(picture)
    media = [telegram.InputMediaDocument(data, filename=f"{number}.docx") for number in (1, 2)]
    album = await bot.send_media_group(an.id, media)
    assert [the(one.document).file_name for one in album] == ["1.docx", "2.docx"]
    edited = await bot.edit_message_caption(an.id, picture.message_id, caption="Ảnh 2")
    assert isinstance(edited, telegram.Message)
    assert edited.caption == "Ảnh 2"
    assert api.refusals == []


async def test_the_profile_and_the_command_lists(bot: telegram.Bot, api: BotApi, an: Phone) -> None:
    scope = telegram.BotCommandScopeChat(an.id)
    await bot.set_my_commands([("menu", "Việc của đồng chí")], scope=scope, language_code="vi")
    (command,) = await bot.get_my_commands(scope=scope, language_code="vi")
    nothing_unknown(command)
    assert (command.command, an.menu[0]["description"]) == ("menu", "Việc của đồng chí")
    assert await bot.delete_my_commands(scope=scope, language_code="vi")
    assert await bot.get_my_commands(scope=scope, language_code="vi") == ()
    await bot.set_my_name("Trợ lý")
    await bot.set_my_description("Trợ lý thi đua", language_code="vi")
    await bot.set_my_short_description("Thi đua")
    assert (await bot.get_my_name()).name == "Trợ lý"
    assert (await bot.get_my_description(language_code="vi")).description == "Trợ lý thi đua"
    assert (await bot.get_my_short_description(language_code="vi")).short_description == "Thi đua"
    await bot.set_chat_menu_button(an.id, telegram.MenuButtonCommands())
    nothing_unknown(await bot.get_chat_menu_button(an.id))
    chat = await bot.get_chat(an.id)
    nothing_unknown(chat)
    assert (chat.first_name, chat.username) == ("Nguyễn Văn An", "an_nguyen")
    await bot.send_chat_action(an.id, "typing")
    assert api.refusals == []


async def test_the_webhook_methods(bot: telegram.Bot, an: Phone) -> None:
    assert await bot.set_webhook(
        "http://127.0.0.1:9/hook", secret_token="s3cret", max_connections=3, allowed_updates=["message"]
    )
    await an.says("một")
    info = await bot.get_webhook_info()
    nothing_unknown(info)
    assert (info.url, info.pending_update_count, info.max_connections) == ("http://127.0.0.1:9/hook", 1, 3)
    assert info.allowed_updates == ("message",)
    with pytest.raises(Conflict):
        await bot.get_updates()
    assert await bot.delete_webhook(drop_pending_updates=True)
    assert not (await bot.get_webhook_info()).url
    assert await bot.get_updates() == ()


async def test_the_clients_own_errors_are_met(bot: telegram.Bot, api: BotApi, an: Phone) -> None:
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(an.id, "")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(1, "a")
    api.faults.add(FloodWait(7))
    with pytest.raises(RetryAfter) as waiting:
        await bot.send_message(an.id, "a")
    assert waiting.value.message.endswith("Retry in 7 seconds")
    an.blocks_bot()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(an.id, "a")
    with pytest.raises(InvalidToken):
        await telegram.Bot("1:wrong", base_url=api.base_url, request=bot.request).get_me()
