"""Catalogue files as text in, the catalogue or everything that is wrong with them out.

    parse({"titles.toml": "[[award]]…", "rules.toml": "…", "khoi.toml": "…"})

Files are read in the order given. A row of a later file replaces the row of an earlier one that has the same code and
the same first day, so that a khối's own file changes single rows; twice in one file is a mistake.
"""

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from campaign.catalogue.checks import check_awards
from campaign.catalogue.fields import RowReader
from campaign.catalogue.general import GeneralRules
from campaign.catalogue.general_rows import (
    check_salaries,
    read_base_salary,
    read_deadline,
    read_form,
    read_named,
    read_principle,
    read_rounding,
    read_settings,
    read_vote,
)
from campaign.catalogue.model import Catalogue
from campaign.catalogue.problems import Fault, Problem
from campaign.catalogue.rows import read_award

T = TypeVar("T")

LISTS = {
    "award": ("code", "effective_from"),
    "base_salary": ("effective_from",),
    "deadline": ("code",),
    "principle": ("code",),
    "decider": ("code",),
    "form": ("code",),
}
SINGLES = ("rounding", "settings", "vote")


@dataclass(frozen=True, slots=True)
class Refused:
    """The files as they are cannot be followed; nothing of them is used."""

    problems: tuple[Problem, ...]


_Gathered = dict[str, dict[str, RowReader]]


def parse(files: Mapping[str, str]) -> Catalogue | Refused:
    """The catalogue written in the files (name -> TOML text), or all their problems."""
    problems: list[Problem] = []
    gathered: _Gathered = {table: {} for table in (*LISTS, *SINGLES)}
    for file, text in files.items():
        _gather(file, text, gathered, problems)
    if problems:
        return Refused(tuple(problems))
    missing = [table for table in ("award", "base_salary", *SINGLES) if not gathered[table]]
    if missing:
        return Refused(tuple(Problem("", "", "", Fault.NO_TABLE, "", table) for table in missing))
    catalogue = _read(
        gathered, _fingerprint(files)
    )  # adds what it finds to `problems`, which every row holds
    return Refused(tuple(problems)) if problems else catalogue


def _read(gathered: _Gathered, version: str) -> Catalogue:
    awards = _each(gathered["award"], read_award)
    salaries = _each(gathered["base_salary"], read_base_salary)
    check_salaries(salaries)
    general = GeneralRules(
        base_salaries=tuple(sorted((s for _, s in salaries.values()), key=lambda salary: salary.since)),
        rounding=_only(gathered["rounding"], read_rounding),
        year_under_review=_only(gathered["settings"], read_settings),
        deadlines=_plain(_each(gathered["deadline"], read_deadline)),
        vote=_only(gathered["vote"], read_vote),
        principles=_plain(_each(gathered["principle"], read_principle)),
        deciders=_plain(_each(gathered["decider"], read_named)),
        forms=_plain(_each(gathered["form"], read_form)),
    )
    check_awards(awards.values(), general)
    return Catalogue(version, tuple(award for _, award in awards.values()), general)


def _gather(file: str, text: str, gathered: _Gathered, problems: list[Problem]) -> None:
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problems.append(Problem(file, "", "", Fault.NOT_TOML, str(error)[:200]))
        return
    for table, value in data.items():
        match value:
            case list(rows) if table in LISTS and all(isinstance(row, dict) for row in rows):
                _gather_rows(file, table, rows, gathered[table], problems)
            case dict() if table in SINGLES:
                gathered[table][""] = RowReader(file, table, value, problems)
            case _:
                known = ", ".join([f"[[{name}]]" for name in LISTS] + [f"[{name}]" for name in SINGLES])
                problems.append(Problem(file, table, "", Fault.UNKNOWN_TABLE, "", known))


def _gather_rows(
    file: str,
    table: str,
    rows: Iterable[Mapping[str, object]],
    known: dict[str, RowReader],
    problems: list[Problem],
) -> None:
    here: set[str] = set()
    for number, row in enumerate(rows, start=1):
        label = str(row.get(LISTS[table][0], "")) or f"{table} {number}"
        key = " ".join(str(row.get(name, f"#{number}")) for name in LISTS[table])
        if key in here:
            problems.append(Problem(file, label, LISTS[table][0], Fault.DUPLICATE, key))
        here.add(key)
        known[key] = RowReader(file, label, row, problems)


def _each(rows: Mapping[str, RowReader], read: Callable[[RowReader], T]) -> dict[str, tuple[RowReader, T]]:
    return {key: (row, read(row)) for key, row in rows.items()}


def _plain(rows: Mapping[str, tuple[RowReader, T]]) -> dict[str, T]:
    return {key: value for key, (_, value) in rows.items()}


def _only(rows: Mapping[str, RowReader], read: Callable[[RowReader], T]) -> T:
    return read(rows[""])


def _fingerprint(files: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for file, text in files.items():
        for part in (file, text):
            data = part.encode()
            digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
