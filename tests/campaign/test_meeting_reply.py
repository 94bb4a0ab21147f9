"""Answering a meeting: one tap, changeable until it begins, a mandate for that meeting alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from campaign.ids import UnitId
from campaign.meetings.calling import Revised, revise
from campaign.meetings.meeting import Meeting, MeetingStatus, Venue
from campaign.meetings.reply import (
    LONGEST_REASON,
    Absent,
    Answer,
    Attending,
    Mandate,
    NotOpen,
    Power,
    Recorded,
    Refused,
    Replies,
    Reply,
    ReplyFault,
    Substituted,
    TooLate,
    Unchanged,
    count,
    may_give_mandate,
    owes_reply,
    reply,
)
from campaign.meetings.standing_in import Delegation, delegations, stands_in, substitutes
from campaign.people import Member, Role
from tests.campaign.meetings import CHAIR, DEPUTY, HEAD, NOW, OFFICER, START, meeting
from tests.campaign.rosters import member

HEAD_OF_UNIT = member(int(HEAD), "Nguyễn Văn A", Role.HEAD)
ORDINARY = member(int(OFFICER), "Trần Thị B", Role.INDIVIDUAL)
FULL = Mandate(frozenset(Power), "12/GUQ")
BY_DEPUTY = Substituted("Lê Văn C", "Phó Chánh Thanh tra", DEPUTY, UnitId(1), FULL)


def given(member_: Member, answer: Answer, to: Meeting | None = None) -> Reply:
    outcome = reply(to or meeting(), member_, answer, None, NOW)
    assert isinstance(outcome, Recorded)
    return outcome.reply


@pytest.mark.parametrize(
    "answer",
    [
        Attending(),
        Absent("đi công tác"),
        Substituted("Lê Văn C"),
        BY_DEPUTY,
        Substituted("Lê Văn C", member=DEPUTY, unit=UnitId(1)),
    ],
)
def test_every_answer_is_recorded_with_its_moment_and_revision(answer: Answer) -> None:
    kept = given(HEAD_OF_UNIT, answer, meeting(revision=2))
    assert kept == Reply(meeting().id, HEAD, answer, NOW, 2)


def test_the_same_answer_again_changes_nothing() -> None:
    before = given(HEAD_OF_UNIT, Attending())
    assert reply(meeting(), HEAD_OF_UNIT, Attending(), before, NOW) == Unchanged(before)


def test_an_answer_may_be_changed_until_the_last_second() -> None:
    before = given(HEAD_OF_UNIT, Attending())
    last = START - timedelta(seconds=1)
    outcome = reply(meeting(), HEAD_OF_UNIT, Absent("ốm"), before, last)
    assert outcome == Recorded(Reply(meeting().id, HEAD, Absent("ốm"), last, 0))


@pytest.mark.parametrize("late", [timedelta(0), timedelta(hours=1)])
def test_nobody_answers_once_it_has_begun(late: timedelta) -> None:
    assert reply(meeting(), HEAD_OF_UNIT, Attending(), None, START + late) == TooLate(START)


@pytest.mark.parametrize("status", [MeetingStatus.DRAFT, MeetingStatus.CANCELLED])
def test_a_draft_or_cancelled_meeting_is_not_answered(status: MeetingStatus) -> None:
    assert reply(meeting(status), HEAD_OF_UNIT, Attending(), None, NOW) == NotOpen()


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (Absent(" "), ReplyFault.NO_REASON),
        (Absent("x" * (LONGEST_REASON + 1)), ReplyFault.REASON_TOO_LONG),
        (Substituted(" "), ReplyFault.NO_SUBSTITUTE),
        (replace(BY_DEPUTY, member=HEAD), ReplyFault.SUBSTITUTE_IS_SELF),
        (replace(BY_DEPUTY, member=OFFICER), ReplyFault.SUBSTITUTE_INVITED),
        (replace(BY_DEPUTY, member=CHAIR), ReplyFault.SUBSTITUTE_INVITED),
        (replace(BY_DEPUTY, unit=UnitId(2)), ReplyFault.SUBSTITUTE_ELSEWHERE),
    ],
)
def test_an_answer_that_cannot_stand_is_refused(answer: Answer, fault: ReplyFault) -> None:
    assert reply(meeting(), HEAD_OF_UNIT, answer, None, NOW) == Refused(fault)


def test_only_who_speaks_for_a_unit_can_let_another_vote_or_sign() -> None:
    assert reply(meeting(), ORDINARY, BY_DEPUTY, None, NOW) == Refused(ReplyFault.NO_MANDATE_TO_GIVE)
    assert isinstance(reply(meeting(), ORDINARY, replace(BY_DEPUTY, mandate=None), None, NOW), Recorded)


@pytest.mark.parametrize(
    "who",
    [member(9, "Phạm Văn D", Role.HEAD), replace(HEAD_OF_UNIT, left_at=datetime(2026, 1, 1, tzinfo=UTC))],
)
def test_who_is_not_invited_or_has_left_does_not_answer(who: Member) -> None:
    assert reply(meeting(), who, Attending(), None, NOW) == Refused(ReplyFault.NOT_INVITED)


def test_everybody_is_counted_once_in_the_order_of_the_invitation() -> None:
    both = meeting(chairs=(CHAIR,), invitees=(CHAIR, HEAD, OFFICER, DEPUTY))
    chair = member(int(CHAIR), "Đỗ Văn E", Role.CHAIR)
    replies = [given(ORDINARY, Absent("ốm"), both), given(HEAD_OF_UNIT, Substituted("X"), both)]
    replies.append(given(chair, Attending(), both))
    assert count(both, replies) == Replies((CHAIR,), (HEAD,), (OFFICER,), (DEPUTY,), ())


def test_who_answered_before_a_move_is_asked_again() -> None:
    before = given(HEAD_OF_UNIT, Attending())
    moved = revise(meeting(), meeting(venues=(Venue("Nơi khác"),)), NOW)
    assert isinstance(moved, Revised)
    assert count(moved.meeting, [before]).outdated == (HEAD,)
    assert owes_reply(moved.meeting, HEAD, before, NOW)
    assert isinstance(reply(moved.meeting, HEAD_OF_UNIT, Attending(), before, NOW), Recorded)


def test_only_who_is_asked_and_silent_owes_an_answer() -> None:
    assert owes_reply(meeting(), HEAD, None, NOW)
    assert not owes_reply(meeting(), HEAD, given(HEAD_OF_UNIT, Attending()), NOW)
    assert not owes_reply(meeting(), DEPUTY, None, NOW)
    assert not owes_reply(meeting(), HEAD, None, START)
    assert not owes_reply(meeting(MeetingStatus.CANCELLED), HEAD, None, NOW)


def test_a_mandate_gives_exactly_its_powers() -> None:
    votes_only = replace(BY_DEPUTY, mandate=Mandate(frozenset({Power.VOTE})))
    replies = [given(HEAD_OF_UNIT, votes_only)]
    assert substitutes(replies, Power.VOTE) == {HEAD: DEPUTY}
    assert substitutes(replies, Power.SIGN) == {}


@pytest.mark.parametrize(
    "answer", [Attending(), replace(BY_DEPUTY, mandate=None), replace(BY_DEPUTY, member=None)]
)
def test_without_mandate_or_roster_place_nobody_votes_for_another(answer: Answer) -> None:
    assert substitutes([given(HEAD_OF_UNIT, answer)], Power.VOTE) == {}


def test_a_mandate_is_named_with_its_number_and_only_for_the_meeting_as_it_stands() -> None:
    by_head = given(HEAD_OF_UNIT, BY_DEPUTY)
    assert delegations(meeting(), [by_head], Power.VOTE) == (Delegation(HEAD, DEPUTY, "12/GUQ"),)
    assert delegations(meeting(revision=1), [by_head], Power.VOTE) == ()
    signing = replace(BY_DEPUTY, mandate=Mandate(frozenset({Power.SIGN})))
    assert delegations(meeting(), [given(HEAD_OF_UNIT, signing)], Power.VOTE) == ()


def test_a_substitute_of_the_roster_is_known_until_the_answer_changes() -> None:
    assert stands_in(meeting(), [given(HEAD_OF_UNIT, BY_DEPUTY)]) == {DEPUTY: HEAD}
    assert stands_in(meeting(), [given(HEAD_OF_UNIT, Substituted("Lê Văn C"))]) == {}
    assert stands_in(meeting(MeetingStatus.CANCELLED), [given(HEAD_OF_UNIT, BY_DEPUTY)]) == {}


def test_only_who_votes_for_a_unit_gives_a_mandate() -> None:
    assert may_give_mandate(HEAD_OF_UNIT)
    assert not may_give_mandate(ORDINARY)
