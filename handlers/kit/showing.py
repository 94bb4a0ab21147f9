"""What is shown: to who acts (screens, facts, toasts, files) and to others (notices and how far they have come)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from campaign.ids import CampaignId, KhoiId, MemberId, NoticeId, PersonId
from handlers.kit.buttons import Choice, Row
from handlers.kit.saying import Say, say


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: edited in place while the person moves around. Menu (and back) are added as its last row."""

    text: Say
    rows: tuple[Row, ...] = ()
    back: Choice | None = None


def screen(text: Say, *rows: Row, back: Choice | None = None) -> Screen:
    """A screen with its buttons, one row per argument (a tuple is several in one row)."""
    return Screen(text, rows, back)


class Keep(Enum):
    """How long what was said to somebody stays here: a file with codes of invitation a day, a sentence not at all."""

    ALWAYS = "always"
    BRIEFLY = "briefly"


@dataclass(frozen=True, slots=True)
class Fact:
    """A message worth keeping (filed, signed, voted, receipt): always new, never edited away.

    `keep` BRIEFLY: the reader keeps it, we do not (a code of invitation in words). `once`: the answer to a press takes
    its place, so that its buttons are gone then.
    """

    text: Say
    rows: tuple[Row, ...] = ()
    keep: Keep = Keep.ALWAYS
    once: bool = False


def fact(text: Say, *rows: Row, keep: Keep = Keep.ALWAYS) -> Fact:
    """A message worth keeping, with buttons of its own."""
    return Fact(text, rows, keep)


def question(text: Say, *rows: Row) -> Fact:
    """A message with buttons of which one is pressed, once: what is answered takes its place."""
    return Fact(text, rows, once=True)


@dataclass(frozen=True, slots=True)
class Toast:
    """A word in passing that leaves no message behind where the messenger can do that."""

    text: Say


def led(lead: Say, below: Screen) -> Screen:
    """The screen with a sentence before it: what was wrong, what just happened."""
    return Screen(say("chat.led", lead=lead, text=below.text), below.rows, below.back)


@dataclass(frozen=True, slots=True)
class Document:
    """A file for the person: a paper, a list, a picture (`media_type` image/png is shown as a picture)."""

    name: str
    content: bytes
    caption: Say
    media_type: str = "application/octet-stream"
    keep: Keep = Keep.ALWAYS


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is already in the evidence store, by its content hash, sent to the person."""

    name: str
    sha256: str
    caption: Say
    media_type: str = "application/octet-stream"


class Priority(Enum):
    """Who goes first when there is a queue."""

    REPLY = 0
    RECEIPT = 1
    REMINDER = 2
    BROADCAST = 3


@dataclass(frozen=True, slots=True)
class Notice:
    """Something told to other people on every channel they joined, with a ledger of who got it.

    `rows` should hold the button that does the thing; a “Đã đọc” button is added. `kind` is a word for the ledger.
    `not_before`: it leaves then at the earliest (what is written at night leaves in the morning).
    """

    id: NoticeId
    khoi: KhoiId
    kind: str
    audience: tuple[PersonId, ...]
    text: Say
    rows: tuple[Row, ...] = ()
    priority: Priority = Priority.BROADCAST
    campaign: CampaignId | None = None
    by: MemberId | None = None
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a notice said just before has come: a message that stays and is edited until everybody has been tried.

    `about` is what is being sent; `rows` come under its last state, which says what was done and what was not.
    """

    notice: NoticeId
    about: Say
    rows: tuple[Row, ...] = ()


Shown = Say | Screen | Fact | Toast | Document | Kept
Output = Shown | Notice | Progress
