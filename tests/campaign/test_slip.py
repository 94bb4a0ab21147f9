"""Slips and receipts: one length per ballot, nothing misread, codes that lead nowhere."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.ballots.choices import Choice, Choices, Mark
from campaign.ballots.receipt import ALPHABET, SEED_BYTES, Receipt, from_token, tidy_code
from campaign.ballots.slip import Slip, Unreadable, decode, encode, slip_length
from campaign.ids import CandidateId

MARKS = (Mark.AGREE, Mark.DISAGREE, Mark.BLANK, Mark.INVALID, Mark.RECUSED)
seeds = st.binary(min_size=SEED_BYTES, max_size=SEED_BYTES)
lists = st.lists(st.integers(1, 2**62).map(CandidateId), min_size=1, max_size=60, unique=True)


@st.composite
def slips(draw: st.DrawFn) -> tuple[list[CandidateId], Choices, Receipt]:
    candidates = draw(lists)
    chosen = draw(st.lists(st.sampled_from(MARKS), min_size=len(candidates), max_size=len(candidates)))
    return candidates, tuple(map(Choice, candidates, chosen)), Receipt(draw(seeds))


@given(slips())
def test_what_is_written_is_read_back(case: tuple[list[CandidateId], Choices, Receipt]) -> None:
    candidates, choices, receipt = case
    assert decode(encode(choices, receipt, candidates), candidates) == Slip(choices, receipt)


@given(slips())
def test_every_slip_of_a_ballot_has_the_same_length(case: tuple[list[CandidateId], Choices, Receipt]) -> None:
    candidates, choices, receipt = case
    assert len(encode(choices, receipt, candidates)) == slip_length(candidates)


def test_all_choices_on_three_names_have_one_length_and_differ() -> None:
    candidates = [CandidateId(number) for number in (1, 2, 3)]
    receipt = Receipt(bytes(SEED_BYTES))
    written = {
        encode(tuple(map(Choice, candidates, chosen)), receipt, candidates)
        for chosen in product(MARKS, repeat=3)
    }
    assert len(written) == len(MARKS) ** 3
    assert {len(one) for one in written} == {slip_length(candidates)}


@given(slips(), st.data())
def test_a_changed_byte_or_another_list_is_not_misread(
    case: tuple[list[CandidateId], Choices, Receipt], data: st.DataObject
) -> None:
    candidates, choices, receipt = case
    written = bytearray(encode(choices, receipt, candidates))
    place = data.draw(st.integers(0, len(written) - 1))
    written[place] ^= data.draw(st.integers(1, 255))
    assert decode(bytes(written), candidates) == Unreadable()
    others = [CandidateId(candidate + 1) for candidate in candidates]
    assert decode(encode(choices, receipt, candidates), others) == Unreadable()


@given(st.binary(max_size=80), lists)
def test_rubbish_is_unreadable(data: bytes, candidates: list[CandidateId]) -> None:
    assert decode(data, candidates) == Unreadable()


def test_a_slip_that_is_not_complete_or_has_words_is_a_bug() -> None:
    candidates = [CandidateId(1), CandidateId(2)]
    receipt = Receipt(bytes(SEED_BYTES))
    with pytest.raises(ValueError, match="every candidate"):
        encode((Choice(CandidateId(1), Mark.AGREE),), receipt, candidates)
    worded = (Choice(CandidateId(1), Mark.OTHER, "ý kiến"), Choice(CandidateId(2), Mark.AGREE))
    with pytest.raises(ValueError, match="marks only"):
        encode(worded, receipt, candidates)


@given(seeds)
def test_a_code_is_two_groups_of_three_clear_signs(seed: bytes) -> None:
    assert re.fullmatch(f"[{ALPHABET}]{{3}}-[{ALPHABET}]{{3}}", Receipt(seed).code)


def test_the_code_of_a_receipt_never_changes() -> None:
    receipt = Receipt(bytes(range(SEED_BYTES)))
    assert (receipt.code, receipt.code_for(CandidateId(101))) == ("DTP-H7D", "MPJ-X2D")


def test_nothing_in_a_code_can_be_taken_for_something_else() -> None:
    assert not set("0O1IL8B5SUY") & set(ALPHABET)
    assert set("K7M42Q") <= set(ALPHABET)


def test_the_codes_of_different_names_and_the_fingerprint_differ() -> None:
    receipt = Receipt(bytes(range(SEED_BYTES)))
    codes = [receipt.code, *(receipt.code_for(CandidateId(number)) for number in range(60))]
    assert len(set(codes)) == len(codes)
    assert receipt.seed not in receipt.fingerprint


@given(seeds)
def test_a_token_carries_the_receipt_in_sixteen_letters(seed: bytes) -> None:
    receipt = Receipt(seed)
    assert len(receipt.token) == 16
    assert from_token(receipt.token) == receipt


@given(st.text(max_size=20))
def test_another_token_is_none_or_a_receipt_that_writes_it_back(token: str) -> None:
    receipt = from_token(token)
    assert receipt is None or receipt.token == token


def test_a_seed_of_another_size_is_a_bug() -> None:
    with pytest.raises(ValueError, match="12 random bytes"):
        Receipt(b"short")


@pytest.mark.parametrize("typed", ["K7M-42Q", "k7m42q", " k7m 42q "])
def test_a_typed_code_is_tidied(typed: str) -> None:
    assert tidy_code(typed) == "K7M-42Q"


@pytest.mark.parametrize("typed", ["", "K7M-42", "K7M-42QQ", "K7M-4OQ", "K7M_42Q"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert tidy_code(typed) is None
