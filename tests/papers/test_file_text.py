"""A file is known by its bytes, and its text is read where it can be."""

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from docx import Document
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from campaign.report import Sort
from campaign.stamp import stamped
from papers.file_text import MOST_OF_ALL, MOST_TEXT, Looked, look


def word(*paragraphs: str) -> bytes:
    document, out = Document(), BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(out)
    return out.getvalue()


def excel(*cells: str) -> bytes:
    book, out = openpyxl.Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    for cell in cells:
        sheet.append([cell])
    book.save(out)
    return out.getvalue()


def pdf(*lines: str) -> bytes:
    out, figure = BytesIO(), Figure()
    for place, line in enumerate(lines):
        figure.text(0.1, 0.9 - place / 10, line)
    with PdfPages(out, metadata={"CreationDate": None}) as pages:
        pages.savefig(figure)
    return out.getvalue()


@pytest.mark.parametrize(("make", "sort"), [(word, Sort.WORD), (excel, Sort.EXCEL), (pdf, Sort.PDF)])
def test_the_sort_and_the_text_are_read(make: object, sort: Sort) -> None:
    assert callable(make)
    looked = look(make("Báo cáo", "MẬT", "năm 2026"), "tep")
    assert looked.sort is sort
    assert stamped(looked.text) is not None
    assert stamped(look(make("Báo cáo", "bảo mật thông tin"), "tep").text) is None


def test_a_photo_has_no_text() -> None:
    assert look(b"\xff\xd8\xff\xe0 MAT", "MAT.jpg").text == ""
    assert look(b"\xff\xd8\xff\xe0", "a.pdf").sort is Sort.PHOTO


def test_an_old_word_file_is_read_for_its_stamp() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100) + "\rTỐI MẬT\r".encode("utf-16-le")
    assert look(old, "bao-cao.doc").sort is Sort.WORD
    assert stamped(look(old, "bao-cao.doc").text) is not None


@pytest.mark.parametrize(
    "data", [b"", b"MZ\x90", b"PK\x03\x04broken", b"%PDF-1.7 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_damaged_bytes_never_raise(data: bytes) -> None:
    assert look(data, "tep.bin").text.strip("\x00\ufffd\n") == ""


def test_a_pdf_whose_drawing_its_library_never_expected_is_kept_unread() -> None:
    writer, out = PdfWriter(), BytesIO()
    page, drawing, fonts = writer.add_blank_page(100, 100), StreamObject(), DictionaryObject()
    fonts[NameObject("/F1")] = DictionaryObject({NameObject("/Subtype"): NameObject("/Type1")})
    drawing.set_data(b"0 BI")  # a picture does not follow a number
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    page[NameObject("/Contents")] = writer._add_object(drawing)
    writer.write(out)
    assert look(out.getvalue(), "bao-cao.pdf") == Looked(Sort.PDF)


def packed(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_of_a_workbook_that_swells_a_thousandfold_only_so_much_is_unpacked() -> None:
    sheets = {f"xl/worksheets/sheet{n}.xml": b"0" * MOST_TEXT for n in range(100)}
    bomb = packed({"xl/workbook.xml": b"<workbook/>"} | sheets)
    assert len(bomb) < 1_000_000
    looked = look(bomb, "a.xlsx")
    assert looked.sort is Sort.EXCEL
    assert len(looked.text) <= MOST_OF_ALL + 100


@pytest.mark.parametrize("content", [b"<", b"<a", b"&", b"&#", b"MAT ", "MẬT ".encode()])
def test_a_text_made_to_be_looked_through_for_ever_is_looked_through(content: bytes) -> None:
    endless = packed({"word/document.xml": content * (2_000_000 // len(content))})
    stamped(look(endless, "a.docx").text)


def test_a_stamp_after_a_long_document_is_still_found() -> None:
    long = b"<w:p>" + b"b" * 1_000_000 + "</w:p><w:p>TỐI MẬT</w:p>".encode()
    assert stamped(look(packed({"word/document.xml": long}), "a.docx").text) is not None


def drawing(operations: bytes, pages: int) -> bytes:
    """A PDF whose pages are all drawn by these operations."""
    packed_content = zlib.compress(operations, 9)
    kids = b" ".join(b"%d 0 R" % (3 + n) for n in range(pages))
    font = b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]" + font + b"/Contents %d 0 R>>" % (3 + pages)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % pages,
        *[page] * pages,
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed_content) + packed_content + b"\nendstream",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + head + table + trailer


def test_a_pdf_that_is_drawn_without_end_is_given_up() -> None:
    word = b"BT /F1 1 Tf (a) Tj ET "
    honest = look(drawing(word * 3, pages=2), "a.pdf")
    assert honest.text.replace("\n", "") == "aaaaaa"
    dear = look(drawing(word * 20_000, pages=60), "a.pdf")
    assert dear.sort is Sort.PDF
    assert len(dear.text) < 200_000
    assert look(drawing(word * 200_000, pages=60), "a.pdf").text == ""
