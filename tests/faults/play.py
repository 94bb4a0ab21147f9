"""One play: the stage is set, the crowd acts, the plague rages, the verdict is given."""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bot_api import BotApi
from tests.faults.crowd import Crowd, Kind, Person
from tests.faults.deaths import Deaths, Plague, watched
from tests.faults.nursery import nursery
from tests.faults.program import Orders
from tests.faults.stage import Size, prepared
from tests.faults.verdict import Verdict, judged
from tests.faults.witness import Witness
from tests.postgres import Cluster

LEFT = (
    "SELECT (SELECT count(*) FROM inbox WHERE done_at IS NULL)"
    " + (SELECT count(*) FROM outbox WHERE state = 'due')"
)
DRAIN = 240.0  # seconds until the last letter has left


@dataclass(frozen=True, slots=True)
class Plan:
    """What is played. One process on a SQLite file, or two on a PostgreSQL server."""

    on_postgres: bool
    size: Size
    plague: Plague
    seed: int


@dataclass(frozen=True, slots=True)
class Record:
    """What happened. `seconds` from the first act to the last kill; `said_too_early` must be 0."""

    people: int
    seconds: float
    deaths: Deaths
    said_too_early: int
    verdict: Verdict

    @property
    def faults(self) -> list[str]:
        """Everything that must not be."""
        early = [f"{self.said_too_early} acts were said to be recorded and were not"] * (
            self.said_too_early > 0
        )
        found = self.verdict
        return [*early, *self.deaths.trouble, *found.wrong, *found.lost, *found.other]


@contextmanager
def durable_server() -> Iterator[Cluster]:
    """A PostgreSQL server that keeps what it has committed when it crashes."""
    with Cluster.made(("shared_buffers=32MB", "max_connections=60")) as made:
        yield made


async def played(plan: Plan) -> Record:
    """Plays it in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="thidua-faults-") as name:
        folder = Path(name)
        if not plan.on_postgres:
            return await _on(plan, folder, None, None)
        # A server dies with the thread that starts it; this one lives as long as the play.
        with ThreadPoolExecutor(1) as keeper, _kept(keeper) as cluster:
            restart = lambda: keeper.submit(cluster.crash_and_restart).result()  # noqa: E731
            return await _on(plan, folder, cluster.new_database(), restart)


@contextmanager
def _kept(keeper: ThreadPoolExecutor) -> Iterator[Cluster]:
    made = durable_server()
    cluster = keeper.submit(made.__enter__).result()
    try:
        yield cluster
    finally:
        keeper.submit(made.__exit__, None, None, None).result()


async def _on(plan: Plan, folder: Path, server: str | None, crash: Callable[[], None] | None) -> Record:
    scene = await prepared(folder, server, plan.size)
    witness, too_early = Witness(folder, server), 0

    async def seen(who: Person, kind: Kind, number: int) -> None:
        nonlocal too_early
        too_early += not await witness.is_recorded(scene, who, kind, number)

    async with BotApi() as api, nursery() as home:
        crowd = Crowd(api, scene, plan.seed, seen)
        orders = Orders(str(folder), server, api.url, api.token, time.time())
        deaths = Deaths(home, orders, 2 if plan.on_postgres else 1, api, plan.seed)
        began = time.monotonic()
        async with watched(deaths), _acting(crowd):
            await deaths.rage(plan.plague, crash)
            seconds = time.monotonic() - began
            crowd.stop()
        async with watched(deaths):
            await api.all_taken(DRAIN)
            await _drained(witness)
        for pid in deaths.living:
            await home.kill(pid)
        verdict = await judged(folder, server, api, scene, crowd, witness)
        return Record(len(crowd.people), seconds, deaths, too_early, verdict)


@asynccontextmanager
async def _acting(crowd: Crowd) -> AsyncIterator[None]:
    """Everybody acts meanwhile, and finishes what they are at in the end."""
    acting = asyncio.create_task(crowd.act())
    try:
        yield
        await acting
    finally:
        acting.cancel()
        await asyncio.gather(acting, return_exceptions=True)


async def _drained(witness: Witness) -> None:
    """Until nothing waits any more."""
    async with asyncio.timeout(DRAIN):
        while await witness.number(LEFT):  # noqa: ASYNC110 - nobody rings when there is nothing left
            await asyncio.sleep(0.2)


def small(seed: int, *, on_postgres: bool) -> Plan:
    """For `make test`: some seconds."""
    if on_postgres:
        return Plan(True, Size(5, 2, 2), Plague(4, 1.0, 3), seed)
    return Plan(False, Size(6, 3, 2), Plague(8, 1.0), seed)


def large(seed: int, kills: int, *, on_postgres: bool) -> Plan:
    """For `make faults`: hundreds of people, and as many kills as are asked for."""
    return Plan(
        on_postgres,
        Size(40, 5, 4),
        Plague(kills, 2.0 if on_postgres else 1.5, 20 if on_postgres else 0),
        seed,
    )
