"""Frozen dataclasses to plain values and back, for keeping a ballot, a roll, a rule or a record as one JSON text.

    to_plain(settings) -> {"act": "ballot", "threshold": {"is": "Percent", "percent": 80}, …}
    from_plain(Settings, …) -> the same settings

What is plain is deterministic: same value, same plain value. A dataclass says which it is (`is`); a field that is
missing from old text takes its default, so that a record written today is still read after a field was added. An
unknown field, a missing one without a default or a value of another type raises ValueError: the text was not ours.
"""

import dataclasses
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from functools import cache
from types import UnionType
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Plain = Any  # None, bool, int, str, list or dict of these, as json knows them


def to_plain(value: object) -> Plain:
    """The value as None, bool, int, str, list or dict."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    return _nested(value)


def _nested(value: object) -> Plain:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return {"is": type(value).__name__, **fields}
    if isinstance(value, Mapping):
        return [[to_plain(key), to_plain(kept)] for key, kept in value.items()]
    if isinstance(value, frozenset):
        return sorted(to_plain(one) for one in value)
    if isinstance(value, tuple | list):
        return [to_plain(one) for one in value]
    raise ValueError(f"{type(value).__name__} has no plain form")


def from_plain(kind: type[T], plain: Plain) -> T:
    """The value of this class that the plain value stands for; ValueError when it stands for none."""
    try:
        made: T = _made(kind, plain)
    except (TypeError, KeyError, AttributeError) as wrong:
        raise ValueError(f"not a plain {getattr(kind, '__name__', kind)}: {wrong}") from wrong
    return made


def _made(kind: Any, plain: Plain) -> Any:
    if isinstance(kind, NewType):
        return _made(kind.__supertype__, plain)
    if get_origin(kind) in {Union, UnionType}:
        return _one_of(get_args(kind), plain)
    if get_origin(kind) is not None:
        return _many(get_origin(kind), get_args(kind), plain)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind, plain)
    return _simple(kind, plain)


def _one_of(kinds: tuple[Any, ...], plain: Plain) -> Any:
    if plain is None and type(None) in kinds:
        return None
    named = plain.get("is") if isinstance(plain, dict) else None
    fitting = [kind for kind in kinds if kind is not type(None) and getattr(kind, "__name__", "") == named]
    rest = [kind for kind in kinds if kind is not type(None) and not dataclasses.is_dataclass(kind)]
    for kind in fitting or rest:
        return _made(kind, plain)
    raise ValueError(f"none of {kinds}")


def _many(origin: Any, kinds: tuple[Any, ...], plain: Iterable[Any]) -> Any:
    if origin is tuple and kinds[-1] is not Ellipsis:
        return tuple(_made(kind, one) for kind, one in zip(kinds, plain, strict=True))
    if origin in {tuple, frozenset}:
        return origin(_made(kinds[0], one) for one in plain)
    if issubclass(origin, Mapping):
        return {_made(kinds[0], key): _made(kinds[1], kept) for key, kept in plain}
    raise ValueError(f"{origin} has no plain form")


@cache
def _kinds(kind: type) -> Mapping[str, Any]:
    """Worked out once a class: that takes longer than all the rest."""
    return get_type_hints(kind)


def _dataclass(kind: type, plain: dict[str, Plain]) -> Any:
    kinds = _kinds(kind)
    given = dict(plain)
    if given.pop("is") != kind.__name__ or not given.keys() <= kinds.keys():
        raise ValueError(f"not a {kind.__name__}")
    return kind(**{name: _made(kinds[name], kept) for name, kept in given.items()})


def _simple(kind: Any, plain: Plain) -> Any:
    if kind in {datetime, date}:
        return kind.fromisoformat(plain)
    if kind is bytes:
        return b64decode(plain, validate=True)
    if kind is Fraction or issubclass(kind, Enum):
        return kind(plain)
    if type(plain) is not kind:
        raise ValueError(f"{plain!r} is not {kind.__name__}")
    return plain
