"""The program as it runs in production, on Telegram's side alone, on a clock that goes on over its deaths."""

import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

from bot import logs, loop
from bot.assembly import assemble
from bot.config import LogFormat
from bot.ground import Place
from bot.telegram import TelegramChannel
from storage.sql import Unavailable
from tests.faults.stage import EPOCH
from tests.talk.room import ZONE

LOADED = (
    "storage.migrate", "storage.postgres", "bot.desk", "papers.file_text", "sqlalchemy.dialects.postgresql.asyncpg",
)  # fmt: skip
"""What a life of the program would load by itself, some of it each time anew."""
OUT_OF_REACH = 75  # the end of a process that could not reach the database as it started: to be started again


@dataclass(frozen=True, slots=True)
class Orders:
    """Where the installation is, which messenger it talks to, the real moment (Unix seconds) that is EPOCH."""

    folder: str
    server: str | None
    api: str
    token: str
    raised: float


class PlayClock:
    """EPOCH, and what has really passed since the curtain rose."""

    def __init__(self, raised: float) -> None:
        self._since = datetime.fromtimestamp(raised, UTC)

    def now(self) -> datetime:
        return EPOCH.astimezone(UTC) + max(datetime.now(UTC) - self._since, timedelta())


def load() -> None:
    """Loads it before the first life."""
    for name in LOADED:
        import_module(name)


def run(orders: Orders) -> None:
    """Serves until it is killed; the log goes where the installation is."""
    with (Path(orders.folder) / f"log.{os.getpid()}").open("a", encoding="utf-8") as log:
        os.dup2(log.fileno(), sys.stdout.fileno())
        os.dup2(log.fileno(), sys.stderr.fileno())
        logs.set_up(LogFormat.JSON)
        try:
            loop.run(_serve(orders))
        except Unavailable:
            os._exit(OUT_OF_REACH)


async def _serve(orders: Orders) -> None:
    folder = Path(orders.folder)
    channel = TelegramChannel(orders.token, orders.api)
    database = orders.server or folder / "data" / "thidua.db"
    place = Place(database, folder / "data" / "files", folder / "keys")
    async with assemble(place, PlayClock(orders.raised), ZONE, [channel]) as app:
        await app.serve()
