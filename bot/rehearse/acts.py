"""What the others do when they are let: the acts of a scenario, in the order of the story.

    [[acts]]
    label = "Để mọi người trả lời giấy mời"
    at = 2022-06-20T09:00:00           # the clock is moved there first, if it is still earlier
    [[acts.parts]]
    who = ["head", "BTT02"]            # everybody of a role, or one person by code
    steps = ["/lichhop", "press 1", "press calendar.attend_button"]

A step is what somebody types (“/dangky”), a button they press (`press register.confirm_button` by the key of its words,
`press Lao động tiên tiến` by the words themselves, `press 2` by its number), or a file they send
(`send bao-cao.docx: what stands in it`).
"""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bot.texts import Texts
from campaign.people import Language

KEY = re.compile(r"[a-z_]+\.[a-z_]+")
SENT = re.compile(r"send ([^/:]+\.docx): (.+)")


class Row(BaseModel):
    """A table of the file: nothing in it may be unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Types:
    """Somebody types this."""

    text: str


@dataclass(frozen=True, slots=True)
class Presses:
    """Somebody presses the button with these words, or the one that begins with them, or (by number) the nth."""

    words: str


@dataclass(frozen=True, slots=True)
class Sends:
    """Somebody sends a Word file of this name, in which this stands."""

    name: str
    text: str


Step = Types | Presses | Sends


def step_of(written: str) -> Step:
    """The step that is written. Raises ValueError with what is wrong."""
    if written.startswith("press "):
        return Presses(_words(written.removeprefix("press ")))
    if not written.startswith("send "):
        return Types(written)
    sent = SENT.fullmatch(written)
    if sent is None:
        raise ValueError(f"{written!r}: expected “send NAME.docx: what stands in it”")
    return Sends(sent[1], sent[2])


def _words(name: str) -> str:
    if not KEY.fullmatch(name):
        return name
    subject, _, rest = name.partition(".")
    sentence = _sentences(subject).get(rest)
    if sentence is None:
        raise ValueError(f"there are no words {name!r} in locales/")
    words = sentence.split("{")[0]
    if not words:
        raise ValueError(f"the words {name!r} begin with a value: write the words of the button instead")
    return words


@cache
def _sentences(subject: str) -> dict[str, str]:
    return dict(Texts(ZoneInfo("UTC")).subject(subject, Language.VI))


def _readable(written: str) -> str:
    step_of(written)
    return written


def _local(at: datetime) -> datetime:
    if at.tzinfo is not None:
        raise ValueError("a local date and time without a zone, such as 2022-03-01T08:00:00")
    return at


Local = Annotated[datetime, AfterValidator(_local)]
Words = Annotated[str, Field(min_length=1, max_length=200)]
Written = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_readable)]


class PartRow(Row):
    """What some of them do: each takes these steps."""

    who: Annotated[tuple[Words, ...], Field(min_length=1)]
    steps: Annotated[tuple[Written, ...], Field(min_length=1)]


class ActRow(Row):
    """One act of the story: a button of the room."""

    label: Words
    at: Local | None = None
    parts: Annotated[tuple[PartRow, ...], Field(min_length=1)]
