"""Codes and who may use them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.ids import InviteId, KhoiId, MemberId, PersonId
from campaign.joining.codes import code_of, hash_of, read_code, spaced
from campaign.joining.invites import (
    MOST_WRONG,
    MOST_WRONG_OF_ADDRESS,
    MOST_WRONG_OF_ALL,
    WINDOW,
    Already,
    Expired,
    Good,
    HasLeft,
    Invite,
    InviteKind,
    Joins,
    Revoked,
    SamePerson,
    TakenBy,
    Tries,
    Used,
    Wait,
    judge,
    may_try,
    use,
)
from campaign.people import Language, Member, Person
from tests.campaign.rosters import member

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CODE = "K7M42QXT9ABCDEFG"


@given(st.integers(0, 2**62 - 1), st.integers(0, 2**62 - 1))
def test_every_code_is_read_back_however_it_is_typed(first: int, second: int) -> None:
    code = code_of(first, second)
    assert len(code) == 16
    assert read_code(spaced(code)) == code
    assert read_code(f"  {code.lower()} ") == code
    assert read_code(code.replace("0", "o").replace("1", "l")) == code


@given(st.integers(0, 2**62 - 1), st.integers(0, 79))
def test_each_of_the_eighty_bits_counts(number: int, bit: int) -> None:
    flips = (2 << bit, 0) if bit < 40 else (0, 2 << bit - 40)
    assert code_of(number, number) != code_of(number ^ flips[0], number ^ flips[1])


@pytest.mark.parametrize(
    "text", ["", "xin chào", "K7M4", CODE + "A", "K7M4-2QXT-9ABC-DEFU", "1234 5678", "Đ" * 16]
)
def test_what_is_no_code_is_not_read_as_one(text: str) -> None:
    assert read_code(text) is None


def test_a_code_pasted_with_spaces_or_long_dashes_is_read() -> None:
    assert read_code("K7M4 2QXT 9ABC DEFG") == CODE
    assert read_code("K7M4–2QXT–9ABC–DEFG") == CODE


def test_only_a_hash_is_ever_stored() -> None:
    assert CODE not in hash_of(CODE)
    assert hash_of(CODE) == hash_of(CODE)


def person(number: int, *places: Member) -> Person:
    return Person(PersonId(number), f"Đồng chí {number}", Language.VI, places)


def place(person_number: int, khoi: int, joined_at: datetime | None = None) -> Member:
    return replace(
        member(person_number * 100 + khoi, "Nguyễn Văn A"),
        khoi=KhoiId(khoi),
        person=PersonId(person_number),
        joined_at=joined_at,
    )


def invite(to: Member, **changed: datetime) -> Invite:
    made = Invite(
        InviteId(1), to.khoi, to.person, to.id, InviteKind.JOIN, MemberId(9), NOW, NOW + timedelta(days=14)
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def test_a_code_is_good_until_it_is_used_revoked_or_too_old() -> None:
    to = place(1, 1)
    assert judge(invite(to), NOW) == Good()
    assert judge(invite(to), NOW + timedelta(days=14)) == Expired(NOW + timedelta(days=14))
    assert judge(invite(to, revoked_at=NOW), NOW) == Revoked(NOW)
    assert judge(invite(to, used_at=NOW, revoked_at=NOW), NOW) == Used(NOW)


def test_a_phone_of_nobody_joins() -> None:
    to = place(1, 1)
    assert use(invite(to), person(1, to), None) == Joins()


def test_a_phone_of_somebody_who_left_everything_joins() -> None:
    to = place(1, 1)
    assert use(invite(to), person(1, to), person(2)) == Joins()


def test_a_phone_of_somebody_in_another_khoi_is_asked_whether_they_are_one_person() -> None:
    to, other = place(1, 1), place(2, 2, NOW)
    assert use(invite(to), person(1, to), person(2, other)) == SamePerson(other)


def test_a_phone_acts_for_one_person_of_a_khoi() -> None:
    to, other = place(1, 1), place(2, 1, NOW)
    assert use(invite(to), person(1, to), person(2, other)) == TakenBy(other)


def test_two_persons_who_share_any_khoi_are_not_one() -> None:
    to, elsewhere, other = place(1, 1), place(1, 3), place(2, 3, NOW)
    assert use(invite(to), person(1, to, elsewhere), person(2, other)) == TakenBy(other)


def test_ones_own_code_does_nothing_once_joined_and_joins_before() -> None:
    joined, waiting = place(1, 1, NOW), place(1, 2)
    mine = person(1, joined, waiting)
    assert use(invite(joined), mine, mine) == Already()
    assert use(invite(waiting), mine, mine) == Joins()


def test_a_code_of_somebody_who_left_is_worth_nothing() -> None:
    to = place(1, 1)
    assert use(invite(to), person(1), None) == HasLeft()


def test_a_few_wrong_codes_make_the_account_wait_until_the_first_of_them_is_old() -> None:
    tries = [NOW + timedelta(minutes=n) for n in range(MOST_WRONG)]
    now = tries[-1]
    assert may_try(Tries(tries[1:]), now) is None
    assert may_try(Tries(tries), now) == Wait(NOW + WINDOW)
    assert may_try(Tries(tries), NOW + WINDOW) is None


def test_all_phones_of_a_person_have_as_many_tries_as_one_and_the_later_of_two_waits_counts() -> None:
    early = [NOW - timedelta(minutes=1)] * MOST_WRONG
    late = [NOW] * MOST_WRONG
    assert may_try(Tries(late[1:], late), NOW) == Wait(NOW + WINDOW)
    assert may_try(Tries(late, early), NOW) == may_try(Tries(early, late), NOW) == Wait(NOW + WINDOW)


def test_when_many_guess_everybody_still_has_one_try() -> None:
    assert may_try(Tries(of_all=MOST_WRONG_OF_ALL), NOW) is None
    assert may_try(Tries([NOW], of_all=MOST_WRONG_OF_ALL - 1), NOW) is None
    assert may_try(Tries([NOW], of_all=MOST_WRONG_OF_ALL), NOW) == Wait(NOW + WINDOW)


def test_where_one_address_guesses_much_every_phone_there_still_has_one_try() -> None:
    assert may_try(Tries(of_address=MOST_WRONG_OF_ADDRESS), NOW) is None
    assert may_try(Tries([NOW], of_address=MOST_WRONG_OF_ADDRESS - 1), NOW) is None
    assert may_try(Tries([NOW], of_address=MOST_WRONG_OF_ADDRESS), NOW) == Wait(NOW + WINDOW)
