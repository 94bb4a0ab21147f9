"""Dates and times as people type them, and one clear reason when they cannot be meant."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.dates.dates import DateFault, DateRefused, read_date, read_moment
from campaign.dates.meant import Towards
from campaign.dates.patterns import date_words
from campaign.dates.words import Phrase

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = date(2025, 12, 15)
NOW = datetime(2025, 12, 15, 3, 0, tzinfo=UTC)  # 10:00 in Hà Nội


def moment(text: str, now: datetime = NOW, usual: time | None = None) -> str:
    at = read_moment(text, now, HANOI, usual)
    return at.key if isinstance(at, DateRefused) else at.astimezone(HANOI).strftime("%Y-%m-%d %H:%M")


def day(text: str, today: date = MONDAY, towards: Towards = Towards.AHEAD) -> str:
    read = read_date(text, today, towards)
    return read.key if isinstance(read, DateRefused) else read.isoformat()


@pytest.mark.parametrize(
    "text",
    [
        "25/12/2025", "25-12-2025", "25.12.2025", "25/12/25", "25 / 12 / 2025", "25 - 12", "25-12", "25.12", "25/12",
        "2025-12-25", "ngày 25/12", "25 tháng 12", "ngày 25 tháng 12 năm 2025", "25 THANG 12", "25 tháng mười hai",
        "25/12 năm 2025", "ngày 25", "thứ năm tuần sau", "Thứ Năm, 25/12/2025", "t5 tuần tới", "10 ngày nữa",
        "25 December 2025", "December 25", "Dec 25th 2025", "the 25th of December", "next Thursday", "in 10 days",
        "25/12/2025 (còn 10 ngày)", " 25/12. ", "２５/１２",
    ],
)  # fmt: skip
def test_christmas_day_is_typed_in_many_ways(text: str) -> None:
    assert day(text) == "2025-12-25"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("hôm nay", "2025-12-15"),
        ("HOM NAY", "2025-12-15"),
        ("mai", "2025-12-16"),
        ("ngày mai", "2025-12-16"),
        ("tomorrow", "2025-12-16"),
        ("ngày kia", "2025-12-17"),
        ("mốt", "2025-12-17"),
        ("thứ hai", "2025-12-15"),  # today counts
        ("thứ hai tới", "2025-12-22"),
        ("thứ hai tuần sau", "2025-12-22"),
        ("thứ tư", "2025-12-17"),
        ("thứ 6", "2025-12-19"),
        ("thứ sáu này", "2025-12-19"),
        ("chủ nhật", "2025-12-21"),
        ("cn tuần sau", "2025-12-28"),
        ("hai", "dates.not_understood"),
        ("2 tuần nữa", "2025-12-29"),
        ("cuối tháng", "2025-12-31"),
        ("cuối tháng sau", "2026-01-31"),
        ("cuối tháng 2", "2026-02-28"),
        ("cuối tháng 12", "2025-12-31"),
        ("cuối năm", "2025-12-31"),
        ("end of next month", "2026-01-31"),
        ("ngày 10", "2026-01-10"),
        ("ngày 10 tháng sau", "2026-01-10"),
        ("ngày 10 tháng sáu", "2026-06-10"),
        ("ngay 10 thang sau", "2026-06-10"),  # without accents a month is likelier
        ("10/3", "2026-03-10"),  # the next such day
        ("15/12", "2025-12-15"),
        ("14/12", "2026-12-14"),
        ("5 tháng năm", "2026-05-05"),
        ("5 tháng năm năm 2026", "2026-05-05"),
        ("4 tháng tư", "2026-04-04"),
        ("11 tháng mười một", "2026-11-11"),
    ],
)
def test_words_are_seen_from_today(text: str, meant: str) -> None:
    assert day(text) == meant


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("31/2", "dates.no_such_day"),
        ("31/02/2026", "dates.no_such_day"),
        ("29/2", "dates.no_such_day"),  # neither this winter nor the next
        ("0/5", "dates.no_such_day"),
        ("12/25", "dates.no_such_day"),
        ("25/13/2025", "dates.no_such_day"),
        ("cuối tháng 13", "dates.no_such_day"),
        ("ngày 32", "dates.no_such_day"),
        ("14/12/2025", "dates.past"),
        ("01/01/1999", "dates.past"),
        ("hôm qua", "dates.past"),
        ("25/12/2205", "dates.too_far"),
        ("999 tuần nữa", "dates.too_far"),
        ("thứ sáu, 25/12/2025", "dates.weekday_differs"),
        ("bao giờ cũng được", "dates.not_understood"),
        ("", "dates.not_understood"),
        ("25/12/2025/1", "dates.not_understood"),
        ("17:00 25/12", "dates.not_understood"),  # a day was asked for
        ("1" * 5000, "dates.not_understood"),
        ("25", "dates.not_understood"),
    ],
)
def test_what_cannot_be_meant_has_its_reason(text: str, key: str) -> None:
    assert day(text) == key


@pytest.mark.parametrize("text", ["31/2", "10/12/2025", "??", "1/1/2300", "thứ sáu 25/12"])
def test_every_reason_has_an_example_that_is_right(text: str) -> None:
    refused = read_date(text, MONDAY)
    assert isinstance(refused, DateRefused)
    assert day(str(refused.values["example"])) == "2025-12-22"


def test_a_day_of_a_leap_year_is_found_where_it_exists() -> None:
    assert day("29/2", date(2027, 6, 1)) == "2028-02-29"
    assert day("29/2", date(2028, 2, 29)) == "2028-02-29"


@pytest.mark.parametrize(
    ("today", "text", "meant"),
    [
        (date(2025, 12, 31), "mai", "2026-01-01"),
        (date(2025, 12, 31), "cuối tháng", "2025-12-31"),
        (date(2025, 12, 31), "1/1", "2026-01-01"),
        (date(2025, 12, 31), "thứ sáu tuần này", "2026-01-02"),
        (date(2025, 12, 28), "thứ sáu tuần sau", "2026-01-02"),  # a Sunday ends its week
        (date(2026, 1, 31), "cuối tháng sau", "2026-02-28"),
    ],
)
def test_the_year_may_end_in_between(today: date, text: str, meant: str) -> None:
    assert day(text, today) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("10/3", "2025-03-10"),
        ("20/12", "2024-12-20"),
        ("15/12", "2025-12-15"),
        ("hôm qua", "2025-12-14"),
        ("ngày 20", "2025-11-20"),
        ("thứ sáu", "2025-12-12"),
        ("thứ hai", "2025-12-15"),
        ("22/10/2021", "2021-10-22"),
        ("20/12/2025", "dates.ahead"),
        ("mai", "dates.ahead"),
        ("1/1/1899", "dates.too_far"),
    ],
)
def test_a_day_gone_by_is_the_last_such_day(text: str, meant: str) -> None:
    assert day(text, towards=Towards.BEHIND) == meant


@pytest.mark.parametrize(
    "text",
    [
        "17:30 19/12", "17h30 thứ sáu", "17h30 thứ Sáu, 19/12/2025", "19/12/2025 17:30", "17g30 19-12",
        "17 giờ 30 thứ 6",
        "17 giờ 30 phút ngày 19 tháng 12", "5 giờ 30 chiều thứ sáu", "5:30 pm Friday", "chiều thứ sáu 5 giờ rưỡi",
        "lúc 17h30 ngày 19/12", "thứ sáu, lúc 17 giờ 30", "17:30 - 19/12", "17:30 thứ Sáu, 19/12/2025 (còn 4 ngày)",
        "trước 17h30 ngày 19 tháng 12 năm 2025", "17:30 2025-12-19",
    ],
)  # fmt: skip
def test_a_friday_afternoon_is_typed_in_many_ways(text: str) -> None:
    assert moment(text) == "2025-12-19 17:30"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("17:00", "2025-12-15 17:00"),
        ("8h", "2025-12-16 08:00"),  # the next such time
        ("8h thứ hai", "2025-12-22 08:00"),  # eight has struck today
        ("17h thứ hai", "2025-12-15 17:00"),
        ("17h 25/12", "2025-12-25 17:00"),
        ("17h 25 tháng 12", "2025-12-25 17:00"),
        ("2 giờ chiều mai", "2025-12-16 14:00"),
        ("8 giờ sáng mai", "2025-12-16 08:00"),
        ("8 giờ tối", "2025-12-15 20:00"),
        ("12 giờ trưa mai", "2025-12-16 12:00"),
        ("1 giờ trưa mai", "2025-12-16 13:00"),
        ("12am 20/12", "2025-12-20 00:00"),
        ("12 pm 20/12", "2025-12-20 12:00"),
        ("24h00 ngày 31/12", "2025-12-31 23:59"),
        ("12 giờ đêm 31/12", "2025-12-31 23:59"),
        ("17h thứ sáu tới", "2025-12-19 17:00"),
        ("17h cuối tháng", "2025-12-31 17:00"),
        ("17h00", "2025-12-15 17:00"),
        ("08:00 hôm nay", "dates.time_past"),
        ("10:00 15/12", "dates.time_past"),
        ("08:00 15/12/2025", "dates.time_past"),
        ("17:00 10/12/2025", "dates.past"),
        ("25:00 mai", "dates.no_such_time"),
        ("17:75 mai", "dates.no_such_time"),
        ("17h 31/2", "dates.no_such_day"),
        ("25/12", "dates.time_missing"),
        ("mai", "dates.time_missing"),
        ("khi nào rảnh", "dates.not_understood"),
        ("17:00 hôm nào đó", "dates.not_understood"),
    ],
)
def test_a_moment_is_the_next_one_that_fits(text: str, meant: str) -> None:
    assert moment(text) == meant


def test_the_usual_hour_is_taken_when_only_a_day_is_typed() -> None:
    assert moment("25/12", usual=time(17)) == "2025-12-25 17:00"
    assert moment("thứ hai", usual=time(9)) == "2025-12-22 09:00"
    assert moment("8h 25/12", usual=time(17)) == "2025-12-25 08:00"


def test_today_is_the_day_in_the_zone_and_not_in_universal_time() -> None:
    late = datetime(2025, 12, 31, 18, 0, tzinfo=UTC)  # 01:00 of the new year in Hà Nội
    assert moment("17:00 hôm nay", late) == "2026-01-01 17:00"
    assert moment("17:00 31/12", late) == "2026-12-31 17:00"


def test_a_time_that_no_clock_shows_is_refused() -> None:
    new_york = ZoneInfo("America/New_York")
    before = datetime(2026, 3, 7, 12, 0, tzinfo=UTC)
    refused = read_moment("02:30 8/3", before, new_york)
    assert isinstance(refused, DateRefused)
    assert refused.fault is DateFault.NO_SUCH_TIME
    twice = read_moment("01:30 1/11", before, new_york)
    assert twice == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)  # the first of the two


def test_the_example_of_a_moment_is_right() -> None:
    refused = read_moment("??", NOW, HANOI)
    assert isinstance(refused, DateRefused)
    assert moment(str(refused.values["example"])) == "2025-12-22 17:00"


def test_every_phrase_has_words() -> None:
    words, _ = date_words()
    assert {phrase for phrase, _ in words.phrases} == set(Phrase) - {Phrase.NEXT}
    assert set(words.weekdays.values()) == set(range(7))
    assert set(words.months.values()) == set(range(1, 13))


@given(
    st.dates(date(2025, 12, 15), date(2034, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d"])
)
def test_what_is_shown_can_be_typed(wanted: date, form: str) -> None:
    assert read_date(wanted.strftime(form), MONDAY) == wanted


@settings(max_examples=200)
@given(st.text(alphabet="0123456789/:-. hgthứngàymaisáunăm25", max_size=30))
def test_nothing_typed_is_an_error_of_ours_and_no_day_is_past(text: str) -> None:
    found = read_date(text, MONDAY)
    assert isinstance(found, DateRefused) or found >= MONDAY
    at = read_moment(text, NOW, HANOI, time(17))
    assert isinstance(at, DateRefused) or at > NOW
