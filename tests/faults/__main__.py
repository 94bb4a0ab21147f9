"""`python -m tests.faults [--seed N] [--kills N] [--only sqlite|postgres]`: pulls plugs, and writes docs/faults.md."""

import argparse
import asyncio
import secrets
import sys
from collections.abc import Mapping

from tests.faults import report
from tests.faults.play import large, played

KILLS = 200
NAMES = {"sqlite": "SQLite, one process", "postgres": "PostgreSQL, two processes"}


def main() -> None:
    """Plays what was asked for; ends with 1 when anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--seed", type=int, help="repeats the moments and choices of an earlier run")
    parser.add_argument("--kills", type=int, default=KILLS, help=f"on each database (default {KILLS})")
    parser.add_argument("--only", choices=list(NAMES), help="one database; nothing is written")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else secrets.randbelow(10_000)
    sys.stdout.write(f"seed {seed}\n")
    columns: dict[str, Mapping[str, str]] = {}
    found: list[str] = []
    for name in [options.only] if options.only else list(NAMES):
        record = asyncio.run(played(large(seed, options.kills, on_postgres=name == "postgres")))
        columns[NAMES[name]] = report.figures(record)
        found += record.faults
        sys.stdout.write("\n".join([report.table({name: columns[NAMES[name]]}), *record.faults, ""]))
        sys.stdout.flush()
    if options.only is None:
        sys.stdout.write(f"Written to {report.write(columns, seed)}\n")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
