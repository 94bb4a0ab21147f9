"""Trình once for the unit, duyệt exactly what was shown, trả lại with a reason."""

from dataclasses import replace
from datetime import datetime

import pytest

from campaign.people import Member
from campaign.plan.plan import Stage
from campaign.registration.filing import (
    LONGEST_REASON,
    Confirmed,
    NothingToFile,
    NothingWaits,
    Outdated,
    ReasonMissing,
    ReasonTooLong,
    Submitted,
    confirm,
    send_back,
    shown_mark,
    submit,
)
from campaign.registration.registering import NotOpen, NotYours, WrongStanding
from campaign.registration.registration import Registration, Standing
from tests.campaign.campaigns import HEAD, LAN, NOW, SECRETARY
from tests.campaign.registrations import (
    HEAD_OF_BAO,
    HOA,
    LATE,
    LAUNCHED,
    PREPARER,
    UNIT,
    of,
    opening,
    registration,
)

DRAFTS = (
    registration(1, "TTLDTT", Standing.DRAFT, UNIT),
    registration(2, "CSTDCS", Standing.DRAFT, of(LAN.id)),
    registration(3, "LDTT", Standing.DRAFT, of(HOA.id)),
)
FILED = tuple(replace(draft, standing=Standing.FILED) for draft in DRAFTS)


def submits(drafts: tuple[Registration, ...], by: Member = PREPARER, now: datetime = NOW) -> object:
    return submit({draft.id: opening(now) for draft in drafts}, drafts, by)


def test_all_drafts_of_the_unit_are_filed_at_once() -> None:
    outcome = submits(DRAFTS)
    assert isinstance(outcome, Submitted)
    assert [(r.standing, r.version, r.filed_by) for r in outcome.filed] == [
        (Standing.FILED, 2, PREPARER.id)
    ] * 3
    assert outcome.late == ()


def test_what_is_no_draft_stays_as_it_is() -> None:
    outcome = submits((DRAFTS[0], FILED[1]))
    assert isinstance(outcome, Submitted)
    assert [r.id for r in outcome.filed] == [DRAFTS[0].id]
    assert submits(FILED) == NothingToFile()


def test_only_those_with_more_time_are_filed_after_the_deadline() -> None:
    openings = {DRAFTS[0].id: opening(LATE), DRAFTS[1].id: opening(LATE, LATE), DRAFTS[2].id: opening(LATE)}
    outcome = submit(openings, DRAFTS, PREPARER)
    assert isinstance(outcome, Submitted)
    assert [r.id for r in outcome.filed] == [DRAFTS[1].id]
    assert [r.id for r in outcome.late] == [DRAFTS[0].id, DRAFTS[2].id]


@pytest.mark.parametrize("by", [LAN, HEAD, SECRETARY])
def test_who_does_not_represent_the_unit_files_nothing(by: Member) -> None:
    assert submits(DRAFTS, by) == NotYours()


def test_a_closed_campaign_takes_nothing() -> None:
    shut = replace(LAUNCHED, stage=Stage.CLOSED)
    assert submit({d.id: opening(campaign=shut) for d in DRAFTS}, DRAFTS, PREPARER) == NotOpen(Stage.CLOSED)


def test_the_head_confirms_everything_that_was_shown() -> None:
    outcome = confirm(LAUNCHED, FILED, HEAD_OF_BAO, shown_mark(FILED), NOW)
    assert isinstance(outcome, Confirmed)
    assert [(r.standing, r.decided_by, r.decided_at) for r in outcome.registrations] == [
        (Standing.CONFIRMED, HEAD_OF_BAO.id, NOW)
    ] * 3


def test_the_head_confirms_after_the_deadline_what_was_filed_in_time() -> None:
    assert isinstance(confirm(LAUNCHED, FILED, HEAD_OF_BAO, shown_mark(FILED), LATE), Confirmed)


def test_what_came_after_the_list_was_shown_is_not_confirmed_unseen() -> None:
    shown = shown_mark(FILED[:2])
    assert confirm(LAUNCHED, FILED, HEAD_OF_BAO, shown, NOW) == Outdated()


def test_what_was_reworded_after_the_list_was_shown_is_not_confirmed_unseen() -> None:
    shown = shown_mark(FILED)
    reworded = (replace(FILED[0], version=9), *FILED[1:])
    assert confirm(LAUNCHED, reworded, HEAD_OF_BAO, shown, NOW) == Outdated()


def test_nothing_waiting_is_no_decision() -> None:
    assert confirm(LAUNCHED, (), HEAD_OF_BAO, 0, NOW) == NothingWaits()


@pytest.mark.parametrize("by", [LAN, PREPARER, HEAD, SECRETARY, replace(HEAD_OF_BAO, left_at=NOW)])
def test_only_the_head_of_the_unit_decides(by: Member) -> None:
    assert confirm(LAUNCHED, FILED, by, shown_mark(FILED), NOW) == NotYours()
    assert send_back(LAUNCHED, FILED[0], by, "Thiếu", NOW) == NotYours()


def test_a_return_keeps_the_reason() -> None:
    outcome = send_back(LAUNCHED, FILED[1], HEAD_OF_BAO, "Bổ sung quyết định công nhận sáng kiến", NOW)
    assert isinstance(outcome, Registration)
    assert (outcome.standing, outcome.reason) == (
        Standing.RETURNED,
        "Bổ sung quyết định công nhận sáng kiến",
    )
    assert (outcome.version, outcome.decided_by) == (2, HEAD_OF_BAO.id)


def test_a_return_says_why_in_a_few_lines() -> None:
    assert send_back(LAUNCHED, FILED[1], HEAD_OF_BAO, "", NOW) == ReasonMissing()
    too_long = "x" * (LONGEST_REASON + 1)
    assert send_back(LAUNCHED, FILED[1], HEAD_OF_BAO, too_long, NOW) == ReasonTooLong(LONGEST_REASON)


def test_only_what_waits_is_returned() -> None:
    assert send_back(LAUNCHED, DRAFTS[1], HEAD_OF_BAO, "Thiếu", NOW) == WrongStanding(Standing.DRAFT)


def test_the_order_of_the_list_does_not_matter_to_what_was_seen() -> None:
    assert shown_mark(FILED) == shown_mark(tuple(reversed(FILED)))
