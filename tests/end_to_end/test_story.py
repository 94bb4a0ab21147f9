"""The main story over real HTTP, on Telegram and on the web page: nine people, from a roster file to a held meeting."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from bot.app import App
from bot.assembly import assemble
from bot.clock import MovableClock, RealClock
from bot.ground import Place
from bot.reminders import look
from bot.telegram import TelegramChannel
from storage.sql import micros
from tests.bot.web.house import Browser, HungUp, WebHouse, open_house
from tests.bot_api import BotApi, Phone
from tests.end_to_end import story, story_meeting, story_votes
from tests.talk.room import ZONE

START = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
PATIENCE = 120.0  # seconds; on a busy machine the program alone takes many to start


@dataclass(frozen=True)
class OnTelegram:
    """An actor with Telegram."""

    phone: Phone

    async def says(self, text: str) -> None:
        await self.phone.says(text)

    async def presses(self, label: str) -> None:
        newest, words = story.meant([(m, m.labels) for m in reversed(self.phone.messages)], label)
        await self.phone.presses(words, message=newest)

    async def sends(self, name: str, content: bytes, media_type: str) -> None:
        await self.phone.sends_file(name, content, media_type)

    async def reads(self, words: str) -> str:
        return (await self.phone.wait_for(words, PATIENCE)).body.text

    def has_read(self, words: str) -> int:
        return sum(words in message.body.text for message in self.phone.messages)


class OnWeb:
    """An actor with our page: an open stream, and the messages it has shown."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._shown: dict[str, dict[str, Any]] = {}
        self._fresh: set[str] = set()  # what came or changed since the last act
        self._changed = asyncio.Condition()

    async def listen(self) -> None:
        """Keeps the stream open until cancelled; opens it again when hung up or long silent, as the page does."""
        while True:
            after = max((int(m["event"]) for m in self._shown.values() if "event" in m), default=0)
            with contextlib.suppress(HungUp, TimeoutError):
                async with self._browser.listening(after) as ear:
                    while True:
                        await self._show((await ear.hears()).data)

    async def _show(self, message: dict[str, Any]) -> None:
        async with self._changed:
            self._shown.pop(message["ref"], None)  # what changed last stands last
            self._shown[message["ref"]] = message
            self._fresh.add(message["ref"])
            self._changed.notify_all()

    async def says(self, text: str) -> None:
        self._fresh.clear()
        await self._sent(lambda: self._browser.says(text))

    async def presses(self, label: str) -> None:
        message, words = story.meant([(m, _labels(m)) for m in reversed(self._shown.values())], label)
        self._fresh.clear()
        await self._sent(lambda: self._browser.presses(message, words))

    async def sends(self, name: str, content: bytes, media_type: str) -> None:
        self._fresh.clear()
        await self._sent(lambda: self._browser.uploads(name, content))

    async def _sent(self, act: Callable[[], Awaitable[httpx.Response]]) -> None:
        """Sends; waits when told to, says hello again where the session was renewed (on joining), as the page does."""
        answer = await act()
        if answer.status_code == 429:
            self._browser.house.timer.now += float(answer.json()["wait"])
            answer = await act()
        if answer.status_code == 403:
            await self._browser.hello()
            answer = await act()
        assert answer.status_code == 200, answer.text

    async def reads(self, words: str) -> str:
        def found() -> str | None:
            texts = (str(self._shown[ref]["text"]) for ref in self._fresh if not self._shown[ref].get("mine"))
            return next((text for text in texts if words in text), None)

        async with asyncio.timeout(PATIENCE), self._changed:
            await self._changed.wait_for(found)
        text = found()
        assert text is not None
        return text

    def has_read(self, words: str) -> int:
        return sum(words in str(each["text"]) for each in self._shown.values() if not each.get("mine"))


@dataclass(frozen=True)
class Calendar:
    """The days of an installation whose clock can be moved."""

    app: App

    async def come(self, moment: str) -> None:
        clock = self.app.clock
        assert isinstance(clock, MovableClock)
        clock.move_to(datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE))
        await look(self.app)
        async with asyncio.timeout(PATIENCE):
            await self._everything_said()

    async def _everything_said(self) -> None:
        """Only then may somebody's silence be believed. A letter being sent stands in the table, a little later."""
        soon = micros(self.app.clock.now() + timedelta(minutes=1))
        while True:
            async with self.app.database.reading() as unit:
                left = await unit.sql.all("SELECT id FROM outbox WHERE state = 'due' AND due_at <= ?", soon)
            if not left:
                return
            await asyncio.sleep(0.05)


def _labels(message: dict[str, Any]) -> list[str]:
    return [button["label"] for row in message.get("rows", ()) for button in row]


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
    async with BotApi() as api, program(api, tmp_path) as app:
        cast = {name: OnTelegram(api.phone(name)) for name in codes}
        await the_year(cast, codes, Calendar(app))
        assert api.refusals == []
        await api.all_let_go()


async def test_a_year_of_a_khoi_on_the_web_page(tmp_path: Path) -> None:
    codes = await story.roster_and_codes(tmp_path)
    async with open_house(tmp_path) as house, asyncio.TaskGroup() as streams:
        cast = {name: OnWeb(await begun(house)) for name in codes}
        listening = [streams.create_task(actor.listen()) for actor in cast.values()]
        await the_year(cast, codes, Calendar(house.app))
        for each in listening:
            each.cancel()


async def begun(house: WebHouse) -> Browser:
    browser = await house.browser()
    await browser.begins()
    return browser


async def the_year(cast: story.Cast, codes: Mapping[str, str], days: story.Days) -> None:
    await story.everybody_joins(cast, codes)
    await story.the_campaign_is_launched(cast)
    await story.titles_are_registered_and_confirmed(cast)
    await story.a_report_is_filed_and_confirmed(cast)
    await story_votes.one_unit_is_acclaimed_in_secret(cast)
    await story_votes.two_names_are_voted_on_in_secret(cast)
    await story_votes.hands_are_shown(cast)
    await story_meeting.a_meeting_is_called_and_answered_by_one_tap(cast)
    await story_meeting.who_is_silent_is_asked_again_and_nobody_twice(cast, days)
    await story_meeting.the_secretary_sees_who_comes(cast)
