"""Tables of figures: printed, and written to a page under docs/ with the machine and the date."""

import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

DOCS = Path(__file__).parents[1] / "docs"
LIBRARIES = ("python-telegram-bot", "aiogram", "aiohttp", "aiosqlite", "uvloop")
BUSY = 1.0  # processes waiting for a core; from there on figures are those of a busy machine


@dataclass(frozen=True, slots=True)
class Page:
    """Where figures are kept, and what makes them again."""

    path: Path
    title: str
    command: str


ORDINARY = Page(DOCS / "benchmarks.md", "Benchmarks", "make bench")
FULL = Page(DOCS / "benchmarks-full.md", "Benchmarks at full size", "make bench FULL=1")


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


def write(page: Page, tables: Sequence[Table], busy: float) -> None:
    """The page, made anew. `busy`: the load of the machine before it began."""
    head = (
        f"# {page.title}\n\nMade by `{page.command}`; do not edit by hand. {machine()}"
        f" Processes waiting for a core before the start: {busy:.1f}."
    )
    if busy >= BUSY:
        head += " **The machine was busy with other work: every time here is too long, and they scatter.**"
    page.path.write_text("\n\n".join([head, *map(str, tables)]) + "\n", encoding="utf-8")
