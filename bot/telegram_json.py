"""The JSON of a messenger, read in a way that one update cannot spoil a whole batch

Half of a surrogate pair, or a number no double holds, is refused by a strict reader, and with it the hundred updates
that came in the same answer: they would come again and again. Such an answer, and only such, is read leniently.
"""

import json
from typing import Any

import orjson

from bot.inbox import storable


def loaded(said: bytes) -> Any:
    """What it says. Raises ValueError for what is no JSON at all."""
    try:
        return orjson.loads(said)
    except orjson.JSONDecodeError:
        try:
            return json.loads(said)
        except RecursionError:
            raise ValueError("nested too deeply") from None


def number(said: object) -> int | None:
    """A whole number that a database can keep, or None."""
    whole = isinstance(said, int) and not isinstance(said, bool) and -(2**63) <= said < 2**63
    return said if whole and isinstance(said, int) else None


def words(said: object) -> str:
    """A text that can be stored and sent; empty for what is none."""
    if not isinstance(said, str):
        return ""
    return storable(said.encode("utf-8", "replace").decode())


def part(said: object, name: str) -> dict[str, Any]:
    """An object inside an object; empty where there is none."""
    found = said.get(name) if isinstance(said, dict) else None
    return found if isinstance(found, dict) else {}
