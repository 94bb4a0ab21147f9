"""A whole ballot as one number for a button, and the numbers or names people type instead of pressing.

pack(ballot, choices) -> 5            one bit for each name in list order: bỏ phiếu: not agreed; suy tôn, bầu: chosen
unpack(ballot, voter, 5) -> Choices   for the names this voter answers for
read_marked(ballot, "3, 7") -> Marked(places 3 and 7); “0” marks nobody; “tran thi b” marks by name
read_on_list(ballot, "tran") -> Searched(places 2 and 9)   a part of one name searches a long list
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from campaign.ballots.ballot import Ballot
from campaign.ballots.choices import Choice, Choices, Mark
from campaign.ballots.roll import Voter
from campaign.search import matches, search_key

MOST_NAMES = (
    100  # of one ballot: its number still fits into a button of 64 bytes, its read-back into one message
)
_SEPARATORS = re.compile(r"[,;\n]+")
_RANGE = re.compile(r"(\d{1,3})(?:\s*-\s*(\d{1,3}))?")


@dataclass(frozen=True, slots=True)
class Marked:
    """The places meant, from 1, each once and in list order."""

    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """The places whose name or unit has what was typed in it, in list order."""

    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """This part of what was typed is no number of the list and no name on it, or more names than one."""

    part: str


def pack(ballot: Ballot, choices: Choices) -> int:
    """The number of these choices."""
    marked = Mark.AGREE if ballot.settings.act.chooses else Mark.DISAGREE
    said = {choice.candidate for choice in choices if choice.mark is marked}
    return number(place for place, one in enumerate(ballot.candidates, 1) if one.id in said)


def number(marked: Iterable[int]) -> int:
    """The number that marks these places, counted from 1."""
    return sum(1 << (place - 1) for place in set(marked))


def places(marks: int) -> tuple[int, ...]:
    """The places that a number marks, counted from 1."""
    return tuple(place for place in range(1, marks.bit_length() + 1) if marks >> (place - 1) & 1)


def unpack(ballot: Ballot, voter: Voter, marks: int) -> Choices:
    """The choices that the number stands for, without the names on which this voter does not vote."""
    recused = ballot.recused(voter)
    wanted, other = (Mark.AGREE, Mark.BLANK) if ballot.settings.act.chooses else (Mark.DISAGREE, Mark.AGREE)
    return tuple(
        Choice(one.id, wanted if marks >> place & 1 else other)
        for place, one in enumerate(ballot.candidates)
        if one.id not in recused
    )


def read_marked(ballot: Ballot, typed: str) -> Marked | NotUnderstood:
    """Which names of the list were typed: “3, 7”, “2-4”, “0” for nobody, or names apart by commas."""
    found: set[int] = set()
    for part in filter(str.strip, _SEPARATORS.split(typed)):
        meant = _numbers(part) if part.strip()[0].isdigit() else _names(ballot, part)
        if meant is None or any(place > len(ballot.candidates) for place in meant):
            return NotUnderstood(part.strip())
        found |= meant
    return Marked(tuple(sorted(found - {0})))


def read_on_list(ballot: Ballot, typed: str) -> Marked | Searched | NotUnderstood:
    """What was typed under a long list: numbers or whole names mark, a part of one name or unit searches."""
    part = typed.strip()
    key = search_key(part)
    if not key or part[0].isdigit() or _SEPARATORS.search(part):
        return read_marked(ballot, typed)
    found = [
        place
        for place, one in enumerate(ballot.candidates, 1)
        if matches(part, search_key(f"{one.name} {one.unit_name}"))
    ]
    exact = [place for place in found if search_key(ballot.candidates[place - 1].name) == key]
    if len(exact) == 1:
        return Marked(tuple(exact))
    return Searched(tuple(found)) if found else NotUnderstood(part)


def _numbers(part: str) -> set[int] | None:
    spans = list(_RANGE.finditer(part))
    if _RANGE.sub("", part).strip():
        return None
    return {
        place
        for span in spans
        for place in range(int(span.group(1)), int(span.group(2) or span.group(1)) + 1)
    }


def _names(ballot: Ballot, part: str) -> set[int] | None:
    keys = {place: search_key(one.name) for place, one in enumerate(ballot.candidates, 1)}
    typed = search_key(part)
    exact = {place for place, key in keys.items() if key == typed}
    meant = exact or {place for place, key in keys.items() if typed and matches(part, key)}
    return meant if len(meant) == 1 else None
