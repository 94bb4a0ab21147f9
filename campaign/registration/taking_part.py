"""Hưởng ứng: who joins the movements of the year. Not the same as registering titles, and counted apart.

a person says so for themselves                  one more name of the unit
the unit says how many of its people             “45 of 45”; takes the place of the names until they are asked for
the unit names those who do not, one by one      the others are the names
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from campaign.ids import CampaignId, KhoiId, MemberId, UnitId
from campaign.people import Member, Role
from campaign.plan.plan import Campaign, Stage
from campaign.registration.registering import NotOpen, NotYours, represents

MOST_PEOPLE = 99_999  # of one unit


@dataclass(frozen=True, slots=True)
class Count:
    """What a unit says of itself: so many of so many people. `version` counts what it has said so far from 1."""

    khoi: KhoiId
    campaign: CampaignId
    unit: UnitId
    version: int
    joined: int
    people: int
    by: MemberId
    at: datetime


@dataclass(frozen=True, slots=True)
class Names:
    """The members who take part, from now on counted one by one. `version` as in Count."""

    khoi: KhoiId
    campaign: CampaignId
    unit: UnitId
    version: int
    members: frozenset[MemberId]
    by: MemberId
    at: datetime


@dataclass(frozen=True, slots=True)
class TooMany:
    """More take part than there are people, or than any unit has."""

    people: int


@dataclass(frozen=True, slots=True)
class AlreadySo:
    """It is on record in these very words."""


Said = Count | Names


def strives(member: Member) -> bool:
    """Whether the member is one of the people of the unit who register and take part (Vai trò: Cá nhân)."""
    return member.holds(Role.INDIVIDUAL)


def say_count(
    campaign: Campaign, by: Member, joined: int, people: int, before: Said | None, now: datetime
) -> Count | NotYours | NotOpen | TooMany | AlreadySo:
    """The unit of `by` says how many of how many take part."""
    if (refused := _refused(campaign, by)) is not None:
        return refused
    if not 0 <= joined <= people <= MOST_PEOPLE:
        return TooMany(min(people, MOST_PEOPLE))
    if isinstance(before, Count) and (before.joined, before.people) == (joined, people):
        return AlreadySo()
    return Count(campaign.khoi, campaign.id, by.unit, _next(before), joined, people, by.id, now)


def say_names(
    campaign: Campaign, by: Member, members: Iterable[Member], before: Said | None, now: datetime
) -> Names | NotYours | NotOpen | AlreadySo:
    """The unit of `by` names those who take part; members of other units are left out."""
    if (refused := _refused(campaign, by)) is not None:
        return refused
    named = frozenset(member.id for member in members if member.unit == by.unit)
    if isinstance(before, Names) and before.members == named:
        return AlreadySo()
    return Names(campaign.khoi, campaign.id, by.unit, _next(before), named, by.id, now)


def join(
    campaign: Campaign, member: Member, before: Said | None, now: datetime
) -> Names | NotYours | NotOpen | AlreadySo:
    """One person takes part; a count that the unit gave stays what the unit says, so nothing is added to it."""
    if campaign.khoi != member.khoi or not strives(member):
        return NotYours()
    if campaign.stage is not Stage.LAUNCHED:
        return NotOpen(campaign.stage)
    named = before.members if isinstance(before, Names) else frozenset()
    if isinstance(before, Count) or member.id in named:
        return AlreadySo()
    return Names(
        campaign.khoi, campaign.id, member.unit, _next(before), named | {member.id}, member.id, now
    )  # fmt: skip


def _refused(campaign: Campaign, by: Member) -> NotYours | NotOpen | None:
    if not represents(by, campaign.khoi, by.unit):
        return NotYours()
    return NotOpen(campaign.stage) if campaign.stage is not Stage.LAUNCHED else None


def _next(before: Said | None) -> int:
    return 1 if before is None else before.version + 1
