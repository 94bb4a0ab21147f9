"""Values of `campaign/` as JSON columns: for what is frozen once and never searched by its parts."""

import json
from collections.abc import Mapping
from typing import TypeVar

from campaign.plain import from_plain, one_level, to_plain

T = TypeVar("T")


def written(value: object) -> str:
    """The value as JSON; the same value gives the same text."""
    top = to_plain(value) if isinstance(value, Mapping) else value
    return json.dumps(top, default=one_level, ensure_ascii=False, separators=(",", ":"))


def read(kind: type[T], stored: str | bytes) -> T:
    """What `written` wrote. ValueError when it is something else."""
    return from_plain(kind, json.loads(stored))
