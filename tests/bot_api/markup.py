"""Keyboards under a message: checked as the real server checks them, kept in the shape that it sends back."""

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from tests.bot_api.refused import Refused, bad
from tests.bot_api.wire import Arguments, Json

CALLBACK_DATA_BYTES: Final = 64
ROW_BUTTONS: Final = 8
KEYBOARD_BUTTONS: Final = 100
_OTHER_KINDS: Final = (
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
)


@dataclass(frozen=True, slots=True)
class Button:
    """What a finger finds under a message: `data` for a callback button, `url` for a link."""

    label: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Markup:
    """`inline` is the JSON of an inline keyboard; `reply` the labels of a reply keyboard, empty when it is
    taken away, None when the message leaves it as it was.
    """

    inline: Json | None = None
    reply: tuple[str, ...] | None = None

    def buttons(self) -> tuple[tuple[Button, ...], ...]:
        rows = self.inline["inline_keyboard"] if self.inline else ()
        return tuple(
            tuple(Button(one["text"], one.get("callback_data", ""), _link(one)) for one in row)
            for row in rows
        )


NO_MARKUP: Final = Markup()


def _link(button: Json) -> str:
    web_app: Json = button.get("web_app", {})
    return str(button.get("url", "") or web_app.get("url", ""))


def read_markup(arguments: Arguments) -> Markup:
    value = arguments.json("reply_markup", "can't parse reply keyboard markup JSON object")
    if value is None:
        return NO_MARKUP
    if not isinstance(value, dict):
        raise bad("object expected as reply markup")
    if value.get("keyboard"):
        return Markup(reply=_reply_labels(_array(value, "keyboard")))
    if value.get("inline_keyboard"):
        return _inline(_array(value, "inline_keyboard"))
    if value.get("remove_keyboard") is True:
        return Markup(reply=())
    return NO_MARKUP


def read_inline_markup(arguments: Arguments) -> Markup:
    """For edits, which take no other keyboard."""
    markup = read_markup(arguments)
    if markup.reply is not None:
        raise bad("inline keyboard expected")
    return markup


def _array(value: Json, name: str) -> list[Any]:
    rows = value[name]
    if not isinstance(rows, list):
        raise bad(f'Field "{name}" must be of type Array')
    return rows


def _reply_labels(rows: list[Any]) -> tuple[str, ...]:
    labels: list[str] = []
    for row in rows:
        if not isinstance(row, list):
            raise bad('field "keyboard" must be an Array of Arrays')
        for button in row:
            label = button.get("text") if isinstance(button, dict) else button
            if not isinstance(label, str):
                raise bad("can't parse keyboard button: KeyboardButton must be a String or an Object")
            labels.append(label)
    return tuple(labels)


def _inline(rows: list[Any]) -> Markup:
    kept: list[list[Json]] = []
    for row in rows:
        if not isinstance(row, list):
            raise bad('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
        buttons = [_inline_button(one) for one in row]
        if len(buttons) > ROW_BUTTONS:
            raise bad("reply markup is too long")
        if buttons:
            kept.append(buttons)
    if sum(map(len, kept)) > KEYBOARD_BUTTONS:
        raise bad("reply markup is too long")
    return Markup(inline={"inline_keyboard": kept}) if kept else NO_MARKUP


def _unreadable(reason: str) -> Refused:
    return bad(f"can't parse inline keyboard button: {reason}")


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise _unreadable("InlineKeyboardButton must be an Object")
    label = button.get("text")
    if label is None:
        raise _unreadable('Can\'t find field "text"')
    if not isinstance(label, str):
        raise _unreadable('Field "text" must be of type String')
    if not label.strip():
        raise bad("inline keyboard button text must be non-empty")
    return {"text": label, **_action(button)}


def _action(button: Json) -> Json:
    if url := button.get("url"):
        return {"url": _checked_url(url)}
    if data := button.get("callback_data"):
        if not isinstance(data, str):
            raise _unreadable('Field "callback_data" must be of type String')
        if len(data.encode()) > CALLBACK_DATA_BYTES:
            raise bad("BUTTON_DATA_INVALID")
        return {"callback_data": data}
    return _rarer_action(button)


def _rarer_action(button: Json) -> Json:
    if isinstance(web_app := button.get("web_app"), dict):
        url = str(web_app.get("url", ""))
        if urlsplit(url).scheme != "https":
            raise bad(f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed")
        return {"web_app": {"url": _checked_url(url)}}
    if isinstance(copy := button.get("copy_text"), dict):
        if not 1 <= len(str(copy.get("text", ""))) <= 256:
            raise bad("BUTTON_COPY_TEXT_INVALID")
        return {"copy_text": copy}
    for kind in _OTHER_KINDS:
        if kind in button:
            return {kind: button[kind]}
    raise _unreadable("Text buttons are unallowed in the inline keyboard")


def _checked_url(url: object) -> str:
    """A host without a dot (localhost) is no address for Telegram."""
    if not isinstance(url, str):
        raise _unreadable('Field "url" must be of type String')
    if url.startswith("tg://"):
        return url
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme not in ("http", "https"):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if "." not in (parts.hostname or "") and ":" not in (parts.hostname or ""):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return url
