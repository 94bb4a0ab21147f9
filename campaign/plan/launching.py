"""Launching a campaign and closing it: each once, never back.

launch(campaign, chair, shown_revision, now) -> Campaign | NotAllowed | AlreadyLaunched | Incomplete | Outdated | …
close(campaign, chair, now) -> Campaign | NotAllowed | NotLaunched | AlreadyClosed
"""

from dataclasses import dataclass, replace
from datetime import datetime

from campaign.people import Member
from campaign.plan.plan import Campaign, NotAllowed, Part, Stage, may_launch


@dataclass(frozen=True, slots=True)
class AlreadyLaunched:
    """It was launched at that moment."""

    at: datetime


@dataclass(frozen=True, slots=True)
class NotLaunched:
    """Still a draft."""


@dataclass(frozen=True, slots=True)
class AlreadyClosed:
    """It was closed at that moment."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Incomplete:
    """What a launch cannot do without."""

    lacking: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Outdated:
    """The draft was changed after it was shown; show it again."""

    revision: int


def launch(
    campaign: Campaign, member: Member, shown_revision: int, now: datetime
) -> Campaign | NotAllowed | AlreadyLaunched | AlreadyClosed | Incomplete | Outdated:
    """The campaign launched, exactly as it was shown to whoever launches it."""
    if member.khoi != campaign.khoi or not member.holds(*may_launch(campaign)):
        return NotAllowed(may_launch(campaign))
    if campaign.closed_at is not None:
        return AlreadyClosed(campaign.closed_at)
    if campaign.launched_at is not None:
        return AlreadyLaunched(campaign.launched_at)
    if campaign.lacking:
        return Incomplete(campaign.lacking)
    if campaign.revision != shown_revision:
        return Outdated(campaign.revision)
    return replace(
        campaign, stage=Stage.LAUNCHED, launched_at=now, launched_by=member.id, revision=campaign.revision + 1
    )


def close(
    campaign: Campaign, member: Member, now: datetime
) -> Campaign | NotAllowed | NotLaunched | AlreadyClosed:
    """The campaign closed: nothing of it changes any more, everything stays readable."""
    if member.khoi != campaign.khoi or not member.holds(*may_launch(campaign)):
        return NotAllowed(may_launch(campaign))
    if campaign.closed_at is not None:
        return AlreadyClosed(campaign.closed_at)
    if campaign.launched_at is None:
        return NotLaunched()
    return replace(
        campaign, stage=Stage.CLOSED, closed_at=now, closed_by=member.id, revision=campaign.revision + 1
    )
