"""The program as it runs in production, except that it kills itself with SIGKILL at a named point.

    python -m tests.end_to_end.victim FOLDER API_URL TOKEN POINT EVERY

POINT is one of POINTS; the process dies when it passes there for the EVERYth time (0: never).
"""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App
from bot.assembly import assemble
from bot.channel import Heard, Outcome, Spoken
from bot.clock import RealClock
from bot.context import Ready
from bot.ground import Place
from bot.taken import Taken
from bot.telegram import TelegramChannel
from storage.fates import Fate
from storage.unit import Unit

POINTS = (
    "ingest.before", "ingest.after", "turn.before_commit", "turn.after_commit",
    "send.before", "send.after", "record.before", "record.after",
)  # fmt: skip


class Doom:
    """Counts down to the end."""

    def __init__(self, point: str, every: int) -> None:
        self._point = point
        self._left = every

    def passing(self, point: str) -> None:
        """Dies here if it is time."""
        if point == self._point and self._left > 0:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def install(app: App, channel: TelegramChannel, doom: Doom) -> None:
    """Puts the points into the running parts."""
    ingest, turn, send, write = app.inbox.ingest, app.engine.turn, channel.send, app.post.recording.record
    turned = False

    async def doomed_ingest(batch: Sequence[Heard]) -> None:
        doom.passing("ingest.before")
        await ingest(batch)
        doom.passing("ingest.after")

    async def doomed_turn(unit: Unit, ready: Ready) -> Taken:
        nonlocal turned
        letters = await turn(unit, ready)
        turned = True
        return letters

    async def doomed_send(spoken: Spoken) -> Outcome:
        doom.passing("send.before")
        outcome = await send(spoken)
        doom.passing("send.after")
        return outcome

    async def doomed_write(fates: Sequence[Fate]) -> None:
        doom.passing("record.before")
        await write(fates)
        doom.passing("record.after")

    unit_of = app.database.unit

    @asynccontextmanager
    async def doomed_unit() -> AsyncIterator[Unit]:
        async with unit_of() as unit:
            commit = unit.commit

            async def doomed_commit() -> None:
                nonlocal turned
                if turned:
                    doom.passing("turn.before_commit")
                await commit()
                if turned:
                    doom.passing("turn.after_commit")
                turned = False

            unit.commit = doomed_commit  # type: ignore[method-assign]
            yield unit

    app.inbox.ingest = doomed_ingest  # type: ignore[method-assign]
    app.engine.turn = doomed_turn  # type: ignore[method-assign]
    channel.send = doomed_send  # type: ignore[method-assign]
    app.post.recording.record = doomed_write  # type: ignore[method-assign]
    app.database.unit = doomed_unit  # type: ignore[method-assign]


async def main(folder: Path, api_url: str, token: str, point: str, every: int) -> None:
    channel = TelegramChannel(token, api_url)
    place = Place(folder / "data" / "thidua.db", folder / "data" / "files", folder / "keys")
    async with assemble(place, RealClock(), ZoneInfo("Asia/Ho_Chi_Minh"), [channel]) as app:
        install(app, channel, Doom(point, every))
        serving = asyncio.ensure_future(app.serve())
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, serving.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await serving
        await channel.close()


if __name__ == "__main__":
    folder, api_url, token, point, every = sys.argv[1:]
    asyncio.run(main(Path(folder), api_url, token, point, int(every)))
