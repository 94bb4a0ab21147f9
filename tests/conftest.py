"""What every test may stand on: a PostgreSQL server of its own, started when the first test wants it."""

import os
import signal
from collections.abc import Iterator

import hypothesis
import pytest

from tests.postgres import MISSING, Cluster, programs

hypothesis.settings.register_profile(
    "busy", deadline=None
)  # how long an example takes says nothing on a busy machine
hypothesis.settings.load_profile("busy")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A server that is gone with the tests."""
    if programs() is None:
        pytest.skip(MISSING)
    with Cluster.made() as made:
        yield made


@pytest.fixture
def postgres_url(cluster: Cluster) -> Iterator[str]:
    """The address of an empty database of this version's schema."""
    with cluster.lent() as url:
        yield url


IDLE = 2  # more tests at once than cores: many wait for other processes, and for time to pass


def pytest_xdist_auto_num_workers() -> int:
    """How many tests run at once when nobody says how many."""
    return (os.cpu_count() or 1) + IDLE


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--on-postgres", action="store_true", help="hold the dialogues on PostgreSQL")


@pytest.fixture
def server(request: pytest.FixtureRequest) -> str | None:
    """Where rooms keep their rows: None for a SQLite file of their own; with --on-postgres a database of the server."""
    if not request.config.getoption("--on-postgres"):
        return None
    url: str = request.getfixturevalue("postgres_url")
    return url


LONGEST = 300  # seconds one test may take before it counts as hanging


@pytest.fixture(autouse=True)
def _does_not_hang() -> Iterator[None]:
    """Turns a test that waits for ever into one that fails by its name."""

    def over(signum: int, frame: object) -> None:
        raise TimeoutError(f"the test took more than {LONGEST} seconds")

    before = signal.signal(signal.SIGALRM, over)
    signal.alarm(LONGEST)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
