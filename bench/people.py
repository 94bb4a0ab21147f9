"""Fills an empty installation, and the plain bot's database, with people who have all joined and may all vote."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bench.ours import FLOWS_HERE, ZONE
from bench.rule import BALLOT, FAR, QUESTION, TABLES
from bot.book import Book
from bot.clock import RealClock
from bot.command_lists import EDITION, edition
from bot.texts import Texts
from storage.migrate import upgrade

FIRST = 6_000_000_000  # the account of the first person
UNITS = 20  # people are spread over so many units


def ours(folder: Path, people: int) -> None:
    """An installation in a folder; the member number n has the account FIRST + n."""
    folder.mkdir(parents=True)
    upgrade(f"sqlite:///{folder / 'thidua.db'}")
    with closing(sqlite3.connect(folder / "thidua.db")) as db:
        db.execute("INSERT INTO khoi (id, kind, name, search, created_at) VALUES (1, 'khoi', 'K', 'k', 0)")
        db.executemany(
            "INSERT INTO unit (id, khoi_id, name, search, position) VALUES (?, 1, ?, ?, ?)",
            [(n + 1, f"Unit {n}", f"unit {n}", n) for n in range(UNITS)],
        )
        db.executemany(
            "INSERT INTO person (id, name, created_at) VALUES (?, ?, 0)",
            [(n + 1, f"Person {n}") for n in range(people)],
        )
        db.executemany(
            "INSERT INTO member (id, khoi_id, person_id, unit_id, code, name, search, roles, joined_at)"
            " VALUES (?, 1, ?, ?, ?, ?, ?, 'individual', 1)",
            [(n + 1, n + 1, n % UNITS + 1, f"M{n}", f"Person {n}", f"person {n}") for n in range(people)],
        )
        db.executemany(
            "INSERT INTO account (id, channel, account, person_id, joined_at) VALUES (?, 'telegram', ?, ?, 0)",
            [(n + 1, str(FIRST + n), n + 1) for n in range(people)],
        )
        known = edition(Book.of(FLOWS_HERE), Texts(ZONE), RealClock().now())
        db.execute("INSERT INTO installation (name, value) VALUES (?, ?)", (EDITION, known))
        _vote(db, people)


def peer(path: Path, people: int) -> None:
    """The plain bot's database."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode=WAL").fetchall()
        db.execute(
            "CREATE TABLE voter (id INTEGER PRIMARY KEY, account INTEGER NOT NULL UNIQUE, name TEXT NOT NULL)"
        )
        db.executemany(
            "INSERT INTO voter VALUES (?, ?, ?)", [(n + 1, FIRST + n, f"Person {n}") for n in range(people)]
        )
        _vote(db, people)


def _vote(db: sqlite3.Connection, people: int) -> None:
    for table in TABLES:
        db.execute(table)
    db.execute("INSERT INTO bench_ballot VALUES (?, ?, ?)", (BALLOT, QUESTION, FAR))
    db.executemany("INSERT INTO bench_eligible VALUES (?, ?)", [(BALLOT, n + 1) for n in range(people)])
    db.commit()
