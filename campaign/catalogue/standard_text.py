"""The language in which a row of the catalogue says what a title asks for.

standard = { all = [
    "rated(HT_TOT)",                                       # this year's grading at least
    { any = ["works(initiative, co_so, 1, 1)", "times(CSTDCS, 3, 5)"] },
    { consecutive = 2, of = ["rated(HT_XUAT_SAC)", "held(TTLDXS)"] },
] }
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from campaign.catalogue.standards import (
    AllOf,
    AnyOf,
    AtLeast,
    AtMost,
    Consecutive,
    Did,
    Held,
    Holds,
    Meets,
    Merit,
    Never,
    Predicate,
    Rated,
    Served,
    Share,
    Standard,
    Times,
    Weighed,
    Worked,
    Works,
    YearCondition,
)
from campaign.history.facts import Capacity, Counted, Deed, Judged, Rating, Scope, WorkKind


@dataclass(frozen=True, slots=True)
class BadStandard:
    """What could not be read, and what would be right there."""

    value: str
    expected: str


LONGEST_STREAK = 50  # years

_CODE = re.compile(r"[A-Z][A-Z0-9_]*")
_CALL = re.compile(r"\s*([a-z_]+)\s*\(([^()]*)\)\s*")


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise ValueError(text)
    return text


def _number(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 3:
        raise ValueError(text)
    return int(text)


_Reader = Callable[[str], object]
_PREDICATES: Mapping[str, tuple[Callable[..., Predicate], tuple[_Reader, ...], str]] = MappingProxyType(
    {
        "rated": (Rated, (Rating,), "rated(HT_TOT)"),
        "held": (Held, (_code,), "held(TTLDXS)"),
        "did": (Did, (Deed,), "did(joined_movement)"),
        "meets": (Meets, (_code,), "meets(LDTT)"),
        "holds": (Holds, (_code,), "holds(BK_BO_I)"),
        "never": (Never, (_code,), "never(KNC_TTR)"),
        "times": (Times, (_code, _number, _number), "times(CSTDCS, 3, 5)"),
        "works": (Works, (WorkKind, Scope, _number, _number), "works(initiative, co_so, 1, 1)"),
        "served": (Served, (Capacity, _number), "served(sector, 10)"),
        "share": (Share, (Counted, _number), "share(ldtt, 70)"),
        "at_least": (AtLeast, (Counted, _number), "at_least(cstdcs, 1)"),
        "at_most": (AtMost, (Counted, _number), "at_most(disciplined, 0)"),
        "worked": (Worked, (), "worked()"),
        "merit": (Merit, (Judged,), "merit(movement)"),
        "weighed": (Weighed, (Judged,), "weighed(contribution)"),
    }
)
_SHAPES = "“rated(HT_TOT)”, { all = […] }, { any = […] }, { consecutive = 2, of = […] }"


def read_standard(value: object) -> Standard | BadStandard:
    """The standard written in a catalogue file, or the first thing in it that cannot be read."""
    if isinstance(value, str):
        return read_predicate(value)
    if isinstance(value, dict):
        match sorted(value.items()):
            case [("all", list(parts))]:
                read = _read_parts(parts)
                return read if isinstance(read, BadStandard) else AllOf(read)
            case [("any", list(parts))]:
                read = _read_parts(parts)
                return read if isinstance(read, BadStandard) else AnyOf(read)
            case [("consecutive", int(years)), ("of", list(parts))] if 0 < years <= LONGEST_STREAK:
                return _read_consecutive(years, parts)
    return BadStandard(str(value)[:200], _SHAPES)


def _read_parts(values: list[object]) -> tuple[Standard, ...] | BadStandard:
    parts: list[Standard] = []
    for value in values:
        part = read_standard(value)
        if isinstance(part, BadStandard):
            return part
        parts.append(part)
    return tuple(parts) if parts else BadStandard("[]", _SHAPES)


def _read_consecutive(years: int, values: list[object]) -> Consecutive | BadStandard:
    conditions: list[YearCondition] = []
    for value in values:
        part = read_standard(value)
        if not isinstance(part, YearCondition):
            return BadStandard(str(value), "rated(HT_XUAT_SAC), held(CSTDCS)")
        conditions.append(part)
    return Consecutive(years, tuple(conditions)) if conditions else BadStandard("[]", "rated(HT_XUAT_SAC)")


def read_predicate(text: str) -> Predicate | BadStandard:
    """One predicate as “name(argument, …)”."""
    call = _CALL.fullmatch(text)
    if call is None or call[1] not in _PREDICATES:
        return BadStandard(text, ", ".join(example for _, _, example in _PREDICATES.values()))
    make, readers, example = _PREDICATES[call[1]]
    given = [piece.strip() for piece in call[2].split(",")] if call[2].strip() else []
    if len(given) != len(readers):
        return BadStandard(text, example)
    try:
        return make(*(read(piece) for read, piece in zip(readers, given, strict=True)))
    except ValueError:
        return BadStandard(text, example)
