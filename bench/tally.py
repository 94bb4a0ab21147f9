"""What the count of a secret ballot costs: every slip opened and added up, the sheet, the record, the recount.

Each size in a process of its own, on a database and with slips made by the product itself; making them is not timed.
"""

import asyncio
import itertools
import json
import random
import resource
import secrets
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

from bench.report import Table
from bench.sizes import Sizes
from bot.count_one import count_one
from campaign.ballots.ballot import Ballot, Candidate
from campaign.ballots.casting import SlipCast, Voted
from campaign.ballots.choices import Choice, Choices, Mark
from campaign.ballots.receipt import SEED_BYTES, Receipt
from campaign.ballots.record import BallotRecord
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
from storage.unit import Database

NAMES = 3
NOW = datetime(2026, 12, 18, 1, 0, tzinfo=UTC)
BATCH = 5000
BODY = Body(BodyId(7), KhoiId(1), BodyKind.COUNCIL, "K", 2026, MemberId(1))
AGREED = 0.9  # of the marks, on average
SETTINGS = Settings(
    Act.BALLOT, Openness.SECRET, Percent(80), Denominator.ALL_MEMBERS,
    Basis("K", Confidence.FOUND_OLD_DECREE), Fraction(2, 3),
)  # fmt: skip


async def table(sizes: Sizes) -> Table:
    """Every size once."""
    runs = [await _apart(ballots) for ballots in sizes.ballots]
    return Table(
        "Counting a secret ballot",
        f"A ballot on {NAMES} names: the slips read from SQLite and opened, counted, the sheet and the frozen record"
        " written, in one transaction; then a recount from the sheet alone. Processor time; most memory.",
        ("ballots", "count", "for each ballot", "recount", "for each ballot", "memory"),
        [
            (
                f"{size:,}",
                f"{run['count']:.1f} s",
                f"{run['count'] / size * 1e6:.0f} µs",
                f"{run['recount']:.1f} s",
                f"{run['recount'] / size * 1e6:.0f} µs",
                f"{run['memory']:.0f} MB",
            )
            for size, run in zip(sizes.ballots, runs, strict=True)
        ],
    )


async def _apart(ballots: int) -> dict[str, float]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.tally", str(ballots), stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    figures: dict[str, float] = json.loads(out)
    return figures


async def measure(ballots: int) -> dict[str, float]:
    """Processor seconds of the count and of the recount, and the most memory in MB."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await asyncio.to_thread(upgrade, f"sqlite:///{folder / 'thidua.db'}")
        ids = itertools.count(10**12)
        database = await open_database(folder / "thidua.db", lambda: next(ids), Seals(folder / "keys"))
        try:
            ballot = await _voted(database, ballots)
            begun = time.process_time()
            async with database.unit() as unit:
                closed = await unit.ballots.get(BODY.khoi, ballot.id)
                assert closed is not None, "it was written"
                record = await count_one(unit, BODY.khoi, closed, BODY, {}, NOW)
                await unit.commit()
            counted = time.process_time()
            assert isinstance(record, BallotRecord), record
            async with database.reading() as unit:
                sheet = await unit.opinions.sheet(ballot.id)
            read = time.process_time()
            found = recount(sheet or "")
            recounted = time.process_time()
            assert isinstance(found, Counts), found
            assert found.agrees
            assert [one.yes for one in found.candidates] == [one.yes for one in record.count.candidates]
        finally:
            await database.close()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"count": counted - begun, "recount": recounted - read, "memory": most}


async def _voted(database: Database, ballots: int) -> Ballot:
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


def _ballot(voters: int) -> Ballot:
    stamp = Stamp(MemberId(1), "P", "Q", NOW)
    roll = tuple(
        Voter(VoterId(n), SeatKind.PERSON, "P", UnitId(1), Hand(MemberId(n), "P", "Q", Capacity.SEAT))
        for n in range(1, voters + 1)
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
    sys.stdout.write(json.dumps(asyncio.run(measure(int(sys.argv[1])))))
