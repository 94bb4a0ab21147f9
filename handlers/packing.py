"""Buttons as short strings and back. `pack` refuses more than 64 bytes; `unpack` answers None for anything unknown."""

from collections.abc import Hashable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from campaign.ballots.marking import MOST_NAMES
from handlers.kit import MAX_PACKED, Choice, Digest, Marks, fields_of

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
VALUES = {digit: value for value, digit in enumerate(DIGITS)}
NOTHING = "~"
MOST, LEAST = 2**63 - 1, -(2**63)
"""What both databases can keep. Beyond it our program packs only what is in no column: a file's digest, many marks."""
BOUNDS: Mapping[object, tuple[int, int]] = MappingProxyType(
    {Digest: (0, 2**256 - 1), Marks: (0, 2**MOST_NAMES - 1)}
)


class TooLong(ValueError):
    """A button whose data does not fit into a Telegram button: a bug of the flow that made it."""


def tags(choices: Iterable[type[Choice]]) -> dict[str, type[Choice]]:
    """Every button by its tag. Two buttons with one tag are a bug: ValueError."""
    known: dict[str, type[Choice]] = {}
    for choice in choices:
        if known.setdefault(choice.tag, choice) is not choice:
            raise ValueError(
                f"tag {choice.tag!r} is used by {known[choice.tag].__name__} and {choice.__name__}"
            )
    return known


def pack(choice: Choice) -> str:
    """The button as at most 64 bytes: the tag and its fields, integers in base 62, separated by colons."""
    kind = type(choice)
    values = (getattr(choice, field.name) for field in fields_of(kind))
    hints = _hints(kind)  # type: ignore[arg-type]
    parts = [choice.tag, *(_write(value, hint) for value, hint in zip(values, hints, strict=True))]
    packed = ":".join(parts)
    if len(packed.encode()) > MAX_PACKED:
        raise TooLong(f"{type(choice).__name__} needs {len(packed.encode())} bytes")
    return packed


def unpack(packed: str, known: Mapping[str, type[Choice]]) -> Choice | None:
    """The button that was pressed, or None when it is unknown, old or damaged."""
    tag, *parts = packed.split(":")
    kind = known.get(tag)
    if kind is None or len(parts) != len(fields_of(kind)):
        return None
    try:
        return kind(*(_read(part, hint) for part, hint in zip(parts, _hints(kind), strict=True)))  # type: ignore[arg-type]
    except (KeyError, ValueError):
        return None


@cache
def _hints(kind: Hashable) -> tuple[Any, ...]:
    assert isinstance(kind, type)
    hints = get_type_hints(kind, include_extras=True)
    return tuple(_bare(hints[field.name]) for field in fields_of(kind))


def _bare(hint: Any) -> Any:
    while isinstance(hint, NewType) and hint is not Digest:
        hint = hint.__supertype__
    return hint


def _write(value: object, hint: object) -> str:
    match value:
        case None:
            return NOTHING
        case bool():
            return "1" if value else "0"
        case int():
            if not _fits(value, hint):
                raise ValueError(f"{value} cannot be packed: it would not be read again")
            return _base62(value)
        case str():
            if ":" in value or value == NOTHING:
                raise ValueError(f"{value!r} cannot be packed")
            return str(value)
        case _:
            raise TypeError(f"{type(value).__name__} cannot be packed")


def _read(part: str, hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        if part == NOTHING:
            return None
        hint = _bare(next(option for option in get_args(hint) if option is not NoneType))
    if part == NOTHING:
        raise ValueError(part)
    if hint is bool:
        return {"0": False, "1": True}[part]
    if isinstance(hint, type) and issubclass(hint, StrEnum | str):
        return hint(part)
    number = _number(part)
    if not _fits(number, hint):
        raise ValueError(part)
    return number


def _fits(number: int, hint: object) -> bool:
    least, most = BOUNDS.get(hint, (LEAST, MOST))
    return least <= number <= most


def _base62(number: int) -> str:
    if number < 0:
        return "-" + _base62(-number)
    digits = ""
    while True:
        number, rest = divmod(number, 62)
        digits = DIGITS[rest] + digits
        if not number:
            return digits


def _number(part: str) -> int:
    sign, digits = (-1, part[1:]) if part.startswith("-") else (1, part)
    if not digits:
        raise ValueError(part)
    number = 0
    for digit in digits:
        number = number * 62 + VALUES[digit]
    return sign * number
