"""Which rules a campaign follows from which day, and the secretary's confirmation of exactly these.

follow_from(campaign, secretary, today) -> Campaign | NotAllowed | Frozen | FollowedAlready
confirm_rules(campaign, catalogue, secretary, shown, today) -> Campaign | NotAllowed | Frozen | RulesChanged | …
"""

from dataclasses import dataclass, replace
from datetime import date

from campaign.catalogue.model import Catalogue
from campaign.people import Member, Role
from campaign.plan.plan import Campaign, NotAllowed, Stage, rules_of
from campaign.plan.planning import Frozen
from campaign.plan.rule_set import AlreadyConfirmed, NotTheSecretary, RulesChanged, RuleSet, confirm

SECRETARY = frozenset({Role.SECRETARY})


@dataclass(frozen=True, slots=True)
class FollowedAlready:
    """The campaign follows the catalogue as of that day already."""

    on: date


def follow_from(
    campaign: Campaign, member: Member, on: date
) -> Campaign | NotAllowed | Frozen | FollowedAlready:
    """The campaign following the catalogue as it stands on a day; what was confirmed has to be confirmed again."""
    if member.khoi != campaign.khoi or not member.holds(Role.SECRETARY):
        return NotAllowed(SECRETARY)
    if campaign.stage is Stage.CLOSED:
        return Frozen(campaign.stage)
    if campaign.rules_on == on:
        return FollowedAlready(on)
    return replace(campaign, rules_on=on, revision=campaign.revision + 1)


def confirm_rules(
    campaign: Campaign, catalogue: Catalogue, member: Member, shown: str, today: date
) -> Campaign | NotAllowed | Frozen | RulesChanged | AlreadyConfirmed:
    """The campaign with its rules confirmed by name and date. `shown` begins the version that was shown."""
    rules = rules_of(campaign, catalogue)
    version = rules.version if shown and rules.version.startswith(shown) else shown
    if campaign.stage is Stage.CLOSED:
        return Frozen(campaign.stage)
    match confirm(rules, campaign.khoi, member, version, today):
        case RuleSet() as agreed:
            return replace(campaign, confirmation=agreed.confirmation, revision=campaign.revision + 1)
        case NotTheSecretary():
            return NotAllowed(SECRETARY)
        case other:
            return other
