"""Hours, places, agendas and paper numbers are read as secretaries type them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from campaign.dates.dates import DateRefused
from campaign.meetings.meeting import AgendaItem, Invitation, Venue
from campaign.meetings.typed import (
    HALF_A_DAY,
    Hours,
    TypedFault,
    TypedRefused,
    outside_hours,
    read_agenda,
    read_hours,
    read_invitation,
    read_venues,
)

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # a Monday, 09:00
DAY = date(2026, 12, 18)


def here(day: str, clock: str) -> datetime:
    return datetime.strptime(f"{day}/2026 {clock}", "%d/%m/%Y %H:%M").replace(tzinfo=HANOI)


@pytest.mark.parametrize(
    ("typed", "day", "first", "last"),
    [
        ("8h-11h30 18/12", "18/12", "08:00", "11:30"),
        ("08:00 - 11:30 thứ sáu", "06/03", "08:00", "11:30"),
        ("từ 8h đến 11h30 ngày 18/12/2026", "18/12", "08:00", "11:30"),
        ("14 giờ đến 16 giờ 30 ngày 20/12", "20/12", "14:00", "16:30"),
        ("8h–10h mai", "03/03", "08:00", "10:00"),
        ("tu 8h den 9h mai", "03/03", "08:00", "09:00"),
        ("08:00 to 09:15 25 December", "25/12", "08:00", "09:15"),
    ],
)
def test_hours_are_from_until(typed: str, day: str, first: str, last: str) -> None:
    assert read_hours(typed, NOW, HANOI) == Hours(here(day, first), here(day, last))


def test_without_an_end_a_meeting_lasts_half_a_working_day() -> None:
    start = here("25/12", "17:00")
    assert read_hours("17:00 25/12", NOW, HANOI) == Hours(start, start + HALF_A_DAY, is_end_assumed=True)


@pytest.mark.parametrize("typed", ["11h-8h 18/12", "8h-8h mai", "8h đến 25h mai", "8h đến 9h75 mai"])
def test_an_end_that_is_no_end_is_refused(typed: str) -> None:
    assert read_hours(typed, NOW, HANOI) == TypedRefused(TypedFault.END_BEFORE_START)


@pytest.mark.parametrize("typed", ["sau Tết", "31/2", "8h hôm qua", "18/12", "8h-9h 31/2"])
def test_what_is_no_moment_is_refused_as_a_date(typed: str) -> None:
    assert isinstance(read_hours(typed, NOW, HANOI), DateRefused)


def test_places_and_links_stand_one_a_line_or_between_semicolons() -> None:
    typed = "Hội trường tầng 3; Phòng 2\nĐiểm cầu Hải Phòng (https://meet.google.com/abc-defg)"
    assert read_venues(typed) == (
        Venue("Hội trường tầng 3"),
        Venue("Phòng 2"),
        Venue("Điểm cầu Hải Phòng", "https://meet.google.com/abc-defg"),
    )


@pytest.mark.parametrize(
    "typed",
    [
        "Hội trường tầng 3\nhttps://hop.vn/a",
        "Hội trường tầng 3; https://hop.vn/a",
        "Hội trường tầng 3\n\nĐường dẫn: https://hop.vn/a",
        "Hội trường tầng 3\nLink họp: hop.vn/a",
    ],
)
def test_a_link_on_a_line_of_its_own_belongs_to_the_place_above(typed: str) -> None:
    assert read_venues(typed) == (Venue("Hội trường tầng 3", "https://hop.vn/a"),)


def test_a_second_link_or_a_link_before_any_place_stands_alone() -> None:
    assert read_venues("https://hop.vn/a\nhttps://hop.vn/b\nPhòng 2 https://hop.vn/c\nhttps://hop.vn/d") == (
        Venue("", "https://hop.vn/a"),
        Venue("", "https://hop.vn/b"),
        Venue("Phòng 2", "https://hop.vn/c"),
        Venue("", "https://hop.vn/d"),
    )


def test_a_link_needs_no_scheme() -> None:
    assert read_venues("zoom.us/j/123") == (Venue("", "https://zoom.us/j/123"),)


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("", TypedFault.NO_VENUE),
        (" ; \n", TypedFault.NO_VENUE),
        ("https://localhost", TypedFault.NOT_A_LINK),
        ("https://-", TypedFault.NOT_A_LINK),
        ("x" * 201, TypedFault.VENUE_TOO_LONG),
        ("Phòng họp\n" * 13, TypedFault.TOO_MANY_VENUES),
    ],
)
def test_a_place_that_is_none_is_refused(typed: str, fault: TypedFault) -> None:
    outcome = read_venues(typed)
    assert isinstance(outcome, TypedRefused)
    assert outcome.fault is fault


def test_an_agenda_has_hours_where_they_were_typed() -> None:
    typed = "1. 08:00 Khai mạc\n- 8h15: Báo cáo\n\n9h-9h30 Thảo luận\n2.5 triệu đồng\nKết luận"
    assert read_agenda(typed, DAY, HANOI) == (
        AgendaItem("Khai mạc", here("18/12", "08:00")),
        AgendaItem("Báo cáo", here("18/12", "08:15")),
        AgendaItem("Thảo luận", here("18/12", "09:00")),
        AgendaItem("2.5 triệu đồng"),
        AgendaItem("Kết luận"),
    )


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("\n-\n", TypedFault.NO_AGENDA),
        ("a\n" * 31, TypedFault.TOO_MANY_ITEMS),
        ("a" * 301, TypedFault.ITEM_TOO_LONG),
    ],
)
def test_an_agenda_that_is_none_is_refused(typed: str, fault: TypedFault) -> None:
    outcome = read_agenda(typed, DAY, HANOI)
    assert isinstance(outcome, TypedRefused)
    assert outcome.fault is fault


def test_hours_of_an_agenda_outside_the_meeting_are_found_by_the_clock() -> None:
    typed = "7h30 Đón tiếp đại biểu\n08:00 Khai mạc\nThảo luận\n11h30 Bế mạc\n14:00 Tham luận"
    agenda = read_agenda(typed, date(2026, 12, 17), HANOI)
    assert not isinstance(agenda, TypedRefused)
    found = outside_hours(agenda, here("18/12", "08:00"), here("18/12", "11:30"), HANOI)
    assert [item.text for item in found] == ["Đón tiếp đại biểu", "Tham luận"]
    late = here("18/12", "13:30")
    assert [i.text for i in outside_hours(agenda, late, late + timedelta(hours=12), HANOI)] == [
        "Đón tiếp đại biểu",
        "Khai mạc",
        "Bế mạc",
    ]


@pytest.mark.parametrize("typed", ["15/GM-CTĐ 1/3/2026", "Số 15/GM-CTĐ ngày 01-03-2026", "15/GM-CTĐ hôm qua"])
def test_a_paper_has_number_and_date(typed: str) -> None:
    assert read_invitation(typed, date(2026, 3, 2)) == Invitation("15/GM-CTĐ", date(2026, 3, 1))


def test_a_paper_without_number_or_with_a_date_to_come_is_refused() -> None:
    today = date(2026, 3, 2)
    assert read_invitation("ngày 1/3/2026", today) == TypedRefused(TypedFault.NO_PAPER_NUMBER)
    assert isinstance(read_invitation("15/GM-CTĐ", today), DateRefused)
    assert isinstance(read_invitation("15/GM-CTĐ 3/3/2026", today), DateRefused)


def test_a_span_across_the_new_year_stays_on_its_day() -> None:
    late = datetime(2026, 12, 31, 14, 0, tzinfo=UTC)
    outcome = read_hours("8h-9h 4/1", late, HANOI)
    assert isinstance(outcome, Hours)
    assert outcome.start == datetime(2027, 1, 4, 1, 0, tzinfo=UTC)
    assert outcome.end - outcome.start == timedelta(hours=1)
