"""Recounting a ballot from its published sheet alone, independently of the program that counted it.

    recount(text) -> Counts: every number and verdict computed again, beside what the sheet states
    recount(text) -> Malformed: the row, and what is wrong with it

This file, `published_reading` and `published_rows` import nothing of the rest, on purpose: they are
short enough to be read by a doubtful person, and they do their own arithmetic.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaign.ballots.published_reading import Name, Sheet, read_sheet
from campaign.ballots.published_rows import Malformed


@dataclass(frozen=True, slots=True)
class Recounted:
    """One candidate, computed again: numbers by mark on ballots and on written opinions, and the verdict.

    `stated` is the sheet's own result, numbers included; `broken` is how a tie was broken afterwards, if it was.
    """

    number: int
    name: str
    award: str
    ballots: Mapping[str, int]
    written: Mapping[str, int]
    yes: int
    base: int
    needed: int
    result: str
    stated: tuple[str, ...]
    broken: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether the sheet states the same numbers and verdict."""
        return self.stated == (self.result, str(self.yes), str(self.base), str(self.needed))


@dataclass(frozen=True, slots=True)
class Counts:
    """The whole ballot, computed again from its sheet."""

    ballot: int
    title: str
    body: str
    citation: str
    roll: int
    cast: int
    opinions: int
    present: int
    quorum_needed: int
    quorum_met: bool
    receipts: tuple[str, ...]
    candidates: tuple[Recounted, ...]

    @property
    def agrees(self) -> bool:
        """Whether everything stated on the sheet is what was computed."""
        return all(candidate.agrees for candidate in self.candidates)


def recount(text: str) -> Counts | Malformed:
    """Recompute numbers and verdicts from the text of a sheet; never raises."""
    sheet = read_sheet(text)
    if isinstance(sheet, Malformed):
        return sheet
    present = sheet.there + sheet.opinions
    met = present >= sheet.quorum * sheet.roll
    lines = [_line(sheet, name) for name in sheet.names]
    verdicts = _verdicts(sheet, lines) if met else ["no_quorum"] * len(lines)
    return Counts(
        ballot=sheet.ballot,
        title=sheet.title,
        body=sheet.body,
        citation=sheet.citation,
        roll=sheet.roll,
        cast=sheet.cast,
        opinions=sheet.opinions,
        present=present,
        quorum_needed=math.ceil(sheet.quorum * sheet.roll),
        quorum_met=met,
        receipts=sheet.receipts,
        candidates=tuple(
            Recounted(
                number,
                name.name,
                name.award,
                name.ballots,
                name.written,
                *line,
                verdict,
                name.stated,
                name.broken,
            )
            for number, (name, line, verdict) in enumerate(zip(sheet.names, lines, verdicts, strict=True), 1)
        ),
    )


def _line(sheet: Sheet, name: Name) -> tuple[int, int, int]:
    """Yes, base and needed of one candidate."""
    whole = {
        "all_members": sheet.roll,
        "eligible": sheet.roll,
        "present": sheet.there + sheet.opinions,
        "cast": sheet.cast + sheet.opinions,
    }[sheet.base]
    base = whole if sheet.base == "all_members" else whole - name.recused_in_base
    yes = name.ballots.get("agree", 0) + name.written.get("agree", 0)
    share = base // 2 + 1 if sheet.percent is None else (sheet.percent * base + 99) // 100
    return yes, base, max(share, 1)


def _enough(sheet: Sheet, yes: int, base: int) -> bool:
    if yes < 1 or base < 1:
        return False
    return 2 * yes > base if sheet.percent is None else 100 * yes >= sheet.percent * base


def _verdicts(sheet: Sheet, lines: Sequence[tuple[int, int, int]]) -> list[str]:
    through = [yes for yes, base, _ in lines if _enough(sheet, yes, base)]
    return [_verdict(sheet, yes, through) if _enough(sheet, yes, base) else "short" for yes, base, _ in lines]


def _verdict(sheet: Sheet, yes: int, through: Sequence[int]) -> str:
    """Where places are few: how many did better, and how many are level."""
    better = sum(other > yes for other in through)
    level = sum(other == yes for other in through)
    if sheet.places is None or better + level <= sheet.places:
        return "passed"
    return "outranked" if better >= sheet.places else "tied"
