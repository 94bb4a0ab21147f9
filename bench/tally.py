"""What the count of a secret ballot costs, and what others feel of it: slips opened, sheet, record, recount.

Each size in a process of its own, on a database and with slips made by the product itself; making them is not timed.
"""

import asyncio
import json
import random
import resource
import secrets
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF
from zoneinfo import ZoneInfo

from bench.report import Table
from bench.sizes import Sizes
from bot import loop
from bot.clock import fresh_id
from bot.count_apart import Apart
from bot.counting import Counting
from bot.files import Files
from bot.texts import Texts
from campaign.ballots.ballot import Ballot, Candidate
from campaign.ballots.casting import SlipCast, Voted
from campaign.ballots.choices import Choice, Choices, Mark
from campaign.ballots.receipt import SEED_BYTES, Receipt
from campaign.ballots.recount import Counts, recount
from campaign.ballots.rights import Stamp
from campaign.ballots.roll import Capacity, Hand, SeatKind, Voter
from campaign.ballots.rule import Act, Basis, Percent, Settings
from campaign.ballots.slip import Slip
from campaign.catalogue.general import Denominator
from campaign.catalogue.model import Openness
from campaign.catalogue.wording import Confidence
from campaign.history.facts import SubjectKind
from campaign.ids import BallotId, BodyId, CampaignId, CandidateId, KhoiId, MemberId, UnitId, VoterId
from campaign.people import Body, BodyKind
from storage.migrate import upgrade
from storage.opening import open_database
from storage.sealing import Seals
from storage.sql import Unavailable
from storage.unit import Database

