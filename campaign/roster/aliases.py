"""The other names a unit goes by: what a roster, or somebody who types, may call it.

A name belongs to one unit of a khối, whatever the case or the place of the tone mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from campaign.people import Unit
from campaign.search import search_key, spelling_key, tidy

LONGEST = 200  # characters, as in a roster
MOST = 4  # other names of one unit


@dataclass(frozen=True, slots=True)
class Named:
    """The unit with its new name."""

    unit: Unit


@dataclass(frozen=True, slots=True)
class Clash:
    """That name is `other`'s, which may be the unit itself."""

    other: Unit


@dataclass(frozen=True, slots=True)
class NotAName:
    """Nothing that can be a name, or longer than `limit` characters, or more than `most` names."""

    limit: int = LONGEST
    most: int = MOST


def called(unit: Unit, text: str, units: Sequence[Unit]) -> Named | Clash | NotAName:
    """The unit with one more name, given every unit of its khối."""
    name = tidy(text)
    if not search_key(name) or len(name) > LONGEST or len(unit.aliases) >= MOST:
        return NotAName()
    wanted = spelling_key(name)
    for other in units:
        if any(spelling_key(known) == wanted for known in (other.name, *other.aliases)):
            return Clash(other)
    return Named(replace(unit, aliases=(*unit.aliases, name)))


def forget(unit: Unit, number: int) -> Unit:
    """The unit without its other name of this number, from 0; unchanged when there is none."""
    return replace(unit, aliases=tuple(alias for place, alias in enumerate(unit.aliases) if place != number))
