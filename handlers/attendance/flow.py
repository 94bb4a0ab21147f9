"""[Ai dự họp]: who comes, who sends somebody, who stays away, who has not answered; its buttons."""

from enum import StrEnum

from campaign.ids import MeetingId, MemberId
from handlers.kit import Choice, Flow, say

flow = Flow("attendance", about=say("attendance.about"), help=say("attendance.help"))


class Kind(StrEnum):
    """How somebody has answered. The values are what buttons carry."""

    ATTENDING = "a"
    SUBSTITUTED = "s"
    ABSENT = "v"
    SILENT = "n"
    OUTDATED = "o"


class ListKind(Choice, tag="hnl"):
    """Everybody who answered like this, ten a page."""

    meeting: MeetingId
    kind: Kind
    page: int


class OpenAnswer(Choice, tag="hno"):
    """One person's answer with its history; what was said by telephone can be entered."""

    meeting: MeetingId
    member: MemberId


class EnterAttending(Choice, tag="hna", label=say("attendance.enter_attending_button")):
    """The person said by telephone that they come."""

    meeting: MeetingId
    member: MemberId


class EnterAway(Choice, tag="hnv", label=say("attendance.enter_away_button")):
    """The person said by telephone that they do not: why?"""

    meeting: MeetingId
    member: MemberId


class AskNudge(Choice, tag="hnq", label=say("attendance.nudge_button")):
    """Reads back who would be asked again."""

    meeting: MeetingId


class Nudge(Choice, tag="hnn", label=say("attendance.send_button")):
    """Asks exactly those who have not answered."""

    meeting: MeetingId
