"""Presses a button as somebody would and takes it back: the answer, and what it would have written.

Nothing is committed, so that hundreds of presses find the same rows.
"""

import copy
import dataclasses
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from enum import Enum
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from bot import envelope, taken
from bot.book import Book
from bot.channel import Heard
from bot.context import Ready
from bot.engine import Engine
from bot.inbox import to_bytes
from bot.sealed_letters import opened
from handlers.kit import Choice, Digest, Flow, Lost, Received, Say
from handlers.packing import pack
from storage.outbox import Letter
from storage.sqlite import SqliteDatabase
from storage.turns import Arrival, Entry
from storage.unit import Unit
from tests.handlers.full_house import FullHouse
from tests.talk import Phone

OWN = {"inbox", "outbox", "conversation", "wrong_try"}
"""Where every answer leaves something about whoever asked."""
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)')


@dataclasses.dataclass(frozen=True, slots=True)
class Outcome:
    """The keys of the answer (a sentence that leads a screen first), the tables where rows changed beside one's own,
    and the messages to whoever asked as they are stored: values and buttons, not words.
    """

    keys: tuple[str, ...]
    wrote: frozenset[str]
    body: str


class Tracing:
    """Notes in which tables statements change rows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._last = ""
        self._count = 0
        self.wrote: set[str] = set()

    def __enter__(self) -> "Tracing":
        self._count = self._connection.total_changes
        self._connection.set_trace_callback(self._statement)
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.set_trace_callback(None)

    def _statement(self, statement: str) -> None:
        """Called before each statement: what the one before has changed is known now."""
        if self._connection.total_changes != self._count:
            self._count = self._connection.total_changes
            self.wrote.add(self._last)
        found = WRITES.match(statement)
        self._last = found[1] if found else "something else"


class TakenBack(Exception):
    """Ends the savepoint of a press."""


class Presser:
    """Presses in one transaction that is never committed. The menu shows duties to somebody of another khối alone."""

    def __init__(self, house: FullHouse, unit: Unit) -> None:
        self._house = house
        self.unit = unit
        self._keys = 0
        context = house.room.app.engine._c
        book = Book.of(tuple(_without_duties(flow) for flow in context.book.flows))
        self._quick = Engine(dataclasses.replace(context, book=book))
        self._works_out = False

    async def press(self, phone: Phone, choice: Choice) -> Outcome:
        """What would happen."""
        return await self.hear(
            Heard("paper", phone.account, self.key(), choice=pack(choice), message_ref="0", tap="t")
        )

    async def say(self, phone: Phone, text: str) -> Outcome:
        """What would happen to words typed."""
        return await self.hear(Heard("paper", phone.account, self.key(), text=text))

    async def hear(self, heard: Heard, *files: Received | Lost) -> Outcome:
        """What would happen."""
        letters = list[Letter]()
        with self._tracing() as traced:
            async with self.taken_back():
                letters += await self.told(heard, *files)
        seals = self._house.room.app.database.seals
        bodies = [opened(seals, letter).body for letter in letters]
        keys = tuple(key for body in bodies for key in _keys(envelope.from_bytes(body).text))
        return Outcome(keys, frozenset(traced - OWN), b"\n".join(bodies).decode())

    async def told(self, heard: Heard, *files: Received | Lost) -> Sequence[Letter]:
        """What is answered; what it did stays until the transaction ends."""
        entry = await self._arrived(heard)
        full = self._works_out or heard.account == self._house["outside"].account
        engine = self._house.room.app.engine if full else self._quick
        return await taken.write(self.unit, [await engine.turn(self.unit, Ready(entry, files))])

    @asynccontextmanager
    async def taken_back(self) -> AsyncIterator[None]:
        """Nothing of what happens inside stays."""
        with suppress(TakenBack):
            async with self.unit.savepoint():
                yield
                raise TakenBack

    @contextmanager
    def working_out(self, duties: bool) -> Iterator[None]:
        """Whether what people owe is worked out for everybody."""
        self._works_out = duties
        yield
        self._works_out = False

    def key(self) -> str:
        """A new key of an update."""
        self._keys += 1
        return f"taken-back-{self._keys}"

    @contextmanager
    def _tracing(self) -> Iterator[set[str]]:
        """The tables written to, of which only SQLite tells."""
        database = self._house.room.app.database
        if not isinstance(database, SqliteDatabase):
            yield set()
            return
        with Tracing(database._writer._conn) as traced:
            yield traced.wrote

    async def _arrived(self, heard: Heard) -> Entry:
        now = self._house.room.clock.now()
        await self.unit.turns.arrive([Arrival(heard.channel, heard.key, heard.account, to_bytes(heard))], now)
        row = await self.unit.sql.one(
            "SELECT seq FROM inbox WHERE key = ? AND channel = ?", heard.key, heard.channel
        )
        assert row is not None
        return Entry(row["seq"], heard.channel, heard.account, to_bytes(heard), None, None, now)


def _without_duties(flow: Flow) -> Flow:
    """The flow as it is, but nothing is owed in it: a refusal shows the menu, and working out duties takes longest."""
    quick = copy.copy(flow)
    quick.duties = None
    return quick


def _keys(said: Say) -> list[str]:
    """A screen's sentence, and before it the one that leads it."""
    if said.key != "chat.led":
        return [said.key]
    return [
        key
        for part in (said.values["lead"], said.values["text"])
        if isinstance(part, Say)
        for key in _keys(part)
    ]


class Filling:
    """Fills a button's fields with rows of the house: by name where one is given, else the one there is."""

    def __init__(self, house: FullHouse) -> None:
        self._rows = house.rows

    def made(self, kind: type[Choice], given: Mapping[str, object]) -> Choice:
        """One of this kind. `given`: the name of a row, or a value, by field."""
        hints = get_type_hints(kind)
        values: dict[str, object] = {}
        if "candidate" in hints and "ballot" in hints:
            given = {"candidate": given.get("ballot"), **given}
        for field in dataclasses.fields(kind):  # type: ignore[arg-type]
            values[field.name] = self._value(field.name, hints[field.name], given.get(field.name))
        return kind(**values)

    def _value(self, name: str, hint: Any, given: object) -> object:
        if get_origin(hint) in (Union, UnionType):
            hint = next(option for option in get_args(hint) if option is not NoneType)
        if hint is Digest:
            return 1
        if isinstance(hint, NewType) or (hint is int and name in self._rows):
            rows = self._rows.get(name) or self._rows[hint.__name__.removesuffix("Id").lower()]
            return rows[str(given)] if given is not None else next(iter(rows.values()))
        if isinstance(hint, type) and issubclass(hint, Enum):
            return hint(given) if given is not None else next(iter(hint))
        return given if given is not None else {int: 1, bool: False, str: "x"}[hint]
