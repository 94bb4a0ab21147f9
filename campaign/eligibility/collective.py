"""Counts of a collective, made from what is on record about its members.

    tally_of(Counted.LDTT, 2026, [history of each member]) -> Tally(2026, LDTT, yes=12, members=15, unknown=1)

A member of whom nothing is on record is unknown, never a no. “Tập thể” titles are weighed after the members' own
titles are decided, from the lower to the higher.
"""

from collections.abc import Sequence
from typing import assert_never

from campaign.eligibility.truth import Truth
from campaign.history.facts import Counted, Penalty, Rating
from campaign.history.history import History
from campaign.history.records import (
    Awarded,
    Disciplined,
    Graded,
    NotAwarded,
    NothingAwarded,
    Proof,
    Proposed,
    Tally,
)


def tally_of(of: Counted, year: int, members: Sequence[History]) -> Tally:
    """How many of the members are counted in the year, and of how many it is not known."""
    truths = [_counted(of, year, history) for history in members]
    yes, unknown = (sum(truth is wanted for truth in truths) for wanted in (Truth.MET, Truth.UNKNOWN))
    return Tally(year, of, yes, len(members), unknown)


def _counted(of: Counted, year: int, history: History) -> Truth:
    match of:
        case Counted.RATED_HT:
            return _rated(year, history)
        case Counted.LDTT:
            return _holds("LDTT", year, history)
        case Counted.CSTDCS:
            return _holds("CSTDCS", year, history)
        case Counted.DISCIPLINED:
            return _disciplined(year, history)
        case _:
            assert_never(of)


def _rated(year: int, history: History) -> Truth:
    ratings = {
        entry.record.rating
        for entry in history.entries
        if isinstance(entry.record, Graded) and entry.record.year == year and entry.proof.speaks
    }
    if len(ratings) != 1:
        return Truth.UNKNOWN
    return Truth.MET if ratings.pop().rank >= Rating.HT.rank else Truth.NOT_MET


def _holds(code: str, year: int, history: History) -> Truth:
    """A title of the round that is going on counts: the lists of the lower titles are finished first."""
    yes = no = False
    for entry in history.entries:
        if not entry.proof.speaks:
            continue
        match entry.record:
            case Awarded(year=of, code=what) | Proposed(year=of, code=what):
                yes = yes or (of, what) == (year, code)
            case NotAwarded(year=of, code=what):
                no = no or (of, what) == (year, code)
            case NothingAwarded(year=of):
                no = no or of == year
            case _:
                pass
    if yes is no:
        return Truth.UNKNOWN
    return Truth.MET if yes else Truth.NOT_MET


def _disciplined(year: int, history: History) -> Truth:
    """Imposed in the year, from cảnh cáo up. Of one that still runs from before a person decides.

    Nothing on record means no discipline, because the record would be there.
    """
    return max(
        (_bites(year, e.record, e.proof) for e in history.entries if isinstance(e.record, Disciplined)),
        default=Truth.NOT_MET,
    )


def _bites(year: int, discipline: Disciplined, proof: Proof) -> Truth:
    begun, ended = discipline.since.year, discipline.until
    lasts = begun <= year and (ended is None or ended.year >= year)
    if discipline.penalty.rank < Penalty.CANH_CAO.rank or not lasts:
        return Truth.NOT_MET
    return Truth.MET if begun == year and proof.speaks else Truth.UNKNOWN
