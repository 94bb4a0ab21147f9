"""Telling the result: the machine counts, the chair announces.

counted -> chair, counting team and secretary see the verdict -> announce (chair) -> everybody may be told
"""

from dataclasses import dataclass, replace
from datetime import datetime

from campaign.ballots.aftermath import BreakTie, aftermath
from campaign.ballots.ballot import Ballot, BallotState
from campaign.ballots.presiding import WrongState
from campaign.ballots.rights import NotAllowed, Right, prepares, presides, stamp
from campaign.ballots.tally import Count
from campaign.people import Body, Member


@dataclass(frozen=True, slots=True)
class Announced:
    """The result may now be told."""

    ballot: Ballot


@dataclass(frozen=True, slots=True)
class TieUnbroken:
    """No round is left and a tie stands: break it first."""

    tie: BreakTie


def announce(
    ballot: Ballot, count: Count, body: Body, actor: Member, now: datetime
) -> Announced | NotAllowed | WrongState | TieUnbroken:
    """Announce a counted ballot, once."""
    if not presides(body, actor):
        return NotAllowed(Right.PRESIDE)
    if ballot.state is not BallotState.COUNTED:
        return WrongState(ballot.state)
    after = aftermath(ballot, count)
    if isinstance(after, BreakTie):
        return TieUnbroken(after)
    return Announced(replace(ballot, announced=stamp(actor, now)))


def sees_verdict(ballot: Ballot, body: Body, member: Member) -> bool:
    """Whether the member may see the verdict: everybody once announced, before that chair, counting team, secretary."""
    if member.khoi != body.khoi or member.left_at is not None:
        return False
    if ballot.announced is not None:
        return True
    return ballot.counted_at is not None and hears_first(ballot, body, member)


def hears_first(ballot: Ballot, body: Body, member: Member) -> bool:
    """Chair, counting team and secretary: first to hear a verdict, or why there is none."""
    if member.khoi != body.khoi or member.left_at is not None:
        return False
    return any(teller.member == member.id for teller in ballot.tellers) or prepares(body, member)
