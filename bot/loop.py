"""Runs the program on uvloop where there is one, else on the standard loop.

What is loaded by then lives as long as the process: Python need not look through it again and again for what is no
longer used. Most of what a turn makes is gone by itself; for circles it is enough to look now and then.
"""

import asyncio
import gc
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

MADE = 10_000  # objects more than there were, until the young ones are looked through


def run(main: Coroutine[Any, Any, T]) -> T:
    """Like `asyncio.run`."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(MADE)
    try:
        import uvloop
    except ImportError:  # there is none for Windows
        return asyncio.run(main)
    return uvloop.run(main)
