"""The desk, fetched when it is first needed: the office libraries take longer to load than everything else together."""

from collections.abc import Callable
from typing import Any


class LateDesk:
    """Stands in for the desk (`Papers`) until somebody asks it for something."""

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make
        self._desk: object | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.fetch(), name)

    def fetch(self) -> object:
        """The desk. The first time this takes a second or two: `App.serve` does it in a thread, once all is quiet."""
        if self._desk is None:
            self._desk = self._make()
        return self._desk
