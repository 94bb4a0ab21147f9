"""How long a search in a SQLite file may hold up everybody else: a few thousand steps of its machine, then it stops.

A search that is asked for where everybody is heard, and turns out to be long, is given up and asked again in the
thread: neither a long list nor a long search is ever waited for, not even the first time. What writes is never
stopped: SQLite would take back the whole transaction.
"""

import sqlite3
from collections.abc import Callable

STEPS = 4_000  # of SQLite's machine, until it asks; a list of 300 rows, or 100,000 characters compared
OFTEN = 4  # as often it is told to go on: some five milliseconds


class OutOfPatience(Exception):
    """The search was longer than anybody should wait for; it changed nothing and can be asked again."""


class Patience:
    """What a connection asks every STEPS steps. Only a search that runs where everybody is heard is ever stopped."""

    def __init__(self) -> None:
        self._left = -1  # nothing to be stopped is running

    def __call__(self) -> bool:
        """Whether to stop."""
        if self._left < 0:
            return False
        self._left -= 1
        return self._left < 0

    def search(self, act: Callable[[], object]) -> object:
        """Does it. Raises OutOfPatience, or what SQLite says of it."""
        self._left = OFTEN
        try:
            return act()
        except sqlite3.OperationalError as error:
            if self._left < 0:
                raise OutOfPatience from error
            raise
        finally:
            self._left = -1
