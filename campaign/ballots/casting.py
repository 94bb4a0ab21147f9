"""Casting: one voter, one ballot, heard at one moment.

    cast_secret -> SlipCast, once and for all
                   the same press again, whenever it comes -> CastAgain (the identical answer); another -> AlreadyCast
    cast_open   -> VoteCast
                   other choices before the close -> VoteChanged, with the vote they replace; the same -> VoteAgain

`heard_at` is when the press arrived (the inbox row), not when it is worked on: what came before the cut-off counts.
The same press never has a second effect; storage keeps UNIQUE (ballot, voter) as the last judge.
"""

from dataclasses import dataclass, field
from datetime import datetime

from campaign.ballots.admission import Annulled, Closed, Refusal, admit
from campaign.ballots.ballot import Ballot
from campaign.ballots.choices import Choices, WrongChoices, complete
from campaign.ballots.opinions import ReceivedOpinion
from campaign.ballots.receipt import Receipt
from campaign.ballots.roll import Voter
from campaign.ballots.rule import Act
from campaign.ballots.slip import Slip
from campaign.catalogue.model import Openness
from campaign.ids import BallotId, MemberId, VoterId


@dataclass(frozen=True, slots=True)
class Voted:
    """Who has voted in a secret ballot, and the fingerprint of the press. Says nothing about the choice."""

    ballot: BallotId
    voter: VoterId
    fingerprint: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote in an open ballot. `revision` counts from 1; earlier revisions are kept. `at` is UTC.

    `by` is the member who entered it: the voter's own hand, or the secretary in a show of hands.
    """

    ballot: BallotId
    voter: VoterId
    choices: Choices
    by: MemberId
    at: datetime
    own: bool
    revision: int = 1


@dataclass(frozen=True, slots=True)
class SlipCast:
    """Take the slip, sealed, and `voted`, in one transaction and apart from each other."""

    voted: Voted
    slip: Slip


@dataclass(frozen=True, slots=True)
class CastAgain:
    """The same press again: give the identical answer, change nothing."""

    receipt: Receipt


@dataclass(frozen=True, slots=True)
class AlreadyCast:
    """This voter has voted, with another press. Whose receipt this press carries counts for nothing: do not show it."""

    voter: VoterId


@dataclass(frozen=True, slots=True)
class VoteCast:
    """The first vote of this voter."""

    vote: Vote


@dataclass(frozen=True, slots=True)
class VoteChanged:
    """A changed vote; the one before stays in the history."""

    vote: Vote
    before: Vote


@dataclass(frozen=True, slots=True)
class VoteAgain:
    """The same choices again: give the identical answer, change nothing."""

    vote: Vote


NotTaken = Refusal | WrongChoices


def cast_secret(
    ballot: Ballot,
    member: MemberId,
    choices: Choices,
    receipt: Receipt,
    before: Voted | ReceivedOpinion | None,
    heard_at: datetime,
) -> SlipCast | CastAgain | AlreadyCast | NotTaken:
    """Cast a secret ballot. `before` is what is already known of this voter in this ballot."""
    _insist(ballot, Openness.SECRET)
    if ballot.annulled is not None:
        return Annulled(ballot.annulled.replaced_by)
    if isinstance(before, Voted):
        same = before.fingerprint == receipt.fingerprint
        return CastAgain(receipt) if same else AlreadyCast(before.voter)
    voter = admit(ballot, member, before, heard_at)
    if not isinstance(voter, Voter):
        return voter
    full = complete(ballot, voter, choices)
    if not isinstance(full, tuple):
        return full
    return SlipCast(Voted(ballot.id, voter.id, receipt.fingerprint), Slip(full, receipt))


def cast_open(
    ballot: Ballot,
    member: MemberId,
    choices: Choices,
    before: Vote | ReceivedOpinion | None,
    heard_at: datetime,
) -> VoteCast | VoteChanged | VoteAgain | NotTaken:
    """Cast or change a vote in an open ballot or a show of hands. `before` is the voter's latest vote, if any."""
    _insist(ballot, Openness.OPEN)
    voter = admit(ballot, member, before if isinstance(before, ReceivedOpinion) else None, heard_at)
    if isinstance(voter, Closed) and isinstance(before, Vote) and _repeats(ballot, member, choices, before):
        return VoteAgain(before)
    if not isinstance(voter, Voter):
        return voter
    full = complete(ballot, voter, choices)
    if not isinstance(full, tuple):
        return full
    if not isinstance(before, Vote):
        return VoteCast(Vote(ballot.id, voter.id, full, member, heard_at, own=True))
    if full == before.choices and before.own:
        return VoteAgain(before)
    return VoteChanged(
        Vote(ballot.id, voter.id, full, member, heard_at, own=True, revision=before.revision + 1), before
    )


def _repeats(ballot: Ballot, member: MemberId, choices: Choices, before: Vote) -> bool:
    voter = ballot.voter_of(member)
    return (
        voter is not None and voter.id == before.voter and complete(ballot, voter, choices) == before.choices
    )


def _insist(ballot: Ballot, secrecy: Openness) -> None:
    if ballot.settings.secrecy is not secrecy or ballot.settings.act is Act.REVIEW:
        raise ValueError(f"ballot {ballot.id} is not {secrecy}")
