"""A scenario: who takes part, in which units, from when on, and what the others do when they are let (`acts.py`).
Data, checked whole, every error at once and in words.

`scenarios/<name>.toml`; a file of one's own can be given by its path.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError, model_validator

from bot.rehearse.acts import ActRow, Local, Row, Words
from campaign.people import BodyKind, Gender, Role

FOLDER = Path(__file__).parent.parent.parent / "scenarios"
FIRST = "khoi-iv-2022"  # what is played when no scenario is named: the fullest one


class ScenarioWrong(Exception):
    """A scenario that cannot be used: one line for each thing that is wrong."""

    def __init__(self, file: Path, errors: Sequence[str]) -> None:
        super().__init__("\n".join(errors))
        self.file = file
        self.errors = errors


def _code(code: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9-]{1,20}", code):
        raise ValueError("letters A to Z, digits and hyphens, 20 at most")
    return code


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
        wrong += [*self._nobody(), *self._backwards()]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def _nobody(self) -> list[str]:
        return [
            f"act {act.label!r}: {who!r} is neither a role nor a code of the people here"
            for act in self.acts
            for part in act.parts
            for who in part.who
            if not self.cast((who,))
        ]

    def _backwards(self) -> list[str]:
        wrong, before = [], self.begins
        for act in self.acts:
            if act.at is not None and act.at < before:
                wrong.append(f"act {act.label!r}: {act.at} is before {before}, where the story is then")
            before = max(before, act.at or before)
        return wrong

    def cast(self, who: Sequence[str]) -> list[PersonRow]:
        """Everybody who is meant: by a role they hold or by their code, in the order of the file."""
        return [
            person
            for person in self.people
            if person.code in who or any(role.value in who for role in person.roles)
        ]


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
    """The scenarios that come with the program, by name, the one to begin with first."""
    files = sorted(folder.glob("*.toml"), key=lambda file: (file.stem != FIRST, file.stem))
    return {file.stem: file for file in files}


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
