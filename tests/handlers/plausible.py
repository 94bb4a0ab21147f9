"""Buttons and states filled with plausible values, and the corpus of bad input: for tests that go over every flow."""

import dataclasses
import io
import random
import re
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from openpyxl import Workbook

from bot.catalogue import shipped
from bot.downloads import LARGEST_FILE
from handlers import FLOWS
from handlers.kit import Choice
from handlers.packing import pack
from storage.schema import metadata
from tests.papers.test_file_text import pdf

T = TypeVar("T")
C = TypeVar("C", bound=Choice)

TITLES = tuple(sorted({award.code for award in shipped().awards}))
FLOW_NAMES = tuple(flow.name for flow in FLOWS)
INTEGERS = (0, 1, 2, 7, -1, 25, 2026, 1_772_416_800, 1_772_416_800_000_000, 2**62 - 1, -(2**62))
STRINGS = ("", "LDTT", "x", "§", "7d,1d", "'; --", "<b>", "Đ")

TYPED = (
    "",
    "   ",
    "\n\n",
    "a" * 4096,
    "Đồng chí " * 450,
    "<b>&\"'",
    "{0} {name} %s",
    "{ còn dở",
    "'; DROP TABLE member; --",
    "\u202eTrần\u202c \u200f",
    "\u200b\u200d\ufeff",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    unicodedata.normalize("NFD", "Nguyễn Thị Hướng"),
    "32/13/2026",
    "30/2/2026",
    "25:61 30/02/2026",
    "01/01/0001",
    "31/12/9999 23:59",
    "29/02/2027",
    "24:00 31/12",
    "0/0/0",
    "2147483648",
    "9223372036854775808",
    "NaN",
    '=HYPERLINK("http://x";"y")',
    "a\0b",
    "-1",
    "0",
    "1",
    "³",
    "٣",
    "9" * 400,
    "1e308",
    "-12,5",
    "#99",
    "#1",
    "#",
    "/",
    "/khongco",
    "K7M4-0000-0000",
)
"""What people, and whoever means no good, may type."""


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    return out.getvalue()


def _formulas() -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in (*ROSTER, ["=1+1", "@SUM(A1)", "+1", '=HYPERLINK("http://x")', "-1", "=Z9"]):
        book.worksheets[0].append(row)
    book.save(out)
    return out.getvalue()


ROSTER = (
    ["Mã", "Họ và tên", "Đơn vị", "Chức vụ", "Vai trò", "Giới tính"],
    ["X1", "=cmd|' /C calc'!A0", "Báo Thanh tra", "-2+3", "Cá nhân", "Nữ"],
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILES: tuple[tuple[str, bytes, str], ...] = (
    ("virus.exe", b"MZ\x90\x00", "application/x-msdownload"),
    ("rong.pdf", b"", "application/pdf"),
    ("../../etc/passwd\x00.pdf", pdf("x"), "application/pdf"),
    ("C:\\con\\" + "a" * 300 + ".xlsx", b"not a sheet", XLSX),
    ("bomb.xlsx", _bomb(), XLSX),
    ("half.xlsx", b"PK\x03\x04half", XLSX),
    ("cong-thuc.xlsx", _formulas(), XLSX),
    ("cong-thuc.csv", "\n".join(";".join(row) for row in ROSTER).encode(), "text/csv"),
    ("qua-lon.pdf", pdf("x") + bytes(LARGEST_FILE), "application/pdf"),
)
"""Wrong type, empty, path tricks, not what it says it is, a zip bomb, cut off, formulas in cells, over the limit."""


class Plausible:
    """Makes buttons and states of any class. `known` are rows by their table; other ids are ids of nothing."""

    def __init__(self, seed: int, known: Mapping[str, Sequence[int]] | None = None) -> None:
        self.random = random.Random(seed)
        self._known = known or {}

    def made(self, kind: type[T]) -> T:
        """One of this class."""
        hints = get_type_hints(kind)
        fields = dataclasses.fields(kind)  # type: ignore[arg-type]
        return kind(*(self._value(field.name, hints[field.name]) for field in fields))

    def button(self, kind: type[C]) -> C:
        """One of this class that our program could have made; the others are forged in test_forged.py."""
        while True:
            made = self.made(kind)
            with suppress(ValueError):
                pack(made)
                return made

    def _value(self, name: str, hint: Any) -> object:
        if get_origin(hint) in (Union, UnionType):
            some = [option for option in get_args(hint) if option is not NoneType]
            return self._value(name, some[0]) if self.random.random() < 0.8 else None
        if get_origin(hint) is tuple:
            several = get_args(hint)
            parts = several[:1] * 3 if several[-1] is ... else several
            return tuple(self._value("member" if part is int else name, part) for part in parts)
        if isinstance(hint, NewType):
            return self._id(table_of(hint.__name__))
        if dataclasses.is_dataclass(hint):
            return self.made(hint)  # type: ignore[arg-type]
        if hint is date:
            return date(self.random.choice([1900, 2026, 9999]), 2, 28)
        if hint is int and name in metadata.tables:
            return self._id(name)
        return self._plain(name, hint)

    def _plain(self, name: str, hint: Any) -> object:
        if hint is bool:
            return self.random.random() < 0.5
        if hint is int:
            return self.random.choice(INTEGERS)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return self.random.choice(list(hint))
        assert hint is str, f"no plausible value for {hint}: add one here"
        if self.random.random() < 0.2:
            return self.random.choice(STRINGS)
        return self.random.choice({"title": TITLES, "flow": FLOW_NAMES}.get(name, STRINGS))

    def _id(self, table: str) -> int:
        return self.random.choice(self._known.get(table) or [self.random.getrandbits(62)])


def table_of(name: str) -> str:
    """The table that the ids of this type name: `CampaignId` is `campaign`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name.removesuffix("Id")).lower()


def names_a_row(button: object) -> bool:
    """Whether an id stands in it: a button about something, not one that begins something new."""
    hints = get_type_hints(type(button))
    fields = dataclasses.fields(button)  # type: ignore[arg-type]
    given = [field.name for field in fields if getattr(button, field.name) is not None]
    return any("campaign.ids" in str(hints[name]) or name in metadata.tables for name in given)
