"""The program's own loop."""

import subprocess
import sys

PROGRAM = """
import asyncio, gc, sys
from bot import loop

async def main():
    loaded = gc.get_freeze_count()
    return loaded, gc.get_stats()[2]["collections"], type(asyncio.get_running_loop()).__module__

before = gc.get_stats()[2]["collections"]
loaded, after, kind = loop.run(main())
print(loaded > 5_000, after - before, kind, sys.getswitchinterval() < 0.001)
"""


def test_what_is_loaded_at_the_start_is_looked_through_once_and_threads_hand_over_early() -> None:
    told = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["True", "1", "uvloop" if sys.platform == "linux" else "asyncio", "True"]
