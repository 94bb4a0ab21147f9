"""What a turn, a letter and a broadcast cost does not depend on how many rows the installation has gathered."""

import re
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot import progress
from bot.channel import Blocked, Failed
from handlers import FLOWS
from storage.sqlite import SqliteDatabase
from tests.handlers.campaigns import khoi, launched
from tests.handlers.test_decide_ballot import votes, voting
from tests.talk import Room
from tests.talk.room import open_room


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    """On SQLite, whatever the other tests run on: it explains its plans in one word a step."""
    async with open_room(tmp_path) as opened:
        yield opened


GROWING = {
    "inbox", "outbox", "delivery", "account", "person", "member", "conversation", "notice", "reminder",
    "web_message", "invite",
}  # fmt: skip
"""Tables with a row for every person, or for everything that was ever said."""

ROLL = {"ballot_voter", "v"}
"""What the roll is called in statements."""


class Asked:
    """The statements the database was asked, and where."""

    def __init__(self) -> None:
        self.statements: dict[str, sqlite3.Connection] = {}

    @contextmanager
    def overhearing(self, room: Room) -> Iterator[None]:
        """Everything asked meanwhile."""
        database = room.app.database
        assert isinstance(database, SqliteDatabase)
        connections = [line.connection._conn for line in database._lines()]
        for connection in connections:
            connection.set_trace_callback(self._note(connection))
        yield
        for connection in connections:
            connection.set_trace_callback(None)

    def _note(self, connection: sqlite3.Connection) -> Callable[[str], object]:
        return lambda said: self.statements.setdefault(said, connection)

    def scans(self) -> set[str]:
        """What goes through a growing table from end to end."""
        return {
            f"{step}: {statement}"
            for statement, step in self._steps()
            if step.startswith("SCAN") and step.split()[1] in GROWING
        }

    def rolls(self) -> set[str]:
        """What goes through the whole roll of a ballot."""
        return {
            f"{step}: {statement}"
            for statement, step in self._steps()
            if "ballot_voter" in statement and step.endswith("(ballot_id=?)") and step.split()[1] in ROLL
        }

    def _steps(self) -> Iterator[tuple[str, str]]:
        for statement, connection in self.statements.items():
            if statement.startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
                for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall():
                    yield statement, step


async def test_a_notice_costs_each_letter_the_same_however_many_there_are(room: Room) -> None:
    there, asked = await khoi(room), Asked()
    room.channel.outcomes[there.ha.account] = Blocked("gone")
    room.channel.outcomes[there.lan.account] = Failed("no", final=True)
    with asked.overhearing(room):
        await there.binh.says("/quanly")
        await there.binh.presses("notice.write_button")
        await there.binh.says("Mời họp")
        await there.binh.presses("notice.all_button")
        await there.binh.presses("notice.send_button")
    assert there.binh.heard[-1] == "progress.ended"
    assert any("delivery SET state" in statement for statement in asked.statements)
    assert any("account SET unreachable_at" in statement for statement in asked.statements)
    assert asked.scans() == set()


async def test_commands_cost_the_same_however_many_there_are(room: Room) -> None:
    asked = Asked()
    there = await khoi(room)
    await launched(there)
    with asked.overhearing(room):
        for phone in there.everybody:
            for flow in FLOWS:
                await phone.says(f"/{flow.command}")
    assert asked.statements
    assert asked.scans() == set()


async def test_a_vote_reads_no_row_of_the_roll_but_the_voters(room: Room) -> None:
    """A roll of a hundred thousand would else be gone through with every press of every voter."""
    here, asked = await voting(room), Asked()
    async with room.store() as unit:
        await unit.sql.run("UPDATE ballot SET writes = writes + 1")  # as if somebody had changed the roll
    with asked.overhearing(room):
        await here.heads[1].says("/binhxet")
    assert asked.rolls(), "whoever comes first reads it for all"
    asked = Asked()
    with asked.overhearing(room):
        await here.heads[2].says("/menu")
        await votes(here.heads[2], names=3)
    assert any("ballot_voter" in statement for statement in asked.statements)
    assert asked.rolls() == set()


def test_a_large_notice_is_told_of_less_often() -> None:
    """Each telling counts the ledger: as many tellings as there are letters would be the square of it."""
    assert progress.pause({"queued": 100, "read": 1}) == progress.EVERY
    assert progress.pause({"queued": 1, "sent": 999_999}) == 10 * progress.pause({"queued": 100_000})


async def test_what_somebody_owes_is_found_without_reading_the_roster(room: Room) -> None:
    there, asked = await khoi(room), Asked()
    await launched(there)
    with asked.overhearing(room):
        for phone in there.everybody:
            await phone.says("/menu")
    everybody = re.compile(r"FROM member m\b.* WHERE m\.khoi_id = \d+( AND m\.left_at IS NULL)? ORDER")
    assert any("FROM member m" in statement for statement in asked.statements), "units are read"
    assert not [statement for statement in asked.statements if everybody.search(statement)]
