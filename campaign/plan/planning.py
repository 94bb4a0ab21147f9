"""Preparing a campaign: a draft for a year, then one part after the other, each kept as it is given.

create(existing, secretary, id, 2026, …) -> Campaign (draft) | NotAllowed | YearTaken | YearOutOfReach
change(campaign, secretary, Theme("…")) -> Campaign of the next revision | NotAllowed | Frozen
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import assert_never

from campaign.ids import CampaignId
from campaign.paper import Paper
from campaign.people import Member, Role
from campaign.plan.deadline import Deadline, in_order
from campaign.plan.plan import PREPARERS, Campaign, Launcher, NotAllowed, Part, Stage, prepares

YEARS_BACK = 10  # how far back a campaign may be entered
YEARS_AHEAD = 2


@dataclass(frozen=True, slots=True)
class Theme:
    """The slogan of the year; empty when it is left out for now."""

    text: str


@dataclass(frozen=True, slots=True)
class Tasks:
    """The groups of tasks, one text each."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Movements:
    """The movements carried along, one text each."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan as a paper: file, number, date."""

    paper: Paper
    answers: Part


@dataclass(frozen=True, slots=True)
class Dates:
    """All deadlines of a draft at once."""

    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class LaunchedBy:
    """Who may launch: a setting that only the chair changes."""

    launcher: Launcher


Change = Theme | Tasks | Movements | Plan | Dates | LaunchedBy


@dataclass(frozen=True, slots=True)
class YearTaken:
    """The khối has its campaign for that year."""

    campaign: Campaign


@dataclass(frozen=True, slots=True)
class YearOutOfReach:
    """Not a year one prepares a campaign for; both ends included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Frozen:
    """Launched or closed: this part stays as it was announced."""

    stage: Stage


def create(
    existing: Iterable[Campaign], member: Member, new: CampaignId, year: int, now: datetime, today: date
) -> Campaign | NotAllowed | YearTaken | YearOutOfReach:
    """A draft for a year. A khối has one campaign a year (several movements may run inside it)."""
    if not member.holds(*PREPARERS):
        return NotAllowed(PREPARERS)
    first, last = today.year - YEARS_BACK, today.year + YEARS_AHEAD
    if not first <= year <= last:
        return YearOutOfReach(first, last)
    taken = next((c for c in existing if c.khoi == member.khoi and c.year == year), None)
    if taken is not None:
        return YearTaken(taken)
    return Campaign(new, member.khoi, year, now, member.id, rules_on=today)


def change(campaign: Campaign, member: Member, changed: Change) -> Campaign | NotAllowed | Frozen:
    """The campaign with one part changed.

    Theme, tasks and movements are what was announced: they change in a draft only. The plan gets its number and date
    whenever the văn thư issues them, until the campaign is closed. Single deadlines move by `deadline.move`.
    """
    if not prepares(member, campaign.khoi):
        return NotAllowed(PREPARERS)
    if isinstance(changed, LaunchedBy) and not member.holds(Role.CHAIR):
        return NotAllowed(frozenset({Role.CHAIR}))
    if campaign.stage is Stage.CLOSED or (campaign.stage is Stage.LAUNCHED and not _later(changed)):
        return Frozen(campaign.stage)
    return _changed(replace(campaign, revision=campaign.revision + 1), changed)


def discard(campaign: Campaign, member: Member) -> Campaign | NotAllowed | Frozen:
    """The draft to be forgotten; what was launched stays for good."""
    if not prepares(member, campaign.khoi):
        return NotAllowed(PREPARERS)
    return campaign if campaign.stage is Stage.DRAFT else Frozen(campaign.stage)


def _later(changed: Change) -> bool:
    """Whether this may still change after the launch."""
    return isinstance(changed, Plan | LaunchedBy)


def _changed(new: Campaign, changed: Change) -> Campaign:
    match changed:
        case Theme(text):
            return replace(new, theme=text, answered=new.answered | {Part.THEME})
        case Tasks(lines):
            return replace(new, tasks=lines, answered=new.answered | {Part.TASKS})
        case Movements(lines):
            return replace(new, movements=lines, answered=new.answered | {Part.MOVEMENTS})
        case Plan(paper, answers):
            return replace(new, plan=paper, answered=new.answered | {answers})
        case Dates(deadlines):
            return replace(new, deadlines=in_order(deadlines), answered=new.answered | {Part.DEADLINES})
        case LaunchedBy(launcher):
            return replace(new, launcher=launcher)
        case _:
            assert_never(changed)
