"""What the processes on one database settle among themselves: who does what only one may do, who was rung for."""

from collections.abc import Awaitable, Callable
from typing import Protocol

Act = Callable[[], Awaitable[None]]


class Crew(Protocol):
    """The processes on one database, seen from one of them."""

    shared: bool
    """Whether there may be others."""

    first: bool
    """Whether no other was there when this one came: whatever seems to be in somebody's hands is in nobody's."""

    def on_ring(self, heard: Callable[[], None]) -> None:
        """`heard` is called when a process has stored something for all to look at (`Transaction.ring`)."""
        ...

    async def alone(self, job: str, act: Act) -> None:
        """Runs `act` while this process has the job, until it returns or this is cancelled.

        Waits while another has the job. When it cannot be sure any more to have it, `act` is cancelled and begun again
        once it has.
        """
        ...

    async def claim(self, seq: int) -> bool:
        """Takes the files of an update to download; False when another process is at it."""
        ...

    async def let_go(self, seq: int) -> None:
        """They are here."""
        ...

    async def close(self) -> None:
        """Leaves everything to the others."""
        ...


class OneAlone:
    """A crew of one: nothing to settle."""

    shared = False
    first = True

    def on_ring(self, heard: Callable[[], None]) -> None:
        """Nobody else rings."""

    async def alone(self, job: str, act: Act) -> None:
        """Has every job."""
        await act()

    async def claim(self, seq: int) -> bool:
        """Nobody else is at it."""
        return True

    async def let_go(self, seq: int) -> None:
        """Nobody waits for it."""

    async def close(self) -> None:
        """There is nothing to leave."""
