"""What the files of writing a notice share: the questions and the buttons between them."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.ids import NoticeId
from campaign.reminders.notice import LONGEST, MOST_FILES, Letter, NoticeFile
from handlers.kit import Button, Choice, Next, OpenFlow, Row, Say, led, say, screen
from handlers.report.words import size_of


class WriteAnew(Choice, tag="ntn", label=say("notice.anew_button")):
    """Asks for the words again; the old ones are kept until then."""


class ChooseAudience(Choice, tag="nta", label=say("notice.go_on_button")):
    """To whom?"""


class ToAll(Choice, tag="ntl", label=say("notice.all_button")):
    """To everybody in the khối."""


class ChooseUnit(Choice, tag="ntu", label=say("notice.unit_button")):
    """To the people of which unit?"""

    page: int


class ChooseRole(Choice, tag="ntr", label=say("notice.role_button")):
    """To the holders of which role?"""


class DropFiles(Choice, tag="ntd", label=say("notice.drop_files_button")):
    """Takes the files out again."""


class OpenFiles(Choice, tag="nto"):
    """The files of a notice, for those who got it."""

    notice: NoticeId


@dataclass(frozen=True, slots=True)
class Writing:
    """Waits for the words, or for files that go with them."""


@dataclass(frozen=True, slots=True)
class Addressing:
    """Waits for a choice of people; a file sent meanwhile goes with the notice."""


def asking(lead: Say | None = None) -> Next:
    """Which words?"""
    shown = screen(say("notice.ask", limit=LONGEST, most=MOST_FILES), back=OpenFlow("manage"))
    return Next(Writing(), shown if lead is None else led(lead, shown))


def to_whom(letter: Letter, lead: Say | None = None) -> Next:
    """To whom? More files may still be sent."""
    rows: list[Row] = [ToAll(), ChooseUnit(0), ChooseRole()]
    rows += [DropFiles()] if letter.files else []
    shown = screen(say("notice.to_whom", files=with_files(letter.files)), *rows, back=WriteAnew())
    return Next(Addressing(), shown if lead is None else led(lead, shown))


def files_button(notice: NoticeId, count: int) -> Button:
    """Opens the files of a notice."""
    return OpenFiles(notice).labelled(say("notice.files_button", count=count))


def with_files(files: Sequence[NoticeFile]) -> Say | None:
    """The files that go with it, each with its size."""
    if not files:
        return None
    named = tuple(say("notice.file", name=file.name, size=size_of(file.size)) for file in files)
    return say("notice.files", files=named)
