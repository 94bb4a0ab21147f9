"""A campaign of a khối: one year, one theme, one plan. Draft -> launched -> closed, never back.

    planning.py   preparing it: create, change
    launching.py  launch, close

The secretary or the chair prepares. Whoever launches and closes is the campaign's own setting: the chair alone, or
(as long as nobody says otherwise) the secretary too. Nobody else, the administrator included.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import assert_never

from campaign.catalogue.general import YearUnderReview
from campaign.catalogue.model import Catalogue
from campaign.ids import CampaignId, KhoiId, MemberId
from campaign.paper import NOT_ISSUED, Paper
from campaign.people import Member, Role
from campaign.plan.deadline import Deadline, Matter
from campaign.plan.rule_set import Confirmation, RuleSet, follow

PREPARERS = frozenset({Role.SECRETARY, Role.CHAIR})
OVERSEERS = PREPARERS | {Role.VICE_CHAIR, Role.ADMIN}
"""Who sees how the campaign is going; only PREPARERS change anything."""


class Stage(StrEnum):
    """Where a campaign stands."""

    DRAFT = "draft"
    LAUNCHED = "launched"
    CLOSED = "closed"


class Part(StrEnum):
    """What is asked while a campaign is prepared, in this order."""

    THEME = "theme"  # chủ đề
    TASKS = "tasks"  # các nhóm nhiệm vụ, typed or as the file of the plan
    MOVEMENTS = "movements"  # phong trào mang theo
    PAPER = "paper"  # số, ký hiệu, ngày ban hành; a draft has none
    DEADLINES = "deadlines"


class Launcher(StrEnum):
    """Who may launch and close the campaign."""

    CHAIR = "chair"
    CHAIR_OR_SECRETARY = "either"


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign. `name` is empty as long as it goes by its year; `answered` are the parts already asked.

    `rules_on` is the day as of which the catalogue is followed, `confirmation` who answers for these rules;
    `revision` counts changes, so that nobody launches what they have not seen.
    """

    id: CampaignId
    khoi: KhoiId
    year: int
    created_at: datetime
    created_by: MemberId
    rules_on: date
    name: str = ""
    theme: str = ""
    tasks: tuple[str, ...] = ()
    movements: tuple[str, ...] = ()
    plan: Paper = NOT_ISSUED
    deadlines: tuple[Deadline, ...] = ()
    answered: frozenset[Part] = frozenset()
    stage: Stage = Stage.DRAFT
    launcher: Launcher = Launcher.CHAIR_OR_SECRETARY
    revision: int = 1
    launched_at: datetime | None = None
    launched_by: MemberId | None = None
    closed_at: datetime | None = None
    closed_by: MemberId | None = None
    year_under_review: YearUnderReview | None = None
    confirmation: Confirmation | None = None

    def deadline(self, matter: Matter) -> Deadline | None:
        """The deadline of this matter, or None where the campaign sets none."""
        return next((deadline for deadline in self.deadlines if deadline.matter is matter), None)

    @property
    def unanswered(self) -> tuple[Part, ...]:
        """The parts not asked yet, in order."""
        return tuple(part for part in Part if part not in self.answered)

    @property
    def lacking(self) -> tuple[Part, ...]:
        """What a launch cannot do without: a theme, and a date until which one registers."""
        lacks = []
        if not self.theme:
            lacks.append(Part.THEME)
        if self.deadline(Matter.REGISTRATION) is None:
            lacks.append(Part.DEADLINES)
        return tuple(lacks)


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """The member may not do this in this khối; nothing was changed. `needs` are the roles that may."""

    needs: frozenset[Role]


def prepares(member: Member, khoi: KhoiId) -> bool:
    """Whether the member prepares the campaigns of this khối."""
    return member.khoi == khoi and member.holds(*PREPARERS)


def may_launch(campaign: Campaign) -> frozenset[Role]:
    """The roles that may launch and close this campaign."""
    match campaign.launcher:
        case Launcher.CHAIR:
            return frozenset({Role.CHAIR})
        case Launcher.CHAIR_OR_SECRETARY:
            return PREPARERS
        case _:
            assert_never(campaign.launcher)


def at_hand(campaigns: Iterable[Campaign]) -> Campaign | None:
    """The campaign one speaks of when none is named: the latest running, else the latest draft, else the latest."""
    order = (Stage.CLOSED, Stage.DRAFT, Stage.LAUNCHED)
    return max(campaigns, key=lambda campaign: (order.index(campaign.stage), campaign.year), default=None)


def rules_of(campaign: Campaign, catalogue: Catalogue) -> RuleSet:
    """The rules the campaign follows, firm when its secretary has confirmed exactly these."""
    followed = follow(catalogue, campaign.rules_on, campaign.year_under_review)
    return replace(followed, confirmation=campaign.confirmation)
