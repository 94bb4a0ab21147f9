"""A meeting opens in any phone's calendar, and moves there when it moves here."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from time_machine import travel

from campaign.meetings.feeds import DeadlineEntry, MeetingEntry, Subscribed
from campaign.meetings.meeting import AgendaItem, Meeting, MeetingStatus, Venue
from papers.calendar import feed_ics, meeting_ics
from tests.campaign.meetings import NOW, START, meeting


def event(of: Meeting) -> dict[str, str]:
    (found,) = Calendar.from_ical(meeting_ics(of, "thidua.example", NOW)).walk("VEVENT")
    return {name: str(found[name]) for name in found}


def test_the_calendar_has_the_meeting_in_universal_time() -> None:
    text = meeting_ics(meeting(), "thidua.example", NOW).decode()
    assert "DTSTART:20261218T010000Z" in text
    assert "DTEND:20261218T040000Z" in text
    found = event(meeting())
    assert found["UID"] == "meeting-17@thidua.example"
    assert found["SUMMARY"] == "Hội nghị tổng kết"
    assert found["LOCATION"] == "Hội trường Thanh tra tỉnh"
    assert (found["SEQUENCE"], found["STATUS"]) == ("0", "CONFIRMED")


def test_a_moved_meeting_keeps_its_identity_and_counts_up() -> None:
    moved = event(meeting(start=START + timedelta(days=1), revision=2))
    assert (moved["UID"], moved["SEQUENCE"]) == (event(meeting())["UID"], "2")


def test_a_cancelled_meeting_says_so_and_why() -> None:
    found = event(meeting(MeetingStatus.CANCELLED, revision=1, note="hoãn do bão"))
    assert (found["STATUS"], found["SEQUENCE"], found["DESCRIPTION"]) == ("CANCELLED", "1", "hoãn do bão")


def test_agenda_and_every_link_are_shown() -> None:
    venues = (
        Venue("Điểm cầu chính", "https://meet.example/a"),
        Venue("Điểm cầu 2", "https://meet.example/b"),
    )
    found = event(meeting(venues=venues, agenda=(AgendaItem("Báo cáo; thảo luận, kết luận"),)))
    assert found["URL"] == "https://meet.example/a"
    assert found["LOCATION"] == "Điểm cầu chính; Điểm cầu 2"
    assert "Điểm cầu 2: https://meet.example/b" in found["DESCRIPTION"]
    assert "1. Báo cáo; thảo luận, kết luận" in found["DESCRIPTION"]


@pytest.mark.parametrize("text", ["x\r\nATTENDEE:mailto:a@b", "x\nBEGIN:VALARM", "x;y=z:\\n"])
def test_nobody_writes_properties_through_a_name_or_link(text: str) -> None:
    crafted = meeting(
        title=text, venues=(Venue(text, f"https://meet.example/{text}"),), agenda=(AgendaItem(text),)
    )
    (calendar,) = Calendar.from_ical(meeting_ics(crafted, "thidua.example", NOW), multiple=True)
    (found,) = calendar.walk("VEVENT")
    assert "ATTENDEE" not in found
    assert found.subcomponents == []


def test_the_same_meeting_is_the_same_bytes_next_year() -> None:
    now = meeting_ics(meeting(), "thidua.example", NOW)
    with travel(datetime(2031, 1, 1, tzinfo=UTC)):
        assert meeting_ics(meeting(), "thidua.example", NOW) == now


def subscribed(*meetings: Meeting, deadlines: tuple[DeadlineEntry, ...] = ()) -> Subscribed:
    entries = tuple(MeetingEntry(each, NOW) for each in meetings)
    return Subscribed("Lịch thi đua", "vi", "https://thidua.example", entries, deadlines)


def test_a_subscribed_calendar_is_read_back_with_its_name_and_how_often_to_ask() -> None:
    debt = DeadlineEntry("register-4-9", "Hạn: Đăng ký danh hiệu", START, 3, NOW)
    feed = feed_ics(subscribed(meeting(), deadlines=(debt,)))
    (calendar,) = Calendar.from_ical(feed, multiple=True)
    assert calendar["X-WR-CALNAME"] == "Lịch thi đua"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT4H" in feed
    shown = {str(found["UID"]): found for found in calendar.walk("VEVENT")}
    assert shown.keys() == {"meeting-17@thidua", "register-4-9@thidua"}
    debt_shown: dict[str, Any] = dict(shown["register-4-9@thidua"])
    assert debt_shown["DTEND"].dt == START
    assert int(debt_shown["SEQUENCE"]) == 3
    assert feed == feed_ics(subscribed(meeting(), deadlines=(debt,)))


def test_an_empty_calendar_is_a_calendar() -> None:
    (calendar,) = Calendar.from_ical(feed_ics(subscribed()), multiple=True)
    assert calendar.walk("VEVENT") == []


@pytest.mark.parametrize("text", ["x\r\nATTENDEE:mailto:a@b", "x\nBEGIN:VALARM"])
def test_nobody_writes_properties_through_the_title_of_a_deadline(text: str) -> None:
    feed = feed_ics(subscribed(deadlines=(DeadlineEntry("a", text, START, 0, NOW),)))
    (found,) = Calendar.from_ical(feed).walk("VEVENT")
    assert "ATTENDEE" not in found
    assert found.subcomponents == []
