"""`python -m tests.proof NAME`: runs the tests that hold the claims of NAME.toml, and writes its page."""

import argparse
import sys
import time

from tests.proof import outcomes, tables
from tests.proof.claims import NAMES, page


def main() -> None:
    """Ends with 1 when a claim is not held; the page says which."""
    parser = argparse.ArgumentParser(prog="python -m tests.proof", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    named = page(parser.parse_args().name)
    began = time.monotonic()
    cases = outcomes.run(named.tests)
    made = tables.text(named, cases, (time.monotonic() - began) / 60)
    before = named.file.read_text("utf-8") if named.file.exists() else ""
    named.file.write_text(before.partition(named.title)[0] + made, "utf-8")
    sys.stdout.write(f"Written to {named.file}\n")
    for claim in (failed := tables.unproved(named, cases)):
        sys.stderr.write(f"Not proved: {claim}\n")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
