"""Tables of figures: printed, and written to docs/benchmarks.md with the machine and the date."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
LIBRARIES = ("python-telegram-bot", "aiogram", "aiohttp", "aiosqlite", "uvloop")


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what was measured, how, and the figures as words."""

    title: str
    how: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __str__(self) -> str:
        lines = [self.head, ["---"] * len(self.head), *self.rows]
        return "\n".join(
            [f"## {self.title}", "", self.how, "", *(f"| {' | '.join(line)} |" for line in lines)]
        )


def spread(figures: Sequence[float], digits: int = 0, unit: str = "") -> str:
    """“median (least–most)”."""
    low, middle, high = min(figures), median(figures), max(figures)
    return f"{middle:.{digits}f}{unit} ({low:.{digits}f}–{high:.{digits}f})"


def machine() -> str:
    """What it was measured on."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor() or platform.machine()
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {model}, {os.cpu_count()} cores shared by bot, server and database,"
        f" {platform.system()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}."
    )


def write(tables: Sequence[Table], command: str, busy: float) -> None:
    """The page, made anew. `busy`: the load of the machine before it began."""
    head = (
        f"# Benchmarks\n\nMade by `{command}`; do not edit by hand. {machine()}"
        f" Processes waiting for a core before the start: {busy:.1f}.\n"
    )
    PAGE.write_text("\n\n".join([head.rstrip(), *map(str, tables)]) + "\n", encoding="utf-8")
