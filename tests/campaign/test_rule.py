"""Thresholds and quorum in exact integers, against the table of needed votes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.ballots.rule import (
    Act,
    Majority,
    Percent,
    Settings,
    Threshold,
    needed,
    quorum_needed,
    reaches,
    usual_secrecy,
)
from campaign.catalogue.model import Openness

TWO_THIRDS = Fraction(2, 3)


@pytest.mark.parametrize(
    ("members", "eighty", "ninety", "half", "two_thirds"),
    [
        (5, 4, 5, 3, 4),
        (7, 6, 7, 4, 5),
        (9, 8, 9, 5, 6),
        (11, 9, 10, 6, 8),
        (13, 11, 12, 7, 9),
        (17, 14, 16, 9, 12),
    ],
)
def test_the_table_of_needed_votes_is_met(
    members: int, eighty: int, ninety: int, half: int, two_thirds: int
) -> None:
    assert needed(Percent(80), members) == eighty
    assert needed(Percent(90), members) == ninety
    assert needed(Majority(), members) == half
    assert quorum_needed(TWO_THIRDS, members) == two_thirds


@pytest.mark.parametrize(("members", "least"), [(9, 9), (10, 9), (11, 10), (19, 18), (20, 18), (21, 19)])
def test_ninety_percent_is_exact_at_its_boundaries(members: int, least: int) -> None:
    assert reaches(Percent(90), least, members)
    assert not reaches(Percent(90), least - 1, members)


thresholds = st.one_of(st.integers(1, 100).map(Percent), st.just(Majority()))


@given(thresholds, st.integers(1, 5000), st.integers(0, 5000))
def test_reaching_is_the_same_as_having_the_needed_votes(threshold: Threshold, base: int, yes: int) -> None:
    yes = min(yes, base)
    assert reaches(threshold, yes, base) == (yes >= needed(threshold, base))


@given(thresholds, st.integers(1, 5000))
def test_unanimity_always_reaches_and_nothing_never_does(threshold: Threshold, base: int) -> None:
    assert reaches(threshold, base, base)
    assert not reaches(threshold, 0, base)


@given(thresholds, st.integers(0, 5))
def test_an_empty_base_elects_nobody(threshold: Threshold, yes: int) -> None:
    assert not reaches(threshold, yes, 0)


@given(st.fractions(min_value=Fraction(1, 100), max_value=1), st.integers(1, 500))
def test_a_quorum_is_the_smallest_number_that_is_enough(quorum: Fraction, roll: int) -> None:
    least = quorum_needed(quorum, roll)
    assert least >= quorum * roll
    assert least - 1 < quorum * roll


def test_without_a_quorum_nobody_has_to_be_present() -> None:
    assert quorum_needed(None, 17) == 0


def test_open_votes_may_be_changed_and_secret_ones_may_not() -> None:
    assert Settings(Act.HANDS, Openness.OPEN).changeable
    assert not Settings(Act.BALLOT, Openness.SECRET).changeable


def test_slips_are_usually_secret_and_hands_open() -> None:
    assert {act: usual_secrecy(act) for act in Act} == {
        Act.REVIEW: Openness.OPEN,
        Act.HANDS: Openness.OPEN,
        Act.BALLOT: Openness.SECRET,
        Act.ACCLAIM: Openness.SECRET,
        Act.ELECT: Openness.SECRET,
    }
