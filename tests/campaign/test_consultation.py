"""A draft sent round: who may say what when, and which answer of a unit counts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from campaign.ids import CampaignId, ConsultationId, KhoiId, MemberId, PersonId, UnitId
from campaign.people import Member, Role
from campaign.plan.comments import (
    LONGEST,
    Changed,
    Comment,
    Decided,
    Nothing,
    Standing,
    Sums,
    TooLong,
    agree,
    counting,
    hand_on,
    sums,
    write,
)
from campaign.plan.consultation import Consultation, NoDate, NotAllowed, NotOpen, close, send

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
DRAFT = Consultation(
    ConsultationId(1), KhoiId(1), CampaignId(1), MemberId(1), due=NOW + timedelta(days=3)
)  # fmt: skip
OPEN = replace(DRAFT, sent_at=NOW)


def member(number: int, *roles: Role, khoi: int = 1) -> Member:
    return Member(
        MemberId(number), KhoiId(khoi), PersonId(number), "", f"Người {number}", UnitId(7), "Đơn vị", "Chức vụ",
        frozenset(roles), None,
    )  # fmt: skip


SECRETARY, HEAD, PREPARER = member(1, Role.SECRETARY), member(2, Role.HEAD), member(3, Role.PREPARER)


def said(outcome: object) -> Comment:
    assert isinstance(outcome, Comment)
    return outcome


def test_a_draft_goes_round_once_with_a_date_to_come() -> None:
    assert send(DRAFT, SECRETARY, NOW) == OPEN
    assert send(OPEN, SECRETARY, NOW) == NotOpen()
    assert send(DRAFT, HEAD, NOW) == NotAllowed()
    assert send(replace(DRAFT, due=None), SECRETARY, NOW) == NoDate()
    assert send(DRAFT, SECRETARY, NOW + timedelta(days=4)) == NoDate()


def test_what_the_preparer_writes_counts_once_the_head_sends_it() -> None:
    written = said(write(OPEN, PREPARER, " Bổ sung  chỉ tiêu ", None, None, NOW))
    assert (written.text, written.standing) == ("Bổ sung chỉ tiêu", Standing.WRITTEN)
    submitted = said(hand_on(OPEN, PREPARER, 1, written, NOW))
    assert (submitted.standing, submitted.number) == (Standing.SUBMITTED, 2)
    sent = said(hand_on(OPEN, HEAD, 2, submitted, NOW))
    assert counting([written, submitted]) == {}
    assert counting([written, submitted, sent]) == {UnitId(7): sent}
    assert sent.text == "Bổ sung chỉ tiêu"


def test_the_head_sends_what_was_read_and_nothing_newer() -> None:
    first = said(write(OPEN, PREPARER, "Một", None, None, NOW))
    second = said(write(OPEN, PREPARER, "Hai", None, first, NOW))
    assert hand_on(OPEN, HEAD, first.number, second, NOW) == Changed()


def test_a_second_press_gives_the_same_answer_again() -> None:
    written = said(write(OPEN, HEAD, "Một", None, None, NOW))
    sent = said(hand_on(OPEN, HEAD, 1, written, NOW))
    assert hand_on(OPEN, HEAD, sent.number, sent, NOW) == sent


def test_the_head_agrees_at_once_and_only_the_head_changes_that() -> None:
    agreed = said(agree(OPEN, HEAD, None, NOW))
    assert (agreed.agrees, agreed.standing) == (True, Standing.SENT)
    assert write(OPEN, PREPARER, "Khác", None, agreed, NOW) == Decided()
    later = said(write(OPEN, HEAD, "Khác", None, agreed, NOW))
    assert counting([agreed, later]) == {UnitId(7): agreed}, "what is not sent does not count yet"


def test_agreement_of_the_preparer_waits_for_the_head() -> None:
    assert said(agree(OPEN, PREPARER, None, NOW)).standing is Standing.SUBMITTED


def test_late_answers_are_taken_until_the_round_is_closed() -> None:
    late = NOW + timedelta(days=9)
    assert isinstance(agree(OPEN, HEAD, None, late), Comment)
    closed = close(OPEN, SECRETARY, late)
    assert isinstance(closed, Consultation)
    assert agree(closed, HEAD, None, late) == NotOpen()
    assert close(closed, SECRETARY, late) == NotOpen()
    assert close(OPEN, HEAD, late) == NotAllowed()


def test_nothing_too_much_and_strangers_are_refused() -> None:
    assert write(OPEN, HEAD, "  \n ", None, None, NOW) == Nothing()
    assert write(OPEN, HEAD, "a" * (LONGEST + 1), None, None, NOW) == TooLong(LONGEST + 1)
    assert write(OPEN, member(4, Role.INDIVIDUAL), "Ý kiến", None, None, NOW) == NotAllowed()
    assert agree(OPEN, member(5, Role.HEAD, khoi=2), None, NOW) == NotAllowed()


def test_a_unit_that_answered_and_left_is_counted_and_one_that_has_not_is_missing() -> None:
    agreed = said(agree(OPEN, HEAD, None, NOW))
    objects = replace(agreed, unit=UnitId(8), text="Bổ sung chỉ tiêu")
    count = counting([agreed, objects])
    assert sums(count, [UnitId(7), UnitId(9), UnitId(10)]) == Sums(agreed=1, commented=1, missing=2)
