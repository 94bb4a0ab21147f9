"""The people of a khối as a list to look somebody up in: by name, unit or code, typed without accents."""

from collections.abc import Callable
from dataclasses import dataclass

from campaign.ids import MemberId, UnitId
from campaign.search import finder


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list. `key` is the search key of name, code and unit; `joined`: some phone acts for them."""

    member: MemberId
    name: str
    position: str
    unit: UnitId
    unit_name: str
    joined: bool
    key: str


@dataclass(frozen=True, slots=True)
class Headcount:
    """How many active members there are, in how many units, and how many have joined."""

    people: int
    units: int
    joined: int

    @property
    def waiting(self) -> int:
        """How many have not joined yet."""
        return self.people - self.joined


@dataclass(frozen=True, slots=True)
class Among:
    """Of whom: one unit or all, and only those who wait for their code or everybody."""

    unit: UnitId | None
    waiting: bool

    def has(self, listed: Listed) -> bool:
        """Whether this one is among them."""
        return self.unit in (None, listed.unit) and not (self.waiting and listed.joined)


def meant(query: str) -> Callable[[Listed], bool]:
    """Whether the typed words mean somebody; everybody when nothing was typed."""
    fits = finder(query)
    return lambda listed: fits(listed.key)
