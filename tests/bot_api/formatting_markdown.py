"""parse_mode=Markdown, the old one: *bold*, _italic_, `code`, ```pre```, [label](address); nothing nests."""

import re
from typing import Final

from tests.bot_api.refused import bad
from tests.bot_api.wire import Json

_TOKEN: Final = re.compile(
    r"\\([_*`\[])"  # 1: an escaped character
    r"|```(?:\w+\n|\n)?(.*?)```"  # 2: a block
    r"|`([^`]*)`"  # 3
    r"|\*([^*]*)\*"  # 4
    r"|_([^_]*)_"  # 5
    r"|\[([^\]]*)\](?:\(([^)]*)\))?"  # 6, 7
    r"|([_*`\[])",  # 8: an entity that never ends
    re.DOTALL,
)
_TYPES: Final = {2: "pre", 3: "code", 4: "bold", 5: "italic", 6: "text_link"}


def parse_markdown(text: str) -> tuple[str, list[Json]]:
    """The bare text and its entities. Raises Refused with the byte offset of the fault."""
    out, entities, at = "", [], 0
    for token in _TOKEN.finditer(text):
        out += text[at : token.start()]
        at = token.end()
        if token[8]:
            start = len(text[: token.start()].encode())
            raise bad(f"can't parse entities: Can't find end of the entity starting at byte offset {start}")
        if token[1]:
            out += token[1]
            continue
        group = next(number for number in _TYPES if token[number] is not None)
        inner = token[group]
        if inner:
            entity: Json = {"offset": _units(out), "length": _units(inner), "type": _TYPES[group]}
            if group == 6:
                entity["url"] = token[7] or inner
            entities.append(entity)
        out += inner
    return out + text[at:], entities


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
