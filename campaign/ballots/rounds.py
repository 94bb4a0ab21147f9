"""The next round of the same question, where the rule allows one."""

from dataclasses import dataclass, replace
from datetime import datetime

from campaign.ballots.aftermath import Aftermath, AnotherRound, aftermath
from campaign.ballots.ballot import Ballot
from campaign.ballots.rights import NotAllowed, Right, presides, stamp
from campaign.ballots.tally import Count
from campaign.ids import BallotId
from campaign.people import Body, Member


@dataclass(frozen=True, slots=True)
class RoundPrepared:
    """The next round, prepared and not yet open: same rule, same roll with the hands that act now."""

    ballot: Ballot


@dataclass(frozen=True, slots=True)
class NoRoundLeft:
    """The rule allows no further round, or none is needed."""

    aftermath: Aftermath


def next_round(
    ballot: Ballot, count: Count, body: Body, actor: Member, new: BallotId, now: datetime
) -> RoundPrepared | NotAllowed | NoRoundLeft:
    """Prepare the next round as the rule allows it."""
    if not presides(body, actor):
        return NotAllowed(Right.PRESIDE)
    after = aftermath(ballot, count)
    if ballot.counted_at is None or ballot.annulled is not None or not isinstance(after, AnotherRound):
        return NoRoundLeft(after)
    again = replace(
        afresh(ballot, new),
        candidates=tuple(one for one in ballot.candidates if one.id in after.candidates),
        settings=replace(ballot.settings, places=after.places),
        round=ballot.round + 1,
        attempt=1,
        prepared=stamp(actor, now),
    )
    return RoundPrepared(again)


def afresh(ballot: Ballot, new: BallotId) -> Ballot:
    """The same question as a new, unopened ballot that follows this one."""
    return replace(
        ballot,
        id=new,
        follows=ballot.id,
        closes_at=None,
        opened=None,
        closed=None,
        counted_at=None,
        announced=None,
        annulled=None,
    )
