"""What may still happen to a frozen roll: a person leaves, a unit gets a successor or a substitute. Events, not edits.

    depart (the roster says the person left) -> the voter stays in N and cannot vote
    stand_in (secretary, until the close) -> a successor, or a named substitute with the number of the mandate

A council seat is personal: nobody stands in for it; the absent member gives a written opinion.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from campaign.ballots.ballot import Ballot, BallotState
from campaign.ballots.rights import NotAllowed, Right, Stamp, prepares, stamp
from campaign.ballots.roll import Capacity, Departure, SeatKind, acting
from campaign.ids import BallotId, MemberId, VoterId
from campaign.people import Body, Member, Role


class RollChange(StrEnum):
    """What happened to a voter of a frozen roll."""

    LEFT = "left"
    SUCCESSOR = "successor"
    SUBSTITUTE = "substitute"


@dataclass(frozen=True, slots=True)
class RollEvent:
    """One change, kept for ever. `entered` is None for what the roster itself reports."""

    ballot: BallotId
    voter: VoterId
    change: RollChange
    member: MemberId
    at: datetime
    mandate: str = ""
    entered: Stamp | None = None


@dataclass(frozen=True, slots=True)
class RollChanged:
    """The ballot with its changed roll, and the event to keep."""

    ballot: Ballot
    event: RollEvent


@dataclass(frozen=True, slots=True)
class NotActing:
    """The person acts for nobody on this roll; nothing to do."""


@dataclass(frozen=True, slots=True)
class UnknownVoter:
    """Nobody with this place stands on the roll."""


@dataclass(frozen=True, slots=True)
class SeatIsPersonal:
    """Nobody stands in for a council member."""


@dataclass(frozen=True, slots=True)
class OtherUnit:
    """The person belongs to another unit, or has left."""


@dataclass(frozen=True, slots=True)
class AlreadyActs:
    """The person already acts for this voter on this roll; one person, one vote."""

    voter: VoterId


@dataclass(frozen=True, slots=True)
class MandateMissing:
    """A substitute needs a written mandate; its number is missing."""


@dataclass(frozen=True, slots=True)
class RollClosed:
    """The ballot is not prepared or open (any more)."""

    state: BallotState


def depart(
    ballot: Ballot, member: MemberId, reason: str, now: datetime
) -> RollChanged | NotActing | RollClosed:
    """A person left: access ends at once, the voter stays in N."""
    if ballot.state not in {BallotState.PREPARED, BallotState.OPEN}:
        return RollClosed(ballot.state)
    voter = ballot.voter_of(member)
    if voter is None or voter.hand is None:
        return NotActing()
    gone = Departure(member, voter.hand.name, now, reason)
    changed = replace(voter, hand=None, departed=(*voter.departed, gone))
    event = RollEvent(ballot.id, voter.id, RollChange.LEFT, member, now)
    return RollChanged(
        replace(ballot, roll=tuple(changed if one is voter else one for one in ballot.roll)), event
    )


def stand_in(
    ballot: Ballot, body: Body, actor: Member, voter: VoterId, person: Member, mandate: str, now: datetime
) -> (
    RollChanged
    | NotAllowed
    | RollClosed
    | UnknownVoter
    | SeatIsPersonal
    | OtherUnit
    | AlreadyActs
    | MandateMissing
):
    """Name who acts for a unit from now on.

    A head of the unit acts by right (the successor, or the head back again); anybody else of the unit is a substitute
    and needs the number of a written mandate. The vote stays the unit's: if it was cast before, nobody casts it again.
    """
    if not prepares(body, actor):
        return NotAllowed(Right.PREPARE)
    if ballot.state not in {BallotState.PREPARED, BallotState.OPEN}:
        return RollClosed(ballot.state)
    target = ballot.voter(voter)
    if target is None or target.kind is SeatKind.PERSON:
        return UnknownVoter() if target is None else SeatIsPersonal()
    if person.unit != target.unit or person.left_at is not None:
        return OtherUnit()
    acts = ballot.voter_of(person.id)
    if acts is not None:
        return AlreadyActs(acts.id)
    succeeds = person.holds(Role.HEAD)
    if not succeeds and not mandate.strip():
        return MandateMissing()
    hand = acting(person, Capacity.SUCCESSOR if succeeds else Capacity.SUBSTITUTE, mandate.strip())
    former = () if target.hand is None else (Departure(target.hand.member, target.hand.name, now),)
    changed = replace(target, hand=hand, departed=(*target.departed, *former))
    change = RollChange.SUCCESSOR if succeeds else RollChange.SUBSTITUTE
    event = RollEvent(ballot.id, voter, change, person.id, now, mandate.strip(), stamp(actor, now))
    return RollChanged(
        replace(ballot, roll=tuple(changed if one is target else one for one in ballot.roll)), event
    )
