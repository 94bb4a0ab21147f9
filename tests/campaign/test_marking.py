"""Marks as one number, and marks typed."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.ballots.ballot import Recusal
from campaign.ballots.choices import Mark, complete
from campaign.ballots.marking import (
    MOST_NAMES,
    Marked,
    NotUnderstood,
    Searched,
    number,
    pack,
    places,
    read_marked,
    read_on_list,
    unpack,
)
from campaign.ballots.rule import Act
from tests.campaign.ballots import collective, draft, opened, person, settings

LIST = draft(candidates=tuple(person(i) for i in range(1, 13)))
CHOOSING = opened(draft(candidates=(collective(1), collective(2), collective(3)), rule=settings(Act.ACCLAIM)))


@given(st.integers(0, 2**12 - 1))
def test_a_ballot_comes_back_from_its_number(marks: int) -> None:
    voter = LIST.roll[0]
    assert pack(LIST, unpack(LIST, voter, marks)) == marks
    assert number(places(marks)) == marks


def test_in_a_ballot_a_marked_name_is_not_agreed_with_and_the_rest_is() -> None:
    choices = unpack(LIST, LIST.roll[0], number([3]))
    assert [c.mark for c in choices][:4] == [Mark.AGREE, Mark.AGREE, Mark.DISAGREE, Mark.AGREE]


def test_where_one_chooses_a_marked_name_is_chosen_and_the_rest_left_blank() -> None:
    voter = CHOOSING.roll[0]
    choices = unpack(CHOOSING, voter, number([2]))
    assert [c.mark for c in choices] == [Mark.BLANK, Mark.AGREE, Mark.BLANK]
    assert complete(CHOOSING, voter, choices) == choices


def test_a_voter_has_no_mark_for_a_name_it_is_recused_from() -> None:
    ballot = replace(LIST, recusals=(Recusal(LIST.roll[0].id, LIST.candidates[1].id, "Vợ chồng"),))
    said = unpack(ballot, ballot.roll[0], number([2, 3]))
    assert LIST.candidates[1].id not in {choice.candidate for choice in said}
    assert isinstance(complete(ballot, ballot.roll[0], said), tuple)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3, 7", (3, 7)),
        ("7 3 3", (3, 7)),
        ("2-4", (2, 3, 4)),
        ("2 - 4; 12", (2, 3, 4, 12)),
        ("0", ()),
        ("", ()),
        ("tran thi b", (2,)),
        ("Trần Thị C, 1", (1, 3)),
    ],
)
def test_numbers_and_names_are_understood(typed: str, meant: tuple[int, ...]) -> None:
    assert read_marked(draft(candidates=tuple(person(i) for i in range(12))), typed) == Marked(meant)


@pytest.mark.parametrize(
    ("typed", "part"), [("3, 13", "13"), ("3x", "3x"), ("tran thi", "tran thi"), ("x", "x")]
)
def test_what_is_not_on_the_list_is_named_back(typed: str, part: str) -> None:
    assert read_marked(LIST, typed) == NotUnderstood(part)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3, 7", Marked((3, 7))),
        ("0", Marked(())),
        ("tran thi c", Marked((3,))),
        ("Trần Thị C; 1", Marked((1, 3))),
        ("tran thi", Searched(tuple(range(1, 13)))),
        ("hoang", NotUnderstood("hoang")),
        ("13", NotUnderstood("13")),
        ("...", NotUnderstood("...")),
    ],
)
def test_on_a_long_list_a_part_of_a_name_searches_and_a_whole_one_marks(
    typed: str, meant: Marked | Searched | NotUnderstood
) -> None:
    assert read_on_list(draft(candidates=tuple(person(i) for i in range(12))), typed) == meant


def test_the_longest_list_fits_into_a_button() -> None:
    digits = math.ceil(math.log(number(range(1, MOST_NAMES + 1)), 62))
    assert len("bc:") + 11 + len(":") + digits + len(":") + 16 + len("!") <= 64
