"""The unit's sheet: read whole, every error with its row, compared before anything is changed."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from campaign.registration.changes import Changes, Reworded, Wanted, changes
from campaign.registration.registering import Subject
from campaign.registration.registration import Registration, Standing
from campaign.registration.sheet import SheetEntry, SheetFault, SheetRead, SheetWrong, read_registrations
from campaign.sheet import Book, Row, Sheet
from tests.campaign.campaigns import LAN
from tests.campaign.registrations import HOA, LATE, RULES, UNIT, of, opening, registration

HEADINGS = (
    "STT",
    "Mã",
    "Họ và tên",
    "Danh hiệu thi đua",
    "Danh hiệu khác",
    "Hình thức khen thưởng",
    "Sáng kiến",
)
PEOPLE = (replace(LAN, name="Nguyễn Thị Lan"), replace(HOA, name="Trần Thị Hoa"))


def book(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> Book:
    body = [Row(number, tuple(cells)) for number, cells in enumerate((headings, *rows), start=1)]
    return Book((Sheet("Danh mục", (Row(1, ("Danh hiệu",)),)), Sheet("Đăng ký", tuple(body))))


def reads(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> SheetRead | SheetWrong:
    awards = tuple(RULES.awards.values())
    return read_registrations(book(*rows, headings=headings), "Báo Thanh tra", PEOPLE, awards)


def entries(*rows: Sequence[str]) -> tuple[SheetEntry, ...]:
    outcome = reads(*rows)
    assert isinstance(outcome, SheetRead), outcome
    return outcome.entries


def faults(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> list[tuple[SheetFault, int]]:
    outcome = reads(*rows, headings=headings)
    assert isinstance(outcome, SheetWrong), outcome
    return [(error.fault, error.row) for error in outcome.errors]


def test_unit_and_people_stand_in_one_sheet() -> None:
    found = entries(
        ("1", "ĐƠN VỊ", "Báo Thanh tra", "Tập thể lao động tiên tiến", "", "Bằng khen", ""),
        ("2", "m5", "Nguyễn Thị Lan", "Chiến sĩ thi đua cơ sở; Lao động tiên tiến", "", "", "Rút ngắn đơn"),
    )
    assert found == (
        SheetEntry(2, None, ("TTLDTT", "BK_BO_C"), ""),
        SheetEntry(3, PEOPLE[0], ("CSTDCS", "LDTT"), "Rút ngắn đơn"),
    )


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("chien si thi dua co so", "CSTDCS"),
        ("CSTĐ cơ sở", "CSTDCS"),
        ("CSTDCS", "CSTDCS"),
        ("Bằng khen", "BK_BO_I"),
        ("Chiến sĩ thi đua bộ, ban, ngành, tỉnh (Chiến sĩ thi đua ngành Thanh tra)", "CSTD_BO"),
        ("Grassroots Emulation Fighter", "CSTDCS"),
    ],
)
def test_a_title_goes_by_many_names(written: str, code: str) -> None:
    assert entries(("", "M5", "", written))[0].titles == (code,)


def test_a_title_named_twice_is_wanted_once() -> None:
    assert entries(("", "M5", "", "LĐTT", "Lao động tiên tiến"))[0].titles == ("LDTT",)


def test_a_row_without_a_title_says_nothing() -> None:
    assert [e.row for e in entries(("", "M5", "Nguyễn Thị Lan", ""), ("", "M9", "", "LĐTT"))] == [3]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("", "", "Nguyễn Thị Lan", "LĐTT"), SheetFault.CODE_MISSING),
        (("", "M77", "Ai đó", "LĐTT"), SheetFault.CODE_UNKNOWN),
        (("", "M6", "Người đơn vị khác", "LĐTT"), SheetFault.CODE_UNKNOWN),
        (("", "M5", "Lê Văn Khác", "LĐTT"), SheetFault.OTHER_NAME),
        (("", "M5", "", "Chiến sỹ thi đua cơ sớ"), SheetFault.TITLE_NEAR),
        (("", "M5", "", "Vô địch"), SheetFault.TITLE_UNKNOWN),
        (("", "M5", "", "=A1"), SheetFault.CELL_FORMULA),
        (("", "M5", "", "LĐTT", "", "", "x" * 501), SheetFault.NOTE_TOO_LONG),
        (("", "ĐƠN VỊ", "", "Vô địch"), SheetFault.TITLE_UNKNOWN),
    ],
)
def test_whatever_is_wrong_is_named_with_its_row(row: tuple[str, ...], fault: SheetFault) -> None:
    assert faults(row) == [(fault, 2)]


def test_a_persons_title_is_not_the_units() -> None:
    ((fault, _),) = faults(("", "ĐƠN VỊ", "", "Chiến sĩ thi đua cơ sở"))
    assert fault in {SheetFault.TITLE_NEAR, SheetFault.TITLE_UNKNOWN}


def test_all_errors_come_at_once_from_the_top_down() -> None:
    rows = (("", "M9", "", "Vô địch"), ("", "M77", "", "LĐTT"), ("", "M9", "", "LĐTT"))
    assert faults(*rows) == [
        (SheetFault.TITLE_UNKNOWN, 2),
        (SheetFault.CODE_UNKNOWN, 3),
        (SheetFault.CODE_TWICE, 4),
    ]


def test_a_sheet_without_headings_or_people_is_said_so() -> None:
    assert faults(("", "M5"), headings=("a", "b")) == [(SheetFault.NO_HEADINGS, 0)]
    assert faults(("", "M5", "Nguyễn Thị Lan", "")) == [(SheetFault.NOBODY, 0)]
    assert faults(("M5", "LĐTT"), headings=("Mã", "Danh hiệu"))[0] == (SheetFault.COLUMN_MISSING, 1)


def compared(entry: SheetEntry, *there: Registration) -> Changes:
    return changes([entry], UNIT, there, lambda subject: opening())


LAN_WANTS = SheetEntry(3, LAN, ("CSTDCS",), "Rút ngắn đơn")


def test_a_new_title_becomes_a_draft() -> None:
    found = compared(LAN_WANTS)
    assert found.new == (Wanted(3, of(LAN.id), "CSTDCS", "Rút ngắn đơn"),)
    assert not found.nothing


def test_what_is_in_hand_and_no_longer_named_is_dropped() -> None:
    draft = registration(1, "LDTT", Standing.DRAFT, of(LAN.id))
    assert compared(LAN_WANTS, draft).dropped == (draft,)


@pytest.mark.parametrize("standing", [Standing.FILED, Standing.CONFIRMED])
def test_what_is_filed_or_confirmed_is_never_taken_back_by_a_sheet(standing: Standing) -> None:
    there = registration(1, "LDTT", standing, of(LAN.id))
    found = compared(LAN_WANTS, there)
    assert (found.dropped, found.kept) == ((), (there,))


def test_another_initiative_rewords_what_is_in_hand() -> None:
    draft = registration(1, "CSTDCS", Standing.DRAFT, of(LAN.id))
    assert compared(LAN_WANTS, draft).reworded == (Reworded(draft, "Rút ngắn đơn"),)


def test_the_same_sheet_again_changes_nothing() -> None:
    draft = replace(registration(1, "CSTDCS", Standing.DRAFT, of(LAN.id)), note="Rút ngắn đơn")
    assert compared(LAN_WANTS, draft).nothing


def test_a_row_that_is_late_is_set_aside() -> None:
    found = changes([LAN_WANTS], UNIT, [], lambda subject: opening(LATE))
    assert (found.late, found.nothing) == ((LAN_WANTS,), True)


def test_the_mark_changes_with_what_would_be_done() -> None:
    draft = registration(1, "LDTT", Standing.DRAFT, of(LAN.id))
    assert compared(LAN_WANTS).mark == compared(LAN_WANTS).mark
    assert compared(LAN_WANTS).mark != compared(LAN_WANTS, draft).mark


def test_the_units_own_row_is_compared_with_the_units_own_titles() -> None:
    whole = SheetEntry(2, None, ("TTLDTT",), "")
    there = registration(1, "TTLDTT", Standing.DRAFT, UNIT)
    assert compared(whole, there).nothing
    assert compared(whole).new == (Wanted(2, Subject(UNIT.khoi, UNIT.unit), "TTLDTT", ""),)
