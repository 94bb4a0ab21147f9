"""Asks whether a locked dependency has a known vulnerability that a newer version mends; `make check` ends with it.

Without a network, or behind an index that has no such knowledge, it says that nothing was audited and does not fail.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE = 120  # seconds for the whole audit


@dataclass(frozen=True, slots=True)
class Audit:
    """What the database said: how many packages it knew, and one line per vulnerability."""

    known: int
    mended: tuple[str, ...]  # a newer version is free of it: the lock must move
    open: tuple[str, ...]  # nobody has mended it yet: told, not failed


def ask(lock: Path) -> object:
    """The report of pip-audit on a lock file, or None when it could not ask."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        options = [
            "--disable-pip",
            "--require-hashes",
            "--progress-spinner=off",
            "--timeout=10",
            "--format=json",
        ]
        command = [sys.executable, "-m", "pip_audit", *options, f"--output={report}", f"--requirement={lock}"]
        try:
            subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
        except subprocess.TimeoutExpired:
            return None
        return json.loads(report.read_text("utf-8")) if report.exists() else None


def read(report: object) -> Audit:
    """What a report says; a package that the database does not know counts as not audited."""
    packages: list[dict[str, Any]] = report["dependencies"] if isinstance(report, dict) else []
    known = [package for package in packages if "skip_reason" not in package]
    found = [(bool(v["fix_versions"]), line) for package in known for v, line in lines(package)]
    mended, still_open = (tuple(line for fixed, line in found if fixed is which) for which in (True, False))
    return Audit(len(known), mended, still_open)


def lines(package: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each vulnerability of a package with a line about it."""
    for vulnerability in package["vulns"]:
        fixed = ", ".join(vulnerability["fix_versions"]) or "no version yet"
        yield (
            vulnerability,
            f"{package['name']} {package['version']}: {vulnerability['id']}, mended in {fixed}",
        )


def main(locks: Sequence[str]) -> int:
    """Audit the lock files; 1 when a vulnerability is known that a newer version mends."""
    audits = [read(ask(Path(lock))) for lock in locks]
    for line in (line for audit in audits for line in (*audit.mended, *audit.open)):
        print(line)
    known = sum(audit.known for audit in audits)
    print(
        f"audit: {known} packages"
        if known
        else "audit: skipped, the database of vulnerabilities cannot be reached"
    )
    return 1 if any(audit.mended for audit in audits) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
