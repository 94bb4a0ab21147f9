"""`thidua history import`: all or nothing, the same file twice adds nothing, a dry run changes nothing."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from tests.bot.test_commands import installation, roster, thidua
from tests.campaign.rosters import OFFICER, SECRETARY

__all__ = ["installation"]

HEADINGS = ("Mã", "Đơn vị", "Năm", "Loại", "Giá trị", "Số quyết định", "Ngày quyết định")
GRADED = (OFFICER[0], "", "2024", "Xếp loại", "Hoàn thành tốt nhiệm vụ")
AWARDED = (OFFICER[0], "", "2024", "Danh hiệu", "CSTĐ cơ sở", "15/QĐ-TTr", "20/01/2025")


def history(*rows: tuple[str, ...]) -> str:
    out = StringIO()
    csv.writer(out, delimiter=";").writerows((HEADINGS, *rows))
    Path("qua-trinh.csv").write_text(out.getvalue(), "utf-8")
    return "qua-trinh.csv"


@pytest.fixture(autouse=True)
def people(installation: Path) -> None:
    assert thidua("roster", "import", roster(SECRETARY, OFFICER)).exit_code == 0


def test_records_come_in_once() -> None:
    first = thidua("history", "import", history(GRADED, AWARDED))
    assert first.exit_code == 0, first.output
    assert "2 mục mới, 0 mục đã có" in first.output
    assert "Đã ghi 2 mục" in first.output
    again = thidua("history", "import", history(GRADED, AWARDED))
    assert again.exit_code == 0
    assert "0 mục mới, 2 mục đã có" in again.output
    assert "Đã ghi" not in again.output


def test_a_dry_run_changes_nothing() -> None:
    for _ in range(2):
        tried = thidua("history", "import", history(GRADED), "--dry-run")
        assert tried.exit_code == 0
        assert "1 mục mới, 0 mục đã có" in tried.output


def test_one_wrong_row_refuses_the_file_and_names_it() -> None:
    wrong = thidua("history", "import", history(GRADED, ("KHAC", "", "2024", "Xếp loại", "Hoàn thành")))
    assert wrong.exit_code == 1
    assert "Dòng 3" in wrong.output
    assert "1 mục mới" in thidua("history", "import", history(GRADED), "--dry-run").output


def test_what_is_no_file_of_rows_is_said_so(tmp_path: Path) -> None:
    Path("anh.jpg").write_bytes(b"\xff\xd8\xff picture")
    assert thidua("history", "import", "anh.jpg").exit_code == 1
    assert thidua("history", "import", "khong-co.xlsx").exit_code == 2


def test_an_unknown_khoi_is_named() -> None:
    unknown = thidua("history", "import", history(GRADED), "--khoi", "Cụm nào đó")
    assert unknown.exit_code == 2
