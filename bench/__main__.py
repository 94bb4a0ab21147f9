"""`python -m bench [--full] [--only votes …]`: measures, prints, and writes docs/benchmarks.md.

`--full` takes the large sizes too (tens of minutes); `--only` runs some parts and writes nothing.
"""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Mapping

from bench import broadcast, growth, pages, processes, report, tally, upload, votes
from bench.report import Table
from bench.sizes import DEFAULT, FULL, Sizes

Part = Callable[[Sizes], Awaitable[Table]]
PARTS: Mapping[str, Part] = {
    "votes": votes.table,
    "processes": processes.table,
    "broadcast": broadcast.table,
    "pages": pages.table,
    "upload": upload.table,
    "growth": growth.table,
    "tally": tally.table,
}


def main() -> None:
    """Runs what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--full", action="store_true", help="the large sizes too")
    parser.add_argument("--only", nargs="+", choices=list(PARTS), help="these parts; nothing is written")
    options = parser.parse_args()
    tables = asyncio.run(_measured(options.only or list(PARTS), FULL if options.full else DEFAULT))
    if options.only is None:
        report.write(tables, "make bench" if not options.full else "python -m bench --full")
        sys.stdout.write(f"\nWritten to {report.PAGE}\n")


async def _measured(names: list[str], sizes: Sizes) -> list[Table]:
    tables = []
    for name in names:
        tables.append(await PARTS[name](sizes))
        sys.stdout.write(f"\n{tables[-1]}\n")
        sys.stdout.flush()
    return tables


if __name__ == "__main__":
    main()
