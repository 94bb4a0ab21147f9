"""A file somebody sent -> rows, or one clear reason why not. The bytes decide what it is, the name only helps.

danh-sach.xlsx, danh-sach.csv   -> Book
a bomb, a picture, an old .xls  -> SheetRefused
"""

from pathlib import PurePath

from campaign.sheet import Book, SheetFault, SheetRefused
from papers.csv_reading import read_csv
from papers.xlsx_reading import read_xlsx

MOST_PACKED = 5  # megabytes: ten thousand people are less than one
_MEGABYTE = 1024 * 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OF_TEXT = frozenset({".csv", ".tsv", ".txt"})
_OF_EXCEL = frozenset({".xlsx", ".xlsm"})


def read_sheets(data: bytes, name: str) -> Book | SheetRefused:
    """Read an .xlsx or .csv file; `name` is the file's name as it was sent."""
    ending = PurePath(name).suffix.lower()
    if not data.strip():
        return SheetRefused(SheetFault.EMPTY)
    if len(data) > MOST_PACKED * _MEGABYTE:
        return SheetRefused(SheetFault.TOO_BIG, {"limit": MOST_PACKED})
    if data.startswith(b"PK"):
        return _not_empty(read_xlsx(data))
    if data.startswith(_OLD_OFFICE):
        return SheetRefused(_old_office(data, ending))
    if ending in _OF_TEXT:
        return _not_empty(read_csv(data))
    return SheetRefused(SheetFault.BROKEN if ending in _OF_EXCEL else SheetFault.NOT_A_SHEET)


def _not_empty(read: Book | SheetRefused) -> Book | SheetRefused:
    if isinstance(read, Book) and not any(sheet.rows for sheet in read.sheets):
        return SheetRefused(SheetFault.EMPTY)
    return read


def _old_office(data: bytes, ending: str) -> SheetFault:
    """The container of Excel before 2007, and also of every file with a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return SheetFault.LOCKED
    return SheetFault.OLD_EXCEL if ending in _OF_EXCEL | {".xls"} else SheetFault.NOT_A_SHEET
