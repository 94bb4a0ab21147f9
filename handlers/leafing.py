"""Looking through many for what somebody typed: in handfuls, between which others have their turn."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")

HANDFUL = 500
"""Looked at before others have their turn: some milliseconds."""


async def those(many: Sequence[T], fits: Callable[[T], bool]) -> list[T]:
    """The ones that fit, in the order given."""
    found: list[T] = []
    for first in range(0, len(many), HANDFUL):
        if first:
            await asyncio.sleep(0)
        found += filter(fits, many[first : first + HANDFUL])
    return found
