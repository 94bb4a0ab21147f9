"""Written opinions of the absent, in sealed form.

    receive (secretary, before the cut-off) -> Received: an envelope with its number; nobody has looked inside
    withdraw (secretary, before the cut-off) -> Withdrawn: the voter came after all and will vote
    open_opinion (counting team, after the close, before the count) -> OpinionOpened: the marks, with the scan
    spoilt (counting team): the marks for an envelope without a readable opinion, given to open_opinion

They are counted on a line of their own and shown in the minutes (NĐ 98/2023 Đ.30(7): an absent member's opinion is
taken in writing and recorded; whether NĐ 152/2025 says so was not verified). Nothing is received after the cut-off.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from campaign.ballot import Ballot, BallotState
from campaign.choices import Choice, Choices, Mark, WrongChoices, complete_paper
from campaign.ids import BallotId, VoterId
from campaign.people import Body, Member
from campaign.rights import NotAllowed, Right, Stamp, prepares, stamp
from campaign.rule import OpinionRule


@dataclass(frozen=True, slots=True)
class ReceivedOpinion:
    """A sealed envelope of one voter. `reference` is what stands on it; `received` says who took it, and when."""

    ballot: BallotId
    voter: VoterId
    reference: str
    received: Stamp


@dataclass(frozen=True, slots=True)
class OpenedOpinion:
    """What the counting team read in one envelope. `scan` names the kept picture of it (content hash), if any."""

    ballot: BallotId
    voter: VoterId
    choices: Choices = field(repr=False)
    opened: Stamp
    scan: str = ""


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
class OpinionOpened:
    """The opinion stands as read."""

    opinion: OpenedOpinion


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
class AlreadyOpened:
    """The envelope was opened before; what was read then stands."""

    opinion: OpenedOpinion


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
    if ballot.settings.opinions is OpinionRule.NONE:
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


def open_opinion(
    ballot: Ballot,
    actor: Member,
    received: ReceivedOpinion,
    choices: Choices,
    scan: str,
    before: OpenedOpinion | None,
    now: datetime,
) -> OpinionOpened | NotAllowed | WrongTime | UnknownVoter | AlreadyOpened | WrongChoices:
    """Enter what the counting team reads in an envelope; blank and spoilt names are entered as such."""
    if all(teller.member != actor.id for teller in ballot.tellers) or actor.left_at is not None:
        return NotAllowed(Right.COUNT)
    if before is not None:
        return AlreadyOpened(before)
    if ballot.state is not BallotState.CLOSED:
        return WrongTime(ballot.state)
    voter = ballot.voter(received.voter)
    if voter is None:
        return UnknownVoter()
    full = complete_paper(ballot, voter, choices)
    if not isinstance(full, tuple):
        return full
    return OpinionOpened(OpenedOpinion(ballot.id, voter.id, full, stamp(actor, now), scan))


def spoilt(ballot: Ballot, voter: VoterId) -> Choices:
    """The marks of an envelope without a readable opinion: every name invalid, the recused ones apart."""
    owner = ballot.voter(voter)
    recused = ballot.recused(owner) if owner else frozenset()
    return tuple(
        Choice(candidate.id, Mark.RECUSED if candidate.id in recused else Mark.INVALID)
        for candidate in ballot.candidates
    )


def unopened(received: Iterable[ReceivedOpinion], opened: Iterable[OpenedOpinion]) -> tuple[VoterId, ...]:
    """Whose envelopes still have to be opened before the count."""
    done = {opinion.voter for opinion in opened}
    return tuple(opinion.voter for opinion in received if opinion.voter not in done)


def _taking(ballot: Ballot, now: datetime) -> bool:
    return ballot.state is BallotState.OPEN and (ballot.cut_off is None or now < ballot.cut_off)
