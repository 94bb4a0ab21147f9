"""What the log says about a bug: under its number, the kinds of error and the lines of code, never the words.

An exception's words may quote what somebody typed, chose or is called.
"""

import secrets
import traceback
from collections.abc import Iterator
from pathlib import Path

import structlog

from storage.turns import Entry

log = structlog.get_logger()


def number() -> str:
    """A new incident number: short enough to be read out on the telephone."""
    return secrets.token_hex(3).upper()


def record(error: BaseException, entry: Entry, incident: str) -> None:
    """Writes the incident to the log."""
    log.error("a turn failed", incident=incident, seq=entry.seq, where=discreet(error))


def discreet(error: BaseException) -> list[str]:
    """The kinds of error, the first cause last, and the line of code each came from."""
    return [f"{type(one).__name__} at {_place(one)}" for one in _causes(error)]


def _causes(error: BaseException) -> Iterator[BaseException]:
    following: BaseException | None = error
    while following is not None:
        yield following
        if isinstance(following, BaseExceptionGroup):
            for each in following.exceptions:
                yield from _causes(each)
        following = following.__cause__ or following.__context__


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{Path(f.filename).name}:{f.lineno}" for f in reversed(frames)) or "?"
