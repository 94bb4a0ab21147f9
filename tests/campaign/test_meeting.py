"""A meeting is called once it is complete, moved openly, cancelled openly, and left alone once it has begun."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from campaign.ids import MeetingId, MemberId
from campaign.meetings.calling import (
    AlreadyBegun,
    AlreadyCalled,
    AlreadyCancelled,
    Called,
    Cancelled,
    MeetingFault,
    NotReady,
    Revised,
    call,
    cancel,
    revise,
)
from campaign.meetings.meeting import AgendaItem, Invitation, Meeting, MeetingFile, MeetingStatus, Venue
from tests.campaign.meetings import CHAIR, HEAD, NOW, OFFICER, START, meeting

DRAFT, CALLED, CANCELLED = MeetingStatus.DRAFT, MeetingStatus.CALLED, MeetingStatus.CANCELLED


def test_a_complete_draft_is_called() -> None:
    outcome = call(meeting(DRAFT), NOW)
    assert outcome == Called(meeting(CALLED))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": "  "}, MeetingFault.NO_TITLE),
        ({"start": NOW}, MeetingFault.START_PAST),
        ({"end": START}, MeetingFault.END_BEFORE_START),
        ({"venues": ()}, MeetingFault.NO_VENUE),
        ({"venues": (Venue(" "),)}, MeetingFault.NO_VENUE),
        ({"chairs": ()}, MeetingFault.NO_CHAIR),
        ({"chairs": (CHAIR, HEAD, OFFICER)}, MeetingFault.TOO_MANY_CHAIRS),
        ({"invitees": ()}, MeetingFault.NOBODY_INVITED),
    ],
)
def test_a_draft_that_lacks_something_is_not_called(changes: dict[str, Any], fault: MeetingFault) -> None:
    assert call(meeting(DRAFT, **changes), NOW) == NotReady((fault,))


@pytest.mark.parametrize(
    "changes",
    [
        {"chairs": (CHAIR, HEAD)},
        {"venues": (Venue("", "https://meet.example/x"),)},
        {"venues": (Venue("Điểm cầu chính"), Venue("Điểm cầu huyện"))},
    ],
)
def test_two_chairs_links_and_several_places_are_in_order(changes: dict[str, Any]) -> None:
    assert isinstance(call(meeting(DRAFT, **changes), NOW), Called)


def test_everything_that_is_missing_is_told_at_once() -> None:
    outcome = call(meeting(DRAFT, title="", chairs=(), venues=()), NOW)
    assert outcome == NotReady((MeetingFault.NO_TITLE, MeetingFault.NO_VENUE, MeetingFault.NO_CHAIR))


def test_a_meeting_is_called_once() -> None:
    assert call(meeting(), NOW) == AlreadyCalled()
    assert call(meeting(CANCELLED, note="bão"), NOW) == AlreadyCancelled("bão")


@pytest.mark.parametrize(
    "changes",
    [
        {"start": START + timedelta(hours=1)},
        {"end": START + timedelta(hours=4)},
        {"venues": (Venue("Phòng họp 2"),)},
    ],
)
def test_a_move_makes_a_new_revision(changes: dict[str, Any]) -> None:
    outcome = revise(meeting(), meeting(**changes), NOW)
    assert outcome == Revised(meeting(**changes, revision=1), moved=True)


@pytest.mark.parametrize(
    "changes",
    [
        {"agenda": (AgendaItem("Báo cáo tổng kết"),)},
        {"invitees": (HEAD,)},
        {"invitation": Invitation("15/GM-CTĐ", date(2026, 12, 2))},
        {"files": (MeetingFile("bao-cao.docx", "ab", 10),)},
        {"title": "Hội nghị tổng kết năm 2026"},
    ],
)
def test_other_changes_ask_nobody_again(changes: dict[str, Any]) -> None:
    assert revise(meeting(), meeting(**changes), NOW) == Revised(meeting(**changes), moved=False)


def test_a_draft_is_moved_without_a_revision() -> None:
    wanted = meeting(DRAFT, start=START + timedelta(hours=1))
    assert revise(meeting(DRAFT), wanted, NOW) == Revised(wanted, moved=False)


def test_a_change_cannot_forge_what_is_not_its_own() -> None:
    forged = meeting(CANCELLED, id=MeetingId(99), revision=40, note="x", title="Khác")
    assert revise(meeting(), forged, NOW) == Revised(meeting(title="Khác"), moved=False)


def test_a_called_meeting_stays_complete() -> None:
    assert revise(meeting(), meeting(venues=()), NOW) == NotReady((MeetingFault.NO_VENUE,))
    assert revise(meeting(), meeting(start=NOW), NOW) == NotReady((MeetingFault.START_PAST,))


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=2)])
def test_what_has_begun_is_neither_moved_nor_cancelled(late: timedelta) -> None:
    then = START + late
    assert revise(meeting(), meeting(venues=(Venue("Khác"),)), then) == AlreadyBegun(START)
    assert revise(meeting(), meeting(invitees=(HEAD,)), then) == AlreadyBegun(START)
    assert cancel(meeting(), "mưa bão", then) == AlreadyBegun(START)


def test_papers_may_be_added_while_and_after_it_is_held() -> None:
    wanted = meeting(
        files=(MeetingFile("bien-ban.docx", "cd", 5),), invitation=Invitation("1/GM", date(2026, 12, 1))
    )
    assert revise(meeting(), wanted, START + timedelta(days=1)) == Revised(wanted, moved=False)


def test_cancelling_makes_a_new_revision_and_cancelling_twice_does_not() -> None:
    once = cancel(meeting(revision=3), "hoãn do bão", NOW)
    assert once == Cancelled(meeting(CANCELLED, revision=4, note="hoãn do bão"))
    assert isinstance(once, Cancelled)
    assert cancel(once.meeting, "lý do khác", NOW) == once


def test_a_cancelled_meeting_is_not_revised() -> None:
    gone = meeting(CANCELLED, note="bão")
    assert revise(gone, replace(gone, title="x"), NOW) == AlreadyCancelled("bão")
    assert not gone.has_begun(START)


def test_a_meeting_concerns_its_chairs_and_invitees() -> None:
    found: Meeting = meeting()
    assert [found.concerns(MemberId(n)) for n in (1, 2, 3, 4)] == [True, True, True, False]
