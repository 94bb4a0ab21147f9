"""python -m tests.bot_api [--port N] [--token T] [--manual-clock]: the server as a process of its own.

Prints one line of JSON when it listens (url, token, pid), and runs until it is terminated or its standard input
ends (with --watch-stdin: so it never outlives the benchmark that started it).
"""

import argparse
import asyncio
import os
import signal
import sys
import time

import orjson

from tests.bot_api.clock import ManualClock
from tests.bot_api.server import TOKEN, BotApi


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bot_api", description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--manual-clock", action="store_true")
    parser.add_argument("--watch-stdin", action="store_true", help="stop when standard input ends")
    options = parser.parse_args()
    with asyncio.Runner(loop_factory=_loop) as runner:
        runner.run(_serve(options))


def _loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()


async def _serve(options: argparse.Namespace) -> None:
    api = BotApi(token=options.token, now=ManualClock() if options.manual_clock else time.time)
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopping.set)
    if options.watch_stdin:
        loop.add_reader(sys.stdin.fileno(), stopping.set)
    await api.start(options.port)
    told = orjson.dumps({"url": api.url, "token": api.token, "pid": os.getpid()}).decode()
    print(told, flush=True)
    await stopping.wait()
    await api.stop()


if __name__ == "__main__":
    main()
