"""The one clock. All time comes from it, never from SQL and never from `datetime.now` elsewhere."""

import secrets
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What time it is, as far as the program is concerned."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class RealClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """A clock that can be moved, for rehearsals and tests: it runs on from where it was put."""

    def __init__(self, base: Clock, start: datetime | None = None) -> None:
        self._base = base
        self._ahead = timedelta() if start is None else start - base.now()

    def now(self) -> datetime:
        return self._base.now() + self._ahead

    def move_to(self, at: datetime) -> None:
        """Puts the clock to this moment."""
        self._ahead = at - self._base.now()


def fresh_id() -> int:
    """A new identity: 62 random bits, so that it tells nothing about order or time and fits both databases."""
    return secrets.randbits(62) | 1
