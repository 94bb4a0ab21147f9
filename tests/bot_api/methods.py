"""The list of methods. Names are matched in small letters, as the real server does."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from tests.bot_api import methods_bot, methods_media, methods_messages, methods_updates
from tests.bot_api.wire import Arguments
from tests.bot_api.world import World

Method: TypeAlias = Callable[[World, Arguments], object]
WaitingMethod: TypeAlias = Callable[[World, Arguments], Awaitable[object]]

METHODS: Final[Mapping[str, Method]] = MappingProxyType(
    {
        "answercallbackquery": methods_messages.answer_callback_query,
        "deletemessage": methods_messages.delete_message,
        "deletemessages": methods_messages.delete_messages,
        "deletemycommands": methods_bot.delete_my_commands,
        "editmessagecaption": methods_messages.edit_message_caption,
        "editmessagereplymarkup": methods_messages.edit_message_reply_markup,
        "editmessagetext": methods_messages.edit_message_text,
        "getchat": methods_bot.get_chat,
        "getchatmenubutton": methods_bot.get_chat_menu_button,
        "getfile": methods_media.get_file,
        "getme": methods_bot.get_me,
        "getmycommands": methods_bot.get_my_commands,
        "getmydescription": methods_bot.get_my_description,
        "getmyname": methods_bot.get_my_name,
        "getmyshortdescription": methods_bot.get_my_short_description,
        "sendchataction": methods_messages.send_chat_action,
        "senddocument": methods_media.send_document,
        "sendmediagroup": methods_media.send_media_group,
        "sendmessage": methods_messages.send_message,
        "sendphoto": methods_media.send_photo,
        "setchatmenubutton": methods_bot.set_chat_menu_button,
        "setmycommands": methods_bot.set_my_commands,
        "setmydescription": methods_bot.set_my_description,
        "setmyname": methods_bot.set_my_name,
        "setmyshortdescription": methods_bot.set_my_short_description,
    }
)

WAITING: Final[Mapping[str, WaitingMethod]] = MappingProxyType(
    {
        "deletewebhook": methods_updates.delete_webhook,
        "getupdates": methods_updates.get_updates,
        "getwebhookinfo": methods_updates.get_webhook_info,
        "setwebhook": methods_updates.set_webhook,
    }
)
