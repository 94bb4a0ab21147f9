"""What the files of writing a notice share: the questions and the buttons between them."""

from dataclasses import dataclass

from campaign.notice import LONGEST
from handlers.kit import Choice, Next, OpenFlow, Say, Screen, led, say, screen


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


@dataclass(frozen=True, slots=True)
class Writing:
    """Waits for the words."""


def asking(lead: Say | None = None) -> Next:
    """Which words?"""
    shown = screen(say("notice.ask", limit=LONGEST), back=OpenFlow("manage"))
    return Next(Writing(), shown if lead is None else led(lead, shown))


def to_whom() -> Screen:
    """To whom?"""
    return screen(say("notice.to_whom"), ToAll(), ChooseUnit(0), ChooseRole(), back=WriteAnew())
