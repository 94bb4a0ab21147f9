"""The command list of a bot: per scope and language, and which of them a person sees."""

import re
from typing import Any, Final, TypeAlias

from tests.bot_api.refused import Refused, bad
from tests.bot_api.wire import Arguments, Json

Scope: TypeAlias = tuple[str, int, int]
"""Type, chat id, user id; 0 where the type has none."""

_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE: Final = re.compile(r"(?:[a-z]{2})?")
_GLOBAL: Final = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_OF_A_CHAT: Final = ("chat", "chat_administrators", "chat_member")


class Commands:
    """What setMyCommands has set."""

    def __init__(self) -> None:
        self._lists: dict[tuple[Scope, str], list[Json]] = {}

    def set(self, scope: Scope, language: str, commands: list[Json]) -> None:
        self._lists[scope, language] = commands

    def get(self, scope: Scope, language: str) -> list[Json]:
        return self._lists.get((scope, language), [])

    def delete(self, scope: Scope, language: str) -> None:
        self._lists.pop((scope, language), None)

    def seen_by(self, user_id: int, language: str) -> list[Json]:
        """What the menu of a private chat shows: the narrowest scope wins, within it the person's language."""
        for scope in (("chat", user_id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)):
            for tongue in (language, ""):
                if (scope, tongue) in self._lists:
                    return self._lists[scope, tongue]
        return []


def read_language(arguments: Arguments) -> str:
    language = arguments.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise bad("invalid language code specified")
    return language


def read_scope(arguments: Arguments) -> Scope:
    value = arguments.json("scope", "can't parse BotCommandScope JSON object")
    if value is None:
        return ("default", 0, 0)
    if not isinstance(value, dict):
        raise _unreadable("BotCommandScope must be an Object")
    kind = str(value.get("type", ""))
    if kind in _GLOBAL:
        return (kind, 0, 0)
    if kind not in _OF_A_CHAT:
        raise _unreadable("Unsupported type specified" if kind else 'Can\'t find field "type"')
    return (kind, _number(value, "chat_id"), _number(value, "user_id") if kind == "chat_member" else 0)


def _number(value: Json, name: str) -> int:
    if name not in value:
        raise _unreadable(f'Can\'t find field "{name}"')
    try:
        return int(value[name])
    except (TypeError, ValueError):
        raise bad("chat not found") from None


def _unreadable(reason: str) -> Refused:
    return bad(f"can't parse BotCommandScope: {reason}")


def read_commands(arguments: Arguments) -> list[Json]:
    value = arguments.json("commands", "can't parse commands JSON object")
    if value is None:
        return []
    if not isinstance(value, list):
        raise bad("expected an Array of BotCommand")
    if len(value) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    return [_command(one) for one in value]


def _command(one: Any) -> Json:
    if not isinstance(one, dict):
        raise bad("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(one.get(name), str):
            raise bad(f"can't parse BotCommand: Can't find field \"{name}\"")
    command, description = one["command"].strip().removeprefix("/"), one["description"].strip()
    if not command:
        raise bad("command must be non-empty")
    if len(command) > 32:
        raise bad("command length must not exceed 32")
    if not _COMMAND.fullmatch(command):
        raise bad("BOT_COMMAND_INVALID")
    if not description:
        raise bad("command description must be non-empty")
    if len(description) > 256:
        raise bad("command description length must not exceed 256")
    return {"command": command, "description": description}
