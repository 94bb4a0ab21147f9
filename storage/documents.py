"""Values of `campaign/` as JSON columns: for what is frozen once and never searched by its parts."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import Any, TypeVar

from campaign.plain import from_plain, one_level, to_plain

T = TypeVar("T")
AT_ONCE = 1000  # values of a long list in one piece
PARSER = json.JSONDecoder()


def written(value: object) -> str:
    """The value as JSON; the same value gives the same text."""
    top = to_plain(value) if isinstance(value, Mapping) else value
    return json.dumps(top, default=one_level, ensure_ascii=False, separators=(",", ":"))


def pieces(value: object) -> Iterator[str]:
    """What `written` gives, a bit at a time: of a record of a million voters the text alone would take a gigabyte."""
    plain = one_level(value) if is_dataclass(value) else value
    if isinstance(plain, dict) and is_dataclass(value):
        for number, (name, kept) in enumerate(plain.items()):
            yield ("," if number else "{") + json.dumps(name) + ":"
            yield from pieces(kept)
        yield "}"
    elif isinstance(plain, tuple) and len(plain) > AT_ONCE:
        for first in range(0, len(plain), AT_ONCE):
            yield ("," if first else "[") + written(plain[first : first + AT_ONCE])[1:-1]
        yield "]"
    else:
        yield written(plain)


def read(kind: type[T], stored: str | bytes) -> T:
    """What `written` wrote. ValueError when it is something else."""
    return from_plain(kind, json.loads(stored))


def read_long(kind: type[T], stored: str) -> T:
    """As `read`, for a thread: what is done without a pause is short, so that others have their turn in between."""
    return from_plain(kind, _parsed(stored, 0)[0])


def _parsed(text: str, at: int) -> tuple[Any, int]:
    """The value that begins there and where it ends; fields one by one, lists a member at a time."""
    if text.startswith("{", at) and text[at + 1] != "}":
        return _fields(text, at)
    if text.startswith("[", at) and text[at + 1] != "]":
        return _members(text, at)
    return PARSER.raw_decode(text, at)


def _fields(text: str, at: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    while text[at] in "{,":
        name, at = PARSER.raw_decode(text, at + 1)
        found[name], at = _parsed(text, _after(text, at, ":"))
    return found, _after(text, at, "}")


def _members(text: str, at: int) -> tuple[list[Any], int]:
    """Each at once: a list may be of a million voters, one voter is short."""
    found: list[Any] = []
    parse, keep = PARSER.raw_decode, found.append
    while text[at] in "[,":
        one, at = parse(text, at + 1)
        keep(one)
    return found, _after(text, at, "]")


def _after(text: str, at: int, sign: str) -> int:
    if text[at] != sign:
        raise ValueError(f"{sign} is missing at {at}")
    return at + 1
