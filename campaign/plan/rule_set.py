"""Which rules a campaign follows: the catalogue as it stands on a date, and who has confirmed it.

    follow(catalogue, date(2026, 3, 1)) -> RuleSet, not firm: every answer is “Cần xem xét thêm”
    confirm(rules, khoi, secretary, shown_version, today) -> RuleSet, firm: answers may decide

A row whose last day has passed and that nothing replaces is still offered, and so is one that has not begun where
there was none before: people go on registering for these titles. Both are `outside`, and the secretary sees how many
there are before confirming. A confirmation is for exactly the rules that were shown: an edited catalogue,
another date or another setting has another `version` and has to be confirmed again.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from campaign.catalogue.general import GeneralRules, YearUnderReview
from campaign.catalogue.model import Award, Catalogue
from campaign.ids import KhoiId, MemberId
from campaign.people import Member, Role


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who answers for these rules, by name, since when, and for which version."""

    by: MemberId
    name: str
    on: date
    version: str


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rows followed, by code. `outside` are the codes whose row is not in force on `on`."""

    on: date
    version: str
    awards: Mapping[str, Award]
    outside: frozenset[str]
    general: GeneralRules
    year_under_review: YearUnderReview
    confirmation: Confirmation | None = None

    @property
    def firm(self) -> bool:
        """Whether answers may decide: somebody has confirmed exactly these rules."""
        return self.confirmation is not None and self.confirmation.version == self.version

    @property
    def to_review(self) -> tuple[Award, ...]:
        """The rows that nobody has compared with the law in force yet."""
        return tuple(award for award in self.awards.values() if award.review_needed)


@dataclass(frozen=True, slots=True)
class NotTheSecretary:
    """Only the secretary of the khối confirms its rules."""


@dataclass(frozen=True, slots=True)
class RulesChanged:
    """The rules shown are no longer the rules followed; show them again."""

    version: str


@dataclass(frozen=True, slots=True)
class AlreadyConfirmed:
    """These very rules are confirmed."""

    confirmation: Confirmation


def follow(catalogue: Catalogue, on: date, year_under_review: YearUnderReview | None = None) -> RuleSet:
    """The rules as they stand on that day; `year_under_review` None: as the catalogue says. Not confirmed."""
    setting = year_under_review or catalogue.general.year_under_review
    followed: dict[str, Award] = {}
    for award in sorted(catalogue.awards, key=lambda row: row.effective_from):
        if award.effective_from <= on or award.code not in followed:
            followed[award.code] = (
                award  # rows of one code do not overlap: the latest begun is the one in force
            )
    ordered = {award.code: followed[award.code] for award in catalogue.awards}
    outside = frozenset(code for code, award in ordered.items() if not award.stands_on(on))
    version = hashlib.sha256(f"{catalogue.version} {on.isoformat()} {setting}".encode()).hexdigest()
    return RuleSet(on, version, ordered, outside, catalogue.general, setting)


def confirm(
    rules: RuleSet, khoi: KhoiId, member: Member, shown_version: str, on: date
) -> RuleSet | NotTheSecretary | RulesChanged | AlreadyConfirmed:
    """The rules made firm by the secretary of the khối that follows them."""
    if member.khoi != khoi or not member.holds(Role.SECRETARY):
        return NotTheSecretary()
    if shown_version != rules.version:
        return RulesChanged(rules.version)
    if rules.confirmation is not None and rules.firm:
        return AlreadyConfirmed(rules.confirmation)
    return replace(rules, confirmation=Confirmation(member.id, member.name, on, rules.version))
