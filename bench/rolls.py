"""What more people in one secret ballot, and more who owe something, cost: a menu, a vote, a look at the reminders.

In one process, over the real engine and a real database; nothing is sent anywhere.
"""

import asyncio
import tempfile
import time
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bench.report import Table
from bench.sizes import Sizes
from campaign.ballots.roll import Capacity, Hand
from campaign.ids import BallotId, MemberId
from storage.documents import written
from tests.handlers.campaigns import khoi, launched
from tests.handlers.test_decide_ballot import votes, voting
from tests.talk import Room
from tests.talk.room import open_room

FIRST = 10**9  # the first of the many
NAMES = 3
UNITS = 20  # people are spread over so many more
TICK = 0.005  # seconds


@dataclass(frozen=True, slots=True)
class Rolled:
    """One size. Milliseconds of processor time; `held`: the most the loop spent at once during a look."""

    people: int
    menu: float
    vote: float
    look: float
    held: float


async def measure(people: int) -> Rolled:
    """A ballot with so many on its roll, and a khối of so many who owe a registration."""
    with tempfile.TemporaryDirectory() as name:
        async with open_room(Path(name)) as room:
            menu, vote = await _voted(room, people)
    with tempfile.TemporaryDirectory() as name:
        async with open_room(Path(name)) as room:
            look, held = await _looked(room, people)
    return Rolled(people, menu, vote, look, held)


async def _voted(room: Room, people: int) -> tuple[float, float]:
    here = await voting(room)
    await _joined(room, people)
    await _on_roll(room, (await here.ballot()).id, people)
    await here.heads[1].says("/binhxet")  # whoever comes first reads the roll for all
    menu = await _spent(here.heads[2].says("/menu"))
    return menu, await _spent(votes(here.heads[2], names=NAMES))


async def _looked(room: Room, people: int) -> tuple[float, float]:
    await launched(await khoi(room))
    await _joined(room, people)
    for _ in range(3):  # the first makes the rows, the others find out which statements are slow
        await room.app.reminders.look()
        room.clock.move_to(room.clock.now() + timedelta(minutes=1))
    gaps: list[float] = []
    ticking = asyncio.create_task(_tick(gaps))
    spent = await _spent(room.app.reminders.look())
    ticking.cancel()
    return spent, max(gaps) * 1000


async def _tick(gaps: list[float]) -> None:
    while True:
        began = time.thread_time()
        await asyncio.sleep(TICK)
        gaps.append(time.thread_time() - began)


async def _spent(act: Awaitable[object]) -> float:
    """Milliseconds of processor time."""
    began = time.process_time()
    await act
    return (time.process_time() - began) * 1000


async def _joined(room: Room, people: int) -> None:
    """So many more in the khối, without a phone."""
    many = range(FIRST, FIRST + people)
    async with room.store() as unit:
        home = await unit.people.all_khoi()
        await unit.sql.many(
            "INSERT INTO unit (id, khoi_id, name, search, position) VALUES (?, ?, ?, ?, ?)",
            ((FIRST + n, home[0].id, f"Đơn vị số {n}", f"don vi so {n}", 100 + n) for n in range(UNITS)),
        )
        await unit.sql.many(
            "INSERT INTO person (id, name, created_at) VALUES (?, ?, 0)",
            ((n, f"Nguyễn Văn {n}") for n in many),
        )
        await unit.sql.many(
            "INSERT INTO member (id, khoi_id, person_id, unit_id, code, name, search, roles, joined_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 'individual', 1)",
            (
                (n, home[0].id, n, FIRST + n % UNITS, f"X{n}", f"Nguyễn Văn {n}", f"nguyen van {n}")
                for n in many
            ),
        )


async def _on_roll(room: Room, ballot: BallotId, people: int) -> None:
    async with room.store() as unit:
        await unit.sql.many(
            "INSERT INTO ballot_voter (ballot_id, voter_id, kind, name, unit_id, hand_id, hand)"
            " SELECT ?, ?, 'person', name, unit_id, id, ? FROM member WHERE id = ?",
            ((ballot, n - FIRST + 100, written(_hand(n)), n) for n in range(FIRST, FIRST + people)),
        )
        await unit.sql.run("UPDATE ballot SET writes = writes + 1 WHERE id = ?", ballot)


def _hand(number: int) -> Hand:
    return Hand(MemberId(number), f"Nguyễn Văn {number}", "Chuyên viên", Capacity.SEAT)


async def table(sizes: Sizes) -> Table:
    """Every size once."""
    runs = [await measure(people) for people in sizes.rosters]
    return Table(
        "More people in one ballot, more who owe something",
        f"A secret ballot on {NAMES} names: processor time of a voter's menu and of a whole vote, {NAMES + 2} presses."
        " A registration that everybody owes: processor time of a look at the reminders, which comes at most once a"
        " minute and is followed by a rest twenty times as long, and the longest piece of it that"
        " the loop spent at once, while nobody else was heard.",
        ("people", "a menu", "a vote", "a look", "longest piece"),
        [
            (
                f"{run.people:,}",
                f"{run.menu:.0f} ms",
                f"{run.vote:.0f} ms",
                f"{run.look:.0f} ms",
                f"{run.held:.0f} ms",
            )
            for run in runs
        ],
    )
