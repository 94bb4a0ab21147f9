"""Who may vote at this moment: what stands between a person with a choice and the ballot, in order.

annulled, not open yet, closed -> not on the roll, left it -> a sealed opinion received -> recused from everything
"""

from dataclasses import dataclass
from datetime import datetime

from campaign.ballots.ballot import Ballot, BallotState
from campaign.ballots.opinions import ReceivedOpinion
from campaign.ballots.roll import Voter
from campaign.ids import BallotId, MemberId, VoterId


@dataclass(frozen=True, slots=True)
class NotYetOpen:
    """The chair has not opened the ballot."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The press came at or after the cut-off."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Annulled:
    """The ballot was annulled; another one takes its place."""

    replaced_by: BallotId


@dataclass(frozen=True, slots=True)
class NotOnRoll:
    """The person acts for no voter of this ballot."""


@dataclass(frozen=True, slots=True)
class LeftRoll:
    """The person could vote and has left since, or somebody else acts now; the voter stays in N."""

    voter: VoterId


@dataclass(frozen=True, slots=True)
class OpinionReceived:
    """A written opinion of this voter lies sealed with the counting team; it has to be withdrawn first."""

    received_at: datetime


@dataclass(frozen=True, slots=True)
class NothingToVoteOn:
    """The voter is recused from every candidate."""


Refusal = NotYetOpen | Closed | Annulled | NotOnRoll | LeftRoll | OpinionReceived | NothingToVoteOn


def admit(
    ballot: Ballot, member: MemberId, opinion: ReceivedOpinion | None, heard_at: datetime
) -> Voter | Refusal:
    """The voter this member may vote for at this moment, or why not; a screen asks this before it shows a ballot."""
    voter = ballot.voter_of(member)
    shut = shut_at(ballot, heard_at)
    if shut is not None:
        return shut
    if voter is None:
        return _stranger(ballot, member)
    if opinion is not None:
        return OpinionReceived(opinion.received.at)
    if len(ballot.recused(voter)) == len(ballot.candidates):
        return NothingToVoteOn()
    return voter


def shut_at(ballot: Ballot, heard_at: datetime) -> NotYetOpen | Closed | Annulled | None:
    """Why a press heard at this moment comes too early or too late, or None when it is in time."""
    if ballot.annulled is not None:
        return Annulled(ballot.annulled.replaced_by)
    if ballot.opened is None or heard_at < ballot.opened.at:
        return NotYetOpen()
    if ballot.cut_off is not None and heard_at >= ballot.cut_off:
        return Closed(ballot.cut_off)
    if ballot.state not in {BallotState.OPEN, BallotState.CLOSED}:
        return Closed(ballot.counted_at or heard_at)
    return None


def _stranger(ballot: Ballot, member: MemberId) -> NotOnRoll | LeftRoll:
    for voter in ballot.roll:
        if any(departure.member == member for departure in voter.departed):
            return LeftRoll(voter.id)
    return NotOnRoll()
