"""What people send is read as they see it, or refused for one clear reason; nothing is unpacked blindly."""

from datetime import UTC, date, datetime, time
from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from campaign.sheet import Book, SheetFault, SheetRefused
from papers.sheets import MOST_PACKED, read_sheets
from papers.xlsx_reading import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS
from papers.zips import MOST_UNPACKED
from tests.papers.files import SHEET, shared_strings, sheet_xml, spoilt, xlsx

PLAIN = xlsx(("Mã", "Họ và tên"), ("TT001", "Nguyễn Văn A"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def naive(*parts: int) -> datetime:
    """As Excel keeps a moment: without a zone."""
    year, month, day, hour, minute = (*parts, 0, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=UTC).replace(tzinfo=None)


def read(data: bytes, name: str = "danh-sach.xlsx") -> list[tuple[int, tuple[str, ...]]]:
    book = read_sheets(data, name)
    assert isinstance(book, Book), book
    return [(row.number, row.cells) for sheet in book.sheets for row in sheet.rows]


def fault(data: bytes, name: str = "danh-sach.xlsx") -> SheetFault | None:
    outcome = read_sheets(data, name)
    return outcome.fault if isinstance(outcome, SheetRefused) else None


def test_rows_keep_the_numbers_that_excel_shows() -> None:
    assert read(xlsx(("Mã",), (), (None, " "), ("TT001", None, "A", ""))) == [
        (1, ("Mã",)),
        (4, ("TT001", "", "A")),
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12, "12"),
        (12.0, "12"),
        (0.5, "0.5"),
        (0.1 + 0.2, "0.3"),
        (1e300, "1e+300"),
        (True, "TRUE"),
        (date(2025, 12, 5), "05/12/2025"),
        (naive(2025, 12, 5), "05/12/2025"),
        (naive(2025, 12, 5, 17, 30), "17:30 05/12/2025"),
        (time(8, 5), "08:05"),
        ("  giữ nguyên ", "  giữ nguyên "),
        ("=1+1", "=1+1"),
        ("#N/A", "#N/A"),
    ],
)
def test_a_cell_is_read_as_it_is_seen(value: str | float | date | time, text: str) -> None:
    assert read(xlsx(("Mã", value, "x"))) == [(1, ("Mã", text, "x"))]


def test_a_code_with_leading_zeros_keeps_them() -> None:
    workbook = Workbook()
    cell = workbook.worksheets[0].cell(1, 1)
    cell.value = 7
    cell.number_format = "000"
    out = BytesIO()
    workbook.save(out)
    assert read(out.getvalue()) == [(1, ("007",))]


def test_an_array_formula_is_a_formula() -> None:
    body = '<row r="1"><c r="A1"><f t="array" ref="A1:A2">SUM(B1:B2)</f><v>3</v></c></row>'
    assert read(spoilt(PLAIN, {SHEET: sheet_xml(body)})) == [(1, ("=SUM(B1:B2)",))]


def test_hidden_sheets_are_not_read() -> None:
    workbook = Workbook()
    workbook.worksheets[0].append(("thấy",))
    hidden = workbook.create_sheet("Ẩn")
    hidden.append(("không thấy",))
    hidden.sheet_state = "hidden"
    out = BytesIO()
    workbook.save(out)
    assert read(out.getvalue()) == [(1, ("thấy",))]


@pytest.mark.parametrize("name", ["danh-sach.xlsx", "DS.XLSX", "danh-sach.csv", "danh sách", ""])
def test_the_bytes_decide_what_a_file_is(name: str) -> None:
    assert len(read(PLAIN, name)) == 2


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "a.xlsx", SheetFault.EMPTY),
        (b" \n", "a.csv", SheetFault.EMPTY),
        (xlsx(), "a.xlsx", SheetFault.EMPTY),
        (b";;\n;;\n", "a.csv", SheetFault.EMPTY),
        (b"x" * (MOST_PACKED * 1024 * 1024 + 1), "a.csv", SheetFault.TOO_BIG),
        (OLE, "cu.xls", SheetFault.OLD_EXCEL),
        (OLE, "cu.xlsx", SheetFault.OLD_EXCEL),
        (OLE, "cu.doc", SheetFault.NOT_A_SHEET),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "khoa.xlsx", SheetFault.LOCKED),
        (b"%PDF-1.7", "a.pdf", SheetFault.NOT_A_SHEET),
        (b"\x89PNG\r\n", "a.png", SheetFault.NOT_A_SHEET),
        (b"not a zip", "a.xlsx", SheetFault.BROKEN),
        (PLAIN[:-40], "a.xlsx", SheetFault.BROKEN),
        (PLAIN[:200], "a.xlsx", SheetFault.BROKEN),
        (spoilt(PLAIN, {SHEET: b"<worksheet"}), "a.xlsx", SheetFault.BROKEN),
    ],
)
def test_what_is_no_list_is_refused_for_its_reason(data: bytes, name: str, why: SheetFault) -> None:
    assert fault(data, name) is why


