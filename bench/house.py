"""This program with its web page and /tell, as `thidua run` serves it: the page's own address on a line of its own

python -m bench.house --folder …
"""

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.ours import FLOWS_HERE, ZONE
from bot import logs, loop
from bot.assembly import assemble
from bot.channel import Channel
from bot.clock import RealClock
from bot.config import LogFormat
from bot.files import Files
from bot.ground import Place
from bot.web.channel import WebChannel
from bot.web.desk import Front, Rates
from bot.web.guard import Door
from bot.web.hub import Hub
from bot.web.patience import Patience
from bot.web.server import Server, listen
from bot.web.site import Extra, site
from bot.web.visitors import CookiePorter
from storage.unit import Database


async def serve(folder: Path) -> None:
    """Serves until it is terminated."""
    clock, hub, listening = RealClock(), Hub(time.monotonic), listen("127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.getsockname()[1]}"

    def channels(database: Database, files: Files) -> Sequence[Channel]:
        return [WebChannel(database, files, clock, ZONE, hub, url)]

    place = Place(folder / "thidua.db", folder / "files", folder / "keys")
    async with assemble(place, clock, ZONE, channels, FLOWS_HERE) as app:
        channel = app.channels["web"]
        assert isinstance(channel, WebChannel)
        porter = CookiePorter(app.database, clock, hub, url)
        front = Front(app, channel, porter, Rates.usual(), Patience())
        server = Server(
            site(front, Door(url, loopback=True), Extra()), listening, hub.hang_up_all, Patience()
        )
        working = asyncio.create_task(app.serve())
        await channel.open.wait()
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        await server.serve()
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)


def main() -> None:
    """Serves a folder that `bench/people.py` has filled."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", required=True, type=Path)
    options = parser.parse_args()
    logs.set_up(LogFormat.TEXT)
    loop.run(serve(options.folder))


if __name__ == "__main__":
    main()
