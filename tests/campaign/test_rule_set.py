"""A campaign follows the catalogue of one day, firm only once its secretary has confirmed exactly that."""

from dataclasses import replace
from datetime import date

import pytest

from campaign.catalogue.general import YearUnderReview
from campaign.ids import KhoiId, MemberId, PersonId, UnitId
from campaign.people import Member, Role
from campaign.plan.rule_set import (
    AlreadyConfirmed,
    Confirmation,
    NotTheSecretary,
    RulesChanged,
    RuleSet,
    confirm,
    follow,
)
from tests.campaign.test_catalogue_shipped import CATALOGUE

KHOI = KhoiId(1)
MARCH = date(2026, 3, 1)


def member(*roles: Role, khoi: int = 1) -> Member:
    return Member(
        MemberId(7),
        KhoiId(khoi),
        PersonId(7),
        "TT007",
        "Trần Thị B",
        UnitId(1),
        "Đơn vị A",
        "Thư ký",
        frozenset(roles),
    )


def confirmed(rules: RuleSet) -> RuleSet:
    outcome = confirm(rules, KHOI, member(Role.SECRETARY), rules.version, MARCH)
    assert isinstance(outcome, RuleSet)
    return outcome


def test_rules_are_not_firm_before_anybody_confirms_them() -> None:
    assert not follow(CATALOGUE, MARCH).firm


def test_the_secretary_makes_them_firm_by_name_and_date() -> None:
    rules = confirmed(follow(CATALOGUE, MARCH))
    assert rules.firm
    assert rules.confirmation == Confirmation(MemberId(7), "Trần Thị B", MARCH, rules.version)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SECRETARY])
def test_nobody_else_confirms_them(role: Role) -> None:
    rules = follow(CATALOGUE, MARCH)
    assert confirm(rules, KHOI, member(role), rules.version, MARCH) == NotTheSecretary()


def test_the_secretary_of_another_khoi_does_not_confirm_them() -> None:
    rules = follow(CATALOGUE, MARCH)
    assert confirm(rules, KHOI, member(Role.SECRETARY, khoi=2), rules.version, MARCH) == NotTheSecretary()


def test_rules_that_changed_since_they_were_shown_are_not_confirmed() -> None:
    shown = follow(CATALOGUE, MARCH)
    now = follow(CATALOGUE, MARCH, YearUnderReview.DOES_NOT_COUNT)
    assert confirm(now, KHOI, member(Role.SECRETARY), shown.version, MARCH) == RulesChanged(now.version)


def test_a_second_confirmation_says_who_did_it_first() -> None:
    rules = confirmed(follow(CATALOGUE, MARCH))
    assert rules.confirmation is not None
    again = confirm(rules, KHOI, member(Role.SECRETARY), rules.version, date(2026, 4, 1))
    assert again == AlreadyConfirmed(rules.confirmation)


def test_a_row_past_its_last_day_is_still_offered_and_said_to_be_outside() -> None:
    before, after = follow(CATALOGUE, date(2026, 9, 30)), follow(CATALOGUE, date(2026, 10, 1))
    assert before.outside == frozenset()
    assert "CSTDCS" in after.awards
    assert "CSTDCS" in after.outside
    assert "SUY_TON_CO" not in after.outside


def test_a_row_that_has_not_begun_is_offered_where_nothing_was_before_and_said_to_be_outside() -> None:
    rules = follow(CATALOGUE, date(2024, 5, 14))
    assert rules.outside == frozenset({"CO_TTCP"})
    assert "CO_TTCP" in rules.awards
    assert "CSTDCS" in follow(CATALOGUE, date(2022, 12, 20)).outside
    assert follow(CATALOGUE, date(2024, 5, 15)).outside == frozenset()


def test_of_two_rows_the_one_in_force_is_followed() -> None:
    old = CATALOGUE.awards[0]
    new = replace(old, effective_from=date(2026, 10, 1), effective_to=None, citation="Luật mới")
    both = replace(CATALOGUE, awards=(new, *CATALOGUE.awards))
    cited = {day: follow(both, day).awards["LDTT"].citation for day in (date(2026, 9, 30), date(2026, 10, 1))}
    assert list(cited.values()) == [old.citation, "Luật mới"]


def test_every_shipped_row_is_still_to_be_reviewed() -> None:
    rules = follow(CATALOGUE, MARCH)
    assert len(rules.to_review) == len(rules.awards)


def test_another_day_is_another_version() -> None:
    assert follow(CATALOGUE, MARCH).version != follow(CATALOGUE, date(2026, 3, 2)).version
