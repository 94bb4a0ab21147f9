"""Processes that the program has started, most of them to count a ballot, seen from outside (Linux only)."""

import asyncio
from contextlib import suppress
from pathlib import Path

PATIENCE = 60.0  # seconds
COUNTS = b"bot.count_apart"


def children_of(parent: int, module: bytes = COUNTS) -> list[int]:
    """The processes that a process, by any of its threads, has started for a module: to count."""
    found: list[int] = []
    with suppress(OSError):  # it is gone
        for task in Path(f"/proc/{parent}/task").iterdir():
            found += [int(each) for each in (task / "children").read_text().split()]
    return [child for child in found if module in words_of(child)]


async def one_child(parent: int, module: bytes = COUNTS) -> int:
    """Returns when there is such a process."""
    async with asyncio.timeout(PATIENCE):
        while not (found := children_of(parent, module)):  # noqa: ASYNC110 - nobody rings
            await asyncio.sleep(0.01)
    (child,) = found
    return child


def is_there(process: int) -> bool:
    """Whether a process lives and counts."""
    return COUNTS in words_of(process)


def has_database(process: int) -> bool:
    """Whether it has a database open: a file, or a connection to a server."""
    with suppress(OSError):
        own = [each for each in Path(f"/proc/{process}/fd").iterdir() if int(each.name) > STANDARD]
        opened = [str(each.readlink()) for each in own]
        return any("thidua.db" in each for each in opened) or _connections(opened) >= CONNECTED
    return False


STANDARD = 2  # input, output, errors: whoever started it is at the other end
CONNECTED = 3  # sockets: two by which the loop wakes itself, and one to the server


def _connections(opened: list[str]) -> int:
    return sum(each.startswith("socket:") for each in opened)


def words_of(process: int) -> bytes:
    """The words of its command, which everybody on the machine can read."""
    with suppress(OSError):
        return Path(f"/proc/{process}/cmdline").read_bytes()
    return b""


def environment_of(process: int) -> bytes:
    """What it was given of our environment."""
    return Path(f"/proc/{process}/environ").read_bytes()
