"""Tables people send are read before their turn, a large one in a process of its own, each once."""

from pathlib import Path

import pytest

from bot.files import Files
from bot.tables import SMALL, Tables, from_json, to_json
from campaign.sheet import Book, SheetFault, SheetRefused
from papers.xlsx_writing import SheetColumn, SheetPage, write_xlsx


def table(rows: int) -> bytes:
    """A table of so many rows, in Vietnamese."""
    words = [(f"TT{n:05}", f"Nguyễn Văn Đệ {n * 7919}") for n in range(rows)]
    return write_xlsx(SheetPage("Danh sách", (SheetColumn("Mã", 10), SheetColumn("Họ và tên", 30)), words))


@pytest.mark.parametrize("rows", [3, 3000])
async def test_a_table_read_ahead_is_the_one_its_turn_would_have_read(tmp_path: Path, rows: int) -> None:
    files, content = Files(tmp_path), table(rows)
    assert (len(content) > SMALL) == (rows == 3000), "the larger one is read by a process of its own"
    sha256 = files.keep(content)
    ahead, here = Tables(files), Tables(files)
    await ahead.ahead(sha256, "danh-sach.xlsx")
    files.path(sha256).rename(tmp_path / "elsewhere")
    read = await ahead.book(sha256, "danh-sach.xlsx")
    (tmp_path / "elsewhere").rename(files.path(sha256))
    assert read == await here.book(sha256, "danh-sach.xlsx")
    assert isinstance(read, Book)
    assert len(read.sheets[0].rows) == rows + 1


async def test_what_is_no_table_or_no_longer_kept_is_not_read_ahead(tmp_path: Path) -> None:
    tables = Tables(Files(tmp_path))
    await tables.ahead("0" * 64, "danh-sach.xlsx")
    gone = await tables.book("0" * 64, "danh-sach.xlsx")
    assert isinstance(gone, SheetRefused)
    assert gone.fault is SheetFault.EMPTY


def test_a_refusal_is_the_same_on_the_other_side() -> None:
    refused = SheetRefused(SheetFault.TOO_MANY_ROWS, {"limit": 20_000})
    assert from_json(to_json(refused)) == refused
