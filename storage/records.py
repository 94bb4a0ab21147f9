"""Records of history <-> JSON text. The kind is a word of its own column; the fields are those of the dataclass.

Graded(2025, HT_TOT)  <->  "graded", {"rating": "HT_TOT", "year": 2025}

The text is canonical (sorted keys), so that equal records have equal texts: the database refuses the second one.
"""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from campaign.history.records import (
    Absence,
    Awarded,
    Disciplined,
    Graded,
    Happened,
    Hold,
    NotAwarded,
    NothingAwarded,
    NoWorks,
    Proposed,
    Record,
    Service,
    Tally,
    Work,
)

KINDS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "graded": Graded,
        "awarded": Awarded,
        "proposed": Proposed,
        "not_awarded": NotAwarded,
        "nothing_awarded": NothingAwarded,
        "work": Work,
        "no_works": NoWorks,
        "happened": Happened,
        "tally": Tally,
        "disciplined": Disciplined,
        "hold": Hold,
        "absence": Absence,
        "service": Service,
    }
)
"""A published format: a changed record gets a new word."""

_WORDS: Mapping[type[Record], str] = MappingProxyType({kind: word for word, kind in KINDS.items()})


def to_text(record: Record) -> tuple[str, str]:
    """The kind's word and the canonical text of the fields."""
    fields = {field.name: _plain(getattr(record, field.name)) for field in dataclasses.fields(record)}
    return _WORDS[type(record)], json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_text(word: str, text: str) -> Record:
    """The record that `to_text` wrote."""
    record: Record = _made(KINDS[word], json.loads(text))
    return record


def _plain(value: object) -> object:
    match value:
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(each) for each in value]
        case StrEnum():
            return value.value
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
        case _:
            return value


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _made(kind: Any, fields: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _read(hints[name], value) for name, value in fields.items()})


def _read(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) in (Union, UnionType):
        hint = next(option for option in get_args(hint) if option is not NoneType)
    if get_origin(hint) is tuple:
        return tuple(_read(get_args(hint)[0], each) for each in value)
    if hint is date:
        return date.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    return _made(hint, value) if dataclasses.is_dataclass(hint) else value
