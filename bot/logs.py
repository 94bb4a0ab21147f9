"""How the log is written: no token, no code, nothing that somebody typed.

Libraries that print addresses of requests are silent, because an address may hold a token. Of an exception the log has
the kind and the lines of code, not its words (`bot/incidents.py`), whoever logs it; of what a library says only where
it says so: one that reads PDF quotes the bytes of the file, asyncio the words of an error nobody waited for. What
Python itself prints of an error that nobody caught is written in the same way.

A line that cannot be written (a full disk, a reader that has gone) is lost, and nothing else: libraries log in the
middle of their work, aiosqlite between a statement and its answer.
"""

import io
import logging
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import TextIO, cast

import structlog
from structlog.typing import EventDict, WrappedLogger

from bot.config import LogFormat
from bot.incidents import discreet, number

LOUD = ("httpx", "httpcore", "telegram", "apscheduler", "uvicorn", "uvicorn.error", "alembic")


COMPLAINTS = ("warning", "error")
COUNTS = ("turns",)  # what differs from one time to the next
A_MINUTE = 60.0  # seconds

log = structlog.get_logger()


class Wordless(logging.Handler):
    """For what libraries log: who complains, and where in their code."""

    def emit(self, record: logging.LogRecord) -> None:
        """Writes a line among ours, in the same form."""
        write = log.error if record.levelno >= logging.ERROR else log.warning
        at = f"{record.filename}:{record.lineno}"
        write("a library complains", library=record.name, at=at, exc_info=record.exc_info)


class Output(io.TextIOBase):
    """Standard output, as it is at that moment, for lines that nobody waits for."""

    def write(self, text: str) -> int:
        """Writes what can be written. Never fails."""
        with suppress(OSError, ValueError):  # no room, nobody who reads; closed
            print(text, end="", flush=True)  # noqa: T201
        return len(text)


def wordless(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """For what we log: an exception becomes where it happened."""
    raised = event.pop("exc_info", None)
    error = sys.exc_info()[1] if raised is True else raised[1] if isinstance(raised, tuple) else raised
    if isinstance(error, BaseException):
        event["where"] = discreet(error)
    return event


class Sparing:
    """The same complaint again and again, as while a database is away, is written once a minute. `timer`: seconds.

    What has an incident number is always written: somebody will look for it.
    """

    def __init__(self, timer: Callable[[], float]) -> None:
        self._timer = timer
        self._written: dict[frozenset[tuple[str, str]], float] = {}

    def __call__(self, _: WrappedLogger, __: str, event: EventDict) -> EventDict:
        if event.get("level") not in COMPLAINTS or "incident" in event:
            return event
        what = frozenset((name, str(value)) for name, value in event.items() if name not in COUNTS)
        now = self._timer()
        self._written = {said: at for said, at in self._written.items() if now - at < A_MINUTE}
        if what in self._written:
            raise structlog.DropEvent
        self._written[what] = now
        return event


def set_up(log_format: LogFormat) -> None:
    """Sets up logging for this process."""
    logging.basicConfig(level=logging.WARNING, handlers=[Wordless()])
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = (
        False  # what cannot be written would be printed with everything that was to be logged
    )
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
    last: structlog.typing.Processor = structlog.dev.ConsoleRenderer(colors=False)
    if log_format is LogFormat.JSON:
        last = structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            wordless,
            Sparing(time.monotonic),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.WriteLoggerFactory(cast("TextIO", Output())),
    )
    sys.excepthook = _ended
    sys.unraisablehook = _nobody_took
    threading.excepthook = _thread_ended


def _ended(_: type[BaseException], error: BaseException, __: TracebackType | None) -> None:
    if not isinstance(error, KeyboardInterrupt):
        log.error("the program ended by a bug", incident=number(), where=discreet(error))


def _nobody_took(lost: "sys.UnraisableHookArgs") -> None:
    log.error("an error reached nobody", where=[] if lost.exc_value is None else discreet(lost.exc_value))


def _thread_ended(lost: threading.ExceptHookArgs) -> None:
    log.error("a thread ended by a bug", where=[] if lost.exc_value is None else discreet(lost.exc_value))
