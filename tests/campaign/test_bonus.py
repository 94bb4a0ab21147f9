"""Bonuses: base salary of the day of the decision × coefficient, rounded up to the next 10 000 đ."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.catalogue.bonus import (
    Bonus,
    Due,
    NoBaseSalary,
    NoCoefficient,
    base_salary_on,
    bonus,
    payable,
    rounded_up,
)
from campaign.history.facts import SubjectKind
from tests.campaign.test_catalogue_shipped import CATALOGUE, ROWS

ONE, UNIT = SubjectKind.INDIVIDUAL, SubjectKind.COLLECTIVE
GENERAL = CATALOGUE.general

WORKED = [
    ("LDTT", ONE, 760_000),
    ("CSTDCS", ONE, 2_530_000),
    ("CSTD_BO", ONE, 7_590_000),
    ("CSTD_TQ", ONE, 11_390_000),
    ("TTLDTT", UNIT, 2_030_000),
    ("TTLDXS", UNIT, 3_800_000),
    ("CO_BO", UNIT, 20_240_000),
    ("CO_CP", UNIT, 30_360_000),
    ("BK_BO_C", UNIT, 7_590_000),
    ("BK_TTG_C", UNIT, 17_710_000),
]


@pytest.mark.parametrize(("code", "subject", "amount"), WORKED)
def test_the_worked_table(code: str, subject: SubjectKind, amount: int) -> None:
    paid = bonus(ROWS[code], subject, date(2026, 12, 25), GENERAL)
    assert isinstance(paid, Bonus)
    assert paid.amount == amount


def test_the_base_salary_is_the_one_of_the_day_of_the_decision() -> None:
    amounts = [bonus(ROWS["LDTT"], ONE, day, GENERAL) for day in (date(2026, 6, 30), date(2026, 7, 1))]
    assert [b.amount for b in amounts if isinstance(b, Bonus)] == [
        710_000,
        760_000,
    ]  # 702 000 rounded up, 759 000


def test_before_the_first_known_base_salary_no_amount_is_made_up() -> None:
    assert bonus(ROWS["LDTT"], ONE, date(2024, 6, 30), GENERAL) == NoBaseSalary(date(2024, 6, 30))
    assert base_salary_on(date(2024, 6, 30), GENERAL.base_salaries) is None


def test_a_row_without_coefficient_brings_no_made_up_amount() -> None:
    assert bonus(ROWS["KNC_TTR"], ONE, date(2026, 12, 25), GENERAL) == NoCoefficient("KNC_TTR")
    assert bonus(ROWS["LDTT"], UNIT, date(2026, 12, 25), GENERAL) == NoCoefficient("LDTT")
    assert bonus(ROWS["AHLD"], ONE, date(2026, 12, 25), GENERAL) == NoCoefficient("AHLD")


@given(st.fractions(min_value=0, max_value=10**9))
def test_rounding_goes_up_by_less_than_one_step(amount: Fraction) -> None:
    rounded = rounded_up(amount, 10_000)
    assert rounded % 10_000 == 0
    assert 0 <= rounded - amount < 10_000


def due(code: str, period: int, amount: int) -> Due:
    return Due(ROWS[code], period, amount)


def test_of_several_titles_of_one_period_only_the_highest_is_paid() -> None:
    items = [due("LDTT", 2026, 760_000), due("CSTD_BO", 2026, 7_590_000), due("CSTDCS", 2026, 2_530_000)]
    assert [item.award.code for item in payable(items)] == ["CSTD_BO"]


def test_titles_of_different_periods_are_each_paid() -> None:
    items = [due("CSTDCS", 2025, 2_340_000), due("CSTDCS", 2026, 2_530_000)]
    assert payable(items) == tuple(items)


def test_a_title_and_commendations_are_all_paid() -> None:
    items = [due("LDTT", 2026, 760_000), due("GIAY_KHEN", 2026, 760_000), due("BK_BO_I", 2026, 3_800_000)]
    assert payable(items) == tuple(items)


def test_of_equal_titles_one_is_paid() -> None:
    assert len(payable([due("LDTT", 2026, 760_000), due("LDTT", 2026, 760_000)])) == 1
