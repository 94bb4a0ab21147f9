"""Moving a deadline of a campaign, and granting more time to one person or unit. The secretary or the chair does both.

reschedule(campaign, secretary, REGISTRATION, 31/3, seen=1, …) -> Rescheduled | Unchanged | InThePast | …
grant(campaign, extensions, asked, secretary, unit, now)        -> Extension | NotLater | InThePast | …
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from campaign.ids import UnitId
from campaign.people import Member
from campaign.plan.deadline import (
    Deadline,
    Extension,
    InThePast,
    Matter,
    NotLater,
    Unchanged,
    extend,
    in_order,
    move,
)
from campaign.plan.plan import PREPARERS, Campaign, NotAllowed, Stage, prepares
from campaign.plan.planning import Frozen


@dataclass(frozen=True, slots=True)
class Rescheduled:
    """The campaign with the new date; `old` is None when there was none."""

    campaign: Campaign
    old: Deadline | None
    new: Deadline


@dataclass(frozen=True, slots=True)
class MovedMeanwhile:
    """Somebody has moved it since it was shown."""

    current: Deadline | None


@dataclass(frozen=True, slots=True)
class NoDeadline:
    """The campaign sets no date for this, so there is nothing to extend."""


def reschedule(
    campaign: Campaign, member: Member, matter: Matter, at: datetime, seen: int, now: datetime
) -> Rescheduled | NotAllowed | Frozen | Unchanged | InThePast | MovedMeanwhile:
    """The deadline at another moment. `seen` is the revision shown to whoever moves it, 0 when none was set."""
    if not prepares(member, campaign.khoi):
        return NotAllowed(PREPARERS)
    if campaign.stage is Stage.CLOSED:
        return Frozen(campaign.stage)
    current = campaign.deadline(matter)
    moved = move(current, matter, at, now)
    if not isinstance(moved, Deadline):
        return moved
    if seen != (0 if current is None else current.revision):
        return MovedMeanwhile(current)
    return Rescheduled(with_deadline(campaign, moved), current, moved)


def grant(
    campaign: Campaign,
    extensions: Sequence[Extension],
    asked: Extension,
    member: Member,
    unit: UnitId,
    now: datetime,
) -> Extension | NotAllowed | Frozen | NoDeadline | NotLater | InThePast:
    """More time in a running campaign. `unit` is the unit of the person that `asked` names, or the unit it names."""
    if not prepares(member, campaign.khoi):
        return NotAllowed(PREPARERS)
    if campaign.stage is not Stage.LAUNCHED:
        return Frozen(campaign.stage)
    deadline = campaign.deadline(asked.matter)
    return NoDeadline() if deadline is None else extend(deadline, extensions, asked, unit, now)


def with_deadline(campaign: Campaign, moved: Deadline) -> Campaign:
    """The campaign with this deadline in the place of the one it replaces."""
    others = [deadline for deadline in campaign.deadlines if deadline.matter is not moved.matter]
    return replace(campaign, deadlines=in_order([*others, moved]), revision=campaign.revision + 1)
