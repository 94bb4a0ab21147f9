"""Frozen dataclasses to plain values and back, for keeping a ballot, a roll, a rule or a record as one JSON text.

    to_plain(settings) -> {"act": "ballot", "threshold": {"is": "Percent", "percent": 80}, …}
    from_plain(Settings, …) -> the same settings

What is plain is deterministic: same value, same plain value. A dataclass says which it is (`is`); a field that is
missing from old text takes its default, so that a record written today is still read after a field was added. An
unknown field, a missing one without a default or a value of another type raises ValueError: the text was not ours.
"""

import dataclasses
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Plain = Any  # None, bool, int, str, list or dict of these, as json knows them


def to_plain(value: object) -> Plain:
    """The value as None, bool, int, str, list or dict."""
    kind: Any = type(value)
    return _writer(kind)(value)


@cache
def _writer(kind: type[Any]) -> Callable[[Any], Plain]:
    """How values of exactly this class are written, worked out once: a record may hold a million of them."""
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, bool | int | str | NoneType):
        return lambda value: value
    if issubclass(kind, datetime | date):
        return kind.isoformat
    if issubclass(kind, Fraction):
        return str
    if issubclass(kind, bytes):
        return lambda value: b64encode(value).decode("ascii")
    return _nested(kind)


def _nested(kind: type) -> Callable[[Any], Plain]:
    if dataclasses.is_dataclass(kind):
        called, names = kind.__name__, [field.name for field in dataclasses.fields(kind)]
        return lambda value: {"is": called, **{name: to_plain(getattr(value, name)) for name in names}}
    if issubclass(kind, Mapping):
        return lambda value: [[to_plain(key), to_plain(kept)] for key, kept in value.items()]
    if issubclass(kind, frozenset):
        return lambda value: sorted(to_plain(one) for one in value)
    if issubclass(kind, tuple | list):
        return lambda value: [to_plain(one) for one in value]
    raise ValueError(f"{kind.__name__} has no plain form")


def one_level(value: object) -> Plain:
    """The value with what is in it left as it is, for an encoder that asks again for what it does not know.

    A record of a million voters is never in memory as plain values all at once. A mapping is plain to its bottom.
    """
    if not dataclasses.is_dataclass(value):
        return to_plain(value)
    kind: Any = type(value)
    fields = {name: getattr(value, name) for name in _names(kind)}
    mapped = {name: to_plain(kept) for name, kept in fields.items() if isinstance(kept, dict)}
    return {"is": kind.__name__, **fields, **mapped}


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def from_plain(kind: type[T], plain: Plain) -> T:
    """The value of this class that the plain value stands for; ValueError when it stands for none."""
    wanted: Any = kind
    try:
        made: T = _reader(wanted)(plain)
    except (TypeError, KeyError, AttributeError) as wrong:
        raise ValueError(f"not a plain {getattr(kind, '__name__', kind)}: {wrong}") from wrong
    return made


@cache
def _reader(kind: Any) -> Callable[[Plain], Any]:
    """How values of this kind are read, worked out once: that takes longer than all the rest."""
    if isinstance(kind, NewType):
        return _reader(kind.__supertype__)
    if get_origin(kind) in {Union, UnionType}:
        return _one_of(get_args(kind))
    if get_origin(kind) is not None:
        return _many(get_origin(kind), get_args(kind))
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return partial(_dataclass, kind)
    return _simple(kind)


def _one_of(kinds: tuple[Any, ...]) -> Callable[[Plain], Any]:
    chosen: dict[str | None, Callable[[Plain], Any]] = {}

    def read(plain: Plain) -> Any:
        if plain is None and NoneType in kinds:
            return None
        named = plain.get("is") if isinstance(plain, dict) else None
        if named not in chosen:
            chosen[named] = _chosen(kinds, named)
        return chosen[named](plain)

    return read


def _chosen(kinds: tuple[Any, ...], named: str | None) -> Callable[[Plain], Any]:
    """The reader of the one meant: the dataclass that is named, or else what is none."""
    fitting = [kind for kind in kinds if kind is not NoneType and getattr(kind, "__name__", "") == named]
    rest = [kind for kind in kinds if kind is not NoneType and not dataclasses.is_dataclass(kind)]
    for kind in fitting or rest:
        return _reader(kind)
    raise ValueError(f"none of {kinds}")


def _many(origin: Any, kinds: tuple[Any, ...]) -> Callable[[Iterable[Any]], Any]:
    readers = [_reader(kind) for kind in kinds if kind is not Ellipsis]
    if origin is tuple and kinds[-1] is not Ellipsis:
        return lambda plain: tuple(read(one) for read, one in zip(readers, plain, strict=True))
    if origin in {tuple, frozenset}:
        return lambda plain: origin(map(readers[0], plain))
    if issubclass(origin, Mapping):
        return lambda plain: {readers[0](key): readers[1](kept) for key, kept in plain}
    raise ValueError(f"{origin} has no plain form")


@cache
def _fields(kind: type) -> Mapping[str, Callable[[Plain], Any]]:
    """A reader for each field. Not before the class is met: one may be part of another that is part of it."""
    return {name: _reader(each) for name, each in get_type_hints(kind).items()}


def _dataclass(kind: type, plain: dict[str, Plain]) -> Any:
    readers = _fields(kind)  # one that is unknown is a KeyError
    if plain["is"] != kind.__name__:
        raise ValueError(f"not a {kind.__name__}")
    return kind(**{name: readers[name](kept) for name, kept in plain.items() if name != "is"})


def _simple(kind: Any) -> Callable[[Plain], Any]:
    if kind in {datetime, date}:
        read: Callable[[Plain], Any] = kind.fromisoformat
        return read
    if kind is bytes:
        return partial(b64decode, validate=True)
    if kind is Fraction:
        return Fraction
    if issubclass(kind, Enum):
        return {each.value: each for each in kind}.__getitem__
    return partial(_itself, kind)


def _itself(kind: type, plain: Plain) -> Any:
    if type(plain) is not kind:
        raise ValueError(f"{plain!r} is not {kind.__name__}")
    return plain
