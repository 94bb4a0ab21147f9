"""Kept files: once under their hash; passing ones only for a day."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.files import Files

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_the_same_bytes_are_stored_once(tmp_path: Path) -> None:
    files = Files(tmp_path)
    assert files.keep(b"one") == files.keep(b"one")
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_a_passing_file_is_gone_after_a_day(tmp_path: Path) -> None:
    files = Files(tmp_path)
    sha256 = files.keep_briefly(b"codes", NOW)
    files.forget(NOW + timedelta(hours=23))
    assert files.read(sha256) == b"codes"
    files.keep_briefly(b"other codes", NOW + timedelta(hours=25))
    with pytest.raises(FileNotFoundError):
        files.read(sha256)
