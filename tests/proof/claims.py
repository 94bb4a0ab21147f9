"""A page of claims, as its `.toml` file says it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@dataclass(frozen=True, slots=True)
class Claim:
    """One row: what was done to the program, what must hold, and the tests, folders, files or cases that try it."""

    done: str
    holds: str
    tests: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One table. With `apart` its rows count the cases that have one of these words as a parameter, under its title."""

    title: str
    lead: str
    apart: Mapping[str, str]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One file in docs/, made by one target of the Makefile. `title` is the line at which the made part begins."""

    file: Path
    target: str
    title: str
    lead: str
    sections: tuple[Section, ...]

    @property
    def tests(self) -> tuple[str, ...]:
        """Everything that is named, each once."""
        named = (test for section in self.sections for claim in section.claims for test in claim.tests)
        return tuple(dict.fromkeys(named))


def page(name: str) -> Page:
    """Reads a page; KeyError when something is missing in it."""
    written = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    sections = tuple(
        Section(
            one["title"],
            one.get("lead", ""),
            one.get("apart", {}),
            tuple(Claim(row["done"], row.get("holds", ""), tuple(row["tests"])) for row in one["claim"]),
        )
        for one in written["section"]
    )
    return Page(ROOT / written["file"], name, written["title"], written.get("lead", ""), sections)
