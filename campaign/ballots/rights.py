"""Who may do what with a ballot: the secretary prepares; the chair opens, closes, announces and annuls.

Nobody sets a result. The administrator of the installation has no right here at all.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from campaign.ids import MemberId
from campaign.people import Body, BodyKind, Member, Role


class Right(StrEnum):
    """What a person was missing."""

    PREPARE = "prepare"  # secretary or chair
    PRESIDE = "preside"  # chair
    COUNT = "count"  # counting team
    VOTE = "vote"  # on the roll


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """The person lacks this right; nothing was changed."""

    needs: Right


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who did something official, by name and position as they were then, and when (UTC)."""

    by: MemberId
    name: str
    position: str
    at: datetime


def stamp(member: Member, now: datetime) -> Stamp:
    """The stamp of this member at this moment."""
    return Stamp(member.id, member.name, member.position, now)


def presides(body: Body, member: Member) -> bool:
    """Whether the member chairs the body: the head of the unit that holds the office, or the council's chair.

    While no office is recorded for the body's year, the role on the roster decides.
    """
    if member.khoi != body.khoi or member.left_at is not None:
        return False
    if body.chair is None:
        return member.holds(Role.CHAIR)
    if body.kind is BodyKind.COUNCIL:
        return member.id == body.chair
    return member.unit == body.chair and member.holds(Role.HEAD, Role.CHAIR)


def prepares(body: Body, member: Member) -> bool:
    """Whether the member may prepare ballots of the body: its secretary, or whoever presides."""
    return presides(body, member) or (member.khoi == body.khoi and member.holds(Role.SECRETARY))
