"""The program with an installation that the bench has made, until it is killed: its one ballot waits for the count.

python -m tests.end_to_end.counting_worker FOLDER [URL]
"""

import asyncio
import sys
from pathlib import Path

from bot.assembly import assemble
from bot.clock import RealClock
from bot.ground import Place
from tests.talk.room import ZONE, PaperChannel


async def main(folder: Path, database: Path | str) -> None:
    place = Place(database, folder / "files", folder / "keys")
    async with assemble(place, RealClock(), ZONE, [PaperChannel()]) as app:
        await app.serve()


if __name__ == "__main__":
    where = Path(sys.argv[1])
    asyncio.run(main(where, sys.argv[2] if len(sys.argv) > 2 else where / "thidua.db"))
