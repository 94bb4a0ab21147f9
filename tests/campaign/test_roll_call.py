"""Điểm danh: by unit, with substitutes, and what a ballot held at the meeting takes from it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from campaign.ballots.roll import Capacity, Hand, SeatKind, Voter
from campaign.ids import KhoiId, MeetingId, MemberId, PersonId, UnitId, VoterId
from campaign.meetings.meeting import Meeting, MeetingKind, MeetingStatus, Venue
from campaign.meetings.reply import Absent, Answer, Reply, Substituted
from campaign.meetings.roll_call import NotHeld, NotYet, Presence, attending, away, by_unit, roll_of, seats
from campaign.people import Member, Role

START = datetime(2026, 12, 18, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
THERE, AWAY = Presence.THERE, Presence.AWAY


def member(number: int, unit: int) -> Member:
    return Member(
        MemberId(number), KhoiId(1), PersonId(number), "", f"Người {number}", UnitId(unit), f"Đơn vị {unit}",
        "Thủ trưởng", frozenset({Role.HEAD}), None,
    )  # fmt: skip


PEOPLE = (member(1, 1), member(2, 2), member(3, 3), member(4, 3))


def meeting(status: MeetingStatus = MeetingStatus.CALLED) -> Meeting:
    return Meeting(
        MeetingId(9), KhoiId(1), MeetingKind.CLOSING, "Tổng kết", START, START + timedelta(hours=3),
        (Venue("Hội trường"),), (MemberId(1),), tuple(one.id for one in PEOPLE), status=status,
    )  # fmt: skip


def replied(who: int, answer: Answer) -> Reply:
    return Reply(MeetingId(9), MemberId(who), answer, START - timedelta(days=1), 0)


def unit_voter(unit: int) -> Voter:
    return Voter(VoterId(unit), SeatKind.UNIT, f"Đơn vị {unit}", UnitId(unit), None)


def seat_voter(number: int, who: int, unit: int) -> Voter:
    hand = Hand(MemberId(who), f"Người {who}", "Ủy viên", Capacity.SEAT)
    return Voter(VoterId(number), SeatKind.PERSON, f"Người {who}", UnitId(unit), hand)


def test_the_roll_is_called_from_an_hour_before_and_can_be_put_right_afterwards() -> None:
    assert roll_of(meeting(), START - timedelta(hours=2)) == NotYet(START - timedelta(hours=1))
    assert roll_of(meeting(), START - timedelta(minutes=59)) == meeting()
    assert roll_of(meeting(), START + timedelta(days=3)) == meeting()
    assert roll_of(meeting(MeetingStatus.CANCELLED), START) == NotHeld()


def test_a_unit_is_there_as_soon_as_one_of_its_people_is() -> None:
    invited = seats(meeting(), PEOPLE, ())
    lines = by_unit(invited, {MemberId(1): THERE, MemberId(3): AWAY, MemberId(4): THERE})
    assert [(line.name, line.presence) for line in lines] == [
        ("Đơn vị 1", THERE), ("Đơn vị 2", None), ("Đơn vị 3", THERE),
    ]  # fmt: skip


def test_a_place_is_shown_with_its_substitute_or_its_reason() -> None:
    invited = seats(
        meeting(), PEOPLE, [replied(2, Substituted("Trần Thị B")), replied(3, Absent("Công tác"))]
    )
    assert [(seat.instead, seat.reason) for seat in invited] == [
        ("", ""), ("Trần Thị B", ""), ("", "Công tác"), ("", ""),
    ]  # fmt: skip


def test_a_unit_of_the_roll_is_present_by_anybody_of_it_and_absent_with_the_reason_given() -> None:
    roll = [unit_voter(unit) for unit in (1, 2, 3)]
    invited = seats(meeting(), PEOPLE, [replied(2, Absent("Đi công tác"))])
    marks = {MemberId(1): THERE, MemberId(2): AWAY, MemberId(3): AWAY, MemberId(4): THERE}
    assert attending(roll, invited, marks) == {VoterId(1), VoterId(3)}
    assert away(roll, invited, marks) == {VoterId(2): "Đi công tác"}


def test_a_unit_that_was_not_called_is_neither_present_nor_absent() -> None:
    roll, invited = [unit_voter(1), unit_voter(2)], seats(meeting(), PEOPLE, ())
    assert attending(roll, invited, {MemberId(1): THERE}) == {VoterId(1)}
    assert away(roll, invited, {MemberId(1): THERE}) == {}


def test_a_seat_of_a_council_is_taken_by_its_member_alone() -> None:
    roll = [seat_voter(1, 3, 3), seat_voter(2, 4, 3)]
    invited = seats(meeting(), PEOPLE, ())
    assert attending(roll, invited, {MemberId(4): THERE, MemberId(3): AWAY}) == {VoterId(2)}
