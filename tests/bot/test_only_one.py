"""One process serves a SQLite file; whoever moves it away waits until that one has stopped."""

import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.only_one import AlreadyRunning, only_one

ROOT = Path(__file__).parents[2]
HOLDS = """
import sys
from pathlib import Path
from bot.only_one import only_one
with only_one(Path(sys.argv[1])):
    print("holding", flush=True)
    sys.stdin.read()
"""


def holder(file: Path) -> subprocess.Popen[str]:
    """Another process that serves the file."""
    words = [sys.executable, "-c", HOLDS, str(file)]
    process = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "holding\n"
    return process


def test_a_second_process_is_not_let_in_until_the_first_is_gone_however_it_went(tmp_path: Path) -> None:
    file = tmp_path / "data" / "thidua.db"
    with holder(file) as first:
        with pytest.raises(AlreadyRunning), only_one(file):
            pass
        first.kill()
        first.wait()
        with only_one(file):
            pass
    assert file.parent.stat().st_mode & 0o077 == 0


def test_another_name_of_the_file_is_the_same_file(tmp_path: Path) -> None:
    file, name = tmp_path / "thidua.db", tmp_path / "name" / "other.db"
    name.parent.mkdir()
    file.touch()
    name.symlink_to(file)
    with holder(file) as first:
        with pytest.raises(AlreadyRunning), only_one(name):
            pass
        first.kill()


def test_on_a_server_there_may_be_several() -> None:
    with only_one("postgresql://x/y"), only_one("postgresql://x/y"):
        pass


def test_nothing_is_moved_from_under_a_running_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file, target = tmp_path / "thidua.db", tmp_path / "new.db"
    file.touch()
    with holder(file) as running:
        moved = CliRunner().invoke(
            app, ["migrate", "--from", f"sqlite:///{file}", "--to", f"sqlite:///{target}"]
        )
        running.kill()
    assert moved.exit_code == 1
    assert "đang chạy" in moved.output
    assert not target.exists()
