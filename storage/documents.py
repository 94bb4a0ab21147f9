"""Values of `campaign/` as JSON columns: for what is frozen once and never searched by its parts."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from typing import TypeVar

from campaign.plain import from_plain, one_level, to_plain

T = TypeVar("T")
AT_ONCE = 1000  # values of a long list in one piece


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
