"""What a count adds up to, and what the rule makes of it. Exact integers throughout.

agree     counts for the candidate; nothing else does
disagree  counts against; a ý kiến khác, a blank and a spoilt name count neither way and stand in every base
absent    no vote and no opinion: in the bases `all` and `eligible` only
recused   out of the base of this candidate, except under `all`
opinions  added on a line of their own, and part of present and of cast
present   attendance where it is kept, else ballots cast; plus written opinions
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from campaign.ballots.choices import Choices, Mark
from campaign.ballots.rule import Settings, reaches
from campaign.ids import BallotId, CandidateId


@dataclass(frozen=True, slots=True)
class Marks:
    """How many marks of each kind one candidate got."""

    agree: int = 0
    disagree: int = 0
    other: int = 0
    blank: int = 0
    invalid: int = 0
    recused: int = 0


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of the roll.

    `issued` is how many could hand in a ballot, `blank` how many wholly blank ones came in, `there` who took part other
    than on paper, `opinions` the written ones of the absent.
    """

    roll: int
    left: int
    issued: int
    cast: int
    blank: int
    unreadable: int
    opinions: int
    there: int

    @property
    def present(self) -> int:
        """What the quorum and the base `present` count: those there, and the written opinions."""
        return self.there + self.opinions

    @property
    def absent(self) -> int:
        """Those not there, whether they sent an opinion or not."""
        return self.roll - self.there

    @property
    def valid(self) -> int:
        """Ballots that could be read; a blank one is valid."""
        return self.cast - self.unreadable


class Result(StrEnum):
    """What the rule makes of one candidate's numbers."""

    PASSED = "passed"
    SHORT = "short"  # did not reach the threshold
    OUTRANKED = "outranked"  # reached it, and others have taken the places
    TIED = "tied"  # reached it, level with others for the last place
    NO_QUORUM = "no_quorum"


class DecidedBy(StrEnum):
    """What settled the result."""

    VOTES = "votes"
    PREFERENCE = "preference"  # woman, or collective with at least 70 % women, among equals
    CHAIR = "chair"


@dataclass(frozen=True, slots=True)
class CandidateCount:
    """One candidate's numbers and verdict: `yes` out of `base`, where `needed` was enough."""

    candidate: CandidateId
    ballots: Marks
    opinions: Marks
    recused: int
    yes: int
    base: int
    needed: int
    result: Result
    decided_by: DecidedBy = DecidedBy.VOTES


@dataclass(frozen=True, slots=True)
class Count:
    """The outcome of one ballot, candidates in list order."""

    ballot: BallotId
    numbers: Numbers
    quorum_needed: int
    quorum_met: bool
    candidates: tuple[CandidateCount, ...]

    def of(self, result: Result) -> tuple[CandidateCount, ...]:
        """The candidates with this result, in list order."""
        return tuple(one for one in self.candidates if one.result is result)


def judge(settings: Settings, lines: tuple[CandidateCount, ...]) -> tuple[CandidateCount, ...]:
    """The verdicts: who reaches the threshold, and, where places are limited, who gets one by number of votes."""
    enough = [one for one in lines if reaches(settings.threshold, one.yes, one.base)]
    places = settings.places
    if places is None or len(enough) <= places:
        return tuple(replace(one, result=Result.PASSED if one in enough else Result.SHORT) for one in lines)
    last = sorted((one.yes for one in enough), reverse=True)[places - 1]
    level = Result.TIED if sum(one.yes >= last for one in enough) > places else Result.PASSED
    ranked = {one.candidate: _rank(one.yes, last, level) for one in enough}
    return tuple(replace(one, result=ranked.get(one.candidate, Result.SHORT)) for one in lines)


def marks_of(ballots: Sequence[Choices]) -> Mapping[CandidateId, Marks]:
    """The marks of every candidate, added up in one go over the ballots; ballots that are one object count at once."""
    alike = Counter(map(id, ballots))
    tally: dict[CandidateId, Counter[Mark]] = {}
    for choices in {id(one): one for one in ballots}.values():
        for choice in choices:
            tally.setdefault(choice.candidate, Counter())[choice.mark] += alike[id(choices)]
    return {one: Marks(**{mark.value: marks[mark] for mark in Mark}) for one, marks in tally.items()}


def _rank(yes: int, last: int, level: Result) -> Result:
    if yes == last:
        return level
    return Result.PASSED if yes > last else Result.OUTRANKED
