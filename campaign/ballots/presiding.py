"""The steps of a ballot by those who may take them.

    prepare (secretary or chair) -> Prepared
    open_ballot (chair, having seen `cautions`) -> Opened: the roll and the rule freeze
    close (chair) -> ClosedNow: the cut-off; presses heard before it still count, `tally.count` comes next
    annul (chair, with a reason) -> AnnulledNow: the old record stays, a new ballot is prepared in its place

The verdict is told in `campaign.ballots.announcing`. There is no step that sets, edits or deletes a result.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from campaign.ballots.ballot import Annulment, Ballot, BallotState, Teller
from campaign.ballots.quorum import Fault, faults
from campaign.ballots.rights import NotAllowed, Right, prepares, presides, stamp
from campaign.ballots.rounds import afresh
from campaign.ids import BallotId
from campaign.people import Body, Member


@dataclass(frozen=True, slots=True)
class Prepared:
    """The ballot is ready for the chair to open; until then it may still be amended."""

    ballot: Ballot


@dataclass(frozen=True, slots=True)
class Unfit:
    """The ballot cannot be prepared or opened like this."""

    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """The ballot is open; roll, candidates and rule are frozen."""

    ballot: Ballot


@dataclass(frozen=True, slots=True)
class ClosedNow:
    """The ballot is closed; `ballot.cut_off` is the moment from which no vote counts."""

    ballot: Ballot


@dataclass(frozen=True, slots=True)
class AnnulledNow:
    """The old ballot with its annulment, and the ballot that takes its place, prepared and not yet open."""

    ballot: Ballot
    instead: Ballot


@dataclass(frozen=True, slots=True)
class WrongState:
    """The step does not fit where the ballot stands; a repeated press lands here too."""

    state: BallotState


@dataclass(frozen=True, slots=True)
class ReasonMissing:
    """An annulment needs a reason in words."""


@dataclass(frozen=True, slots=True)
class TeamNamed:
    """The counting team is recorded."""

    ballot: Ballot


def prepare(
    ballot: Ballot, body: Body, actor: Member, now: datetime
) -> Prepared | NotAllowed | Unfit | WrongState:
    """Prepare a drafted ballot, or amend a prepared one that has not been opened."""
    if not prepares(body, actor):
        return NotAllowed(Right.PREPARE)
    if ballot.state not in {BallotState.DRAFT, BallotState.PREPARED}:
        return WrongState(ballot.state)
    found = faults(ballot)
    return Unfit(found) if found else Prepared(replace(ballot, prepared=stamp(actor, now)))


def open_ballot(
    ballot: Ballot, body: Body, actor: Member, now: datetime
) -> Opened | NotAllowed | Unfit | WrongState:
    """Open a prepared ballot. Opening is the chair's approval of the roll by name."""
    if not presides(body, actor):
        return NotAllowed(Right.PRESIDE)
    if ballot.state is not BallotState.PREPARED:
        return WrongState(ballot.state)
    found = faults(ballot)
    return Unfit(found) if found else Opened(replace(ballot, opened=stamp(actor, now)))


def close(ballot: Ballot, body: Body, actor: Member, now: datetime) -> ClosedNow | NotAllowed | WrongState:
    """Close an open ballot, once."""
    if not presides(body, actor):
        return NotAllowed(Right.PRESIDE)
    if ballot.state is not BallotState.OPEN:
        return WrongState(ballot.state)
    return ClosedNow(replace(ballot, closed=stamp(actor, now)))


def annul(
    ballot: Ballot, body: Body, actor: Member, reason: str, instead: BallotId, now: datetime
) -> AnnulledNow | NotAllowed | ReasonMissing | WrongState:
    """Annul an opened ballot openly. `instead` is the id of the ballot that will take its place.

    The new ballot asks the same in the same round and does not use up a round of the rule. Its roll is the frozen one
    with the hands that act now; the secretary may amend it before the chair opens it.
    """
    if not presides(body, actor):
        return NotAllowed(Right.PRESIDE)
    if ballot.state in {BallotState.DRAFT, BallotState.PREPARED, BallotState.ANNULLED}:
        return WrongState(ballot.state)
    if not reason.strip():
        return ReasonMissing()
    signed = stamp(actor, now)
    old = replace(ballot, annulled=Annulment(signed, reason.strip(), instead))
    return AnnulledNow(old, replace(afresh(ballot, instead), attempt=ballot.attempt + 1, prepared=signed))


def name_tellers(
    ballot: Ballot, body: Body, actor: Member, tellers: tuple[Teller, ...]
) -> TeamNamed | NotAllowed | WrongState:
    """Name the counting team, at any time before the count; after the close only the chair may still do so."""
    if ballot.state is BallotState.CLOSED and not presides(body, actor):
        return NotAllowed(Right.PRESIDE)
    if not prepares(body, actor):
        return NotAllowed(Right.PREPARE)
    if ballot.state in {BallotState.COUNTED, BallotState.ANNOUNCED, BallotState.ANNULLED}:
        return WrongState(ballot.state)
    return TeamNamed(replace(ballot, tellers=tellers))
