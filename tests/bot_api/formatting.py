"""Text as the Bot API takes it: cleaned, parsed, trimmed, and measured in UTF-16 code units."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

from tests.bot_api.formatting_html import parse_html
from tests.bot_api.formatting_markdown import parse_markdown
from tests.bot_api.formatting_markdown_v2 import parse_markdown_v2
from tests.bot_api.refused import bad
from tests.bot_api.wire import Arguments, Json

TEXT_UNITS: Final = 4096
CAPTION_UNITS: Final = 1024

_ODD: Final = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]")
_CONTROL: Final = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")
_REMOVED: Final = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_SPACES: Final = " \n"
_COMMAND: Final = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")
_ENTITY_NAMES: Final = (
    "bold italic underline strikethrough spoiler code pre text_link text_mention custom_emoji blockquote "
    "expandable_blockquote date_time mention hashtag cashtag bot_command url email phone_number "
    "bank_card_number"
)
_ENTITY_TYPES: Final = frozenset(_ENTITY_NAMES.split())

Parser: TypeAlias = Callable[[str], tuple[str, list[Json]]]
_PARSERS: Final[dict[str, Parser]] = {
    "html": parse_html,
    "markdown": parse_markdown,
    "markdownv2": parse_markdown_v2,
}


@dataclass(frozen=True, slots=True)
class Formatted:
    """Clean text with its entities, offsets and lengths in UTF-16 code units."""

    text: str
    entities: list[Json] = field(default_factory=list)


def units(text: str) -> int:
    """UTF-16 code units: what Telegram counts lengths and offsets in."""
    return len(text.encode("utf-16-le")) // 2


def clean(text: str) -> str:
    """What Telegram does to every text, a person's too: control characters out, the edges trimmed."""
    if _ODD.search(text):
        text = _REMOVED.sub("", _CONTROL.sub(" ", text))
    return text.strip(_SPACES)


def typed(text: str) -> Formatted:
    """A person's text with the commands that Telegram finds in it."""
    text = clean(text)
    if "/" not in text:
        return Formatted(text)
    found = [
        {"offset": units(text[: one.start()]), "length": len(one[0]), "type": "bot_command"}
        for one in _COMMAND.finditer(text)
    ]
    return Formatted(text, found)


def read_text(arguments: Arguments, *, too_long: str) -> Formatted:
    """The argument `text` of a message. Raises Refused; `too_long` is what the real server says then."""
    if not arguments.text("text"):
        raise bad("message text is empty")
    formatted = _read(arguments, "text", "entities")
    if not formatted.text:
        raise bad("text must be non-empty")
    if _longer(formatted.text, TEXT_UNITS):
        raise bad(too_long)
    return formatted


def read_caption(arguments: Arguments) -> Formatted:
    """The argument `caption`, which may be absent."""
    formatted = _read(arguments, "caption", "caption_entities")
    if _longer(formatted.text, CAPTION_UNITS):
        raise bad("message caption is too long")
    return formatted


def _longer(text: str, limit: int) -> bool:
    return len(text) > limit // 2 and units(text) > limit


def _read(arguments: Arguments, name: str, entities_name: str) -> Formatted:
    text = arguments.text(name)
    mode = arguments.text("parse_mode").lower()
    if not text or mode in ("", "none"):
        given = (
            arguments.json(entities_name, "can't parse entities") if arguments.has(entities_name) else None
        )
        return _trimmed(text, _given_entities(given, text))
    parser = _PARSERS.get(mode)
    if parser is None:
        raise bad("unsupported parse_mode")
    return _trimmed(*parser(text))


def _trimmed(text: str, entities: list[Json]) -> Formatted:
    if not entities:
        return Formatted(clean(text))
    if _ODD.search(text):
        text = _CONTROL.sub(" ", text)
    start = len(text) - len(text.lstrip(_SPACES))
    text = text.strip(_SPACES)
    end = units(text)
    kept = []
    for one in entities:
        offset = max(0, one["offset"] - start)
        length = min(end, one["offset"] + one["length"] - start) - offset
        if length > 0:
            kept.append({**one, "offset": offset, "length": length})
    return Formatted(text, sorted(kept, key=lambda one: (one["offset"], -one["length"])))


def _given_entities(given: Any, text: str) -> list[Json]:
    if not isinstance(given, list):
        return []
    end = units(text)
    return [_given_entity(one, end) for one in given]


def _given_entity(one: Any, end: int) -> Json:
    if not isinstance(one, dict):
        raise bad("can't parse MessageEntity: expected an Object")
    for name in ("offset", "length", "type"):
        if name not in one:
            raise bad(f"can't parse MessageEntity: Can't find field \"{name}\"")
    if one["type"] not in _ENTITY_TYPES:
        raise bad("can't parse MessageEntity: Unsupported type specified")
    start, length = int(one["offset"]), int(one["length"])
    if start < 0:
        raise bad(f"receive an entity with incorrect offset {start}")
    if length < 0:
        raise bad(f"receive an entity with incorrect length {length}")
    if start + length > end:
        raise bad(
            f"entity beginning at UTF-16 offset {start} ends after the end of the text at UTF-16 offset "
            f"{start + length}"
        )
    return dict(one)
