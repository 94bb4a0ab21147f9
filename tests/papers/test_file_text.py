"""A file is known by its bytes, and its text is read where it can be."""

from io import BytesIO

import openpyxl
import pytest
from docx import Document
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from campaign.report import Sort
from campaign.stamp import stamped
from papers.file_text import look


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
