"""Who has the page open now. What is published here is shown at once, and kept nowhere but in memory.

Words in passing and the screens of a secret ballot are never stored; for a page that was away for a moment they are
held here for a while (toasts a minute, secret screens ten) and then forgotten.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

MOST_WAITING = 200  # events a page may be behind before it is cut off and has to catch up by itself
LONGEST_LIST = 20  # passing things remembered for one device
MOST_PAGES = 20  # of one device open at once; the oldest makes room for one more


@dataclass(frozen=True, slots=True)
class Event:
    """Something for the page. `number` is its place in the stored history, 0 for what is not stored."""

    name: str
    data: Mapping[str, Any]
    number: int = 0


class Line:
    """One open page."""

    def __init__(self, account: str, token_hash: str) -> None:
        self.account = account
        self.token_hash = token_hash
        self._waiting: asyncio.Queue[Event | None] = asyncio.Queue()
        self.cut = False

    @property
    def behind(self) -> int:
        """How many events it has not taken yet."""
        return self._waiting.qsize()

    def put(self, event: Event) -> None:
        """Queues an event; a page that does not read any more is cut off."""
        if self._waiting.qsize() >= MOST_WAITING:
            self.hang_up()
        elif not self.cut:
            self._waiting.put_nowait(event)

    def pass_over(self) -> None:
        """Forgets what is queued: only what comes from now on is heard."""
        while not self._waiting.empty():
            self._waiting.get_nowait()

    def hang_up(self) -> None:
        """Ends the line after what is already queued."""
        if not self.cut:
            self.cut = True
            self._waiting.put_nowait(None)

    async def next(self, seconds: float) -> Event | None:
        """The next event; None when the line ended. TimeoutError when nothing came in time."""
        async with asyncio.timeout(seconds):
            return await self._waiting.get()


@dataclass(frozen=True, slots=True)
class _Passing:
    ref: str
    event: Event
    until: float


class Hub:
    """All open pages of this process. `timer` answers seconds that only grow."""

    def __init__(self, timer: Callable[[], float]) -> None:
        self._timer = timer
        self._lines: dict[str, list[Line]] = {}
        self._passing: dict[str, deque[_Passing]] = {}

    @property
    def open_pages(self) -> int:
        """How many pages are open."""
        return sum(len(lines) for lines in self._lines.values())

    def is_open(self, account: str) -> bool:
        """Whether the device has its page open."""
        return account in self._lines

    def waiting(self, account: str) -> int:
        """How many events the open pages of a device have not taken yet."""
        return sum(line.behind for line in self._lines.get(account, []))

    def join(self, account: str, token_hash: str) -> Line:
        """Opens a line. What passed by lately is on it first."""
        line = Line(account, token_hash)
        lines = self._lines.setdefault(account, [])
        lines.append(line)
        for old in lines[:-MOST_PAGES]:
            old.hang_up()
        for passing in self._recent(account):
            line.put(passing.event)
        return line

    def leave(self, line: Line) -> None:
        """Closes a line."""
        lines = self._lines.get(line.account, [])
        if line in lines:
            lines.remove(line)
        if not lines:
            self._lines.pop(line.account, None)

    def publish(self, account: str, event: Event) -> None:
        """Shows an event on every open page of a device."""
        for line in self._lines.get(account, []):
            line.put(event)

    def pass_by(self, account: str, ref: str, event: Event, seconds: float) -> None:
        """Like `publish`, and for this long also to a page that opens. `ref` is the message this is a version of."""
        self.let_go(account, ref)
        passing = self._passing.setdefault(account, deque(maxlen=LONGEST_LIST))
        passing.append(_Passing(ref, event, self._timer() + seconds))
        self.publish(account, event)

    def let_go(self, account: str, ref: str) -> None:
        """Forgets what passed by under this message: it is something else now."""
        kept = [passing for passing in self._recent(account) if passing.ref != ref]
        if account in self._passing:
            self._passing[account] = deque(kept, LONGEST_LIST)

    def let_all_go(self, account: str) -> None:
        """Forgets everything that passed by."""
        self._passing.pop(account, None)

    def hang_up(self, account: str, keep: str) -> None:
        """Ends every line of a device except those of one session."""
        for line in list(self._lines.get(account, [])):
            if line.token_hash != keep:
                line.hang_up()

    def forget(self, account: str) -> None:
        """Ends every line of a device and forgets what passed by."""
        self.hang_up(account, keep="")
        self._passing.pop(account, None)

    def hang_up_all(self) -> None:
        """Ends every line: the server stops."""
        for lines in list(self._lines.values()):
            for line in list(lines):
                line.hang_up()

    def _recent(self, account: str) -> list[_Passing]:
        recent = [passing for passing in self._passing.get(account, ()) if passing.until > self._timer()]
        if recent:
            self._passing[account] = deque(recent, LONGEST_LIST)
        else:
            self._passing.pop(account, None)
        return recent