def test_a_word_document_is_no_list() -> None:
    out = BytesIO()
    Document().save(out)
    assert fault(out.getvalue(), "bao-cao.docx") is SheetFault.NOT_A_SHEET


def test_too_much_is_refused_with_the_limit() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, MOST_ROWS + 2))
    outcome = read_sheets(spoilt(PLAIN, {SHEET: sheet_xml(rows)}), "a.xlsx")
    assert outcome == SheetRefused(SheetFault.TOO_MANY_ROWS, {"limit": MOST_ROWS})
    assert fault(xlsx(("x",) * (MOST_COLUMNS + 1))) is SheetFault.TOO_MANY_COLUMNS
    workbook = Workbook()
    for number in range(MOST_SHEETS):
        workbook.create_sheet(str(number))
    out = BytesIO()
    workbook.save(out)
    assert fault(out.getvalue()) is SheetFault.TOO_MANY_SHEETS


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert fault(spoilt(PLAIN, {SHEET: b" " * 30_000_000})) is SheetFault.SWELLS
    assert fault(spoilt(PLAIN, {"xl/more.xml": b" " * 200_000})) is SheetFault.SWELLS


def test_parts_that_are_too_much_together_are_refused() -> None:
    out = BytesIO()
    with ZipFile(BytesIO(PLAIN)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        for number in range(MOST_UNPACKED // 90_000 + 1):
            target.writestr(f"xl/media/{number}.png", b" " * 90_000)
    assert fault(out.getvalue()) is SheetFault.SWELLS


def test_a_part_that_lies_about_its_size_is_not_unpacked_beyond_it() -> None:
    bomb = spoilt(PLAIN, {"xl/more.xml": b" " * 50_000})
    size = (50_000).to_bytes(4, "little")
    assert bomb.count(size) == 2
    assert fault(bomb.replace(size, (5).to_bytes(4, "little"))) is SheetFault.BROKEN


def test_a_part_that_stands_twice_is_refused() -> None:
    out = BytesIO(PLAIN)
    with ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, sheet_xml(""))
    assert fault(out.getvalue()) is SheetFault.BROKEN


LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_multiply_are_refused_in_every_part(part: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{LAUGHS}<x>&b;</x>'
    assert fault(spoilt(PLAIN, {part: xml.encode(encoding)})) is SheetFault.SWELLS


@pytest.mark.parametrize("split", range(0, 10, 3))
def test_entities_are_seen_where_two_pieces_meet(split: int) -> None:
    noise = Random(7).randbytes(200_000).hex()  # does not pack, so it is no bomb
    head = '<?xml version="1.0"?><!--'
    comment = noise[: 256 * 1024 - len(head) - len("-->") - split]
    assert (
        fault(spoilt(PLAIN, {SHEET: f"{head}{comment}-->{LAUGHS}<x>&b;</x>".encode()})) is SheetFault.SWELLS
    )


def test_the_parser_itself_knows_such_entities_too() -> None:
    assert openpyxl.DEFUSEDXML is True


@pytest.mark.parametrize("dimension", ["A1:XFD1048576", "A1:A1"])
def test_the_size_a_sheet_declares_is_not_believed(dimension: str) -> None:
    body = '<row r="2"><c r="C2"><v>5</v></c></row>'
    assert read(spoilt(PLAIN, {SHEET: sheet_xml(body, dimension=dimension)})) == [(2, ("", "", "5"))]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ('<row r="2000000000"><c><v>5</v></c></row>', SheetFault.BROKEN),
        ('<row r="1"><c r="ZZZ1"><v>5</v></c></row>', SheetFault.TOO_MANY_COLUMNS),
        ('<row r="1"><c r="AAAAAA1"><v>5</v></c></row>', SheetFault.BROKEN),
        ('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', SheetFault.BROKEN),
        ('<row r="x"><c><v>5</v></c></row>', SheetFault.BROKEN),
        (f'<row r="1"><c r="A1"><v>{"9" * 5000}</v></c></row>', SheetFault.BROKEN),
    ],
)
def test_nonsense_in_a_sheet_is_refused(body: str, why: SheetFault) -> None:
    assert fault(spoilt(PLAIN, {SHEET: sheet_xml(body)})) is why


