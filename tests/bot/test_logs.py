"""The log says where a bug is, under the number that the person sees, and nothing of what anybody typed."""

import asyncio
import gc
import json
import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog

from bot import logs
from bot.config import LogFormat
from bot.wakeups import Wakeups
from handlers import FLOWS
from handlers.kit import End, Flow, Next, Result, Turn, say, screen
from tests.talk.room import open_room

ROOT = Path(__file__).parents[2]
CODE = "K7M4-2QXZ-9PLA"


def hooks_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """What `set_up` replaces is put back after the test."""
    for place, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(place, name, getattr(place, name))
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)
    monkeypatch.setattr(logging, "_warnings_showwarning", None)


@pytest.fixture(params=list(LogFormat))
def written(
    request: pytest.FixtureRequest, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[LogFormat]:
    """Logs are written as `thidua run` does, to where the test reads them."""
    hooks_of_their_own(monkeypatch)
    root, before = logging.getLogger(), logging.getLogger().handlers[:]
    root.handlers.clear()
    logs.set_up(request.param)
    yield request.param
    root.handlers[:] = before
    structlog.reset_defaults()


broken = Flow("broken", command="hong", about=say("chat.done"), help=say("chat.done"))


@dataclass(frozen=True)
class Typing:
    """Something is typed next."""


@broken.begin
async def begin(turn: Turn, argument: str) -> Result:
    return Next(Typing(), screen(say("chat.done")))


@broken.answer(Typing)
async def typed(turn: Turn, state: Typing, text: str) -> Result:
    try:
        int(text)
    except ValueError as error:
        raise RuntimeError(f"{turn.member.name} typed {text}") from error
    return End(say("chat.done"))


async def test_a_bug_is_found_by_the_persons_number_and_quotes_nobody(
    written: LogFormat, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    async with open_room(tmp_path, (*FLOWS, broken)) as room:
        lan = await room.joins("Nguyễn Thị Lan")
        await lan.says("/hong")
        await lan.says(CODE)
    assert lan.last.key == "chat.incident"
    out = "".join(capfd.readouterr())
    (line,) = [line for line in out.splitlines() if str(lan.last.values["number"]) in line]
    for word in ("RuntimeError at test_logs.py:", "ValueError at test_logs.py:"):
        assert word in line
    for secret in (CODE, "Lan", lan.account):
        assert secret not in out
    if written is LogFormat.JSON:
        assert json.loads(line)["level"] == "error"


async def test_a_wakeup_that_fails_has_a_number_and_quotes_nobody(
    written: LogFormat, capfd: pytest.CaptureFixture[str]
) -> None:
    async def act() -> None:
        raise ValueError(CODE)

    await Wakeups({})._woken("remind", act)
    out = "".join(capfd.readouterr())
    assert "incident" in out
    assert "ValueError at test_logs.py:" in out
    assert CODE not in out


def test_what_a_library_logs_quotes_nobody_either(
    written: LogFormat, capfd: pytest.CaptureFixture[str]
) -> None:
    try:
        raise ExceptionGroup("several", [ValueError(CODE)])
    except ExceptionGroup:
        logging.getLogger("pypdf").exception("cannot make anything of %s", CODE)
    warnings.showwarning(UserWarning(f"Cell {CODE} is no date"), UserWarning, "cell.py", 1)
    out = "".join(capfd.readouterr())
    for word in ("pypdf", "ExceptionGroup at test_logs.py:", "ValueError at", "py.warnings"):
        assert word in out
    assert CODE not in out


async def test_an_error_that_nobody_waited_for_quotes_nobody(
    written: LogFormat, capfd: pytest.CaptureFixture[str]
) -> None:
    """The standard library writes it out with the words of the error."""

    async def fails() -> None:
        raise ValueError(CODE)

    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    gc.collect()
    out = "".join(capfd.readouterr())
    assert "ValueError at test_logs.py:" in out
    assert CODE not in out


ENDS = """
import sys, threading
from bot import logs
from bot.config import LogFormat
class Broken:
    def __del__(self):
        raise ValueError(sys.argv[1])
logs.set_up(LogFormat.JSON)
thread = threading.Thread(target=int, args=[sys.argv[1]])
thread.start()
thread.join()
Broken()
raise RuntimeError(sys.argv[1])
"""


def test_a_program_that_ends_by_a_bug_quotes_nobody() -> None:
    done = subprocess.run([sys.executable, "-c", ENDS, CODE], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 1
    thread, lost, end = (json.loads(line) for line in done.stdout.splitlines())
    assert thread["where"][0].startswith("ValueError at threading.py:")
    assert lost["where"] == ["ValueError at <string>:7"]
    assert end["where"] == ["RuntimeError at <string>:13"]
    assert end["incident"]
    assert CODE.encode() not in done.stdout + done.stderr


WORKS_ON = """
import logging, sys
from bot import logs
from bot.config import LogFormat
logs.set_up(LogFormat.JSON)
logging.getLogger("aiosqlite").warning("between a statement and its answer")
logs.log.error("database refused")
sys.stderr.write("worked on")
"""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is Linux's")
def test_a_log_that_cannot_be_written_stops_no_work() -> None:
    with Path("/dev/full").open("wb") as full:
        program = [sys.executable, "-c", WORKS_ON]
        done = subprocess.run(program, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.stderr.startswith(b"worked on"), done.stderr


def test_the_same_complaint_is_written_once_a_minute_and_an_incident_always() -> None:
    now = [0.0]
    sparing = logs.Sparing(lambda: now[0])

    def written(**event: object) -> bool:
        try:
            return bool(sparing(None, "", dict(event)))
        except structlog.DropEvent:
            return False

    refused = {"level": "error", "event": "database refused", "why": "gone"}
    assert written(**refused, turns=1)
    assert not written(**refused, turns=2)
    assert written(**refused | {"why": "full"})
    assert written(**refused, incident="AB12CD")
    assert written(**refused, incident="AB12CD")
    assert written(level="info", event="backed up")
    assert written(level="info", event="backed up")
    now[0] = 60.0
    assert written(**refused, turns=3)
