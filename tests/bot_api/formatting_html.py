"""parse_mode=HTML: the tags that Telegram knows, and its complaints about the others."""

import re
from dataclasses import dataclass, field
from typing import Final

from tests.bot_api.refused import Refused, bad
from tests.bot_api.wire import Json

_START: Final = re.compile(
    r"<([^\s>]*)((?:\s+[^\s=>/\"']+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[A-Za-z0-9.\-]+))?)*)\s*>"
)
_END: Final = re.compile(r"</([^\s>]*)\s*>")
_ATTRIBUTE: Final = re.compile(r"([^\s=>/\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9.\-]+)))?")
_REFERENCE: Final = re.compile(r"&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|lt|gt|amp|quot)(?![0-9a-zA-Z]);?")
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TYPES: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}


def parse_html(text: str) -> tuple[str, list[Json]]:
    """The bare text and its entities. Raises Refused with the byte offset of the fault."""
    return _Reading(text).run()


def decode(text: str) -> str:
    """The references that Telegram knows; any other stays as it is written."""
    return _REFERENCE.sub(_decoded, text) if "&" in text else text


def _decoded(reference: re.Match[str]) -> str:
    name = reference[1]
    if not name.startswith("#"):
        return _NAMED[name]
    code = int(f"0{name[1:]}", 0) if name[1] == "x" else int(name[1:])
    return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF else reference[0]


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    begins: int


@dataclass(slots=True)
class _Reading:
    source: str
    out: str = ""
    offset: int = 0  # in UTF-16 code units, of the end of `out`
    open: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def run(self) -> tuple[str, list[Json]]:
        at = 0
        while (tag := self.source.find("<", at)) >= 0:
            self._add(self.source[at:tag])
            at = self._end_tag(tag) if self.source.startswith("</", tag) else self._start_tag(tag)
        self._add(self.source[at:])
        if self.open:
            raise _broken(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return self.out, self.entities

    def _add(self, raw: str) -> None:
        text = decode(raw)
        self.out += text
        self.offset += len(text.encode("utf-16-le")) // 2

    def _byte(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _start_tag(self, at: int) -> int:
        found = _START.match(self.source, at)
        name = re.match(r"<([^\s>]*)", self.source[at:])
        tag = name[1].lower() if name else ""
        if found is None and ">" not in self.source[at:]:
            raise _broken(f"Unclosed start tag at byte offset {self._byte(at)}")
        if tag not in _TYPES:
            raise _broken(f'Unsupported start tag "{tag}" at byte offset {self._byte(at)}')
        if found is None:
            raise _broken(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(at)}')
        attributes = {
            one[1]: decode(one[2] or one[3] or one[4] or "") for one in _ATTRIBUTE.finditer(found[2])
        }
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _broken(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(at)}')
        self.open.append(_Open(tag, attributes, self.offset, len(self.out)))
        return found.end()

    def _end_tag(self, at: int) -> int:
        if not self.open:
            raise _broken(f"Unexpected end tag at byte offset {self._byte(at)}")
        found = _END.match(self.source, at)
        if found is None:
            raise _broken(f"Unclosed end tag at byte offset {self._byte(at)}")
        opened, tag = self.open.pop(), found[1].lower()
        if tag and tag != opened.tag:
            raise _broken(
                f"Unmatched end tag at byte offset {self._byte(at)}, "
                f'expected "</{opened.tag}>", found "</{tag}>"'
            )
        if self.offset > opened.offset:
            self._close(opened)
        return found.end()

    def _close(self, opened: _Open) -> None:
        entity: Json = {
            "offset": opened.offset,
            "length": self.offset - opened.offset,
            "type": _TYPES[opened.tag],
        }
        match opened.tag:
            case "a":
                entity["url"] = opened.attributes.get("href") or self.out[opened.begins :]
            case "blockquote" if "expandable" in opened.attributes:
                entity["type"] = "expandable_blockquote"
            case "tg-emoji":
                entity["custom_emoji_id"] = _emoji(opened.attributes.get("emoji-id", ""))
            case _:
                pass
        self.entities.append(entity)


def _emoji(identifier: str) -> str:
    if not identifier.isdigit():
        raise _broken("Invalid custom emoji identifier specified")
    return identifier


def _broken(reason: str) -> Refused:
    return bad(f"can't parse entities: {reason}")
