"""What we write is text for reading, lists for choosing, and the same bytes tomorrow."""

from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from openpyxl import load_workbook
from time_machine import travel

from campaign.people import Role
from campaign.roster.changes import preview
from campaign.roster.reading import read_book
from campaign.roster.roster import Roster
from campaign.sheet import Book
from papers.roster_sheet import write_roster
from papers.sheets import read_sheets
from papers.xlsx_writing import SheetColumn, SheetPage, write_xlsx
from tests.campaign.rosters import member, unit

PAGE = SheetPage(
    "Danh sách", (SheetColumn("Mã", 10), SheetColumn("Họ và tên", 30)), [["001", "Nguyễn Văn A"]]
)


def test_the_same_rows_are_the_same_bytes_next_year() -> None:
    now = write_xlsx(PAGE)
    with travel("2031-01-01"):
        assert write_xlsx(PAGE) == now


@pytest.mark.parametrize("text", ["=1+1", "+84 90", "-5", "@x", "\tx", '=HYPERLINK("http://example.com")'])
def test_what_people_typed_never_becomes_a_formula(text: str) -> None:
    data = write_xlsx(SheetPage("x", (SheetColumn("Họ và tên", 30),), [[text]]))
    cell = load_workbook(BytesIO(data)).worksheets[0].cell(2, 1)
    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix


def test_control_characters_do_not_stop_the_writing() -> None:
    data = write_xlsx(SheetPage("x", (SheetColumn("A", 5),), [["a\x00b\x1bc"]]))
    book = read_sheets(data, "x.xlsx")
    assert isinstance(book, Book)
    assert book.sheets[0].rows[1].cells == ("abc",)


def test_numbers_and_dates_stay_numbers_and_dates() -> None:
    data = write_xlsx(
        SheetPage(
            "x",
            (SheetColumn("A", 5),),
            [
                [5],
                [1.5],
                [date(2025, 12, 5)],
                [datetime(2025, 12, 5, 8, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))],
            ],
        )
    )
    cells = [str(row[0].value) for row in load_workbook(BytesIO(data)).worksheets[0].iter_rows(min_row=2)]
    assert cells == ["5", "1.5", "2025-12-05 00:00:00", "2025-12-05 08:30:00"]


def test_choices_are_offered_and_other_text_stays_possible() -> None:
    page = SheetPage("x", (SheetColumn("Giới tính", 9, ("Nam", "Nữ"), "Nữ"),))
    (rule,) = load_workbook(BytesIO(write_xlsx(page))).worksheets[0].data_validations.dataValidation
    assert (rule.type, rule.formula1, rule.prompt) == ("list", '"Nam,Nữ"', "Nữ")
    assert not rule.showErrorMessage


@pytest.mark.parametrize("choices", [("a, b",), tuple("x" * 20 for _ in range(20))])
def test_choices_that_excel_could_not_show_are_a_mistake_of_the_program(choices: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="Vai"):
        write_xlsx(SheetPage("x", (SheetColumn("Vai", 9, choices),)))


def test_the_template_has_headings_and_nobody() -> None:
    book = read_sheets(write_roster(), "mau.xlsx")
    assert isinstance(book, Book)
    assert book.sheets[0].rows[0].cells[:6] == (
        "Mã",
        "Họ và tên",
        "Đơn vị",
        "Chức vụ",
        "Vai trò",
        "Giới tính",
    )
    assert len(book.sheets[0].rows) == 1


def test_the_roster_written_and_read_back_changes_nothing() -> None:
    people = [
        member(1, "Nguyễn Văn A", Role.SECRETARY, Role.HEAD, honorific="bác"),
        member(2, "Trần Thị B", code="007"),
    ]
    book = read_sheets(write_roster(people), "danh-sach.xlsx")
    assert isinstance(book, Book)
    read = read_book(book, (unit(1, "Thanh tra tỉnh"),))
    assert isinstance(read, Roster), read
    changes = preview(people, read)
    assert set(changes.unchanged) == set(people)
    assert (changes.new, changes.changed, changes.leaving) == ((), (), ())
