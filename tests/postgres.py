"""A throw-away PostgreSQL server for the tests, made of what is installed on this machine.

    with Cluster.made(folder) as cluster:
        url = cluster.new_database()

It listens on a socket in its own folder alone and is gone with the tests. PostgreSQL refuses to run as root; then it
runs as another user that the machine has.
"""

import asyncio
import itertools
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import asyncpg

from storage.migrate import upgrade
from storage.schema import metadata

MISSING = "no PostgreSQL server found; on Debian: apt install postgresql"
READY = "database system is ready to accept connections"
PATIENCE = 60.0  # seconds a server may take to start
T = TypeVar("T")
FAST = ("fsync=off", "full_page_writes=off")
"""For tests that pull no plug."""


def programs() -> Path | None:
    """The folder of initdb and postgres, the newest there is, or None."""
    on_path = shutil.which("initdb")
    if on_path is not None:
        return Path(on_path).resolve().parent
    found = [p.parent for p in Path("/usr").glob("lib/postgresql/*/bin/initdb")]
    found += [p.parent for p in Path("/usr").glob("pgsql-*/bin/initdb")]
    return max(found, key=lambda p: int(re.sub(r"\D", "", str(p)) or 0), default=None)


def release() -> str:
    """Which PostgreSQL it is, in its own words."""
    found = programs()
    if found is None:
        return MISSING
    told = subprocess.run([found / "postgres", "--version"], check=True, capture_output=True, text=True)
    return told.stdout.strip()


EMPTY = ";".join(
    (
        "SET session_replication_role = replica",  # in any order, whatever refers to what
        *(f"DELETE FROM {table}" for table in metadata.tables),
        "SELECT setval(pg_get_serial_sequence('inbox', 'seq'), 1, false)",
    )
)


class Cluster:
    """One server. `settings` are lines of postgresql.conf."""

    def __init__(self, bin_folder: Path, folder: Path, settings: Sequence[str]) -> None:
        self._bin = bin_folder
        self.folder = folder
        self._settings = settings
        self._process: subprocess.Popen[str] | None = None
        self._names = itertools.count(1)
        self._template: str | None = None
        self._free: list[str] = []
        self.log: list[str] = []

    @classmethod
    @contextmanager
    def made(cls, settings: Sequence[str] = FAST) -> Iterator["Cluster"]:
        """A new server, stopped and removed at the end."""
        found = programs()
        assert found is not None, MISSING
        folder = Path(tempfile.mkdtemp(prefix="thidua-pg-"))
        cluster = cls(found, folder, settings)
        try:
            cluster._init()
            cluster.start()
            yield cluster
        finally:
            cluster.stop(signal.SIGQUIT)
            shutil.rmtree(folder, ignore_errors=True)

    # --- the server ---

    def start(self) -> None:
        """Starts it; returns when it takes connections."""
        words = [str(self._bin / "postgres"), "-D", str(self.data)]
        for setting in ("listen_addresses=", f"unix_socket_directories={self.folder}", *self._settings):
            words += ["-c", setting]
        ready = threading.Event()
        self._process = subprocess.Popen([*_as_somebody(), *words], stderr=subprocess.PIPE, text=True)
        threading.Thread(target=self._listen, args=(self._process, ready), daemon=True).start()
        assert ready.wait(PATIENCE), "\n".join(self.log)
        assert self._process.poll() is None, "\n".join(self.log)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stops it: SIGINT as `pg_ctl stop -m fast` does, SIGQUIT as `-m immediate`, a crash for all purposes."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE)
            assert self._process.stderr is not None
            self._process = None

    def crash_and_restart(self) -> None:
        """Pulls the plug of the server, and puts it in again."""
        self.stop(signal.SIGQUIT)
        self.start()

    @property
    def data(self) -> Path:
        """The folder with everything the server has."""
        return self.folder / "data"

    def _init(self) -> None:
        user = _somebody()
        if user is not None:
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        words = [
            str(self._bin / "initdb"),
            "-D",
            str(self.data),
            "-U",
            "postgres",
            "--auth=trust",
            "--no-sync",
        ]
        words += ["--encoding=UTF8", "--locale=C"]
        subprocess.run([*_as_somebody(), *words], check=True, capture_output=True, cwd="/")

    def _listen(self, process: "subprocess.Popen[str]", ready: threading.Event) -> None:
        assert process.stderr is not None
        with process.stderr as lines:
            for line in lines:
                self.log.append(line.rstrip())
                if READY in line:
                    ready.set()
        ready.set()

    # --- its databases ---

    def url(self, database: str) -> str:
        """The address of one of its databases."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    @contextmanager
    def lent(self) -> Iterator[str]:
        """The address of a database of this version's schema with nothing in it; emptied, for the next, at the end."""
        url = self._free.pop() if self._free else self.new_database()
        yield url
        _apart(lambda: asyncio.run(_asked(url, EMPTY)))
        self._free.append(url)

    def new_database(self) -> str:
        """The address of a new database of this version's schema, migrated once and copied (which takes a second)."""
        if self._template is None:
            self._template = self.empty_database()
            url = self.url(self._template)
            _apart(lambda: upgrade(url))
        return self.url(self.empty_database(self._template))

    def empty_database(self, template: str = "template0") -> str:
        """The name of a new database, without tables unless the template has some."""
        name = f"thidua_{next(self._names)}"
        self.ask(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def ask(self, query: str, database: str = "postgres") -> Sequence[Any]:
        """Runs one statement on a connection of its own."""
        return _apart(lambda: asyncio.run(_asked(self.url(database), query)))


async def _asked(url: str, query: str) -> Sequence[Any]:
    connection = await asyncpg.connect(url)
    try:
        if ";" in query:
            return await connection.execute(query) and ()
        rows: Sequence[Any] = await connection.fetch(query)
        return rows
    finally:
        await connection.close()


def _apart(act: Callable[[], T]) -> T:
    """In a thread, because the caller may stand in an event loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(act).result()


def _somebody() -> pwd.struct_passwd | None:
    """Whom to run as when we are root; None when we are not."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise AssertionError("PostgreSQL does not run as root, and there is no other user")


def _as_somebody() -> Sequence[str]:
    """The words before a command so that it runs as somebody else than root, and dies with the tests."""
    user = _somebody()
    if user is None:
        return ["setpriv", "--pdeathsig", "QUIT"] if shutil.which("setpriv") else []
    ids = [f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    return ["setpriv", *ids, "--pdeathsig", "QUIT"]
