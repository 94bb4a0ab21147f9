"""The count of a closed ballot: from what lies in the urn to the numbers and the verdict of each candidate.

closed, every press before the cut-off worked on, every envelope opened -> Counted
an envelope still sealed -> OpinionsUnopened; ballots and turnout not equal -> TurnoutDiffers, nothing is counted
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime

from campaign.ballots.ballot import Ballot, BallotState
from campaign.ballots.choices import Choices, Mark
from campaign.ballots.envelopes import OpenedOpinions
from campaign.ballots.opinions import ReceivedOpinion
from campaign.ballots.rule import needed, quorum_needed
from campaign.ballots.tally import CandidateCount, Count, Marks, Numbers, Result, judge, marks_of
from campaign.catalogue.general import Denominator
from campaign.ids import CandidateId, VoterId


@dataclass(frozen=True, slots=True)
class Urn:
    """What lies on the table after the close.

    `ballots` are complete and in no order; `unreadable` slips count as invalid. `attending` is who was at the meeting,
    or None while nobody keeps attendance.
    """

    turnout: frozenset[VoterId]
    ballots: tuple[Choices, ...] = field(repr=False)
    unreadable: int = 0
    received: tuple[ReceivedOpinion, ...] = ()
    opened: OpenedOpinions | None = None
    attending: frozenset[VoterId] | None = None

    @property
    def on_paper(self) -> frozenset[VoterId]:
        """Whose opinions came in writing."""
        return frozenset(opinion.voter for opinion in self.received)

    @property
    def papers(self) -> tuple[Choices, ...]:
        """What the opened papers say."""
        return tuple(slip.choices for slip in self.opened.slips) if self.opened else ()


@dataclass(frozen=True, slots=True)
class Counted:
    """The count is done; `ballot` carries its moment. From now on nothing is received or opened any more."""

    ballot: Ballot
    count: Count


@dataclass(frozen=True, slots=True)
class NotClosed:
    """Only a closed ballot is counted, and only once."""

    state: BallotState


@dataclass(frozen=True, slots=True)
class OpinionsUnopened:
    """The counting team has to open these envelopes first."""

    voters: tuple[VoterId, ...]


@dataclass(frozen=True, slots=True)
class TurnoutDiffers:
    """Ballots and voters do not match: nothing is counted; the only way on is an open annulment."""

    voted: int
    ballots: int


def count(ballot: Ballot, urn: Urn, now: datetime) -> Counted | NotClosed | OpinionsUnopened | TurnoutDiffers:
    """Count a closed ballot once every press heard before the cut-off has been worked on."""
    if ballot.state is not BallotState.CLOSED:
        return NotClosed(ballot.state)
    if urn.received and urn.opened is None:
        return OpinionsUnopened(tuple(sorted(urn.on_paper)))
    if not _matches(ballot, urn):
        return TurnoutDiffers(len(urn.turnout), len(urn.ballots) + urn.unreadable)
    numbers = _numbers(ballot, urn)
    quorum = quorum_needed(ballot.settings.quorum, numbers.roll)
    met = numbers.present >= quorum
    cast, written, recused = marks_of(urn.ballots), marks_of(urn.papers), _recused(ballot, urn)
    lines = tuple(
        _line(ballot, urn, numbers, one.id, cast.get(one.id, Marks()), written.get(one.id, Marks()), recused)
        for one in ballot.candidates
    )
    judged = (
        judge(ballot.settings, lines)
        if met
        else tuple(replace(one, result=Result.NO_QUORUM) for one in lines)
    )
    return Counted(replace(ballot, counted_at=now), Count(ballot.id, numbers, quorum, met, judged))


def _matches(ballot: Ballot, urn: Urn) -> bool:
    names = tuple(candidate.id for candidate in ballot.candidates)
    answers = (*urn.ballots, *urn.papers)
    return (
        all(tuple(choice.candidate for choice in one) == names for one in answers)
        and len(urn.turnout) == len(urn.ballots) + urn.unreadable
        and len(urn.on_paper) == len(urn.received) == len(urn.papers)
        and not urn.turnout & urn.on_paper
        and (urn.turnout | urn.on_paper) <= {voter.id for voter in ballot.roll}
    )


def _numbers(ballot: Ballot, urn: Urn) -> Numbers:
    on_paper = urn.on_paper
    there = (urn.turnout | (urn.attending or frozenset())) - on_paper
    able = {voter.id for voter in ballot.roll if voter.can_vote}
    blank = sum(
        all(choice.mark in {Mark.BLANK, Mark.RECUSED} for choice in choices) for choices in urn.ballots
    )
    return Numbers(
        roll=len(ballot.roll),
        left=len(ballot.roll) - len(able),
        issued=len((able | urn.turnout) - on_paper),
        cast=len(urn.turnout),
        blank=blank,
        unreadable=urn.unreadable,
        opinions=len(on_paper),
        there=len(there),
    )


@dataclass(frozen=True, slots=True)
class _Recused:
    """From how many voters' ballots each name is missing: of the roll, of those present, of those who took part."""

    roll: Counter[CandidateId]
    there: Counter[CandidateId]
    taking_part: Counter[CandidateId]


def _recused(ballot: Ballot, urn: Urn) -> _Recused:
    taking_part = urn.turnout | urn.on_paper
    there = taking_part | (urn.attending or frozenset())
    found = _Recused(Counter(), Counter(), Counter())
    for voter, names in ballot.recused_by_voter().items():
        found.roll.update(names)
        found.there.update(names if voter in there else ())
        found.taking_part.update(names if voter in taking_part else ())
    return found


def _line(
    ballot: Ballot,
    urn: Urn,
    numbers: Numbers,
    one: CandidateId,
    cast: Marks,
    written: Marks,
    recused: _Recused,
) -> CandidateCount:
    bases = {
        Denominator.ALL_MEMBERS: numbers.roll,
        Denominator.ELIGIBLE: numbers.roll - recused.roll[one],
        Denominator.PRESENT: numbers.present - recused.there[one],
        Denominator.CAST: numbers.cast + numbers.opinions - recused.taking_part[one],
    }
    cast = replace(cast, invalid=cast.invalid + urn.unreadable)
    base = bases[ballot.settings.denominator]
    enough = needed(ballot.settings.threshold, base)
    yes = cast.agree + written.agree
    return CandidateCount(one, cast, written, recused.roll[one], yes, base, enough, Result.SHORT)
