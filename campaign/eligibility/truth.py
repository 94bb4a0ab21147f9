"""Three-valued logic (Kleene): what is not known is neither yes nor no.

`all_of` is the weakest of its parts, `any_of` the strongest; both of nothing are what the empty conjunction and
disjunction are (MET and NOT_MET).
"""

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """Whether a condition holds, from no to yes."""

    NOT_MET = 0
    UNKNOWN = 1
    MET = 2


def all_of(parts: Iterable[Truth]) -> Truth:
    """The conjunction: NOT_MET wins over UNKNOWN, UNKNOWN over MET."""
    return min(parts, default=Truth.MET)


def any_of(parts: Iterable[Truth]) -> Truth:
    """The disjunction: MET wins over UNKNOWN, UNKNOWN over NOT_MET."""
    return max(parts, default=Truth.NOT_MET)
