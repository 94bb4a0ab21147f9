"""The history file: what each kind of row becomes, and each mistake with its row, column and example."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.history.changes import history_changes
from campaign.history.facts import (
    AbsenceKind,
    Capacity,
    Counted,
    CourseResult,
    Deed,
    Ground,
    HoldKind,
    Penalty,
    Rating,
    Scope,
    WorkKind,
)
from campaign.history.file import (
    HISTORY_ERROR_KEYS,
    MOST_ROWS,
    Finding,
    HistoryFault,
    HistoryFile,
    HistoryRefused,
)
from campaign.history.reading import Known, NumberedRow, read_book, read_rows
from campaign.history.records import (
    Absence,
    Answered,
    Awarded,
    Decision,
    Disciplined,
    Graded,
    Happened,
    Hold,
    NotAwarded,
    NothingAwarded,
    NoWorks,
    Record,
    Service,
    Tally,
    Use,
    Work,
)
from campaign.history.words import Column, RowKind, history_words
from campaign.ids import KhoiId, MemberId, PersonId, UnitId
from campaign.people import Member, Unit
from campaign.registration.registering import Subject
from campaign.search import search_key
from campaign.sheet import Book, Row, Sheet
from tests.campaign.histories import SPRING

TODAY = date(2026, 3, 10)
UNIT = Unit(UnitId(4), KhoiId(1), "Viện Chiến lược và Khoa học Thanh tra", ("Viện khoa học Thanh tra",))
MEMBER = Member(
    MemberId(9),
    KhoiId(1),
    PersonId(9),
    "TT001",
    "Nguyễn Văn A",
    UNIT.id,
    UNIT.name,
    "Chuyên viên",
    frozenset(),
)
PERSON = Subject(KhoiId(1), UNIT.id, MEMBER.id)
ITSELF = Subject(KhoiId(1), UNIT.id)
KNOWN = Known((MEMBER,), (UNIT,), SPRING.awards)
COLUMNS: dict[str, Column] = {column.value: column for column in Column}


def cells(kind: str, value: str, **more: str) -> Mapping[Column, str]:
    """A row about the member (or about the unit, when it is given) for 2025."""
    base = {Column.YEAR: "2025", Column.KIND: kind, Column.VALUE: value}
    if "unit" not in more:
        base[Column.CODE] = "TT001"
    return base | {COLUMNS[name]: text for name, text in more.items()}


def read(*rows: Mapping[Column, str]) -> HistoryFile | HistoryRefused:
    numbered: list[NumberedRow] = list(enumerate(rows, start=5))
    return read_rows(numbered, KNOWN, TODAY)


def records(*rows: Mapping[Column, str]) -> list[Record]:
    outcome = read(*rows)
    assert isinstance(outcome, HistoryFile), outcome
    return [row.record for row in outcome.rows]


def errors(*rows: Mapping[Column, str]) -> list[Finding]:
    outcome = read(*rows)
    assert isinstance(outcome, HistoryRefused), outcome
    return list(outcome.errors)


PAPER = {"number": "15/QĐ-TTr", "decided": "20/01/2026"}
DECISION = Decision("15/QĐ-TTr", date(2026, 1, 20))
ABOUT_UNIT = {"unit": "viện khoa học thanh tra"}

BECOMES: list[tuple[Mapping[Column, str], Record]] = [
    (cells("Xếp loại", "Hoàn thành tốt nhiệm vụ"), Graded(2025, Rating.HT_TOT)),
    (cells("xep loai", "HTXS"), Graded(2025, Rating.HT_XUAT_SAC)),
    (cells("Xếp loại", "Hoàn thành nhiệm vụ"), Graded(2025, Rating.HT)),
    (cells("Xếp loại", "Không hoàn thành"), Graded(2025, Rating.KHONG_HT)),
    (cells("Danh hiệu", "Chiến sĩ thi đua cơ sở"), Awarded(2025, "CSTDCS")),
    (cells("Danh hiệu", "cstdcs", **PAPER), Awarded(2025, "CSTDCS", DECISION)),
    (cells("Danh hiệu", "CSTĐCS", **PAPER), Awarded(2025, "CSTDCS", DECISION)),
    (
        cells("Khen thưởng", "Bằng khen cấp bộ", ground="Công trạng", **PAPER, issuer="Thanh tra Chính phủ"),
        Awarded(
            2025,
            "BK_BO_I",
            Decision("15/QĐ-TTr", date(2026, 1, 20), "Thanh tra Chính phủ"),
            Ground.CONG_TRANG,
        ),
    ),
    (
        cells("Khen thưởng", "Bằng khen cấp bộ", ground="chuyên đề", **ABOUT_UNIT),
        Awarded(2025, "BK_BO_C", None, Ground.PHONG_TRAO),
    ),
    (cells("Không đạt", "Chiến sĩ thi đua cơ sở"), NotAwarded(2025, "CSTDCS")),
    (cells("Không đạt", "Tất cả"), NothingAwarded(2025)),
    (
        cells("Sáng kiến", "Rút ngắn thời gian xử lý đơn", level="Cơ sở", **PAPER),
        Work(2025, WorkKind.INITIATIVE, Scope.CO_SO, "Rút ngắn thời gian xử lý đơn", "15/QĐ-TTr, 20/01/2026"),
    ),
    (
        cells("Đề án", "Đề án B", level="Cấp bộ", number="7/QĐ", used="CSTDCS 2024; Lao động tiên tiến 2023"),
        Work(2025, WorkKind.PROJECT, Scope.BO, "Đề án B", "7/QĐ", (Use("CSTDCS", 2024), Use("LDTT", 2023))),
    ),
    (cells("Sáng kiến", "Tên", level="Toàn quốc"), Work(2025, WorkKind.INITIATIVE, Scope.TOAN_QUOC, "Tên")),
    (cells("Sáng kiến", "Không"), NoWorks(2025, WorkKind.INITIATIVE)),
    (cells("Đề tài", "không có"), NoWorks(2025, WorkKind.PROJECT)),
    (cells("Phong trào", "Có"), Happened(2025, Deed.JOINED_MOVEMENT, Answered.YES)),
    (cells("Phong trào", "x"), Happened(2025, Deed.JOINED_MOVEMENT, Answered.YES)),
    (cells("Phong trào", "Không"), Happened(2025, Deed.JOINED_MOVEMENT, Answered.NO)),
    (cells("Dẫn đầu khối", "Có", **ABOUT_UNIT), Happened(2025, Deed.FIRST_IN_CLUSTER, Answered.YES)),
    (cells("Vượt chỉ tiêu", "Đạt", **ABOUT_UNIT), Happened(2025, Deed.OVER_TARGET, Answered.YES)),
    (cells("Nội bộ đoàn kết", "Chưa", **ABOUT_UNIT), Happened(2025, Deed.UNITY, Answered.NO)),
    (cells("Tỷ lệ LĐTT", "12/15", **ABOUT_UNIT), Tally(2025, Counted.LDTT, 12, 15)),
    (cells("Số CSTĐCS", "2 / 15", **ABOUT_UNIT), Tally(2025, Counted.CSTDCS, 2, 15)),
    (cells("Tỷ lệ hoàn thành nhiệm vụ", "15/15", **ABOUT_UNIT), Tally(2025, Counted.RATED_HT, 15, 15)),
    (cells("Số người bị kỷ luật", "0/15", **ABOUT_UNIT), Tally(2025, Counted.DISCIPLINED, 0, 15)),
    (
        cells("Kỷ luật", "Khiển trách", year="", since="01/06/2025", until="31/05/2026"),
        Disciplined(Penalty.KHIEN_TRACH, date(2025, 6, 1), date(2026, 5, 31)),
    ),
    (cells("Kỷ luật", "Cảnh cáo", since="1-6-2025"), Disciplined(Penalty.CANH_CAO, date(2025, 6, 1), None)),
    (
        cells("Tạm dừng xét", "Tố cáo", since="01.02.2026"),
        Hold(HoldKind.COMPLAINT, date(2026, 2, 1), None),
    ),
    (cells("Nghỉ thai sản", "6 tháng"), Absence(2025, AbsenceKind.MATERNITY, 6)),
    (cells("Đi học", "14 tháng, khá"), Absence(2025, AbsenceKind.COURSE, 14, CourseResult.KHA_OR_BETTER)),
    (cells("Đi học", "14, trung bình"), Absence(2025, AbsenceKind.COURSE, 14, CourseResult.BELOW_KHA)),
    (cells("Đi học", "3"), Absence(2025, AbsenceKind.COURSE, 3)),
    (cells("Nghỉ khác", "3 tháng"), Absence(2025, AbsenceKind.OTHER, 3)),
    (
        cells("Thâm niên", "Trong ngành", year="", since="01/09/2010"),
        Service(Capacity.SECTOR, date(2010, 9, 1), None),
    ),
]


@pytest.mark.parametrize(
    ("row", "record"), BECOMES, ids=[f"{r[Column.KIND]}: {r[Column.VALUE]}" for r, _ in BECOMES]
)
def test_a_row_becomes_its_record(row: Mapping[Column, str], record: Record) -> None:
    assert records(row) == [record]


def test_every_kind_of_row_is_tried_above() -> None:
    tried = {history_words().kinds.find(row[Column.KIND]) for row, _ in BECOMES}
    assert tried == set(RowKind)


WRONG: list[tuple[Mapping[Column, str], HistoryFault, Column]] = [
    (cells("", "x"), HistoryFault.CELL_MISSING, Column.KIND),
    (cells("Xêp lọai chung", "HTT"), HistoryFault.UNKNOWN_KIND_NEAR, Column.KIND),
    (cells("zzzzzzzz", "HTT"), HistoryFault.UNKNOWN_KIND, Column.KIND),
    (cells("Xếp loại", ""), HistoryFault.CELL_MISSING, Column.VALUE),
    (cells("Xếp loại", "Rất tốt"), HistoryFault.UNKNOWN_WORD, Column.VALUE),
    (cells("Xếp loại", "HTT", year=""), HistoryFault.CELL_MISSING, Column.YEAR),
    (cells("Xếp loại", "HTT", year="20255"), HistoryFault.NOT_A_YEAR, Column.YEAR),
    (cells("Xếp loại", "HTT", year="1989"), HistoryFault.NOT_A_YEAR, Column.YEAR),
    (cells("Xếp loại", "HTT", year="2027"), HistoryFault.NOT_A_YEAR, Column.YEAR),
    (cells("Xếp loại", "HTT", year="２０２５"), HistoryFault.NOT_A_YEAR, Column.YEAR),
    (cells("Xếp loại", "HTT", code=""), HistoryFault.SUBJECT_MISSING, Column.CODE),
    (cells("Xếp loại", "HTT", code="TT999"), HistoryFault.UNKNOWN_CODE, Column.CODE),
    (cells("Xếp loại", "HTT", unit="Đơn vị lạ"), HistoryFault.UNKNOWN_UNIT, Column.UNIT),
    (cells("Xếp loại", "=A1"), HistoryFault.CELL_FORMULA, Column.VALUE),
    (cells("Sáng kiến", "x" * 301, level="Bộ"), HistoryFault.CELL_TOO_LONG, Column.VALUE),
    (cells("Danh hiệu", "Chiến sĩ thi đua cơ sơơ"), HistoryFault.UNKNOWN_AWARD_NEAR, Column.VALUE),
    (cells("Danh hiệu", "zzzzzzz"), HistoryFault.UNKNOWN_AWARD, Column.VALUE),
    (cells("Danh hiệu", "CO_TTCP"), HistoryFault.UNKNOWN_AWARD, Column.VALUE),  # a title of units
    (cells("Danh hiệu", "LDTT", number="1/QĐ"), HistoryFault.CELL_MISSING, Column.DECIDED),
    (cells("Danh hiệu", "LDTT", decided="20/01/2026"), HistoryFault.CELL_MISSING, Column.NUMBER),
    (
        cells("Danh hiệu", "LDTT", number="1/QĐ", decided="31/02/2025"),
        HistoryFault.NOT_A_DATE,
        Column.DECIDED,
    ),
    (
        cells("Danh hiệu", "LDTT", number="1/QĐ", decided="20/01/2027"),
        HistoryFault.NOT_A_DATE,
        Column.DECIDED,
    ),
    (cells("Danh hiệu", "LDTT", ground="lạ"), HistoryFault.UNKNOWN_WORD, Column.GROUND),
    (cells("Sáng kiến", "Tên"), HistoryFault.CELL_MISSING, Column.LEVEL),
    (cells("Sáng kiến", "Tên", level="Xã"), HistoryFault.UNKNOWN_WORD, Column.LEVEL),
    (cells("Sáng kiến", "Tên", level="Bộ", used="CSTDCS"), HistoryFault.NOT_A_USE, Column.USED),
    (cells("Sáng kiến", "Tên", level="Bộ", used="Zzzzz 2025"), HistoryFault.UNKNOWN_AWARD, Column.USED),
    (cells("Phong trào", "có lẽ"), HistoryFault.UNKNOWN_WORD, Column.VALUE),
    (cells("Dẫn đầu khối", "Có"), HistoryFault.FOR_UNITS_ONLY, Column.KIND),
    (cells("Tỷ lệ LĐTT", "12/15"), HistoryFault.FOR_UNITS_ONLY, Column.KIND),
    (cells("Nghỉ thai sản", "6", **ABOUT_UNIT), HistoryFault.FOR_PEOPLE_ONLY, Column.KIND),
    (cells("Tỷ lệ LĐTT", "80 %", **ABOUT_UNIT), HistoryFault.NOT_A_SHARE, Column.VALUE),
    (cells("Tỷ lệ LĐTT", "16/15", **ABOUT_UNIT), HistoryFault.NOT_A_SHARE, Column.VALUE),
    (cells("Kỷ luật", "Khiển trách"), HistoryFault.CELL_MISSING, Column.SINCE),
    (cells("Kỷ luật", "Mắng", since="01/06/2025"), HistoryFault.UNKNOWN_WORD, Column.VALUE),
    (cells("Kỷ luật", "Khiển trách", since="hôm qua"), HistoryFault.NOT_A_DATE, Column.SINCE),
    (
        cells("Kỷ luật", "Khiển trách", since="01/06/2025", until="01/05/2025"),
        HistoryFault.DATES_REVERSED,
        Column.UNTIL,
    ),
    (cells("Tạm dừng xét", "lý do lạ", since="01/02/2026"), HistoryFault.UNKNOWN_WORD, Column.VALUE),
    (cells("Thâm niên", "lạ", since="01/02/2010"), HistoryFault.UNKNOWN_WORD, Column.VALUE),
    (cells("Nghỉ khác", "lâu"), HistoryFault.NOT_MONTHS, Column.VALUE),
    (cells("Nghỉ khác", "0 tháng"), HistoryFault.NOT_MONTHS, Column.VALUE),
    (cells("Nghỉ khác", "61 tháng"), HistoryFault.NOT_MONTHS, Column.VALUE),
    (cells("Nghỉ thai sản", "6 tháng, khá"), HistoryFault.NOT_MONTHS, Column.VALUE),
    (cells("Đi học", "14 tháng, lạ"), HistoryFault.UNKNOWN_WORD, Column.VALUE),
]


@pytest.mark.parametrize(
    ("row", "fault", "column"),
    WRONG,
    ids=[f"{f.name} {r[Column.KIND]} {r[Column.VALUE]}"[:60] for r, f, _ in WRONG],
)
def test_one_mistake_is_named_by_row_column_and_example(
    row: Mapping[Column, str], fault: HistoryFault, column: Column
) -> None:
    (error,) = errors(row)
    assert (error.fault, error.row, error.column) == (fault, 5, column)
    assert error.values["row"] == 5
    assert error.values["column"] == history_words().heading(column)
    assert error.values["example"]


def test_the_example_is_one_of_the_rows_own_kind() -> None:
    (error,) = errors(cells("Nghỉ khác", "lâu"))
    assert error.values["example"] == "3 tháng"


def test_every_example_is_right() -> None:
    """What an error tells people to write is accepted where it tells them to write it."""
    words = history_words()
    for kind in RowKind:
        of_unit = kind.value.startswith("tally") or kind in {
            RowKind.FIRST_IN_CLUSTER,
            RowKind.OVER_TARGET,
            RowKind.UNITY,
        }
        subject = {"unit": UNIT.name} if of_unit else {}
        row = cells(
            words.kinds.first[kind],
            words.examples[kind],
            **subject,
            level="Cơ sở",
            since=words.columns[Column.SINCE].example,
        )
        assert len(records(row)) == 1, kind


def test_all_mistakes_are_named_at_once_from_the_top_down() -> None:
    found = errors(
        cells("Xếp loại", "lạ"), cells("Xếp loại", "HTT"), cells("zzzzz", "x"), cells("Phong trào", "")
    )
    assert [error.row for error in found] == [5, 7, 8]


def test_one_mistake_refuses_the_whole_file() -> None:
    assert isinstance(read(*[cells("Xếp loại", "HTT")] * 3, cells("Xếp loại", "lạ")), HistoryRefused)


def test_a_file_without_rows_says_so() -> None:
    outcome = read()
    assert isinstance(outcome, HistoryRefused)
    assert [error.fault for error in outcome.errors] == [HistoryFault.NOTHING]


def test_rows_that_cannot_both_be_true_name_the_earlier_row() -> None:
    (error,) = errors(cells("Xếp loại", "HTT"), cells("Phong trào", "Có"), cells("Xếp loại", "HTXS"))
    assert (error.fault, error.row, error.values["first_row"]) == (HistoryFault.CONTRADICTS_ROW, 7, 5)
    (denied,) = errors(cells("Danh hiệu", "LDTT"), cells("Không đạt", "Tất cả"))
    assert denied.fault is HistoryFault.CONTRADICTS_ROW


def test_the_same_row_twice_is_one_record() -> None:
    outcome = read(cells("Xếp loại", "HTT"), cells("Xếp loại", "Hoàn thành tốt"))
    assert isinstance(outcome, HistoryFile)
    additions = history_changes(outcome.rows, [])
    assert (len(additions.new), additions.known) == (1, 1)


def test_too_many_rows_of_one_person_for_one_year_are_refused_once() -> None:
    rows = [cells("Sáng kiến", f"Sáng kiến {n}", level="Cơ sở") for n in range(MOST_ROWS + 5)]
    assert [error.fault for error in errors(*rows)] == [HistoryFault.TOO_MANY_ROWS]


def test_a_code_names_the_person_even_beside_a_unit() -> None:
    outcome = read({**cells("Xếp loại", "HTT"), Column.UNIT: UNIT.name})
    assert isinstance(outcome, HistoryFile)
    assert [row.subject for row in outcome.rows] == [PERSON]


def test_a_code_is_known_whatever_its_case_and_a_unit_by_its_alias() -> None:
    outcome = read(cells("Xếp loại", "HTT", code="tt 001"), cells("Xếp loại", "HTT", **ABOUT_UNIT))
    assert isinstance(outcome, HistoryFile)
    assert [row.subject for row in outcome.rows] == [PERSON, ITSELF]


class TestABook:
    HEADINGS = ("STT", "MÃ", "Họ và tên", "năm", "Loai", "Giá trị", "Điểm")

    def book(self, *rows: tuple[str, ...]) -> Book:
        return Book((Sheet("Quá trình", tuple(Row(n, cells) for n, cells in enumerate(rows, start=1))),))

    def test_the_headings_are_found_below_a_title_in_any_order_and_case(self) -> None:
        row = ("1", "TT001", "Nguyễn Văn A", "2025", "Xếp loại", "HTT", "9")
        outcome = read_book(self.book(("QUÁ TRÌNH",), self.HEADINGS, row), KNOWN, TODAY)
        assert isinstance(outcome, HistoryFile)
        assert [(r.row, r.record) for r in outcome.rows] == [(3, Graded(2025, Rating.HT_TOT))]
        assert outcome.ignored == ("Điểm",)

    def test_a_missing_column_is_named(self) -> None:
        outcome = read_book(self.book(("Mã", "Năm", "Loại"), ("TT001", "2025", "Xếp loại")), KNOWN, TODAY)
        assert isinstance(outcome, HistoryRefused)
        assert [(e.fault, e.column) for e in outcome.errors] == [(HistoryFault.COLUMN_MISSING, Column.VALUE)]

    def test_a_column_twice_is_named(self) -> None:
        outcome = read_book(self.book(("Mã", "Năm", "Loại", "Giá trị", "Năm"), ("x",)), KNOWN, TODAY)
        assert isinstance(outcome, HistoryRefused)
        assert [(e.fault, e.column) for e in outcome.errors] == [(HistoryFault.COLUMN_TWICE, Column.YEAR)]

    @pytest.mark.parametrize(
        "book", [Book(()), Book((Sheet("", ()),)), Book((Sheet("", (Row(1, ("x", "y")),)),))]
    )
    def test_a_file_that_is_no_history_names_the_columns_it_needs(self, book: Book) -> None:
        outcome = read_book(book, KNOWN, TODAY)
        assert isinstance(outcome, HistoryRefused)
        assert outcome.errors[0].fault is HistoryFault.NO_HEADINGS
        assert outcome.errors[0].values["columns"] == "Năm; Loại; Giá trị"


def test_no_two_words_of_one_list_mean_different_things() -> None:
    words = history_words()
    headings = [search_key(name) for h in words.headings for name in h.names]
    assert len(headings) == len(set(headings))
    assert set(words.kinds.first) == set(RowKind)
    for listed, values in (
        (words.ratings, Rating),
        (words.scopes, Scope),
        (words.grounds, Ground),
        (words.penalties, Penalty),
        (words.holds, HoldKind),
        (words.courses, CourseResult),
        (words.capacities, Capacity),
        (words.answers, Answered),
    ):
        assert {value.value for value in listed.first} == {value.value for value in values}


def test_every_error_has_its_key() -> None:
    assert set(HISTORY_ERROR_KEYS) == {fault.value for fault in HistoryFault}
    assert errors(cells("", ""))[0].key.startswith("history.")


@given(st.fixed_dictionaries({column: st.text(max_size=40) for column in Column}))
def test_no_text_in_any_cell_makes_the_reader_stumble(row: Mapping[Column, str]) -> None:
    assert isinstance(read(row, cells("Xếp loại", "HTT")), HistoryFile | HistoryRefused)


@given(st.sampled_from(RowKind), st.text(max_size=30), st.text(max_size=12), st.booleans())
def test_no_value_of_any_kind_makes_the_reader_stumble(
    kind: RowKind, value: str, day: str, unit: bool
) -> None:
    subject = {"unit": UNIT.name} if unit else {}
    row = cells(
        history_words().kinds.first[kind], value, **subject, since=day, until=day, level=value, used=value
    )
    assert isinstance(read(row), HistoryFile | HistoryRefused)
