"""`python -m bench [--full] [--only votes …]`: measures, prints, and writes docs/benchmarks.md.

`--full` takes the parts whose claims are large, at their full size (half an hour and more, some 4 GB of memory), and
writes docs/benchmarks-full.md instead; `--only` runs some parts and writes nothing.
"""

import argparse
import asyncio
import os
import sys
import traceback
from collections.abc import Awaitable, Callable, Mapping

from bench import broadcast, flood, growth, pages, processes, report, rolls, tally, upload, votes
from bench.report import Table
from bench.sizes import DEFAULT, FULL, Sizes

Part = Callable[[Sizes], Awaitable[Table]]
PARTS: Mapping[str, Part] = {
    "votes": votes.table,
    "processes": processes.table,
    "broadcast": broadcast.table,
    "flood": flood.table,
    "pages": pages.table,
    "upload": upload.table,
    "growth": growth.table,
    "rolls": rolls.table,
    "tally": tally.table,
}
LARGE = ("broadcast", "growth", "rolls", "tally")
"""Of the others the ordinary sizes are the full ones."""


def main() -> None:
    """Runs what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--full", action="store_true", help="the large parts, at their full size")
    parser.add_argument("--only", nargs="+", choices=list(PARTS), help="these parts; nothing is written")
    options = parser.parse_args()
    busy = os.getloadavg()[0]
    page = report.FULL if options.full else report.ORDINARY
    parts = options.only or (LARGE if options.full else PARTS)
    tables = asyncio.run(_measured(list(parts), FULL if options.full else DEFAULT))
    if options.only is None:
        report.write(page, tables, busy)
        sys.stdout.write(f"\nWritten to {page.path}\n")
    sys.exit(any(not table.rows for table in tables))


async def _measured(names: list[str], sizes: Sizes) -> list[Table]:
    tables = []
    for name in names:
        tables.append(await _part(name, sizes))
        sys.stdout.write(f"\n{tables[-1]}\n")
        sys.stdout.flush()
    return tables


async def _part(name: str, sizes: Sizes) -> Table:
    """One part. What goes wrong in it is said in its place and costs the others nothing."""
    try:
        return await PARTS[name](sizes)
    except Exception as error:  # noqa: BLE001 - whatever it was: the other parts are worth having
        traceback.print_exc()
        return Table(f"Not measured: {name}", f"{type(error).__name__}: {error}", ("",), [])


if __name__ == "__main__":
    main()
