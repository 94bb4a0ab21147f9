"""Conversation states as JSON and back. A state that can no longer be read is simply gone: the flow begins anew."""

from collections.abc import Hashable
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError


def to_bytes(state: object) -> bytes:
    """The state as stored."""
    return _adapter(type(state)).dump_json(state)  # type: ignore[arg-type]


def from_bytes(kind: type, stored: bytes) -> object | None:
    """The state that `to_bytes` wrote, or None when its shape has changed since."""
    try:
        state: object = _adapter(kind).validate_json(stored)
    except ValidationError:
        return None
    return state


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    return adapter
