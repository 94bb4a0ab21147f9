"""Calling, changing and cancelling meetings: the secretary's part of /lichhop, and its buttons."""

from campaign.ids import BodyId, MeetingId, MemberId
from campaign.meetings.draft import Part
from campaign.meetings.invited import Group
from campaign.meetings.meeting import MeetingKind
from handlers.kit import Choice, Flow, say

flow = Flow("arranging", about=say("arranging.about"), help=say("arranging.help"))


class Begin(Choice, tag="hqb", label=say("arranging.begin_button")):
    """Another meeting, although one is being prepared."""


class OfKind(Choice, tag="hqk"):
    """A meeting of this kind; the draft begins here."""

    kind: MeetingKind


class Resume(Choice, tag="hqr", label=say("arranging.resume_button")):
    """The next part that was not asked yet."""

    draft: MeetingId


class Review(Choice, tag="hqv", label=say("arranging.review_button")):
    """Everything as it stands."""

    draft: MeetingId


class Drop(Choice, tag="hqd", label=say("arranging.drop_button")):
    """Throw the draft away? Asked once more."""

    draft: MeetingId


class ReallyDrop(Choice, tag="hqx", label=say("arranging.really_drop_button")):
    """The draft goes."""

    draft: MeetingId


class AskPart(Choice, tag="hqp"):
    """One part, again or for the first time."""

    draft: MeetingId
    part: Part


class Leave(Choice, tag="hqs"):
    """This part stays as it is; on to the next."""

    draft: MeetingId
    part: Part


class Clear(Choice, tag="hqw", label=say("arranging.clear_button")):
    """What this part holds goes; it may stay empty."""

    draft: MeetingId
    part: Part


class AskToRemove(Choice, tag="hqo", label=say("arranging.remove_button")):
    """Which document to remove?"""

    draft: MeetingId


class RemoveFile(Choice, tag="hqz"):
    """This document goes; `place` counts from 0, `size` tells it from one that moved there."""

    draft: MeetingId
    place: int
    size: int


class InviteGroup(Choice, tag="hqg"):
    """Everybody of a group is invited too."""

    draft: MeetingId
    group: Group


class InviteBody(Choice, tag="hqh"):
    """The people of a body are invited too."""

    draft: MeetingId
    body: BodyId


class Empty(Choice, tag="hqe", label=say("arranging.empty_button")):
    """Nobody is invited; begin anew."""

    draft: MeetingId


class PickPeople(Choice, tag="hqi", label=say("arranging.pick_button")):
    """One by one, from the roster."""

    draft: MeetingId
    page: int


class Invite(Choice, tag="hqt"):
    """This member is invited, or no longer."""

    draft: MeetingId
    member: MemberId
    page: int


class AskGuests(Choice, tag="hqu", label=say("arranging.guests_button")):
    """People who are not in the roster, as they stand in the giấy mời."""

    draft: MeetingId


class PickChairs(Choice, tag="hqj", label=say("arranging.pick_chairs_button")):
    """Who chairs, from the roster."""

    draft: MeetingId
    page: int


class LetChair(Choice, tag="hql"):
    """This member chairs, or no longer."""

    draft: MeetingId
    member: MemberId
    page: int


class Call(Choice, tag="hqc", label=say("arranging.call_button")):
    """The giấy mời goes out."""

    draft: MeetingId


class Change(Choice, tag="hqm", label=say("arranging.change_button")):
    """Change a called meeting."""

    meeting: MeetingId


class ConfirmChange(Choice, tag="hqf", label=say("arranging.confirm_change_button")):
    """The change as read back."""

    draft: MeetingId


class TellChange(Choice, tag="hqy", label=say("arranging.tell_button")):
    """Tells those concerned of new papers or another agenda."""

    meeting: MeetingId


class AskCancel(Choice, tag="hqa", label=say("arranging.cancel_button")):
    """Cancel a meeting: why?"""

    meeting: MeetingId


class Cancel(Choice, tag="hqq", label=say("arranging.really_cancel_button")):
    """It is cancelled, for the reason that the conversation holds."""

    meeting: MeetingId
