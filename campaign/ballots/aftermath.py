"""What follows from a count by the rule: nothing more, another round, or a tie to break.

    level for the last place, rounds left -> AnotherRound among the level ones
    a suy tôn or bầu with free places, rounds left -> AnotherRound among those not yet chosen
    level, no round left -> BreakTie: the woman or the ≥ 70 % women collective first, then the chair
    free places, no round left -> LeftOpen: the competent head decides outside, nobody does so here

NĐ 152/2025 Đ.4(6) gives the preference. Two ballots at most is the practice of TANDTC; `max_rounds` is a setting.
"""

from dataclasses import dataclass

from campaign.ballots.ballot import Ballot, Candidate
from campaign.ballots.rule import TieRule
from campaign.ballots.tally import Count, Result
from campaign.history.facts import SubjectKind
from campaign.ids import CandidateId
from campaign.people import Gender

WOMEN_PERCENT = 70  # NĐ 152/2025 Đ.4(6)


@dataclass(frozen=True, slots=True)
class Settled:
    """Nothing is left to decide."""


@dataclass(frozen=True, slots=True)
class AnotherRound:
    """The rule allows one more round on these candidates for this many places."""

    candidates: tuple[CandidateId, ...]
    places: int


@dataclass(frozen=True, slots=True)
class BreakTie:
    """These are level for this many places and no round is left.

    `preferred` go first by the tie rule; the chair chooses `to_choose` names among `open_to`. When `unknown` is not
    empty the preference could not be established for those names, so the chair has to look at it too.
    """

    tied: tuple[CandidateId, ...]
    places: int
    preferred: tuple[CandidateId, ...]
    open_to: tuple[CandidateId, ...]
    to_choose: int
    unknown: tuple[CandidateId, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """Places stayed free (or a tie stands) and the rule ends here: the competent head decides outside."""

    places: int


@dataclass(frozen=True, slots=True)
class WithoutQuorum:
    """Too few took part: the body has decided nothing. The ballot is annulled with that reason and voted on again."""

    needed: int
    present: int


Aftermath = Settled | AnotherRound | BreakTie | LeftOpen | WithoutQuorum


def aftermath(ballot: Ballot, count: Count) -> Aftermath:
    """What follows from this count by the rule."""
    places = ballot.settings.places
    if not count.quorum_met:
        return WithoutQuorum(count.quorum_needed, count.numbers.present)
    if places is None:
        return Settled()
    tied = tuple(one.candidate for one in count.of(Result.TIED))
    free = places - len(count.of(Result.PASSED))
    rounds_left = ballot.round < ballot.settings.max_rounds
    if tied:
        if rounds_left:
            return AnotherRound(tied, free)
        return _break(ballot, tied, free)
    rest = tuple(one.candidate for one in count.of(Result.SHORT))
    if not ballot.settings.act.chooses or free < 1 or not rest:
        return Settled()
    return AnotherRound(rest, free) if rounds_left else LeftOpen(free)


def is_preferred(candidate: Candidate) -> bool | None:
    """Whether the tie rule prefers the candidate; None when the roster does not say (never taken for “no”).

    NĐ 152/2025 Đ.4(6): the woman, or the collective with at least 70 % women.
    """
    if candidate.subject is SubjectKind.INDIVIDUAL:
        return None if candidate.gender is None else candidate.gender is Gender.FEMALE
    if candidate.women is None or candidate.women.members < 1:
        return None
    return candidate.women.women * 100 >= WOMEN_PERCENT * candidate.women.members


def _break(ballot: Ballot, tied: tuple[CandidateId, ...], places: int) -> BreakTie | LeftOpen:
    if ballot.settings.tie is TieRule.NONE:
        return LeftOpen(places)
    known = {one.id: is_preferred(one) for one in ballot.candidates if one.id in tied}
    unknown = tuple(one for one in tied if known[one] is None)
    preferred = tuple(one for one in tied if known[one])
    if ballot.settings.tie is TieRule.CHAIR or not preferred or unknown:
        unsure = unknown if ballot.settings.tie is TieRule.PREFERENCE_THEN_CHAIR else ()
        return BreakTie(tied, places, (), tied, places, unsure)
    if len(preferred) > places:
        return BreakTie(tied, places, (), preferred, places)
    others = tuple(one for one in tied if one not in preferred)
    return BreakTie(tied, places, preferred, others, places - len(preferred))
