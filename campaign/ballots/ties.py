"""Breaking a tie once no round is left: first by the rule, then by the chair, with name and reason for the minutes."""

from dataclasses import dataclass, replace
from datetime import datetime

from campaign.ballots.aftermath import BreakTie, aftermath
from campaign.ballots.ballot import Ballot
from campaign.ballots.presiding import ReasonMissing, WrongState
from campaign.ballots.rights import NotAllowed, Right, Stamp, presides, stamp
from campaign.ballots.tally import CandidateCount, Count, DecidedBy, Result
from campaign.ids import CandidateId
from campaign.people import Body, Member


@dataclass(frozen=True, slots=True)
class TieDecision:
    """How a tie was broken, for the minutes: who went first by preference, whom the chair chose, and why."""

    preferred: tuple[CandidateId, ...]
    chosen: tuple[CandidateId, ...]
    reason: str
    stamp: Stamp


@dataclass(frozen=True, slots=True)
class TieBroken:
    """The tie is broken; the count shows who passed and by what."""

    count: Count
    decision: TieDecision


@dataclass(frozen=True, slots=True)
class NoTie:
    """There is no tie to break here."""


@dataclass(frozen=True, slots=True)
class WrongTieChoice:
    """The chair may choose exactly `to_choose` names among `open_to`."""

    open_to: tuple[CandidateId, ...]
    to_choose: int


def break_tie(
    ballot: Ballot,
    count: Count,
    body: Body,
    actor: Member,
    chosen: tuple[CandidateId, ...],
    reason: str,
    now: datetime,
) -> TieBroken | NotAllowed | WrongState | NoTie | WrongTieChoice | ReasonMissing:
    """Break a tie by the rule; `chosen` are the chair's names where the preference leaves something open."""
    if not presides(body, actor):
        return NotAllowed(Right.PRESIDE)
    if ballot.counted_at is None or ballot.announced is not None or ballot.annulled is not None:
        return WrongState(ballot.state)
    after = aftermath(ballot, count)
    if not isinstance(after, BreakTie):
        return NoTie()
    if (
        len(set(chosen)) != after.to_choose
        or len(chosen) != after.to_choose
        or not set(chosen) <= set(after.open_to)
    ):
        return WrongTieChoice(after.open_to, after.to_choose)
    if chosen and not reason.strip():
        return ReasonMissing()
    settled = tuple(_settle(one, after, chosen) for one in count.candidates)
    decision = TieDecision(after.preferred, chosen, reason.strip(), stamp(actor, now))
    return TieBroken(replace(count, candidates=settled), decision)


def _settle(one: CandidateCount, after: BreakTie, chosen: tuple[CandidateId, ...]) -> CandidateCount:
    if one.result is not Result.TIED:
        return one
    if one.candidate in after.preferred:
        return replace(one, result=Result.PASSED, decided_by=DecidedBy.PREFERENCE)
    by = DecidedBy.CHAIR if after.to_choose else DecidedBy.PREFERENCE
    return replace(one, result=Result.PASSED if one.candidate in chosen else Result.OUTRANKED, decided_by=by)
