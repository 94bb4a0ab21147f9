"""Registering: the person and the head file at once, the đầu mối prepares; only time, right and duplicates refuse."""

from dataclasses import replace

import pytest

from campaign.history.facts import SubjectKind
from campaign.ids import KhoiId, RegistrationId
from campaign.people import Member, Role
from campaign.plan.plan import Stage
from campaign.registration.registering import (
    LONGEST_NOTE,
    Already,
    NotOffered,
    NotOpen,
    NotYours,
    Opening,
    Over,
    Subject,
    TooLong,
    Unchanged,
    Wish,
    WrongStanding,
    again,
    offered,
    register,
    reword,
    withdraw,
)
from campaign.registration.registration import Registration, Standing
from tests.campaign.campaigns import LAN, MINH, NOW, member
from tests.campaign.registrations import (
    DEADLINE,
    HEAD_OF_BAO,
    LATE,
    LAUNCHED,
    PREPARER,
    RULES,
    UNIT,
    of,
    opening,
    registration,
)

CSTDCS = Wish("CSTDCS", "Rút ngắn thời gian xử lý đơn", "eligibility.can_register")


def registers(
    by: Member,
    subject: Subject,
    wish: Wish = CSTDCS,
    there: Registration | None = None,
    at: Opening | None = None,
) -> object:
    existing = () if there is None else (there,)
    return register(at or opening(), RULES, subject, wish, existing, by, RegistrationId(50))


def registered(by: Member, subject: Subject, wish: Wish = CSTDCS) -> Registration:
    outcome = registers(by, subject, wish)
    assert isinstance(outcome, Registration)
    return outcome


def test_a_person_files_at_once_and_waits_for_the_head() -> None:
    made = registered(LAN, of(LAN.id))
    assert (made.standing, made.filed_by, made.filed_at, made.version) == (Standing.FILED, LAN.id, NOW, 1)
    assert (made.note, made.answer) == (CSTDCS.note, CSTDCS.answer)


def test_the_preparer_makes_drafts_for_the_unit_and_its_people() -> None:
    for subject, title in ((of(LAN.id), "CSTDCS"), (UNIT, "TTLDTT")):
        made = registered(PREPARER, subject, Wish(title))
        assert (made.standing, made.filed_at, made.filed_by) == (Standing.DRAFT, None, None)


def test_the_preparer_files_for_themselves_at_once() -> None:
    assert registered(PREPARER, of(PREPARER.id)).standing is Standing.FILED


def test_the_head_files_for_the_unit_at_once() -> None:
    assert registered(HEAD_OF_BAO, UNIT, Wish("TTLDXS")).standing is Standing.FILED


@pytest.mark.parametrize(
    "by",
    [
        MINH,
        member(40, Role.INDIVIDUAL),
        member(41, Role.SECRETARY, Role.CHAIR),
        member(42, Role.PREPARER, khoi=KhoiId(2)),
        replace(LAN, left_at=NOW),
        replace(LAN, khoi=KhoiId(2)),
    ],
)
def test_nobody_else_registers_for_a_person(by: Member) -> None:
    assert registers(by, of(LAN.id)) == NotYours()


def test_a_person_does_not_register_for_the_unit() -> None:
    assert registers(LAN, UNIT, Wish("TTLDTT")) == NotYours()


def test_the_last_moment_is_in_time_and_the_next_is_not() -> None:
    assert isinstance(registers(LAN, of(LAN.id), at=opening(DEADLINE)), Registration)
    assert registers(LAN, of(LAN.id), at=opening(LATE)) == Over(DEADLINE)


def test_more_time_for_one_person_is_time() -> None:
    assert isinstance(registers(LAN, of(LAN.id), at=opening(LATE, LATE)), Registration)


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.CLOSED])
def test_only_a_running_campaign_takes_registrations(stage: Stage) -> None:
    shut = replace(LAUNCHED, stage=stage)
    assert registers(LAN, of(LAN.id), at=opening(campaign=shut)) == NotOpen(stage)


@pytest.mark.parametrize("title", ["TTLDTT", "SANG_KIEN", "BK_DOT_XUAT", "AHLD", "NOTHING"])
def test_a_person_registers_for_what_is_open_to_persons_in_spring(title: str) -> None:
    assert registers(LAN, of(LAN.id), Wish(title)) == NotOffered()


def test_the_unit_does_not_strive_for_a_persons_title() -> None:
    assert registers(HEAD_OF_BAO, UNIT, Wish("CSTDCS")) == NotOffered()


