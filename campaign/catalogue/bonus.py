"""Money that goes with a title or award (NĐ 152/2025/NĐ-CP Đ.49): base salary × coefficient.

The base salary is the one in force on the date of the decision; the product is rounded up to the next 10 000 đ.
Several titles for one period: only the highest is paid; different periods, or a title and a commendation: both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from campaign.catalogue.general import BaseSalary, GeneralRules
from campaign.catalogue.model import Award, Kind
from campaign.history.facts import SubjectKind


@dataclass(frozen=True, slots=True)
class Bonus:
    """`amount` in đồng, and what it was computed from."""

    amount: int
    base: BaseSalary
    coefficient: Decimal
    citation: str


@dataclass(frozen=True, slots=True)
class NoBaseSalary:
    """No base salary is known for the day of the decision."""

    decided_on: date


@dataclass(frozen=True, slots=True)
class NoCoefficient:
    """No coefficient is known for this row and this kind of subject."""

    code: str


def bonus(
    award: Award, subject: SubjectKind, decided_on: date, rules: GeneralRules
) -> Bonus | NoBaseSalary | NoCoefficient:
    """What the award brings when decided on that day; exact, in whole đồng."""
    coefficient = (award.bonus or {}).get(subject)
    if coefficient is None:
        return NoCoefficient(award.code)
    base = base_salary_on(decided_on, rules.base_salaries)
    if base is None:
        return NoBaseSalary(decided_on)
    amount = rounded_up(Fraction(coefficient) * base.amount, rules.rounding.up_to)
    return Bonus(amount, base, coefficient, rules.rounding.citation)


def base_salary_on(day: date, salaries: Sequence[BaseSalary]) -> BaseSalary | None:
    """Lương cơ sở in force on that day; None when none is known."""
    return next((s for s in salaries if s.since <= day and (s.until is None or day <= s.until)), None)


def rounded_up(amount: Fraction, up_to: int) -> int:
    """The amount rounded up to a multiple of `up_to` đồng; a multiple stays."""
    return -(-amount // up_to) * up_to


@dataclass(frozen=True, slots=True)
class Due:
    """A bonus that would be due alone: for which title or commendation, of which period (year)."""

    award: Award
    period: int
    amount: int


def payable(due: Sequence[Due]) -> tuple[Due, ...]:
    """What is really paid of all that one subject was given, in the order given.

    Titles of one period: the highest only (the first of equals). Commendations: each.
    """
    highest: dict[int, Due] = {}
    for item in due:
        best = highest.get(item.period)
        if item.award.kind is Kind.TITLE and (best is None or item.amount > best.amount):
            highest[item.period] = item
    return tuple(d for d in due if d.award.kind is not Kind.TITLE or highest[d.period] is d)
