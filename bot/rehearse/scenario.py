"""A scenario: who takes part, in which units, from when on. Data, checked whole, every error at once and in words.

`scenarios/<name>.toml`; a file of one's own can be given by its path.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from campaign.people import BodyKind, Gender, Role

FOLDER = Path(__file__).parent.parent.parent / "scenarios"


class ScenarioWrong(Exception):
    """A scenario that cannot be used: one line for each thing that is wrong."""

    def __init__(self, file: Path, errors: Sequence[str]) -> None:
        super().__init__("\n".join(errors))
        self.file = file
        self.errors = errors


def _local(at: datetime) -> datetime:
    if at.tzinfo is not None:
        raise ValueError("a local date and time without a zone, such as 2022-03-01T08:00:00")
    return at


def _code(code: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9-]{1,20}", code):
        raise ValueError("letters A to Z, digits and hyphens, 20 at most")
    return code


Local = Annotated[datetime, AfterValidator(_local)]
Words = Annotated[str, Field(min_length=1, max_length=200)]


class Row(BaseModel):
    """A table of the file: nothing in it may be unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class KhoiRow(Row):
    """The khối or cụm."""

    name: Words
    kind: BodyKind = BodyKind.KHOI


class UnitRow(Row):
    """A unit, in protocol order."""

    name: Words
    aliases: tuple[Words, ...] = ()


class PersonRow(Row):
    """An invented person."""

    code: Annotated[str, AfterValidator(_code)]
    name: Words
    unit: Words
    position: str = ""
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    gender: Gender | None = None


class ActRow(Row):
    """What the others do when they are let: everybody of these roles takes these steps, as `acting.py` says."""

    label: Words
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    steps: Annotated[tuple[Words, ...], Field(min_length=1)]


class Scenario(Row):
    """A whole rehearsal."""

    title: Words
    about: Words
    begins: Local
    khoi: KhoiRow
    units: Annotated[tuple[UnitRow, ...], Field(min_length=1)]
    people: Annotated[tuple[PersonRow, ...], Field(min_length=1)]
    acts: tuple[ActRow, ...] = ()

    @model_validator(mode="after")
    def fits_together(self) -> "Scenario":
        """Every person is in a unit that is named, and nothing is named twice."""
        wrong = [*_twice("unit", [unit.name for unit in self.units])]
        wrong += _twice("code", [person.code for person in self.people])
        known = {unit.name for unit in self.units}
        wrong += [
            f"{p.code}: unit {p.unit!r} is not among the units" for p in self.people if p.unit not in known
        ]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self


def read(file: Path) -> Scenario:
    """The scenario of a file. Raises ScenarioWrong."""
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ScenarioWrong(file, [str(error)]) from None
    try:
        return Scenario.model_validate(content)
    except ValidationError as error:
        raise ScenarioWrong(file, [_line(each) for each in _causes(error.errors())]) from None


def shipped(folder: Path = FOLDER) -> dict[str, Path]:
    """The scenarios that come with the program, by name."""
    return {file.stem: file for file in sorted(folder.glob("*.toml"))}


def _twice(what: str, names: Sequence[str]) -> list[str]:
    return [f"{what} {name!r} stands {n} times" for name, n in Counter(names).items() if n > 1]


def _causes(errors: Sequence[Any]) -> list[Any]:
    """Without what only follows from another error: a list is not empty, its one row is wrong."""
    wrong = [tuple(error["loc"]) for error in errors]
    return [
        error
        for error in errors
        if not any(
            other != tuple(error["loc"]) and other[: len(error["loc"])] == tuple(error["loc"])
            for other in wrong
        )
    ]


def _line(error: Any) -> str:
    where = ".".join(str(part + 1) if isinstance(part, int) else str(part) for part in error["loc"])
    said = error["msg"].removeprefix("Value error, ")
    return f"{where}: {said}" if where else said
