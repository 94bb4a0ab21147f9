"""What a file somebody sent is, by its bytes, and the text that can be read from it (to look for a stamp of secrecy).

bao-cao.docx -> Looked(WORD, "Báo cáo thành tích …")
anh.jpg      -> Looked(PHOTO, "")           a photo cannot be read
tep.exe      -> Looked(None, "")            none of the sorts that are accepted
"""

import html
import re
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import PurePath
from zipfile import ZipFile

from pypdf import PdfReader

from campaign.report import Sort
from papers.zips import ZIP_ERRORS

MOST_PAGES = 60  # of a PDF; a stamp stands on the first
MOST_DRAWN = 2_000_000  # bytes of what draws them; a page of text needs some thousands
MOST_STEPS = 200_000  # of drawing; reading one takes some hundred thousandths of a second
MOST_TEXT = 4_000_000  # bytes of one part of an Office file
MOST_OF_ALL = 12_000_000  # bytes of all its parts: what is packed may swell a thousandfold
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PHOTOS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
_PARTS = re.compile(r"(word/(document|header\d*|footer\d*)|xl/sharedStrings|xl/worksheets/\w+)\.xml")
_BREAK = re.compile(r"</(?:w:p|si|is|w:tr)>")
_TAG = re.compile(r"<[^<>]+>")  # without a second “<”: an endless one would be looked for from each of them


@dataclass(frozen=True, slots=True)
class Looked:
    """The sort of a file, None when it is not accepted, and its text as far as it can be read."""

    sort: Sort | None
    text: str = ""


class _Enough(Exception):
    """A page costs too much to read."""


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
        return _pages(PdfReader(BytesIO(data)))
    except Exception:  # noqa: BLE001 - locked or damaged, on which the library fails in every way there is
        return ""  # it can be kept, but not read


def _pages(reader: PdfReader) -> str:
    """The text of the first pages, until they have cost what an honest document never does."""
    texts, drawn, pages = [], 0, reader.pages
    steps = count(1)

    def step(*operation: object) -> None:
        if next(steps) > MOST_STEPS:
            raise _Enough

    for number in range(min(len(pages), MOST_PAGES)):
        contents = pages[number].get_contents()
        drawn += 0 if contents is None else len(contents.get_data())
        if drawn > MOST_DRAWN:
            break
        try:
            texts.append(pages[number].extract_text(visitor_operand_before=step))
        except _Enough:
            break
    return "\n".join(texts)


def _office(data: bytes) -> Looked:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            sort = _sort(names)
            return Looked(sort, _parts(archive, names) if sort else "")
    except ZIP_ERRORS:
        return Looked(None)


def _parts(archive: ZipFile, names: list[str]) -> str:
    """The text of the parts that hold any, in their order, as far as it may be unpacked."""
    texts, left = [], MOST_OF_ALL
    for name in names:
        if left > 0 and _PARTS.fullmatch(name):
            with archive.open(name) as part:
                xml = part.read(min(MOST_TEXT, left))
            left -= len(xml)
            texts.append(_text(xml))
    return "\n".join(texts)


def _sort(names: list[str]) -> Sort | None:
    if "word/document.xml" in names:
        return Sort.WORD
    return Sort.EXCEL if "xl/workbook.xml" in names else None


def _text(xml: bytes) -> str:
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", xml.decode("utf-8", "replace"))))


def _old_office(data: bytes) -> str:
    """Text of Word and Excel before 2007 lies there as UTF-16, at even or at odd places."""
    return "\n".join(data[start:].decode("utf-16-le", "replace").replace("\r", "\n") for start in (0, 1))
