"""Runs tests with pytest in a process of its own and reads what came of each from the report it writes."""

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from tests.proof.claims import ROOT

PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")


class Outcome(Enum):
    """What became of one case. A case that was skipped has proved nothing."""

    PASSED = "passed"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Case:
    """A test with one set of parameters. `figures` by what they are: int is a count, float a measurement."""

    test: str  # as `tests.storage.test_web.test_a_message_is_seen`, without the parameters
    parameters: str
    outcome: Outcome
    figures: tuple[tuple[str, int | float], ...]

    def belongs_to(self, named: str) -> bool:
        """Whether it is meant by a folder, a file, a test or a case, written as for pytest."""
        place, _, parameters = named.removesuffix("]").partition("[")
        dotted = place.replace(".py", "").replace("::", ".").strip("/").replace("/", ".")
        if parameters and parameters != self.parameters:
            return False
        return self.test == dotted or self.test.startswith(f"{dotted}.")


def run(tests: Sequence[str]) -> list[Case]:
    """Every case of these, run one after the other; pytest's own words go to the screen."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        subprocess.run(
            [*PYTEST, f"--junitxml={report}", "-o", "junit_family=xunit1", *_widest(tests)],
            cwd=ROOT,
            check=False,
        )
        return list(_read(report))


def collected(tests: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """What pytest finds of these; ends with 0 when it finds each."""
    return subprocess.run(
        [*PYTEST, "--collect-only", *_widest(tests)], cwd=ROOT, text=True, capture_output=True
    )


def _widest(tests: Sequence[str]) -> list[str]:
    """Without those that another one holds already."""
    return [
        one
        for one in tests
        if not any(one != other and one.startswith((f"{other}::", f"{other}[")) for other in tests)
    ]


def _read(report: Path) -> Iterator[Case]:
    for case in ET.parse(report).iter("testcase"):
        name, _, parameters = case.get("name", "").removesuffix("]").partition("[")
        outcome = Outcome.PASSED
        if case.find("failure") is not None or case.find("error") is not None:
            outcome = Outcome.FAILED
        elif case.find("skipped") is not None:
            outcome = Outcome.SKIPPED
        figures = tuple((one.get("name", ""), _number(one.get("value", ""))) for one in case.iter("property"))
        yield Case(f"{case.get('classname')}.{name}", parameters, outcome, figures)


def _number(text: str) -> int | float:
    return int(text) if text.lstrip("-").isdecimal() else float(text)
