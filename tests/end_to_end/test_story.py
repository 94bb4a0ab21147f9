"""The main story over real HTTP, on Telegram: nine people, from a roster file to a counted vote and a held meeting."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.app import App, Place, assemble
from bot.clock import MovableClock, RealClock
from bot.telegram import TelegramChannel
from tests.bot_api import BotApi, Phone
from tests.end_to_end import story
from tests.talk.room import ZONE

START = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
PATIENCE = 30.0


@dataclass(frozen=True)
class OnTelegram:
    """An actor with Telegram."""

    phone: Phone

    async def says(self, text: str) -> None:
        await self.phone.says(text)

    async def presses(self, label: str) -> None:
        newest = next(m for m in reversed(self.phone.messages) if label in m.labels)
        await self.phone.presses(label, message=newest)

    async def sends(self, name: str, content: bytes, media_type: str) -> None:
        await self.phone.sends_file(name, content, media_type)

    async def reads(self, words: str) -> str:
        return (await self.phone.wait_for(words, PATIENCE)).body.text


@asynccontextmanager
async def program(api: BotApi, folder: Path) -> AsyncIterator[App]:
    """The program on the database that the command line has filled, on a clock that can be moved."""
    channel = TelegramChannel(api.token, api.url)
    place = Place(folder / "data" / "thidua.db", folder / "data" / "files", folder / "keys")
    async with assemble(place, MovableClock(RealClock(), START), ZONE, [channel]) as app:
        serving = asyncio.ensure_future(app.serve())
        try:
            yield app
        finally:
            serving.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await serving
            await channel.close()


async def test_a_year_of_a_khoi_on_telegram(tmp_path: Path) -> None:
    codes = await story.roster_and_codes(tmp_path)
    async with BotApi() as api, program(api, tmp_path):
        cast = {name: OnTelegram(api.phone(name)) for name in codes}
        await story.everybody_joins(cast, codes)
        await story.the_campaign_is_launched(cast)
        await story.titles_are_registered_and_confirmed(cast)
        await story.a_report_is_filed_and_confirmed(cast)
        assert api.refusals == []
        assert api.unanswered == []
