"""A roster is read whole or not at all."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaign.people import Gender, Language, Role
from campaign.roster.reading import MOST_UNITS, read_book, read_roster
from campaign.roster.roster import Finding, Roster, RosterFault, RosterRefused
from campaign.roster.words import Column, roster_words
from campaign.search import search_key
from campaign.sheet import Book, Row, Sheet
from tests.campaign.rosters import HEADINGS, OFFICER, SECRETARY, refused, roster, rows, unit


def first_error(*cells: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> Finding:
    outcome = read_roster(rows(*cells, headings=headings), ())
    assert isinstance(outcome, RosterRefused)
    return outcome.errors[0]


def test_a_person_is_read_with_everything_the_row_says() -> None:
    entry = roster(SECRETARY).entries[0]
    assert (entry.row, entry.code, entry.name) == (2, "TT001", "Nguyễn Văn A")
    assert (entry.unit, entry.unit_id, entry.position) == ("Thanh tra tỉnh", None, "Chánh Văn phòng")
    assert entry.roles == {Role.SECRETARY, Role.INDIVIDUAL}
    assert entry.gender is Gender.MALE
    assert (entry.honorific, entry.language, entry.room) == (None, None, None)


def test_optional_columns_are_read_when_they_are_there() -> None:
    headings = (*HEADINGS, "Xưng hô", "Ngôn ngữ", "Phòng")
    entry = roster((*SECRETARY, "bác", "Tiếng Anh", "Phòng Nghiệp vụ 1"), headings=headings).entries[0]
    assert (entry.honorific, entry.language, entry.room) == ("bác", Language.EN, "Phòng Nghiệp vụ 1")


def test_headings_are_found_in_any_order_case_and_composition_below_titles() -> None:
    table = (
        Row(1, ("DANH SÁCH KHỐI THI ĐUA",)),
        Row(
            4,
            ("STT", "GIOI TINH", "Vai trò (cách nhau bằng dấu ;)", "chức vụ", "ĐƠN VỊ", "Họ  tên", "mã (*)"),
        ),
        Row(
            5,
            (
                "1",
                "nu",
                "ca nhan",
                "Chuyên viên",
                "Báo Thanh tra",
                unicodedata.normalize("NFD", "Lê Thị C"),
                "C1",
            ),
        ),
    )
    outcome = read_roster(table, ())
    assert isinstance(outcome, Roster)
    assert [(e.row, e.code, e.name, e.gender) for e in outcome.entries] == [
        (5, "C1", "Lê Thị C", Gender.FEMALE)
    ]
    assert outcome.warnings == ()


def test_the_sheet_with_the_list_is_taken_whatever_its_place() -> None:
    book = Book((Sheet("Hướng dẫn", (Row(1, ("Mã là gì",)),)), Sheet("Danh sách", rows(SECRETARY))))
    outcome = read_book(book, ())
    assert isinstance(outcome, Roster)
    assert len(outcome.entries) == 1


@pytest.mark.parametrize(
    ("cell", "roles"),
    [
        ("Cá nhân", {Role.INDIVIDUAL}),
        ("Cán bộ đầu mối;Thủ trưởng đơn vị", {Role.PREPARER, Role.HEAD}),
        ("KHOI TRUONG ; khoi pho;", {Role.CHAIR, Role.VICE_CHAIR}),
        ("Cụm trưởng; Cụm phó; Thường trực", {Role.CHAIR, Role.VICE_CHAIR, Role.SECRETARY}),
        ("Hội đồng\nThư ký, Quản trị", {Role.COUNCIL, Role.SECRETARY, Role.ADMIN}),
        ("Thành viên Hội đồng", {Role.COUNCIL}),
    ],
)
def test_roles_are_known_by_their_vietnamese_words(cell: str, roles: set[Role]) -> None:
    row = (*SECRETARY[:4], cell, "Nam")
    assert roster(row).entries[0].roles == roles


def test_every_role_gender_and_language_has_a_word_and_no_word_means_two_things() -> None:
    words = roster_words()
    assert set(words.roles.first) == set(Role)
    assert set(words.genders.first) == set(Gender)
    assert set(words.languages.first) == set(Language)
    assert set(words.columns) == set(Column)
    headings = [
        search_key(name)
        for rule in words.columns.values()
        for name in {search_key(n) for n in rule.heading.names}
    ]
    assert len(headings) == len(set(headings))
    assert all(words.roles.find(name) is role for role, name in words.roles.first.items())


def test_a_mistyped_role_is_answered_with_the_word_that_was_meant() -> None:
    error = first_error((*SECRETARY[:4], "Cá nhân; Thủ trưởng đon vi cơ quan", "Nam"))
    assert error.fault is RosterFault.UNKNOWN_ROLE_NEAR
    assert error.row == 2
    assert error.column is Column.ROLES
    assert error.values["suggestion"] == "Thủ trưởng đơn vị"
    assert error.values["column"] == "Vai trò"


def test_a_role_that_resembles_nothing_is_answered_with_the_list() -> None:
    error = first_error((*SECRETARY[:4], "Bảo vệ cổng số ba", "Nam"))
    assert error.fault is RosterFault.UNKNOWN_ROLE
    assert "Cán bộ đầu mối" in str(error.values["known"])


def test_all_errors_are_told_at_once_from_the_top_down() -> None:
    assert refused(
        ("", "Nguyễn Văn A", "Thanh tra tỉnh", "", "Cá nhân", "Nam"),
        ("TT1", "Trần Thị B", "", "", "Cá nhân", "Phụ nữ ạ"),
        ("TT2", "Lê Văn C", "Báo Thanh tra", "", "", "Nam"),
        ("tt 1", "12345", "Báo Thanh tra", "", "Cá nhân", "Nam"),
    ) == [
        ("roster.cell_missing", 2),
        ("roster.cell_missing", 3),
        ("roster.unknown_gender", 3),
        ("roster.cell_missing", 4),
        ("roster.code_twice", 5),
        ("roster.not_a_name", 5),
    ]


def test_a_code_twice_names_the_first_row() -> None:
    error = first_error(SECRETARY, OFFICER, ("tt001", *OFFICER[1:]))
    assert (error.fault, error.row, error.values["first_row"]) == (RosterFault.CODE_TWICE, 4, 2)


@pytest.mark.parametrize("place", range(len(HEADINGS)))
def test_a_formula_is_refused_in_every_column(place: int) -> None:
    cells = [*SECRETARY]
    cells[place] = '=HYPERLINK("http://example.com")'
    assert ("roster.cell_formula", 2) in refused(tuple(cells))


def test_an_excel_error_is_not_a_name() -> None:
    assert refused(("TT001", "#N/A", *SECRETARY[2:])) == [("roster.cell_error", 2)]


@pytest.mark.parametrize("column", list(Column)[:4])
def test_a_field_may_be_as_long_as_its_limit_and_no_longer(column: Column) -> None:
    limit = roster_words().columns[column].longest
    place = list(Column).index(column)
    fits = (*SECRETARY[:place], "a" * limit, *SECRETARY[place + 1 :])
    assert len(roster(fits).entries) == 1
    over = (*SECRETARY[:place], "a" * (limit + 1), *SECRETARY[place + 1 :])
    assert refused(over) == [("roster.cell_too_long", 2)]


def test_a_missing_column_is_named_with_an_example() -> None:
    error = first_error(("TT001", "Nguyễn Văn A"), headings=("Mã", "Họ và tên"))
    assert error.fault is RosterFault.COLUMN_MISSING
    assert error.values == {"column": "Đơn vị", "example": "Thanh tra tỉnh", "row": 1}


def test_a_column_that_stands_twice_is_refused() -> None:
    assert ("roster.column_twice", 1) in refused((*SECRETARY, "x"), headings=(*HEADINGS, "HỌ TÊN"))


@pytest.mark.parametrize("cells", [(), (("",) * 6,)])
def test_a_list_without_people_is_refused(cells: tuple[tuple[str, ...], ...]) -> None:
    assert refused(*cells) == [("roster.nobody", None)]


@pytest.mark.parametrize("table", [(), (Row(1, ("a", "b")), Row(2, ("Mã",)))])
def test_a_file_without_headings_is_refused_with_the_headings_expected(table: tuple[Row, ...]) -> None:
    outcome = read_roster(table, ())
    assert isinstance(outcome, RosterRefused)
    assert [e.fault for e in outcome.errors] == [RosterFault.NO_HEADINGS]
    assert "Họ và tên" in str(outcome.errors[0].values["columns"])


def test_a_unit_is_known_by_its_aliases() -> None:
    institute = unit(7, "Viện Chiến lược và Khoa học Thanh tra", "Viện khoa học Thanh tra")
    read = roster((*SECRETARY[:2], "VIỆN KHOA HỌC THANH TRA", *SECRETARY[3:]), units=(institute,))
    assert (read.entries[0].unit, read.entries[0].unit_id) == (institute.name, institute.id)
    assert (read.new_units, read.warnings) == ((), ())


@pytest.mark.parametrize(
    ("typed", "existing"),
    [
        ("Bao Thanh tra", "Báo Thanh tra"),
        ("Báo Thanhh tra", "Báo Thanh tra"),
        ("Viện Khoa học Thanh tra", "Viện Chiến lược và Khoa học Thanh tra"),
        ("Trường Cán bộ Thanh tra", "Trường Cán bộ Thanh tra Chính phủ"),
    ],
)
def test_a_name_that_resembles_a_unit_is_a_new_unit_with_a_warning(typed: str, existing: str) -> None:
    read = roster((*SECRETARY[:2], typed, *SECRETARY[3:]), units=(unit(1, existing),))
    assert read.entries[0].unit_id is None
    assert read.new_units == (typed,)
    assert [(w.fault, w.row, w.values["similar"]) for w in read.warnings] == [
        (RosterFault.UNIT_SIMILAR, 2, existing)
    ]


@pytest.mark.parametrize(
    ("typed", "existing"),
    [
        ("Thanh tra tỉnh Quảng Bình", "Thanh tra tỉnh Quảng Ninh"),
        ("Thanh tra tỉnh Hà Giang", "Thanh tra tỉnh An Giang"),
        ("Vụ II", "Vụ I"),
        ("Phòng Nghiệp vụ 2", "Phòng Nghiệp vụ 1"),
        ("Phòng TH", "Phòng TC"),
        ("Văn phòng", "Thanh tra tỉnh"),
    ],
)
def test_different_units_raise_no_warning(typed: str, existing: str) -> None:
    read = roster((*SECRETARY[:2], typed, *SECRETARY[3:]), units=(unit(1, existing),))
    assert read.new_units == (typed,)
    assert read.warnings == ()


def test_one_new_unit_spelled_in_two_cases_is_one_unit() -> None:
    read = roster(SECRETARY, (*OFFICER[:2], "THANH TRA  TỈNH", *OFFICER[3:]))
    assert read.new_units == ("Thanh tra tỉnh",)
    assert {entry.unit for entry in read.entries} == {"Thanh tra tỉnh"}


def test_two_new_units_that_differ_in_accents_are_kept_apart_with_a_warning() -> None:
    read = roster(SECRETARY, (*OFFICER[:2], "Thanh trà tỉnh", *OFFICER[3:]))
    assert read.new_units == ("Thanh tra tỉnh", "Thanh trà tỉnh")
    assert [w.fault for w in read.warnings] == [RosterFault.UNIT_SIMILAR]


def test_a_blank_gender_is_a_warning_counted_once() -> None:
    read = roster((*SECRETARY[:5], ""), (*OFFICER[:5], ""))
    assert [(w.fault, w.values["count"]) for w in read.warnings] == [(RosterFault.GENDER_BLANK, 2)]


def test_an_unknown_column_is_named_and_left_alone() -> None:
    read = roster((*SECRETARY, "x", "1"), headings=(*HEADINGS, "Số điện thoại", "Ghi chú"))
    assert [(w.fault, w.values["column"]) for w in read.warnings] == [
        (RosterFault.COLUMN_IGNORED, "Số điện thoại")
    ]


def test_a_column_of_units_that_holds_something_else_is_refused() -> None:
    many = [(f"C{i}", "Nguyễn Văn A", f"Đơn vị {i}", "", "Thư ký", "Nam") for i in range(MOST_UNITS + 5)]
    assert refused(*many) == [("roster.too_many_units", None)]


def test_ten_thousand_people_are_read() -> None:
    many = [
        (f"C{i}", f"Nguyễn Văn {i} A", f"Đơn vị {i % 60}", "Chuyên viên", "Cá nhân; Thư ký", "Nam")
        for i in range(10_000)
    ]
    assert len(roster(*many).entries) == 10_000


def test_ten_thousand_wrong_rows_are_all_told() -> None:
    many = [(f"C{i}", "Nguyễn Văn A", "Báo", "", f"Vai lạ {i}", "Nam") for i in range(10_000)]
    assert len(refused(*many)) == 10_000


@settings(max_examples=60)
@given(st.lists(st.lists(st.text(max_size=30), max_size=9), max_size=6))
def test_no_rows_whatever_break_the_reading(cells: list[list[str]]) -> None:
    outcome = read_roster(rows(*map(tuple, cells)), ())
    match outcome:
        case RosterRefused(errors):
            assert errors
        case Roster(entries):
            assert all(entry.code and entry.name and entry.roles for entry in entries)
