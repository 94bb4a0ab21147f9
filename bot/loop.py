"""Runs the program on uvloop where there is one, else on the standard loop.

What is loaded by then lives as long as the process: Python need not look through it again and again for what is no
longer used. Most of what a turn makes is gone by itself; for circles it is enough to look now and then.

A thread that computes (a paper, a packed record, what papers need being loaded) hands Python over only when its time is
up, and the loop gives Python away at every look for what has arrived: it would wait that time again and again.
"""

import asyncio
import gc
import sys
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")

MADE = 10_000  # objects more than there were, until the young ones are looked through
YOUNGER = 2  # such looks until those that outlived one are looked through again, in one piece of some ten milliseconds
OLDER = 40  # of these until everything is: as seldom as by 10 and 10, of which a piece took 50 ms
SLICE = 0.0005  # seconds that a thread keeps Python while another wants it; Python's own 0.005 cost a turn some 50 ms


@contextmanager
def no_circles() -> Iterator[None]:
    """Looks for no circles meanwhile: for work that makes a million objects which all go when it ends.

    Python would go through all of them, in one piece, to find that they are still needed: 0.3 s of 100,000 people's.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def run(main: Coroutine[Any, Any, T]) -> T:
    """Like `asyncio.run`."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(MADE, YOUNGER, OLDER)
    sys.setswitchinterval(SLICE)
    try:
        import uvloop
    except ImportError:  # there is none for Windows
        return asyncio.run(main)
    return uvloop.run(main)
