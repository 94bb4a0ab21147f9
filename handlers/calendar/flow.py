"""/lichhop: the flow that lists and answers meetings, and its buttons. Its steps are in the files named calendar_*."""

from campaign.ids import MeetingId, MemberId
from handlers.kit import Choice, Flow, OpenFlow, say

flow = Flow("calendar", command="lichhop", about=say("calendar.about"), help=say("calendar.help"))

LIST = OpenFlow(flow.name)


class TurnMeetings(Choice, tag="hl"):
    """Another page of the list."""

    page: int
    past: bool


class OpenMeeting(Choice, tag="ho", label=say("calendar.open_button")):
    """One meeting."""

    meeting: MeetingId


class ReadAgenda(Choice, tag="hg", label=say("calendar.agenda_button")):
    """The agenda in full."""

    meeting: MeetingId


class Documents(Choice, tag="hd"):
    """Every document of the meeting, as files."""

    meeting: MeetingId


class CalendarFile(Choice, tag="hi", label=say("calendar.ics_button")):
    """The meeting for the phone's own calendar."""

    meeting: MeetingId


class OpenFeed(Choice, tag="hf", label=say("calendar.feed_button")):
    """The person's own calendar, to subscribe to."""


class MakeFeed(Choice, tag="hfm", label=say("calendar.feed_make_button")):
    """An address for it; `instead_of` names the one there was, 0 for none."""

    instead_of: int


class RevokeFeed(Choice, tag="hfx", label=say("calendar.feed_revoke_button")):
    """The address made then ends."""

    made: int


class Attend(Choice, tag="ha", label=say("calendar.attend_button"), replies=True):
    """Dự. `revision` is the meeting as it was shown: a moved one is asked about again."""

    meeting: MeetingId
    revision: int


class SendSubstitute(Choice, tag="hs", label=say("calendar.substitute_button")):
    """Cử người dự thay: whom?"""

    meeting: MeetingId
    revision: int


class StayAway(Choice, tag="hv", label=say("calendar.away_button")):
    """Vắng, nêu lý do: why?"""

    meeting: MeetingId
    revision: int


class AwayBecause(Choice, tag="hw"):
    """Vắng, for one of the usual reasons."""

    meeting: MeetingId
    revision: int
    reason: int


class PickSubstitute(Choice, tag="hsp"):
    """This member comes."""

    meeting: MeetingId
    revision: int
    member: MemberId


class TurnCandidates(Choice, tag="hst"):
    """Another page of those who may come instead."""

    meeting: MeetingId
    revision: int
    page: int


class NameSomebody(Choice, tag="hso", label=say("calendar.somebody_button")):
    """Somebody who is not in the roster comes."""

    meeting: MeetingId
    revision: int


class Empower(Choice, tag="hse"):
    """With or without mandate: `powers` is “n”, “v” (vote) or “vs” (vote and sign)."""

    meeting: MeetingId
    powers: str


class NotNumbered(Choice, tag="hsn", label=say("calendar.not_numbered_button")):
    """The ủy quyền has no number yet."""

    meeting: MeetingId


class ConfirmSubstitute(Choice, tag="hsc", label=say("calendar.confirm_button")):
    """The answer as read back; it stands in the conversation."""

    meeting: MeetingId


class Manage(Choice, tag="hm", label=say("calendar.manage_button")):
    """The secretary's side of a meeting."""

    meeting: MeetingId


class ShowAttendance(Choice, tag="hn", label=say("calendar.attendance_button")):
    """Who comes, who sends somebody, who has not answered."""

    meeting: MeetingId


class ShowRollCall(Choice, tag="hp", label=say("roll_call.button")):
    """Điểm danh: who is in the room, ten units a page."""

    meeting: MeetingId
    page: int


class NewMeeting(Choice, tag="hqn", label=say("calendar.new_button")):
    """Begins to prepare a meeting."""
