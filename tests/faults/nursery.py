"""Starts the program within milliseconds: everything is loaded once, each life of it is a fork.

    python -m tests.faults.nursery          one line of JSON in for each start, one line out for each start and each end

Whoever asks for a child may kill it; when nobody asks any more, the children die.
"""

import asyncio
import json
import os
import selectors
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.faults.program import Orders, load, run

ROOT = Path(__file__).parents[2]


class Nursery:
    """The children, as seen by whoever asks for them."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._born: asyncio.Queue[int] = asyncio.Queue()
        self._ends: dict[int, asyncio.Future[int]] = {}

    async def bear(self, orders: Orders) -> int:
        """Starts the program; answers its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asdict(orders)).encode() + b"\n")
        return await self._born.get()

    async def end(self, pid: int) -> int:
        """Waits until it has ended; answers how: a signal as a negative number, as everywhere."""
        return await asyncio.shield(self._ends[pid])

    def has_ended(self, pid: int) -> int | None:
        """How it ended, or None while it lives."""
        end = self._ends[pid]
        return end.result() if end.done() else None

    async def kill(self, pid: int) -> None:
        """SIGKILL; returns when it is gone. Nothing happens to one that has ended by itself."""
        if self.has_ended(pid) is None:
            os.kill(pid, signal.SIGKILL)  # not waited for by its parent yet: the number is still its own
            await self.end(pid)

    async def listen(self) -> None:
        """Takes the news until the nursery closes."""
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            told = json.loads(line)
            if "status" in told:
                self._ends[told["pid"]].set_result(told["status"])
            else:
                self._ends[told["pid"]] = asyncio.get_running_loop().create_future()
                self._born.put_nowait(told["pid"])


@asynccontextmanager
async def nursery() -> AsyncIterator[Nursery]:
    """Opens it; at the end no child is left."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.faults.nursery", cwd=ROOT,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    here = Nursery(process)
    listening = asyncio.create_task(here.listen())
    try:
        yield here
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()
        await listening


def main() -> None:
    """Bears and buries."""
    load()
    watch = selectors.DefaultSelector()
    watch.register(sys.stdin, selectors.EVENT_READ)
    living: dict[int, int] = {}
    waiting = b""
    while True:
        for key, _ in watch.select():
            if isinstance(key.fileobj, int):
                _bury(watch, living, key.fileobj)
                continue
            heard = os.read(key.fd, 65_536)
            if not heard:
                for pid in living.values():
                    os.kill(pid, signal.SIGKILL)
                return
            *lines, waiting = (waiting + heard).split(b"\n")
            for line in lines:
                _bear(watch, living, json.loads(line))


def _bear(watch: selectors.BaseSelector, living: dict[int, int], orders: dict[str, Any]) -> None:
    pid = os.fork()
    if pid == 0:
        try:
            run(Orders(**orders))
        finally:
            os._exit(1)  # it serves until it is killed: any other end is one too many
    handle = os.pidfd_open(pid)
    living[handle] = pid
    watch.register(handle, selectors.EVENT_READ)
    _say(pid=pid)


def _bury(watch: selectors.BaseSelector, living: dict[int, int], handle: int) -> None:
    watch.unregister(handle)
    os.close(handle)
    pid = living.pop(handle)
    _, status = os.waitpid(pid, 0)
    _say(pid=pid, status=os.waitstatus_to_exitcode(status))


def _say(**told: int) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
