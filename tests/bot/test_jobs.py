"""A bug in one job stops neither the program nor the others; one that keeps failing is seen from outside."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.channel import Ingest
from bot.clock import RealClock
from bot.doctor import examine
from bot.doctor_words import Mark
from bot.jobs import Jobs, failing
from campaign.people import Language
from handlers.kit import Priority
from storage.outbox import Letter
from tests.bot.test_doctor import marks, settings
from tests.bot.test_post import states
from tests.bot.web.house import open_house
from tests.talk import Room
from tests.talk.room import open_room


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path) as opened:
        yield opened


class Act:
    """A job that ends by a bug so many times, and then goes on for ever."""

    def __init__(self, times: int) -> None:
        self.times = times
        self.goes_on = asyncio.Event()

    async def run(self) -> None:
        self.times -= 1
        if self.times >= 0:
            raise KeyError("Nguyễn Văn A")
        self.goes_on.set()
        await asyncio.Event().wait()


@asynccontextmanager
async def kept_up(room: Room, act: Act, calm: float) -> AsyncIterator[None]:
    jobs = Jobs(room.app.database, room.clock, calm=calm, first=0.0)
    keeping = asyncio.create_task(jobs.keep_up("receive paper", act.run))
    try:
        async with asyncio.timeout(30):
            yield
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)


async def noted(room: Room) -> list[str]:
    async with room.app.database.reading() as unit:
        return [one.job for one in await failing(unit)]


async def until(room: Room, fits: Callable[[list[str]], bool]) -> None:
    while not fits(await noted(room)):  # noqa: ASYNC110 - a database tells nobody
        await asyncio.sleep(0.01)


async def test_a_job_that_fails_once_is_begun_again_and_only_the_log_tells(
    room: Room, capfd: pytest.CaptureFixture[str]
) -> None:
    act = Act(times=1)
    async with kept_up(room, act, calm=60.0):
        await act.goes_on.wait()
        assert await noted(room) == []
    log = capfd.readouterr().out
    assert "a job failed" in log
    assert "KeyError at test_jobs.py" in log
    assert "Nguyễn" not in log


async def test_one_that_keeps_failing_is_noted_until_it_holds(room: Room) -> None:
    act = Act(times=3)
    async with kept_up(room, act, calm=60.0):
        await act.goes_on.wait()
        assert await noted(room) == ["receive paper"], "it has not held for long yet"
    async with kept_up(room, Act(times=0), calm=0.0):
        await until(room, lambda jobs: jobs == [])


async def test_the_doctor_and_the_page_name_it(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        act = Act(times=2)
        async with kept_up(house.room, act, calm=60.0):
            await act.goes_on.wait()
        answer = await (await house.browser()).http.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "failing": "receive paper"})
    assert marks(await examine(settings(tmp_path), RealClock()))["job_failing"] is Mark.ILL


@asynccontextmanager
async def served(room: Room) -> AsyncIterator[None]:
    """The whole program, which is still there at the end."""
    serving = asyncio.create_task(room.app.serve())
    async with asyncio.timeout(30):
        yield
    assert not serving.done()
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)


async def test_a_channel_that_breaks_at_receiving_leaves_everybody_else_served(room: Room) -> None:
    breaking = Act(times=1)

    async def receive(ingest: Ingest) -> None:
        await breaking.run()

    room.channel.receive = receive  # type: ignore[method-assign]
    jobs = Jobs(room.app.database, room.clock, first=0.0)
    room.app = replace(room.app, jobs=jobs)
    lan = await room.joins("Nguyễn Thị Lan")
    async with served(room):
        await breaking.goes_on.wait()
        await room.app.inbox.ingest([lan.typing("/menu")])
        while not room.channel.spoken:  # noqa: ASYNC110 - a channel tells nobody
            await asyncio.sleep(0.01)


async def test_an_update_that_cannot_be_read_back_has_an_incident_and_the_others_their_turns(
    room: Room,
) -> None:
    lan, minh = await room.joins("Nguyễn Thị Lan"), await room.joins("Trần Văn Minh")
    await room.app.inbox.ingest([lan.typing("/menu"), minh.typing("/menu")])
    async with room.store() as unit:
        await unit.sql.run("UPDATE inbox SET payload = ? WHERE account = ?", b"{half", lan.account)
    await room.settle()
    assert lan.heard == ["chat.incident"]
    assert minh.heard == ["menu.nothing_owed"]


async def test_a_letter_that_cannot_be_put_into_words_stops_no_other(room: Room) -> None:
    lan, minh = await room.joins("Nguyễn Thị Lan"), await room.joins("Trần Văn Minh")
    broken = Letter(
        room.fresh_id(),
        "paper",
        lan.account,
        None,
        Language.VI,
        Priority.REPLY.value,
        b"{half",
        room.clock.now(),
    )
    async with room.store() as unit:
        await unit.outbox.add([broken], room.clock.now())
    async with served(room):
        await room.app.inbox.ingest([minh.typing("/menu")])
        while (await states(room)).get(minh.account) != "sent":  # noqa: ASYNC110 - a database tells nobody
            await asyncio.sleep(0.01)
    assert await states(room) == {lan.account: "due", minh.account: "sent"}