NAMES = 3
EVERY = 0.02  # seconds between two small transactions of somebody else
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 12, 18, 1, 0, tzinfo=UTC)
BATCH = 5000
BODY = Body(BodyId(7), KhoiId(1), BodyKind.COUNCIL, "K", 2026, MemberId(1))
AGREED = 0.9  # of the marks, on average
SETTINGS = Settings(
    Act.BALLOT, Openness.SECRET, Percent(80), Denominator.ALL_MEMBERS,
    Basis("K", Confidence.FOUND_OLD_DECREE), Fraction(2, 3),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tallied:
    """One count: processor seconds of all processes, seconds others waited at most, most MB of the one that counts."""

    count: float
    recount: float
    waited: float
    memory: float


async def table(sizes: Sizes) -> Table:
    """Every size once."""
    runs = [(size, await _apart(size)) for size in sizes.ballots]
    return Table(
        "Counting a secret ballot",
        f"A ballot on {NAMES} names, counted by the job of the program: the slips read from SQLite and opened in a"
        " process of its own, counted, the sheet and the frozen record written in one transaction, the key destroyed,"
        " the slips thrown away; then a recount from the sheet alone. Processor time of both processes. Meanwhile"
        f" somebody else writes every {EVERY * 1000:.0f} ms in the process that serves: how long they waited at most."
        " Most memory of the process that counts.",
        (
            "ballots",
            "count",
            "for each ballot",
            "others waited",
            "recount",
            "for each ballot",
            "memory",
        ),
        [
            (
                f"{size:,}",
                f"{run.count:.1f} s",
                f"{run.count / size * 1e6:.0f} µs",
                f"{run.waited * 1000:.0f} ms",
                f"{run.recount:.1f} s",
                f"{run.recount / size * 1e6:.0f} µs",
                f"{run.memory:.0f} MB",
            )
            for size, run in runs
        ],
    )


async def _apart(ballots: int) -> Tallied:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.tally", str(ballots), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    return Tallied(**json.loads(out))


async def measure(ballots: int) -> Tallied:
    """A new installation whose one ballot is closed with so many slips in the urn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await asyncio.to_thread(upgrade, f"sqlite:///{folder / 'thidua.db'}")
        database = await open_database(folder / "thidua.db", fresh_id, Seals(folder / "keys"))
        try:
            ballot = await voted(database, ballots)
            begun = _cpu()
            waited, memory = await _counted(database, folder)
            counted = _cpu() - begun
            async with database.reading() as unit:
                sheet = await unit.opinions.sheet(ballot.id) or ""
            begun = time.process_time()
            found = recount(sheet)
            recounted = time.process_time() - begun
            assert isinstance(found, Counts), found
            assert found.agrees
            assert found.cast == ballots
        finally:
            await database.close()
    return Tallied(counted, recounted, waited, memory)


async def _counted(database: Database, folder: Path) -> tuple[float, float]:
    """Counts as the program does; how long somebody else had to wait meanwhile, and the most memory it took in MB."""
    apart = Apart(folder / "thidua.db", folder / "files", folder / "keys")
    counting = Counting(
        database, Texts(ZONE), Files(folder / "files"), Clock(), fresh_id, lambda: None, apart
    )
    talking = asyncio.create_task(_writes(database))
    assert await counting.look_once()
    talking.cancel()
    waits, memory = zip(*await talking, strict=True)
    return max(waits), max(memory)


async def _writes(database: Database) -> list[tuple[float, float]]:
    """Small transactions, one after the other, until cancelled: seconds each took, MB of the process that counts."""
    now, seen = asyncio.get_running_loop().time, list[tuple[float, float]]()
    with suppress(asyncio.CancelledError):
        while True:
            due = now() + EVERY
            await asyncio.sleep(EVERY)
            while not await _written(database):
                pass
            seen.append((now() - due, _memory_of_children()))
    return seen


async def _written(database: Database) -> bool:
    try:
        async with database.unit() as unit:
            await unit.sql.run("UPDATE khoi SET name = name WHERE id = 1")
            await unit.commit()
    except Unavailable:  # others hold it for too long: the program keeps what it has heard, and tries again
        return False
    return True


def _cpu() -> float:
    """Processor seconds of this process and of those it started that have ended."""
    spent = [resource.getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in spent)


def _memory_of_children() -> float:
    """The most any process started here has had, in MB (Linux only)."""
    most = 0
    for pid in Path("/proc/thread-self/children").read_text().split():
        with suppress(OSError, StopIteration):
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
            most = max(most, int(next(line for line in lines if line.startswith("VmHWM")).split()[1]))
    return most / 1000


async def voted(database: Database, ballots: int) -> Ballot:
    """A closed ballot with so many slips in the urn."""
    made = _ballot(ballots)
    async with database.unit() as unit:
        many, one = unit.sql.many, unit.sql.run
        await one("INSERT INTO khoi (id, kind, name, search, created_at) VALUES (1, 'khoi', 'K', 'k', 0)")
        await one("INSERT INTO unit (id, khoi_id, name, search) VALUES (1, 1, 'U', 'u')")
        await one("INSERT INTO body (id, khoi_id, kind, name, year) VALUES (7, 1, 'council', 'K', 2026)")
        numbers = range(1, ballots + 1)
        await many("INSERT INTO person (id, name, created_at) VALUES (?, 'P', 0)", ((n,) for n in numbers))
        await many(
            "INSERT INTO member (id, khoi_id, person_id, unit_id, code, name, search)"
            " VALUES (?, 1, ?, 1, ?, 'P', 'p')",
            ((n, n, f"M{n}") for n in numbers),
        )
        await unit.ballots.save(BODY.khoi, replace(made, closed=None), NOW)
        await unit.ballots.cut_off(BODY.khoi, made, 1, NOW)
        await unit.urns.make_key(made.id)
        await unit.commit()
    dice = random.Random(1)  # noqa: S311 - no secret
    for first in range(1, ballots + 1, BATCH):
        async with database.unit() as unit:
            for n in range(first, min(first + BATCH, ballots + 1)):
                receipt = Receipt(secrets.token_bytes(SEED_BYTES))
                slip = Slip(_marks(made, dice), receipt)
                await unit.urns.cast(made, SlipCast(Voted(made.id, VoterId(n), receipt.fingerprint), slip))
            await unit.commit()
    return made


class Clock:
    """An hour after the close: nothing is waited for any more."""

    def now(self) -> datetime:
        return NOW + timedelta(hours=2)


def _ballot(voters: int) -> Ballot:
    stamp = Stamp(MemberId(1), "Nguyễn Văn 1", "Chuyên viên", NOW)
    roll = tuple(
        Voter(
            VoterId(n),
            SeatKind.PERSON,
            named,
            UnitId(1),
            Hand(MemberId(n), named, "Chuyên viên", Capacity.SEAT),
        )
        for n, named in ((n, f"Nguyễn Văn {n}") for n in range(1, voters + 1))
    )
    names = tuple(
        Candidate(CandidateId(n), SubjectKind.INDIVIDUAL, f"N{n}", UnitId(1), "U", "A")
        for n in range(1, NAMES + 1)
    )
    return Ballot(
        BallotId(17), CampaignId(1), BODY.id, BODY.name, "T", SETTINGS, names, roll, prepared=stamp, opened=stamp,
        closed=replace(stamp, at=NOW + timedelta(hours=1)),
    )  # fmt: skip


def _marks(ballot: Ballot, dice: random.Random) -> Choices:
    return tuple(
        Choice(one.id, Mark.AGREE if dice.random() < AGREED else Mark.DISAGREE) for one in ballot.candidates
    )


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(loop.run(measure(int(sys.argv[1]))))))
