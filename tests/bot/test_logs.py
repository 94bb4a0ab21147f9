"""The log says where a bug is, under the number that the person sees, and nothing of what anybody typed."""

import json
import logging
import sys
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

CODE = "K7M4-2QXZ-9PLA"


@pytest.fixture(params=list(LogFormat))
def written(request: pytest.FixtureRequest, capfd: pytest.CaptureFixture[str]) -> Iterator[LogFormat]:
    """Logs are written as `thidua run` does, to where the test reads them."""
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


def test_what_a_library_logs_quotes_nobody_either(written: LogFormat) -> None:
    try:
        raise ExceptionGroup("several", [ValueError(CODE)])
    except ExceptionGroup:
        record = logging.LogRecord("asyncio", logging.ERROR, "x", 1, "never retrieved", (), sys.exc_info())
    (line,) = [handler.format(record) for handler in logging.getLogger().handlers if type(handler) in OURS]
    assert "ExceptionGroup at test_logs.py:" in line
    assert "ValueError at" in line
    assert CODE not in line


OURS = (logging.StreamHandler,)  # pytest has handlers of its own


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
