"""parse_mode=MarkdownV2: entities nest, and every reserved character outside one must be escaped."""

import re
from dataclasses import dataclass, field
from typing import Final

from tests.bot_api.refused import Refused, bad
from tests.bot_api.wire import Json

_RESERVED: Final = frozenset("_*[]()~`>#+-=|{}.!")
_MARKS: Final = (
    # the longer mark first: what it opens, in Telegram's words and in those of its complaints
    ("```", "pre", "Pre"),
    ("__", "underline", "Underline"),
    ("||", "spoiler", "Spoiler"),
    ("`", "code", "Code"),
    ("*", "bold", "Bold"),
    ("_", "italic", "Italic"),
    ("~", "strikethrough", "Strikethrough"),
    ("[", "text_link", "TextUrl"),
)
_ADDRESS: Final = re.compile(r"\(((?:\\[\x01-\x7e]|[^)\\])*)\)")
_VERBATIM: Final = frozenset(("`", "```"))


def parse_markdown_v2(text: str) -> tuple[str, list[Json]]:
    """The bare text and its entities. Raises Refused with the byte offset of the fault."""
    return _Reading(text).run()


@dataclass(frozen=True, slots=True)
class _Open:
    mark: str
    type: str
    name: str
    offset: int
    begins: int
    at: int


@dataclass(slots=True)
class _Reading:
    source: str
    at: int = 0
    out: list[str] = field(default_factory=list)
    offset: int = 0  # in UTF-16 code units, of the end of `out`
    open: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)
    quote: int | None = None

    def run(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            self._step()
        self._end_quote()
        if self.open:
            raise self._endless(self.open[-1])
        return "".join(self.out), self.entities

    def _step(self) -> None:
        here = self.source[self.at]
        verbatim = bool(self.open) and self.open[-1].mark in _VERBATIM
        if (
            here == "\\"
            and self.source[self.at + 1 : self.at + 2].isascii()
            and self.at + 1 < len(self.source)
        ):
            self._add(self.source[self.at + 1], 2)
        elif self._ends():
            self._close()
        elif verbatim or here not in _RESERVED:
            self._plain(here)
        elif here == ">" and self._line_begins():
            self.quote = self.offset if self.quote is None else self.quote
            self.at += 1
        else:
            self._begin(here)

    def _add(self, character: str, consumed: int) -> None:
        self.out.append(character)
        self.offset += 2 if character > "\uffff" else 1
        self.at += consumed

    def _plain(self, character: str) -> None:
        if character == "`":
            raise _broken("Character '`' is reserved and must be escaped with the preceding '\\'")
        self._add(character, 1)
        if character == "\n" and not self.source.startswith(">", self.at):
            self._end_quote()

    def _line_begins(self) -> bool:
        return not self.out or self.out[-1] == "\n"

    def _end_quote(self) -> None:
        if self.quote is not None and self.offset > self.quote:
            length = self.offset - self.quote
            self.entities.append({"offset": self.quote, "length": length, "type": "blockquote"})
        self.quote = None

    def _ends(self) -> bool:
        if not self.open:
            return False
        mark = self.open[-1].mark
        if mark == "[":
            return self.source.startswith("]", self.at)
        if mark == "_" and self.source.startswith("__", self.at):
            return False
        return self.source.startswith(mark, self.at)

    def _begin(self, here: str) -> None:
        for mark, kind, name in _MARKS:
            if self.source.startswith(mark, self.at):
                self.open.append(_Open(mark, kind, name, self.offset, len(self.out), self.at))
                self.at += len(mark)
                if mark == "```":
                    self._skip_language()
                return
        raise _broken(f"Character '{here}' is reserved and must be escaped with the preceding '\\'")

    def _skip_language(self) -> None:
        line, newline, _ = self.source[self.at :].partition("\n")
        if newline and "`" not in line and " " not in line:
            self.at += len(line) + 1

    def _close(self) -> None:
        opened = self.open.pop()
        self.at += len("]") if opened.mark == "[" else len(opened.mark)
        entity: Json = {"offset": opened.offset, "length": self.offset - opened.offset, "type": opened.type}
        if opened.mark == "[":
            entity["url"] = self._address() or "".join(self.out[opened.begins :])
        if entity["length"]:
            self.entities.append(entity)

    def _address(self) -> str:
        if not self.source.startswith("(", self.at):
            return ""
        found = _ADDRESS.match(self.source, self.at)
        if found is None:
            start = len(self.source[: self.at + 1].encode())
            raise _broken(f"Can't find end of a URL at byte offset {start}")
        self.at = found.end()
        return re.sub(r"\\([\x01-\x7e])", r"\1", found[1])

    def _endless(self, opened: _Open) -> Refused:
        start = len(self.source[: opened.at].encode())
        return _broken(f"Can't find end of {opened.name} entity at byte offset {start}")


def _broken(reason: str) -> Refused:
    return bad(f"can't parse entities: {reason}")
