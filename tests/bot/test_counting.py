"""The count in its parts: worked out beside everything else, written at once and once, wherever it is interrupted."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.count_apart import LONGEST, Apart, Broken
from bot.count_failing import PAUSES
from bot.count_one import CountOne
from bot.counting import Counting
from campaign.ballots.ballot import Ballot, BallotState
from campaign.ballots.recount import Counts, recount
from campaign.ids import BallotId
from campaign.people import Language
from storage.sealing import Seals
from storage.sql import Unavailable
from storage.unit import Database, Unit
from tests.bot.counters import PATIENCE, has_database, is_there, one_child
from tests.handlers.test_decide_ballot import votes, voting
from tests.handlers.voting import Hall
from tests.talk import Room
from tests.talk.room import open_room


@pytest.fixture
async def room(tmp_path: Path, server: str | None) -> AsyncIterator[Room]:
    async with open_room(tmp_path, server=server) as opened:
        yield opened


class Idle(Counting):
    """Looks at nothing: a ballot stays closed until the test counts it."""

    async def look_once(self) -> bool:
        return False


async def shut(room: Room) -> tuple[Hall, Ballot]:
    """A secret ballot on three names, five of seven votes in the urn, closed and not counted."""
    here = await voting(room)
    for place, head in enumerate(here.heads[:5]):
        await votes(head, *((2,) if place < 3 else ()))
    room.app = replace(room.app, counting=fresh(room, Idle))
    await here.closes()
    (ballot,) = await here.ballots(BallotState.CLOSED)
    return here, ballot


def fresh(
    room: Room, kind: type[Counting] = Counting, apart: Apart | None = None, small: int = 300
) -> Counting:
    """The counting job of a process that has just started."""
    app = room.app
    return kind(
        app.database, app.texts, app.files, app.clock, room.fresh_id, lambda: None, apart or Nowhere(), small
    )


class Nowhere(Apart):
    """No process is to be started."""

    def __init__(self) -> None:
        super().__init__(Path(), Path(), Path())

    async def count(self, *_: object) -> bool:
        raise AssertionError("a small ballot was counted apart")


def one(room: Room, database: Database) -> CountOne:
    legend = room.app.texts.subject("ballot_sheet", Language.VI)
    return CountOne(database, room.app.files, legend, room.fresh_id, room.app.clock.now())


async def told(room: Room, ballot: BallotId) -> int:
    """How many notices of the count there are."""
    async with room.store() as store:
        row = await store.sql.one("SELECT count(*) AS n FROM notice WHERE kind = 'ballot.counted'")
        counted = await store.sql.one("SELECT count(*) AS n FROM ballot_count WHERE ballot_id = ?", ballot)
    assert row is not None
    assert counted is not None
    assert row["n"] == counted["n"]
    return int(row["n"])


async def slips(room: Room) -> int:
    async with room.store() as store:
        row = await store.sql.one("SELECT count(*) AS n FROM sealed_slip")
    assert row is not None
    return int(row["n"])


async def yes(room: Room, ballot: BallotId) -> list[int]:
    """What comes out of the published sheet, once more."""
    async with room.store() as store:
        found = recount(await store.opinions.sheet(ballot) or "")
    assert isinstance(found, Counts)
    assert found.agrees
    return sorted(name.yes for name in found.candidates)


async def test_a_large_ballot_is_counted_by_a_process_of_its_own(
    room: Room, tmp_path: Path, server: str | None
) -> None:
    here, ballot = await shut(room)
    place: Path | str = server or tmp_path / "data" / "thidua.db"
    apart = Apart(place, tmp_path / "data" / "files", tmp_path / "keys")
    assert await fresh(room, apart=apart, small=3).look_once()
    await room.settle()
    (counted,) = await here.ballots(BallotState.COUNTED)
    assert counted == replace(ballot, counted_at=room.app.clock.now())
    assert await yes(room, ballot.id) == [2, 5, 5]
    for phone in (here.chair, here.secretary):
        assert phone.heard.count("verdict.notice_counted") == 1
    assert not (tmp_path / "keys" / f"{ballot.id}.key").exists()
    assert await slips(room) == 0


async def test_where_the_database_is_not_there_the_process_says_so_and_it_is_tried_again(
    room: Room, tmp_path: Path
) -> None:
    here, ballot = await shut(room)
    nowhere = Apart("postgresql://nobody@127.0.0.1:9/nothing", tmp_path, tmp_path / "keys")
    counting = fresh(room, apart=nowhere, small=3)
    for _ in range(2):
        with pytest.raises(Unavailable):
            await counting.look_once()
    assert await here.ballots(BallotState.CLOSED) == [ballot]


@dataclass
class Interrupted:
    """The database of a process that ends, or of a moment in which somebody acts, before the count is written."""

    room: Room
    ends: bool

    def __post_init__(self) -> None:
        self._real = self.room.app.database
        self.seals: Seals = self._real.seals
        self.crew = self._real.crew
        self.annulled = False

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Unit]:
        async with self._real.reading() as unit:
            async with self._real.unit() as other:  # somebody else writes while this is worked out
                await other.sql.run("UPDATE person SET name = name")
                await other.commit()
            yield unit

    def at_leisure(self) -> AbstractAsyncContextManager[Unit]:
        return self.reading()

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        if self.ends:
            raise asyncio.CancelledError
        async with self._real.unit() as other:
            await other.sql.run("UPDATE ballot SET state = 'annulled', writes = writes + 1")
            await other.commit()
        async with self._real.unit() as unit:
            yield unit

    async def close(self) -> None:
        await self._real.close()


class Watched:
    """The database, and how often somebody reads at leisure."""

    def __init__(self, real: Database) -> None:
        self._real = real
        self.seals: Seals = real.seals
        self.crew = real.crew
        self.unit, self.reading, self.close = real.unit, real.reading, real.close
        self.leisurely = 0

    def at_leisure(self) -> AbstractAsyncContextManager[Unit]:
        self.leisurely += 1
        return self._real.at_leisure()


@pytest.mark.parametrize(("remembered", "times"), [(7, 1), (6, 0)])
async def test_a_record_is_read_ahead_only_if_it_will_be_remembered(
    room: Room, remembered: int, times: int
) -> None:
    _, ballot = await shut(room)
    assert len(ballot.roll) == 7
    watched = Watched(room.app.database)
    room.app = replace(room.app, database=watched)
    counting = Counting(
        watched, room.app.texts, room.app.files, room.app.clock, room.fresh_id, lambda: None, Nowhere(),
        remembered=remembered,
    )  # fmt: skip
    assert await counting.look_once()
    assert watched.leisurely == times


async def test_others_write_while_a_ballot_is_worked_out_and_an_end_in_between_leaves_it_to_be_counted_once(
    room: Room,
) -> None:
    _, ballot = await shut(room)
    with pytest.raises(asyncio.CancelledError):
        await one(room, Interrupted(room, ends=True)).count(await room.khoi(), ballot.id)
    assert await told(room, ballot.id) == 0
    assert await slips(room) == 5
    assert await fresh(room).look_once()
    assert not await fresh(room).look_once()
    assert await told(room, ballot.id) == 1
    assert await yes(room, ballot.id) == [2, 5, 5]


async def test_a_ballot_annulled_while_it_is_worked_out_has_no_result(room: Room) -> None:
    _, ballot = await shut(room)
    assert not await one(room, Interrupted(room, ends=False)).count(await room.khoi(), ballot.id)
    assert await told(room, ballot.id) == 0
    async with room.store() as store:
        assert await store.opinions.sheet(ballot.id) is None


async def test_two_that_count_at_once_have_one_result_and_tell_of_it_once(room: Room) -> None:
    _, ballot = await shut(room)
    khoi = await room.khoi()
    counts = [one(room, room.app.database).count(khoi, ballot.id) for _ in range(2)]
    assert sorted(await asyncio.gather(*counts)) == [False, True]
    assert await told(room, ballot.id) == 1


async def test_an_end_right_after_the_count_leaves_key_and_slips_to_be_thrown_away_at_the_next_start(
    room: Room, tmp_path: Path
) -> None:
    here, ballot = await shut(room)
    key = tmp_path / "keys" / f"{ballot.id}.key"
    assert await one(room, room.app.database).count(await room.khoi(), ballot.id)
    assert key.exists()
    assert await slips(room) == 5
    assert not await fresh(room).look_once()
    assert not key.exists()
    assert await slips(room) == 0
    async with room.store() as store:
        row = await store.sql.one("SELECT count(*) AS n FROM turnout WHERE length(fingerprint) > 0")
        assert row is not None
        assert row["n"] == 0
    assert len(await here.ballots(BallotState.COUNTED)) == 1


class Killed(Nowhere):
    """Every process that is started to count is killed."""

    begun: list["Killed"]

    def __init__(self) -> None:
        super().__init__()
        object.__setattr__(self, "begun", [])  # whatever counts is frozen

    async def count(self, *_: object) -> bool:
        self.begun.append(self)
        raise Broken(["the process ended with -9"])


async def test_a_count_that_keeps_failing_is_given_up_told_once_and_done_by_the_next_start(
    room: Room,
) -> None:
    here, ballot = await shut(room)
    killed = Killed()
    counting = fresh(room, apart=killed, small=3)
    for number, pause in enumerate((*PAUSES, timedelta(days=1)), 1):
        for _ in range(2):  # at once, and again within the pause
            assert not await counting.look_once()
            assert len(killed.begun) == number
        await room.settle()
        room.clock.move_to(room.clock.now() + pause)
    assert len(killed.begun) == len(PAUSES) + 1
    assert await here.ballots(BallotState.CLOSED) == [ballot]
    await room.settle()
    for phone in (here.chair, here.secretary):
        assert phone.heard.count("poll.notice_uncounted") == 1
    assert "poll.notice_uncounted" not in here.heads[3].heard
    assert await fresh(room).look_once()
    assert await told(room, ballot.id) == 1
    assert await yes(room, ballot.id) == [2, 5, 5]


async def test_a_clock_put_back_does_not_put_the_next_try_off(room: Room) -> None:
    _, ballot = await shut(room)
    room.clock.move_to(room.clock.now() + timedelta(days=2))
    counting = fresh(room, apart=(killed := Killed()), small=3)
    assert not await counting.look_once()
    room.clock.move_to(room.clock.now() - timedelta(days=1))
    assert not await counting.look_once()
    assert len(killed.begun) == 2
    assert await told(room, ballot.id) == 0


async def test_a_process_killed_while_it_counts_is_followed_by_another_soon(
    room: Room, tmp_path: Path, server: str | None
) -> None:
    _, ballot = await shut(room)
    place: Path | str = server or tmp_path / "data" / "thidua.db"
    counting = fresh(room, apart=Apart(place, tmp_path / "data" / "files", tmp_path / "keys"), small=3)
    looking = asyncio.create_task(counting.look_once())
    counter = await one_child(os.getpid())
    async with room.app.database.unit() as unit:  # it cannot write, and so it cannot have done by then
        await unit.sql.run("UPDATE ballot SET title = title WHERE id = ?", ballot.id)
        await connected(counter)
        os.kill(counter, signal.SIGKILL)
        assert not await looking
        await unit.commit()
    assert await told(room, ballot.id) == 0
    assert not await counting.look_once()
    room.clock.move_to(room.clock.now() + PAUSES[0])
    assert await counting.look_once()
    assert await told(room, ballot.id) == 1
    assert await yes(room, ballot.id) == [2, 5, 5]
    assert await slips(room) == 0


async def test_a_process_that_hangs_while_it_counts_is_killed_after_its_time_and_followed_by_another(
    room: Room, tmp_path: Path, server: str | None, capfd: pytest.CaptureFixture[str]
) -> None:
    _, ballot = await shut(room)
    place: Path | str = server or tmp_path / "data" / "thidua.db"
    apart = Apart(place, tmp_path / "data" / "files", tmp_path / "keys", longest=1.0)
    counting = fresh(room, apart=apart, small=3)
    async with asyncio.timeout(PATIENCE):
        looking = asyncio.create_task(counting.look_once())
        os.kill(counter := await one_child(os.getpid()), signal.SIGSTOP)
        assert not await looking
    assert not is_there(counter)
    assert "the process was at it for more than 1 s" in capfd.readouterr().out
    assert await told(room, ballot.id) == 0
    object.__setattr__(apart, "longest", LONGEST)  # whatever counts is frozen
    assert not await counting.look_once()
    room.clock.move_to(room.clock.now() + PAUSES[0])
    assert await counting.look_once()
    assert await yes(room, ballot.id) == [2, 5, 5]


async def connected(process: int) -> None:
    """Returns when a process has its database open."""
    async with asyncio.timeout(PATIENCE):
        while not has_database(process):  # noqa: ASYNC110 - nobody rings
            await asyncio.sleep(0.01)
