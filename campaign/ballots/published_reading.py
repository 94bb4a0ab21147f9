"""Reading a published sheet (`published` shows one) into numbers. Knows nothing of the program that wrote it.

It never raises, whatever the text: it answers a `Sheet`, or `Malformed` with the row and what is wrong with it.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from campaign.ballots.published_rows import (
    Malformed,
    Problem,
    Row,
    Rows,
    Wrong,
    only,
    row_for,
    rows_of,
    word_of,
)

MARKS = ("agree", "disagree", "other", "blank", "invalid")


@dataclass(frozen=True, slots=True)
class Name:
    """One candidate as the sheet has it: marks on ballots and on written opinions, and what it states as the result."""

    name: str
    award: str
    recused_in_base: int
    ballots: Mapping[str, int]
    written: Mapping[str, int]
    stated: tuple[str, ...]
    broken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet in numbers. `percent` is None for a simple majority, `quorum` 0 for none, `places` None for no limit."""

    ballot: int
    title: str
    body: str
    citation: str
    percent: int | None
    base: str
    quorum: Fraction
    places: int | None
    roll: int
    there: int
    cast: int
    opinions: int
    receipts: tuple[str, ...]
    names: tuple[Name, ...]


def read_sheet(text: str) -> Sheet | Malformed:
    """Read the text of a sheet."""
    try:
        return _sheet(rows_of(text))
    except Wrong as wrong:
        return wrong.malformed


def _sheet(rows: Rows) -> Sheet:
    roll, there, cast, opinions = (
        only(rows, word).number() for word in ("roll", "there", "cast", "opinions")
    )
    unreadable = only(rows, "unreadable").number()
    if not unreadable <= cast <= there <= roll - opinions:
        raise Wrong(0, Problem.IMPOSSIBLE, "cast")
    return Sheet(
        ballot=only(rows, "ballot").number(),
        title=only(rows, "title").cells[0],
        body=only(rows, "body").cells[0],
        citation=only(rows, "citation").cells[0],
        percent=_percent(only(rows, "threshold")),
        base=word_of(rows, "denominator", ("all_members", "eligible", "present", "cast")),
        quorum=_quorum(only(rows, "quorum")),
        places=None if only(rows, "places").cells == ("none",) else only(rows, "places").number(),
        roll=roll,
        there=there,
        cast=cast,
        opinions=opinions,
        receipts=_receipts(rows, cast - unreadable),
        names=_names(rows, cast, unreadable, opinions),
    )


def _percent(row: Row) -> int | None:
    if row.cells == ("majority",):
        return None
    if len(row.cells) != 2 or row.cells[0] != "percent" or row.number(1, most=100) == 0:
        raise row.wrong()
    return row.number(1)


def _quorum(row: Row) -> Fraction:
    if row.cells == ("none",):
        return Fraction(0)
    parts = row.cells[0].split("/")
    pair = Row(row.line, row.word, (*parts, "1")[:2])
    if len(parts) > 2 or not 0 < pair.number(0) <= pair.number(1):
        raise row.wrong()
    return Fraction(pair.number(0), pair.number(1))


def _receipts(rows: Rows, ballots: int) -> tuple[str, ...]:
    if only(rows, "secrecy").cells == ("open",):
        return ()
    codes = tuple(row.cells[0] for row in (*rows["receipt"], *rows["choice"]))
    if len(codes) != ballots:
        raise Wrong(0, Problem.WRONG_NUMBER_OF_RECEIPTS, "receipt")
    return tuple(sorted(codes))


def _names(rows: Rows, cast: int, unreadable: int, opinions: int) -> tuple[Name, ...]:
    detail = word_of(rows, "detail", ("lines", "choices", "counts"))
    said = _said(rows, detail, len(rows["candidate"]))
    names = []
    for place, row in enumerate(rows["candidate"], 1):
        if row.number(0) != place or row.number(5) > row.number(3):
            raise row.wrong()
        readable = cast - unreadable - row.number(4)
        ballots = _answers(rows, detail, place, readable, said)
        ballots["invalid"] += unreadable
        written = Counter(_five(row_for(rows, "opinion", place)))
        if written.total() > opinions:
            raise Wrong(0, Problem.WRONG_NUMBER_OF_ANSWERS, "opinion")
        stated = row_for(rows, "result", place).cells[1:]
        broken = tuple(one.cells[1] for one in rows["broken"] if one.number(0) == place)
        names.append(Name(row.cells[1], row.cells[2], row.number(5), ballots, written, stated, broken))
    if not names:
        raise Wrong(0, Problem.MISSING, "candidate")
    return tuple(names)


def _said(rows: Rows, detail: str, names: int) -> Mapping[int, Counter[str]]:
    """What the single rows say about each candidate, added up in one go."""
    found: dict[int, Counter[str]] = {place: Counter() for place in range(names + 1)}
    if detail == "choices":
        for row in rows["choice"]:
            found[row.number(1, most=names)]["agree"] += 1
    if detail == "lines":
        for row in rows["line"]:
            found[row.number(0, most=names)][row.cells[2]] += 1
    return found


def _answers(
    rows: Rows, detail: str, place: int, readable: int, said: Mapping[int, Counter[str]]
) -> Counter[str]:
    found = Counter(_five(row_for(rows, "count", place)) if detail == "counts" else said[place])
    if detail == "choices":
        found["blank"] = readable - found["agree"]
    if found.total() != readable or min(found.values(), default=0) < 0 or not found.keys() <= set(MARKS):
        raise Wrong(0, Problem.WRONG_NUMBER_OF_ANSWERS, str(place))
    return found


def _five(row: Row) -> dict[str, int]:
    return {mark: row.number(place + 1) for place, mark in enumerate(MARKS)}
