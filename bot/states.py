"""Conversation states as JSON and back. A state that can no longer be read is simply gone: the flow begins anew."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError


def to_bytes(state: object) -> bytes:
    """The state as stored."""
    return _adapter(type(state)).dump_json(state)


def from_bytes(kind: type, stored: bytes) -> object | None:
    """The state that `to_bytes` wrote, or None when its shape has changed since."""
    try:
        return _adapter(kind).validate_json(stored)
    except ValidationError:
        return None


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
