"""`thidua recount FILE`: the same numbers again, or what is wrong, from the sheet alone."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from tests.campaign.ballots import settings
from tests.campaign.test_published import FIVE, held, sheet


def recounted(path: Path, text: str) -> Result:
    path.write_text(text, "utf-8-sig")
    return CliRunner().invoke(app, ["recount", str(path)])


@pytest.fixture
def published() -> str:
    return sheet(*held(FIVE, settings()))


def test_a_true_sheet_is_counted_again_and_agrees(tmp_path: Path, published: str) -> None:
    result = recounted(tmp_path / "phieu.csv", published)
    assert result.exit_code == 0, result.output
    assert "4/5" in result.output
    assert "Kiểm lại khớp" in result.output


def test_a_changed_result_is_found(tmp_path: Path, published: str) -> None:
    result = recounted(tmp_path / "phieu.csv", published.replace("result,1,passed,4", "result,1,passed,5"))
    assert result.exit_code == 1
    assert "KHÔNG khớp" in result.output


def test_another_file_is_refused_with_its_row(tmp_path: Path) -> None:
    result = recounted(tmp_path / "phieu.csv", "họ tên;đơn vị\n")
    assert result.exit_code == 2
    assert "không phải là bảng phiếu" in result.output


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["recount", str(tmp_path / "khong-co.csv")])
    assert result.exit_code == 2
    assert "khong-co.csv" in result.output