def test_one_long_text_in_very_many_cells_is_refused() -> None:
    text = "".join(chr(0x4E00 + i % 20_000) for i in range(30_000))
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 1000))
    strings = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{text}</t></si></sst>'
    )
    data = spoilt(PLAIN, {SHEET: sheet_xml(cells), **shared_strings(strings)})
    assert fault(data) is SheetFault.SWELLS


@settings(max_examples=60)
@given(st.integers(0, len(PLAIN) - 1), st.binary(min_size=1, max_size=8))
def test_no_damage_whatever_is_an_error_of_ours(place: int, damage: bytes) -> None:
    outcome = read_sheets(PLAIN[:place] + damage + PLAIN[place + len(damage) :], "a.xlsx")
    assert isinstance(outcome, Book | SheetRefused)


TABLE = "Mã;Họ và tên;Vai trò\nTT001;Nguyễn Văn A;Cá nhân\n\nTT002;“Trần; B”;Thư ký\n"
ROWS = [(1, ("Mã", "Họ và tên", "Vai trò")), (2, ("TT001", "Nguyễn Văn A", "Cá nhân, Thư ký"))]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_csv_file_is_read_however_excel_saved_it(encoding: str, separator: str, newline: str) -> None:
    lines = [separator.join(f'"{cell}"' for cell in row) for _, row in ROWS]
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    assert read(mark + newline.join(lines).encode(encoding), "a.csv") == ROWS


def test_roles_with_semicolons_do_not_pass_for_columns() -> None:
    text = "Mã,Họ và tên,Vai trò\nTT1,A,Cá nhân; Thư ký; Quản trị; Hội đồng\nTT2,B,Cá nhân; Thư ký\n"
    assert [len(cells) for _, cells in read(text.encode(), "a.csv")] == [3, 3, 3]


def test_titles_above_the_list_do_not_mislead() -> None:
    text = "KHỐI THI ĐUA, NĂM 2026, BAN HÀNH KÈM THEO, KẾ HOẠCH\nMã;Tên\nTT1;A\nTT2;B\nTT3;C\nTT4;D\n"
    assert read(text.encode(), "a.csv")[1:3] == [(2, ("Mã", "Tên")), (3, ("TT1", "A"))]


def test_blank_lines_and_line_breaks_in_cells_keep_the_numbers() -> None:
    text = 'Mã;Tên\n\nTT1;"hai\ndòng"\nTT2;B\n'
    assert read(text.encode(), "a.csv") == [(1, ("Mã", "Tên")), (3, ("TT1", "hai\ndòng")), (4, ("TT2", "B"))]


def test_a_separator_that_the_file_declares_is_used() -> None:
    assert read(b"sep=,\na,b\n1,2;3\n", "a.csv") == [(2, ("a", "b")), (3, ("1", "2;3"))]


@pytest.mark.parametrize(
    "data",
    ["Tr\u00e2n".encode("cp1258"), "Mã;Tên".encode("utf-16-le"), b"\xff\xfea", b"a\0b", b"\xe1;\xea"],
)
def test_another_encoding_is_refused_and_never_guessed(data: bytes) -> None:
    assert fault(data, "a.csv") is SheetFault.ENCODING


def test_a_csv_file_has_the_same_limits() -> None:
    assert fault(b"a;b\n" * (MOST_ROWS + 1), "a.csv") is SheetFault.TOO_MANY_ROWS
    assert fault(b"a;" * MOST_COLUMNS + b"b", "a.csv") is SheetFault.TOO_MANY_COLUMNS
    assert fault(b"x" * 200_000, "a.csv") is SheetFault.BROKEN


@settings(max_examples=60)
@given(st.binary(max_size=60))
def test_no_bytes_whatever_break_the_reading_of_csv(data: bytes) -> None:
    outcome = read_sheets(data, "a.csv")
    assert isinstance(outcome, Book | SheetRefused)
    if isinstance(outcome, Book):
        assert all(row.cells[-1].strip() for sheet in outcome.sheets for row in sheet.rows)
