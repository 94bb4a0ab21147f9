"""Fills an empty installation, and the plain bot's database, with people who have all joined and may all vote."""

import sqlite3
from contextlib import closing
from pathlib import Path

import asyncpg

from bench.ours import FLOWS_HERE, ZONE
from bench.rule import BALLOT, FAR, QUESTION, TABLES
from bot.book import Book
from bot.clock import RealClock
from bot.command_lists import EDITION, edition
from bot.texts import Texts
from bot.web.visitors import hash_of
from storage.migrate import upgrade
from storage.postgres_words import numbered
from storage.sql import micros

FIRST = 6_000_000_000  # the account of the first person
PERSON = 10**9  # the identity of the first person: real ones are large, and meet no other lock's name
UNITS = 20  # people are spread over so many units


ROLES = ("individual", "individual secretary")
MEMBER = (
    "INSERT INTO member (id, khoi_id, person_id, unit_id, code, name, search, roles, joined_at)"
    " VALUES (?, 1, ?, ?, ?, ?, ?, ?, 1)"
)
Rows = tuple[str, list[tuple[object, ...]]]


def ours(folder: Path, people: int) -> None:
    """An installation in a folder; the member number n has the account FIRST + n, the first one keeps the roster."""
    folder.mkdir(parents=True)
    upgrade(f"sqlite:///{folder / 'thidua.db'}")
    with closing(sqlite3.connect(folder / "thidua.db")) as db:
        for table in TABLES:
            db.execute(table)
        for statement, rows in _installation(people):
            db.executemany(statement, rows)
        db.commit()


async def on_server(url: str, people: int) -> None:
    """The same in a database of a server, which has the tables of this version's schema."""
    db = await asyncpg.connect(url)
    try:
        for table in TABLES:
            await db.execute(table)
        for statement, rows in _installation(people):
            await db.executemany(numbered(statement), rows)
        await db.execute("ANALYZE person, member, account, unit, bench_eligible")
    finally:
        await db.close()


def with_pages(folder: Path, people: int) -> None:
    """The same in a folder, and everybody has the web page too: the account `w<n>`, its cookie `cookie(n)`."""
    ours(folder, people)
    accounts = [f"w{n}" for n in range(people)]
    with closing(sqlite3.connect(folder / "thidua.db")) as db:
        db.executemany(
            "INSERT INTO account (id, channel, account, person_id, joined_at) VALUES (?, 'web', ?, ?, 0)",
            [(people + n + 1, account, PERSON + n) for n, account in enumerate(accounts)],
        )
        db.executemany(
            "INSERT INTO web_device (account, created_at, seen_at) VALUES (?, 0, 0)",
            [(account,) for account in accounts],
        )
        now = micros(RealClock().now())
        db.executemany(
            "INSERT INTO web_session (token_hash, account, made_at) VALUES (?, ?, ?)",
            [(hash_of(cookie(n)), account, now) for n, account in enumerate(accounts)],
        )
        db.execute("DELETE FROM account WHERE channel = 'telegram'")
        db.commit()


def cookie(number: int) -> str:
    """The cookie of a person's page."""
    return f"{number:032}"


def peer(path: Path, people: int) -> None:
    """The plain bot's database."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode=WAL").fetchall()
        db.execute(
            "CREATE TABLE voter (id INTEGER PRIMARY KEY, account INTEGER NOT NULL UNIQUE, name TEXT NOT NULL)"
        )
        for table in TABLES:
            db.execute(table)
        db.executemany(
            "INSERT INTO voter VALUES (?, ?, ?)", [(n + 1, FIRST + n, f"Person {n}") for n in range(people)]
        )
        for statement, rows in _vote(people):
            db.executemany(statement, rows)
        db.commit()


def _installation(people: int) -> list[Rows]:
    every = range(people)
    known = edition(Book.of(FLOWS_HERE), Texts(ZONE), RealClock().now())
    return [
        ("INSERT INTO khoi (id, kind, name, search, created_at) VALUES (?, 'khoi', 'K', 'k', 0)", [(1,)]),
        (
            "INSERT INTO unit (id, khoi_id, name, search, position) VALUES (?, 1, ?, ?, ?)",
            [(n + 1, f"Unit {n}", f"unit {n}", n) for n in range(UNITS)],
        ),
        (
            "INSERT INTO person (id, name, created_at) VALUES (?, ?, 0)",
            [(PERSON + n, f"Person {n}") for n in every],
        ),
        (
            MEMBER,
            [
                (n + 1, PERSON + n, n % UNITS + 1, f"M{n}", f"Person {n}", f"person {n}", ROLES[n == 0])
                for n in every
            ],
        ),
        (
            "INSERT INTO account (id, channel, account, person_id, joined_at) VALUES (?, 'telegram', ?, ?, 0)",
            [(n + 1, str(FIRST + n), PERSON + n) for n in every],
        ),
        ("INSERT INTO installation (name, value) VALUES (?, ?)", [(EDITION, known)]),
        *_vote(people),
    ]


def _vote(people: int) -> list[Rows]:
    return [
        ("INSERT INTO bench_ballot VALUES (?, ?, ?)", [(BALLOT, QUESTION, FAR)]),
        ("INSERT INTO bench_eligible VALUES (?, ?)", [(BALLOT, n + 1) for n in range(people)]),
    ]