def test_what_is_offered_goes_from_the_lower_to_the_higher_and_leaves_out_the_khois_own_matters() -> None:
    codes = [award.code for award in offered(RULES, SubjectKind.INDIVIDUAL)]
    assert codes[:4] == ["LDTT", "CSTDCS", "CSTD_BO", "CSTD_TQ"]
    assert not {"PHONG_TRAO", "SANG_KIEN", "TTLDTT", "AHLD"} & set(codes)
    assert "CO_TTCP" in [award.code for award in offered(RULES, SubjectKind.COLLECTIVE)]


@pytest.mark.parametrize("standing", [Standing.DRAFT, Standing.FILED, Standing.CONFIRMED, Standing.RETURNED])
def test_one_title_is_registered_once(standing: Standing) -> None:
    there = registration(1, "CSTDCS", standing, of(LAN.id))
    assert registers(LAN, of(LAN.id), there=there) == Already(there)


def test_what_was_withdrawn_is_taken_up_again_under_its_own_number() -> None:
    there = registration(1, "CSTDCS", Standing.WITHDRAWN, of(LAN.id))
    outcome = registers(LAN, of(LAN.id), there=there)
    assert isinstance(outcome, Registration)
    assert (outcome.id, outcome.version, outcome.standing) == (there.id, 2, Standing.FILED)


def test_a_planned_initiative_is_a_line_not_a_report() -> None:
    assert registers(LAN, of(LAN.id), Wish("CSTDCS", "x" * (LONGEST_NOTE + 1))) == TooLong(LONGEST_NOTE)


def test_rewording_what_was_confirmed_needs_the_head_again() -> None:
    there = replace(registration(1, "CSTDCS", Standing.CONFIRMED, of(LAN.id)), decided_at=NOW)
    outcome = reword(opening(), there, "Sáng kiến khác", LAN)
    assert isinstance(outcome, Registration)
    assert (outcome.standing, outcome.note, outcome.decided_at) == (Standing.FILED, "Sáng kiến khác", None)


def test_the_preparers_rewording_of_what_waits_for_the_head_goes_on_waiting() -> None:
    filed = registration(1, "CSTDCS", Standing.FILED, of(LAN.id))
    confirmed = registration(1, "CSTDCS", Standing.CONFIRMED, of(LAN.id))
    standings = [reword(opening(), each, "Khác", PREPARER) for each in (filed, confirmed)]
    assert [s.standing for s in standings if isinstance(s, Registration)] == [Standing.FILED, Standing.DRAFT]


def test_rewording_with_the_same_words_changes_nothing() -> None:
    there = replace(registration(1, "CSTDCS", Standing.FILED, of(LAN.id)), note="Cũ")
    assert reword(opening(), there, "Cũ", LAN) == Unchanged()


def test_what_was_withdrawn_is_not_reworded() -> None:
    there = registration(1, "CSTDCS", Standing.WITHDRAWN, of(LAN.id))
    assert reword(opening(), there, "Mới", LAN) == WrongStanding(Standing.WITHDRAWN)


def test_what_was_returned_goes_to_the_head_again_with_the_reason_still_on_it() -> None:
    there = replace(registration(1, "CSTDCS", Standing.RETURNED, of(LAN.id)), reason="Thiếu quyết định")
    outcome = again(opening(), there, LAN)
    assert isinstance(outcome, Registration)
    assert (outcome.standing, outcome.reason, outcome.version) == (Standing.FILED, "Thiếu quyết định", 2)


def test_only_what_was_returned_goes_again() -> None:
    there = registration(1, "CSTDCS", Standing.FILED, of(LAN.id))
    assert again(opening(), there, LAN) == WrongStanding(Standing.FILED)


@pytest.mark.parametrize("standing", [Standing.DRAFT, Standing.FILED, Standing.CONFIRMED, Standing.RETURNED])
def test_everything_can_be_withdrawn_until_the_deadline(standing: Standing) -> None:
    there = registration(1, "CSTDCS", standing, of(LAN.id))
    outcome = withdraw(opening(), there, LAN)
    assert isinstance(outcome, Registration)
    assert outcome.standing is Standing.WITHDRAWN
    assert withdraw(opening(LATE), there, LAN) == Over(DEADLINE)


def test_a_stranger_changes_nothing() -> None:
    there = registration(1, "CSTDCS", Standing.RETURNED, of(LAN.id))
    assert withdraw(opening(), there, MINH) == NotYours()
    assert reword(opening(), there, "x", MINH) == NotYours()
    assert again(opening(), there, MINH) == NotYours()


def test_withdrawing_twice_says_where_it_stands() -> None:
    there = registration(1, "CSTDCS", Standing.WITHDRAWN, of(LAN.id))
    assert withdraw(opening(), there, LAN) == WrongStanding(Standing.WITHDRAWN)
