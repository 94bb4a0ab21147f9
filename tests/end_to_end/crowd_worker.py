"""One of several processes on one PostgreSQL database, until it is killed.

    python -m tests.end_to_end.crowd_worker URL FOLDER

Its only flow counts every time it is asked, in a table of its own without any key that would notice a second time.
"""

import asyncio
import sys
from pathlib import Path

from bot.assembly import assemble
from bot.clock import RealClock
from bot.ground import Place
from handlers import FLOWS
from handlers.kit import End, Flow, Turn, plain
from storage.unit import Unit
from tests.talk.room import ZONE, PaperChannel

ACTS = "CREATE TABLE act (account TEXT NOT NULL, seq BIGINT NOT NULL, said INTEGER NOT NULL, at_id BIGSERIAL)"

counts = Flow("counts", command="dem", about=plain("counts"), help=plain("counts"))


@counts.begin
async def count(turn: Turn, argument: str) -> End:
    store = turn.store
    assert isinstance(store, Unit)
    await store.sql.run(
        "INSERT INTO act (account, seq, said) VALUES (?, ?, ?)", turn.account, turn.seq, int(argument)
    )
    return End(plain(argument))


async def main(url: str, folder: Path) -> None:
    place = Place(url, folder / "files", folder / "keys")
    async with assemble(place, RealClock(), ZONE, [PaperChannel()], (*FLOWS, counts)) as app:
        await app.serve()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2])))
