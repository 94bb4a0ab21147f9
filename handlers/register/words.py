"""The buttons of registering and the names of where a registration stands, shared by the files of the flow.

`member` names the subject: the id of a member, or 0 for the presser's own unit. `instead` is what is given up when a
title is changed for another, 0 for none.
"""

from campaign.ids import RegistrationId
from campaign.registration.registration import Standing
from handlers.kit import Choice, Say, say

UNIT = 0
NONE = 0


class ShowSubject(Choice, tag="rzs", label=say("register.mine_button")):
    """What a subject has registered."""

    member: int


class ListTitles(Choice, tag="rzt", label=say("register.add_button")):
    """What a subject may register for."""

    member: int
    instead: int
    page: int


class Weigh(Choice, tag="rzw"):
    """A title for a subject: what the rules say, to be confirmed."""

    member: int
    title: str
    instead: int


class AskNote(Choice, tag="rzn", label=say("register.note_button")):
    """A planned initiative is added before confirming."""

    member: int
    title: str
    instead: int


class Register(Choice, tag="rzc", label=say("register.confirm_button")):
    """The subject strives for it."""

    member: int
    title: str
    instead: int


class ShowOne(Choice, tag="rzo", label=say("register.open_button")):
    """One registration."""

    registration: RegistrationId


class ShowVersions(Choice, tag="rzv", label=say("register.versions_button")):
    """Every version of it, with the reasons."""

    registration: RegistrationId


class AskOtherNote(Choice, tag="rze", label=say("register.other_note_button")):
    """Another planned initiative for what is registered."""

    registration: RegistrationId


class FileAgain(Choice, tag="rza", label=say("register.again_button")):
    """What was returned goes to the head once more."""

    registration: RegistrationId


class AskWithdraw(Choice, tag="rzx", label=say("register.withdraw_button")):
    """Take it back?"""

    registration: RegistrationId


class Withdraw(Choice, tag="rzy", label=say("register.really_withdraw_button")):
    """It is taken back."""

    registration: RegistrationId


class ListPeople(Choice, tag="rzp", label=say("register.people_button")):
    """The people of the unit, to register for one of them."""

    page: int


class ReadDrafts(Choice, tag="rzd", label=say("register.submit_button")):
    """The unit's drafts, read back before they are filed."""


class Submit(Choice, tag="rzi", label=say("register.really_submit_button")):
    """Trình: exactly the drafts that were shown."""

    mark: int


class ReviewWaiting(Choice, tag="rzl", label=say("register.review_button")):
    """What waits for the head."""

    page: int


class ConfirmAll(Choice, tag="rzk"):
    """The head confirms exactly what was shown."""

    mark: int


class ReviewOne(Choice, tag="rzz"):
    """One of those that wait, with everything the head should know."""

    registration: RegistrationId


class ConfirmOne(Choice, tag="rzj", label=say("register.confirm_one_button")):
    """The head confirms the version shown."""

    registration: RegistrationId
    version: int


class AskReason(Choice, tag="rzb", label=say("register.return_button")):
    """The head returns it: why?"""

    registration: RegistrationId


class SendBack(Choice, tag="rzu", label=say("register.really_return_button")):
    """The head returns it for the reason that the conversation holds."""

    registration: RegistrationId
    version: int


STANDINGS: dict[Standing, Say] = {
    Standing.DRAFT: say("register.standing_draft"),
    Standing.FILED: say("register.standing_filed"),
    Standing.CONFIRMED: say("register.standing_confirmed"),
    Standing.RETURNED: say("register.standing_returned"),
    Standing.WITHDRAWN: say("register.standing_withdrawn"),
}
