"""A file of evidence while the plug is pulled or the disk fills up: it is there whole, or not at all."""

import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from bot.files import Arriving, Files

CONTENT = b"quyet dinh" * 10_000
ROOM = 65_536  # bytes that can be written before the end
ROOT = Path(__file__).parents[2]
CHILD = f"""
import resource, signal, sys
from pathlib import Path
from bot.files import Files
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # the system ends the process in the middle of a write
resource.setrlimit(resource.RLIMIT_FSIZE, ({ROOM}, {ROOM}))
Files(Path(sys.argv[1])).keep(b"quyet dinh" * 10_000)
"""


def test_a_process_that_ends_in_the_middle_of_a_file_leaves_nothing_half_kept(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", CHILD, tmp_path], cwd=ROOT)
    assert ended.returncode == -signal.SIGXFSZ
    files, name = Files(tmp_path), sha256(CONTENT).hexdigest()
    half = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.stat().st_size for path in half] == [ROOM]
    with pytest.raises(FileNotFoundError):
        files.read(name)
    assert files.untouched(datetime.now(UTC) + timedelta(days=1)) == set()
    assert files.keep(CONTENT) == name
    assert files.read(name) == CONTENT
    files.empty_porch()  # at the next start
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [name]


def test_a_disk_that_fills_up_in_the_middle_of_a_file_keeps_none_of_it(tmp_path: Path) -> None:
    files = Files(tmp_path)
    with _little_room(), pytest.raises(OSError, match="File too large"):
        files.keep(CONTENT)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert files.read(files.keep(CONTENT)) == CONTENT


def test_a_file_that_comes_in_pieces_leaves_none_behind_on_a_disk_that_fills_up(tmp_path: Path) -> None:
    arriving = Arriving(Files(tmp_path), "arriving")
    with _little_room(), pytest.raises(OSError, match="File too large"):
        _arrives(arriving)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def _arrives(arriving: Arriving) -> None:
    try:
        for at in range(0, len(CONTENT), 1000):
            arriving.write(CONTENT[at : at + 1000])
    finally:
        arriving.close()


@contextmanager
def _little_room() -> Iterator[None]:
    """Writing beyond it fails, as on a full disk (Python does not let the signal end us)."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_is_on_the_disk_before_it_has_its_name_and_its_name_before_it_is_told(tmp_path: Path) -> None:
    """No test can pull the plug of a disk; this one sees in which order the system is asked."""
    asked: list[str] = []

    def see(_frame: object, event: str, called: Any) -> None:
        name = getattr(called, "__name__", "")
        if event == "c_call" and name in ("write", "flush", "fsync", "replace", "rename"):
            asked.append(name)

    sys.setprofile(see)
    try:
        Files(tmp_path).keep(CONTENT)
    finally:
        sys.setprofile(None)
    assert asked == ["write", "flush", "fsync", "replace", "fsync"]
