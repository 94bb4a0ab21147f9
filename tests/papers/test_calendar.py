"""A meeting opens in any phone's calendar, and moves there when it moves here."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from time_machine import travel

from campaign.meeting import AgendaItem, Meeting, MeetingStatus, Venue
from papers.calendar import meeting_ics
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
