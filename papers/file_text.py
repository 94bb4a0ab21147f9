"""What a file somebody sent is, by its bytes, and the text that can be read from it (to look for a stamp of secrecy).

bao-cao.docx -> Looked(WORD, "Báo cáo thành tích …")
anh.jpg      -> Looked(PHOTO, "")           a photo cannot be read
tep.exe      -> Looked(None, "")            none of the sorts that are accepted
"""

import html
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from zipfile import ZipFile

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from campaign.report import Sort
from papers.zips import ZIP_ERRORS

MOST_PAGES = 60  # of a PDF; a stamp stands on the first
MOST_TEXT = 4_000_000  # bytes of one part of an Office file
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PHOTOS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_PARTS = re.compile(r"(word/(document|header\d*|footer\d*)|xl/sharedStrings|xl/worksheets/\w+)\.xml")
_BREAK = re.compile(r"</(?:w:p|si|is|w:tr)>")
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Looked:
    """The sort of a file, None when it is not accepted, and its text as far as it can be read."""

    sort: Sort | None
    text: str = ""


def look(data: bytes, name: str) -> Looked:
    """Look at a file; `name` only tells old Word from old Excel. Never raises for damaged bytes."""
    if data.startswith(b"%PDF"):
        return Looked(Sort.PDF, _pdf(data))
    if (
        data.startswith(_PHOTOS)
        or data[8:12] == b"WEBP"
        or data[4:12] in (b"ftypheic", b"ftypmif1", b"ftypheix")
    ):
        return Looked(Sort.PHOTO)
    if data.startswith(b"PK"):
        return _office(data)
    if data.startswith(_OLD_OFFICE):
        ending = PurePath(name).suffix.lower()
        sort = {".doc": Sort.WORD, ".xls": Sort.EXCEL}.get(ending)
        return Looked(sort, _old_office(data) if sort else "")
    return Looked(None)


def _pdf(data: bytes) -> str:
    try:
        pages = PdfReader(BytesIO(data)).pages
        return "\n".join(pages[i].extract_text() for i in range(min(len(pages), MOST_PAGES)))
    except (PyPdfError, *ZIP_ERRORS, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return ""  # locked or damaged: it can be kept, but not read


def _office(data: bytes) -> Looked:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            sort = _sort(names)
            texts = [_part(archive, name) for name in names if sort and _PARTS.fullmatch(name)]
    except ZIP_ERRORS:
        return Looked(None)
    return Looked(sort, "\n".join(texts))


def _sort(names: list[str]) -> Sort | None:
    if "word/document.xml" in names:
        return Sort.WORD
    return Sort.EXCEL if "xl/workbook.xml" in names else None


def _part(archive: ZipFile, name: str) -> str:
    with archive.open(name) as part:
        xml = part.read(MOST_TEXT).decode("utf-8", "replace")
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", xml)))


def _old_office(data: bytes) -> str:
    """Text of Word and Excel before 2007 lies there as UTF-16, at even or at odd places."""
    return "\n".join(data[start:].decode("utf-16-le", "replace").replace("\r", "\n") for start in (0, 1))
