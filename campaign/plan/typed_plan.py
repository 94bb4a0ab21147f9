r"""The theme, tasks and movements of a campaign as they are typed on a phone.

list_of("1. Thanh tra theo kế hoạch\n- Tiếp công dân") -> ("Thanh tra theo kế hoạch", "Tiếp công dân")
"""

import re
from dataclasses import dataclass

from campaign.search import tidy

LONGEST_THEME = 200  # characters
LONGEST_LIST = 3000  # characters
MOST_LINES = 30
_BULLET = re.compile(r"^\s*(?:[-–—•*+]+|\(?\d{1,2}[.)](?!\d)|[a-zA-Z][.)])(?:\s+|$)")
_QUOTES = "\u201c\u201d\u00ab\u00bb\"' "


@dataclass(frozen=True, slots=True)
class TooLong:
    """More characters than are kept; `length` and `limit` in characters."""

    length: int
    limit: int


@dataclass(frozen=True, slots=True)
class TooMany:
    """More lines than MOST_LINES."""

    count: int


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing that can be read."""


def theme_of(typed: str) -> str | TooLong | Nothing:
    """The theme without the quotation marks around it."""
    theme = tidy(typed).strip(_QUOTES)
    if len(theme) > LONGEST_THEME:
        return TooLong(len(theme), LONGEST_THEME)
    return theme or Nothing()


def list_of(typed: str) -> tuple[str, ...] | TooLong | TooMany | Nothing:
    """One item a line, without the bullets and numbers in front; empty lines are none."""
    if len(typed) > LONGEST_LIST:
        return TooLong(len(typed), LONGEST_LIST)
    lines = tuple(line for line in (tidy(_BULLET.sub("", line)) for line in typed.splitlines()) if line)
    if len(lines) > MOST_LINES:
        return TooMany(len(lines))
    return lines or Nothing()
