"""The count of a closed ballot: from what lies in the urn to the numbers and the verdict of each candidate.

closed, every press before the cut-off worked on, every envelope opened -> Counted
an envelope still sealed -> OpinionsUnopened; ballots and turnout not equal -> TurnoutDiffers, nothing is counted
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from campaign.ballot import Ballot, BallotState, Candidate
from campaign.choices import Choices, Mark
from campaign.ids import VoterId
from campaign.opinions import OpenedOpinion, ReceivedOpinion, unopened
from campaign.rule import Base, needed, quorum_needed
from campaign.tally import CandidateCount, Count, Numbers, Result, judge, marks_for


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
    opened: tuple[OpenedOpinion, ...] = ()
    attending: frozenset[VoterId] | None = None


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
    waiting = unopened(urn.received, urn.opened)
    if waiting:
        return OpinionsUnopened(waiting)
    if not _matches(ballot, urn):
        return TurnoutDiffers(len(urn.turnout), len(urn.ballots) + urn.unreadable)
    numbers = _numbers(ballot, urn)
    quorum = quorum_needed(ballot.settings.quorum, numbers.roll)
    met = numbers.present >= quorum
    lines = tuple(_line(ballot, urn, numbers, candidate) for candidate in ballot.candidates)
    judged = (
        judge(ballot.settings, lines)
        if met
        else tuple(replace(one, result=Result.NO_QUORUM) for one in lines)
    )
    return Counted(replace(ballot, counted_at=now), Count(ballot.id, numbers, quorum, met, judged))


def _matches(ballot: Ballot, urn: Urn) -> bool:
    on_paper = {opinion.voter for opinion in urn.opened}
    on_roll = {voter.id for voter in ballot.roll}
    whole = all(
        tuple(choice.candidate for choice in one) == tuple(c.id for c in ballot.candidates)
        for one in urn.ballots
    )
    return (
        whole
        and len(urn.turnout) == len(urn.ballots) + urn.unreadable
        and len(on_paper) == len(urn.opened)
        and not urn.turnout & on_paper
        and (urn.turnout | on_paper) <= on_roll
    )


def _numbers(ballot: Ballot, urn: Urn) -> Numbers:
    on_paper = {opinion.voter for opinion in urn.opened}
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


def _line(ballot: Ballot, urn: Urn, numbers: Numbers, candidate: Candidate) -> CandidateCount:
    on_paper = {opinion.voter for opinion in urn.opened}
    taking_part = urn.turnout | on_paper
    there = taking_part | (urn.attending or frozenset())

    def recused(voters: Iterable[VoterId]) -> int:
        wanted = set(voters)
        return ballot.recused_from(candidate.id, (voter for voter in ballot.roll if voter.id in wanted))

    everybody = [voter.id for voter in ballot.roll]
    bases = {
        Base.ALL: numbers.roll,
        Base.ELIGIBLE: numbers.roll - recused(everybody),
        Base.PRESENT: numbers.present - recused(there),
        Base.CAST: numbers.cast + numbers.opinions - recused(taking_part),
    }
    cast = marks_for(candidate.id, urn.ballots)
    cast = replace(cast, invalid=cast.invalid + urn.unreadable)
    written = marks_for(candidate.id, (opinion.choices for opinion in urn.opened))
    base = bases[ballot.settings.base]
    enough = needed(ballot.settings.threshold, base)
    yes = cast.agree + written.agree
    return CandidateCount(candidate.id, cast, written, recused(everybody), yes, base, enough, Result.SHORT)
