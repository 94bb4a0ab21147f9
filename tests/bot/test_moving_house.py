"""An operator moves house by the command line alone: backup, restore elsewhere, a server for the file, the doctor."""

import asyncio
from pathlib import Path

import pytest

from bot.clock import fresh_id
from bot.database_copies import NO_KEYS
from storage.opening import open_database
from tests.bot.test_commands import roster, thidua
from tests.bot.test_only_one import holder
from tests.campaign.rosters import OFFICER, SECRETARY


@pytest.fixture
def lived_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A khối has been brought in, in the folder `old`; the commands run there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    lives_in(tmp_path / "old", monkeypatch)
    imported = thidua("roster", "import", roster(SECRETARY, OFFICER), "--khoi", "Cụm thi đua số 2")
    assert imported.exit_code == 0, imported.output
    return tmp_path


def lives_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", str(folder / "data"))
    monkeypatch.setenv("KEY_DIR", str(folder / "keys"))


def is_there() -> bool:
    listed = thidua("khoi", "list")
    return listed.exit_code == 0 and "Cụm thi đua số 2" in listed.stdout


def test_what_was_backed_up_is_restored_in_an_empty_folder_and_nowhere_else(
    lived_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert thidua("backup", "luu.tar").exit_code == 0
    assert thidua("restore", "luu.tar").exit_code == 1, "everything is still there"
    lives_in(lived_in / "new", monkeypatch)
    assert not is_there()
    restored = thidua("restore", "luu.tar")
    assert restored.exit_code == 1, "looking has made a database: that place is not empty any more"
    lives_in(lived_in / "newer", monkeypatch)
    restored = thidua("restore", "luu.tar")
    assert restored.exit_code == 0, restored.output
    assert is_there()


def test_everything_moves_to_a_server_once_and_the_doctor_finds_it_well(
    lived_in: Path, monkeypatch: pytest.MonkeyPatch, postgres_url: str
) -> None:
    there = f"sqlite:///{lived_in / 'old' / 'data' / 'thidua.db'}"
    moved = thidua("migrate", "--from", there, "--to", postgres_url)
    assert moved.exit_code == 0, moved.output
    assert "member" in moved.output
    again = thidua("migrate", "--from", there, "--to", postgres_url)
    assert again.exit_code == 1, "the server is not empty any more"
    monkeypatch.setenv("DATABASE_URL", postgres_url)
    assert is_there()
    assert thidua("migrate").exit_code == 0
    seen = thidua("doctor")
    assert seen.exit_code == 0, seen.output
    assert "PostgreSQL" in seen.output


def test_nothing_is_moved_from_a_server_on_which_a_program_runs(
    lived_in: Path, monkeypatch: pytest.MonkeyPatch, postgres_url: str
) -> None:
    to = f"sqlite:///{lived_in / 'back.db'}"
    with asyncio.Runner() as another:
        running = another.run(open_database(postgres_url, fresh_id, NO_KEYS))
        refused = thidua("migrate", "--from", postgres_url, "--to", to)
        another.run(running.close())
    assert refused.exit_code == 1
    assert "đang chạy" in refused.output
    assert "postgres@" not in refused.output
    moved = thidua("migrate", "--from", postgres_url, "--to", to)
    assert moved.exit_code == 0, moved.output


def test_nothing_is_restored_beside_a_program_that_starts_there(
    lived_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert thidua("backup", "luu.tar").exit_code == 0
    lives_in(lived_in / "new", monkeypatch)
    with holder(lived_in / "new" / "data" / "thidua.db") as starting:
        refused = thidua("restore", "luu.tar")
        starting.kill()
    assert refused.exit_code == 1
    assert "đang chạy" in refused.output
    assert thidua("restore", "luu.tar").exit_code == 0
