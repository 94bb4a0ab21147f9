"""The processes on one PostgreSQL database, by one connection of each: it listens, and holds session advisory locks.

A process that dies, or whose machine vanishes, loses its connection and with it its locks; the others try every second.
"""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any, TypeAlias

import asyncpg
import structlog

from storage.crew import Act
from storage.postgres_words import BELL, PATIENCE, SESSION, plainly
from storage.sql import Unavailable

log = structlog.get_logger()

AGAIN = 1.0  # seconds between tries to take over a job, or to reach the server
BEAT = 5.0  # seconds between looks whether the server still knows us

PRESENCE, JOB, FILES = 7463, 7464, 7465
"""The first halves of the advisory locks' names; the second says which one."""

Link: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


class Shift:
    """One connection, from when it was made until it is lost. Its locks are ours as long as it is not."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._one_at_a_time = asyncio.Lock()
        self.over = asyncio.Event()
        link.add_termination_listener(lambda _: self.over.set())

    async def ask(self, query: str, *values: object) -> bool:
        """The first value of the first row. Raises Unavailable, and the shift is over."""
        try:
            async with self._one_at_a_time:
                with plainly(lambda: True):
                    return bool(await self._link.fetchval(query, *values, timeout=BEAT))
        except Unavailable:
            self.end()
            raise

    async def listen(self, heard: Callable[[], None]) -> None:
        """Calls `heard` at every ring."""
        with plainly(lambda: True):
            await self._link.add_listener(BELL, lambda *_: heard())

    def end(self) -> None:
        """Gives everything up."""
        self.over.set()
        self._link.terminate()


class PgCrew:
    """This process among the others."""

    shared = True

    def __init__(self, url: str) -> None:
        self._url = url
        self._heard: list[Callable[[], None]] = []
        self._shift: Shift | None = None
        self._running: asyncio.Task[None] | None = None
        self.first = False

    async def join(self) -> None:
        """Comes on. Raises Unavailable."""
        shift = await self._begin()
        self.first = await shift.ask("SELECT pg_try_advisory_lock($1, 0)", PRESENCE)
        await self._be_present(shift)
        if self.first:
            await shift.ask("SELECT pg_advisory_unlock($1, 0)", PRESENCE)
        self._running = asyncio.create_task(self._run(shift))

    def on_ring(self, heard: Callable[[], None]) -> None:
        """`heard` is called at every ring, and after a time in which one may have been missed."""
        self._heard.append(heard)

    async def alone(self, job: str, act: Act) -> None:
        """Holds a session lock by the name of the job."""
        while True:
            shift = await self._has(job)
            log.info("this process now does alone", job=job)
            acting, over = asyncio.ensure_future(act()), asyncio.ensure_future(shift.over.wait())
            try:
                await asyncio.wait((acting, over), return_when=asyncio.FIRST_COMPLETED)
                if acting.done():
                    return acting.result()
            except Unavailable:
                log.warning("the database cannot be used now; the job is begun again", job=job)
            finally:
                await _ended(acting, over)
                with contextlib.suppress(Unavailable):
                    await asyncio.shield(shift.ask("SELECT pg_advisory_unlock($1, hashtext($2))", JOB, job))
            await asyncio.sleep(AGAIN)

    async def claim(self, seq: int) -> bool:
        """Holds a session lock by the number of the update; False while the server is out of reach, too."""
        try:
            return self._shift is not None and await self._shift.ask(
                "SELECT pg_try_advisory_lock($1, $2)", FILES, seq % 2**31
            )
        except Unavailable:
            return False

    async def let_go(self, seq: int) -> None:
        """Gives that lock back."""
        with contextlib.suppress(Unavailable):
            if self._shift is not None:
                await self._shift.ask("SELECT pg_advisory_unlock($1, $2)", FILES, seq % 2**31)

    async def close(self) -> None:
        """Ends the connection, and with it everything held."""
        if self._running is not None:
            await _ended(self._running)
        if self._shift is not None:
            self._shift.end()

    async def _has(self, job: str) -> Shift:
        while True:
            shift = self._shift
            with contextlib.suppress(Unavailable):
                if shift is not None and await shift.ask(
                    "SELECT pg_try_advisory_lock($1, hashtext($2))", JOB, job
                ):
                    return shift
            await asyncio.sleep(AGAIN)

    # --- the connection ---

    async def _run(self, shift: Shift) -> None:
        while True:
            while not shift.over.is_set():
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(BEAT):
                        await shift.over.wait()
                with contextlib.suppress(Unavailable):
                    await shift.ask("SELECT true")
            self._shift = None
            log.warning("the connection that listens is lost")
            shift = await self._begin_again()
            self._ring()

    async def _begin_again(self) -> Shift:
        while True:
            await asyncio.sleep(AGAIN)
            with contextlib.suppress(Unavailable):
                shift = await self._begin()
                await self._be_present(shift)
                return shift

    async def _begin(self) -> Shift:
        with plainly(lambda: True):
            link = await asyncpg.connect(
                self._url, server_settings=SESSION, command_timeout=PATIENCE, timeout=BEAT
            )
        shift = Shift(link)
        await shift.listen(self._ring)
        self._shift = shift
        return shift

    async def _be_present(self, shift: Shift) -> None:
        await shift.ask(
            "SELECT pg_advisory_lock_shared($1, 0)", PRESENCE
        )  # waits only for who is just joining

    def _ring(self) -> None:
        for heard in self._heard:
            heard()


async def _ended(*tasks: asyncio.Future[Any]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
