"""Kleene's three-valued logic, cell by cell."""

from itertools import product

import pytest

from campaign.eligibility.truth import Truth, all_of, any_of

NO, OPEN, YES = Truth.NOT_MET, Truth.UNKNOWN, Truth.MET

AND = {
    (NO, NO): NO, (NO, OPEN): NO, (NO, YES): NO,
    (OPEN, NO): NO, (OPEN, OPEN): OPEN, (OPEN, YES): OPEN,
    (YES, NO): NO, (YES, OPEN): OPEN, (YES, YES): YES,
}  # fmt: skip
OR = {
    (NO, NO): NO, (NO, OPEN): OPEN, (NO, YES): YES,
    (OPEN, NO): OPEN, (OPEN, OPEN): OPEN, (OPEN, YES): YES,
    (YES, NO): YES, (YES, OPEN): YES, (YES, YES): YES,
}  # fmt: skip


@pytest.mark.parametrize("pair", list(product(Truth, Truth)))
def test_two_parts_combine_as_kleene_says(pair: tuple[Truth, Truth]) -> None:
    assert all_of(pair) is AND[pair]
    assert any_of(pair) is OR[pair]


def test_nothing_asked_is_met_and_nothing_offered_is_not() -> None:
    assert all_of([]) is YES
    assert any_of([]) is NO
