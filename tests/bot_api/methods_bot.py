"""getMe, getChat, the command list, the profile, the menu button."""

from typing import Final

from tests.bot_api.commands import read_commands, read_language, read_scope
from tests.bot_api.refused import bad
from tests.bot_api.wire import Arguments, Json
from tests.bot_api.world import World

_PROFILE_LIMITS: Final = {"name": 64, "description": 512, "short_description": 120}
_GIFTS: Final = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)


def get_me(world: World, _arguments: Arguments) -> Json:
    bot = world.bot
    return {
        "id": bot.id,
        "is_bot": True,
        "first_name": bot.name,
        "username": bot.username,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, arguments: Arguments) -> Json:
    user = world.reachable(arguments).user
    chat: Json = {"id": user.id, "first_name": user.name, "type": "private"}
    if user.username:
        chat |= {"username": user.username, "active_usernames": [user.username]}
    accepted = dict.fromkeys(_GIFTS, True)
    return {**chat, "accepted_gift_types": accepted, "accent_color_id": 0, "max_reaction_count": 11}


def set_my_commands(world: World, arguments: Arguments) -> bool:
    commands, scope = read_commands(arguments), read_scope(arguments)
    if scope[1] and scope[1] not in world.chats:
        raise bad("chat not found")
    world.commands.set(scope, read_language(arguments), commands)
    return True


def get_my_commands(world: World, arguments: Arguments) -> list[Json]:
    return world.commands.get(read_scope(arguments), read_language(arguments))


def delete_my_commands(world: World, arguments: Arguments) -> bool:
    world.commands.delete(read_scope(arguments), read_language(arguments))
    return True


def _set_profile(world: World, arguments: Arguments, name: str) -> bool:
    text = arguments.text(name)
    if len(text) > _PROFILE_LIMITS[name]:
        raise bad(f"bot {name.replace('_', ' ')} is too long")
    world.profile[name, read_language(arguments)] = text
    return True


def _get_profile(world: World, arguments: Arguments, name: str) -> Json:
    default = world.bot.name if name == "name" else ""
    text = world.profile.get((name, read_language(arguments))) or world.profile.get((name, ""))
    return {name: text or default}


def set_my_name(world: World, arguments: Arguments) -> bool:
    return _set_profile(world, arguments, "name")


def get_my_name(world: World, arguments: Arguments) -> Json:
    return _get_profile(world, arguments, "name")


def set_my_description(world: World, arguments: Arguments) -> bool:
    return _set_profile(world, arguments, "description")


def get_my_description(world: World, arguments: Arguments) -> Json:
    return _get_profile(world, arguments, "description")


def set_my_short_description(world: World, arguments: Arguments) -> bool:
    return _set_profile(world, arguments, "short_description")


def get_my_short_description(world: World, arguments: Arguments) -> Json:
    return _get_profile(world, arguments, "short_description")


def set_chat_menu_button(world: World, arguments: Arguments) -> bool:
    button = arguments.json("menu_button", "can't parse MenuButton JSON object")
    if button is not None and (
        not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app")
    ):
        raise bad("can't parse MenuButton: Unsupported type specified")
    world.menu_buttons[arguments.integer("chat_id")] = button or {"type": "default"}
    return True


def get_chat_menu_button(world: World, arguments: Arguments) -> Json:
    return world.menu_buttons.get(arguments.integer("chat_id"), {"type": "commands"})
