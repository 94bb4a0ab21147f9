"""Written opinions of the absent, in sealed form.

    receive (secretary, before the cut-off) -> Received: an envelope with its number; nobody has looked inside
    withdraw (secretary, before the cut-off) -> Withdrawn: the voter came after all and will vote
    after the close the counting team opens them: `campaign.ballots.envelopes`

They are counted on a line of their own and shown in the minutes (NĐ 98/2023 Đ.30(7): an absent member's opinion is
taken in writing and recorded; whether NĐ 152/2025 says so was not verified). Nothing is received after the cut-off.
"""

from dataclasses import dataclass
from datetime import datetime

from campaign.ballots.ballot import Ballot, BallotState
from campaign.ballots.rights import NotAllowed, Right, Stamp, prepares, stamp
from campaign.catalogue.general import AbsentRule
from campaign.ids import BallotId, VoterId
from campaign.people import Body, Member


@dataclass(frozen=True, slots=True)
class ReceivedOpinion:
    """A sealed envelope of one voter. `reference` is what stands on it; `received` says who took it, and when."""

    ballot: BallotId
    voter: VoterId
    reference: str
    received: Stamp


@dataclass(frozen=True, slots=True)
class Received:
    """The envelope is registered."""

    opinion: ReceivedOpinion


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The unopened envelope goes back; the voter may vote."""

    opinion: ReceivedOpinion
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class OpinionsNotTaken:
    """The rule of this ballot takes no written opinions."""


@dataclass(frozen=True, slots=True)
class UnknownVoter:
    """Nobody with this place stands on the roll."""


@dataclass(frozen=True, slots=True)
class CannotVote:
    """Nobody can act for this voter any more: it stays in N and gives no opinion."""


@dataclass(frozen=True, slots=True)
class HasVoted:
    """The voter has voted; there is nothing to add."""


@dataclass(frozen=True, slots=True)
class AlreadyReceived:
    """An envelope of this voter is registered."""

    opinion: ReceivedOpinion


@dataclass(frozen=True, slots=True)
class WrongTime:
    """Not at this stage of the ballot: envelopes come in while it is open and are opened after its close."""

    state: BallotState


def receive(
    ballot: Ballot,
    body: Body,
    actor: Member,
    voter: VoterId,
    reference: str,
    before: ReceivedOpinion | HasVoted | None,
    now: datetime,
) -> (
    Received
    | NotAllowed
    | OpinionsNotTaken
    | WrongTime
    | UnknownVoter
    | CannotVote
    | HasVoted
    | AlreadyReceived
):
    """Register the sealed envelope of an absent voter."""
    if not prepares(body, actor):
        return NotAllowed(Right.PREPARE)
    if ballot.settings.absent is AbsentRule.NO_VOTE:
        return OpinionsNotTaken()
    if not _taking(ballot, now):
        return WrongTime(ballot.state)
    if before is not None:
        return AlreadyReceived(before) if isinstance(before, ReceivedOpinion) else before
    absent = ballot.voter(voter)
    if absent is None or not absent.can_vote:
        return UnknownVoter() if absent is None else CannotVote()
    return Received(ReceivedOpinion(ballot.id, voter, reference.strip(), stamp(actor, now)))


def withdraw(
    ballot: Ballot, body: Body, actor: Member, opinion: ReceivedOpinion, now: datetime
) -> Withdrawn | NotAllowed | WrongTime:
    """Give an unopened envelope back, before the cut-off."""
    if not prepares(body, actor):
        return NotAllowed(Right.PREPARE)
    return Withdrawn(opinion, stamp(actor, now)) if _taking(ballot, now) else WrongTime(ballot.state)


def _taking(ballot: Ballot, now: datetime) -> bool:
    return ballot.state is BallotState.OPEN and (ballot.cut_off is None or now < ballot.cut_off)
