"""What something was tried on."""

import os
import platform
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from tests.postgres import release


def machine() -> str:
    """The day, the machine and the versions, as a sentence."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor() or platform.machine()
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {model}, {os.cpu_count()} cores shared by program, people, messenger and"
        f" database, {platform.system()}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version},"
        f" {release()}."
    )
