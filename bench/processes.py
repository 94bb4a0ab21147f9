"""The same votes on PostgreSQL, by one process and by two: what the second adds, and what everybody waits for."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from bench import people, votes
from bench.bots import Kind, running
from bench.people import FIRST
from bench.report import Table, spread
from bench.sizes import Sizes
from bench.votes import Votes
from storage.postgres_crew import PRESENCE
from tests.bot_api.remote import remote_api
from tests.postgres import MISSING, Cluster, programs

LOOK = 0.02  # seconds between looks at what the server's sessions wait for
WAITS = (
    "SELECT wait_event_type AS kind, wait_event AS event FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND state <> 'idle' AND backend_type = 'client backend'"
)
HERE = f"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = {PRESENCE} AND granted"


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `waits`: how often a session that was not idle was seen in each condition."""

    votes: Votes
    waits: Counter[str]


async def measure(cluster: Cluster, voters: int, processes: int) -> Run:
    """One run, with a new server of Telegram's and a new database."""
    url = cluster.new_database()
    await people.on_server(url, voters)
    with tempfile.TemporaryDirectory() as name:
        async with remote_api() as api:
            await api.phones(voters, FIRST)
            async with running(Kind.OURS, api, Path(name), url, processes) as bot, asyncio.timeout(300):
                await present(url, processes)
                await votes.asked(api, voters)
                waits: Counter[str] = Counter()
                async with _looking(url, waits):
                    done = await votes.pressed(api, bot, voters)
    return Run(done, waits)


async def present(url: str, processes: int) -> None:
    """Until all processes have come."""
    while (await _asked(url, HERE))[0][0] < processes:  # noqa: ASYNC110 - the server cannot tell of it
        await asyncio.sleep(0.1)


@asynccontextmanager
async def _looking(url: str, waits: Counter[str]) -> AsyncIterator[None]:
    """Counts meanwhile what the sessions are seen at."""
    connection = await asyncpg.connect(url)

    async def look() -> None:
        while True:
            waits.update(_condition(row["kind"], row["event"]) for row in await connection.fetch(WAITS))
            await asyncio.sleep(LOOK)

    looking = asyncio.create_task(look())
    try:
        yield
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)
        await connection.close()


def _condition(kind: str | None, event: str | None) -> str:
    match kind:
        case None:
            return "runs"
        case "Client":
            return "waits for the program"
        case "Lock":
            return f"waits for a lock ({event})"
        case "IO" if event is not None and event.startswith("WAL"):
            return "writes the log"
        case _:
            return f"{kind} {event}"


async def _asked(url: str, query: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetch(query)
    finally:
        await connection.close()


async def table(sizes: Sizes) -> Table:
    """One and two in turn."""
    if programs() is None:
        return Table("One and two processes on PostgreSQL", f"Not measured: {MISSING}.", ("",), [])
    runs: dict[int, list[Run]] = {1: [], 2: []}
    with Cluster.made(("shared_buffers=128MB",)) as cluster:
        for _ in range(sizes.rounds):
            for processes, done in runs.items():
                done.append(await measure(cluster, sizes.voters, processes))
    one, two = runs[1], runs[2]
    ratios = [b.votes.per_second / a.votes.per_second for a, b in zip(one, two, strict=True)]
    rows = [_row("one process", one), _row("two processes", two)]
    return Table(
        "One and two processes on PostgreSQL",
        f"{sizes.voters} voters press at once; interleaved, {sizes.rounds} rounds each, a durable server"
        " (`fsync` on) on the same cores as the processes and the Bot API. What the server's sessions were seen at,"
        f" every {LOOK * 1000:.0f} ms, of all that were not idle: between two statements of a transaction"
        " one waits for the program.",
        ("", "votes/s", "processor ms/vote", "95 % answered within ms", "the server's sessions"),
        [*rows, ("two / one", spread(ratios, 2, "×"), "", "", "")],
    )


def _row(name: str, runs: list[Run]) -> tuple[str, ...]:
    seen: Counter[str] = Counter()
    for run in runs:
        seen += run.waits
    shares = [f"{condition} {count / seen.total():.0%}" for condition, count in seen.most_common(5)]
    return (*votes.row(name, [run.votes for run in runs]), ", ".join(shares))
