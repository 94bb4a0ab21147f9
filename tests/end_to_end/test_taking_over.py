"""Two processes share a database. The one that polls and plans is killed with SIGKILL; the other takes both over.

At each kill somebody speaks and a reminder falls due: answer and reminder can only come from the one that lives.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bot.reminders import look
from campaign.ids import MeetingId
from campaign.meetings.meeting import Meeting, MeetingKind, MeetingStatus, Venue
from storage.postgres_crew import PRESENCE
from tests.bot_api import BotApi, Phone
from tests.faults.nursery import nursery
from tests.faults.program import Orders, PlayClock
from tests.faults.stage import FIRST, Scene, Size, prepared
from tests.faults.verdict import OTHER_POLL
from tests.faults.witness import Witness
from tests.talk.room import open_room

KILLS = 6
PATIENCE = 60.0  # seconds
LAST_STEP = timedelta(hours=2)  # before a meeting whoever is invited is reminded for the last time
HERE = f"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = {PRESENCE} AND granted"


async def test_polling_and_reminding_are_taken_over_after_every_kill(
    postgres_url: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    scene, witness = await prepared(tmp_path, postgres_url, Size(2, 1, 0)), Witness(tmp_path, postgres_url)
    async with BotApi() as api, nursery() as home:
        phones = [api.phone(f"Người {n}", FIRST + n) for n in range(len(scene.players) + 1)]
        for phone in phones:
            phone.knows_the_bot()
        speaker, reminded = phones[:2]
        orders = Orders(str(tmp_path), postgres_url, api.url, api.token, time.time())
        holder = await home.bear(orders)
        await api.reader_waits(PATIENCE)
        for number in range(KILLS):
            heir = await home.bear(orders)  # who comes later finds every job taken
            await are_here(witness, 2)
            title = f"Hội nghị số {number}"
            await _meeting_soon(tmp_path, postgres_url, scene, title, PlayClock(orders.raised))
            await home.kill(holder)
            killed = time.monotonic()
            await speaker.says("/lichhop")
            heard, told = await asyncio.gather(_reads(speaker, "Lịch họp"), _reads(reminded, title))
            record_property("seconds until somebody is heard again", round(heard - killed, 2))
            record_property("seconds until a reminder leaves", round(told - killed, 2))
            holder = heir
        came = [message.text for message in reminded.received]
        assert [sum(f"số {n}" in text for text in came) for n in range(KILLS)] == [1] * KILLS
        other = [one.description for one in api.refusals if not one.description.startswith(OTHER_POLL)]
        assert other == [], "one polls at a time: at most the poll of the dead is still open"


async def _reads(phone: Phone, words: str) -> float:
    await phone.wait_for(words, PATIENCE)
    return time.monotonic()


async def are_here(witness: Witness, processes: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while await witness.number(HERE) < processes:  # noqa: ASYNC110 - the server tells nobody who comes
            await asyncio.sleep(0.05)


async def _meeting_soon(folder: Path, url: str, scene: Scene, title: str, clock: PlayClock) -> None:
    """A meeting, planned for since the morning, that somebody has to be reminded of now."""
    start = clock.now() + LAST_STEP
    invited = scene.players[1].member
    async with open_room(folder, server=url) as room:
        meeting = Meeting(
            MeetingId(room.fresh_id()), scene.khoi, MeetingKind.CLOSING, title, start, start + timedelta(hours=1),
            (Venue("Hội trường"),), (scene.players[0].member,), (invited,), status=MeetingStatus.CALLED,
        )  # fmt: skip
        async with room.store() as store:
            await store.meetings.add(meeting, scene.secretary_member, room.clock.now())
        await look(room.app)
