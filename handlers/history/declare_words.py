"""The buttons of declaring something that a paper proves, and of the head's answer."""

from campaign.history.declaring import Declared
from campaign.ids import RecordId
from handlers.kit import Choice, Say, say


class AskDeclare(Choice, tag="hyd", label=say("declare.button")):
    """Of which kind?"""

    member: int


class AskYear(Choice, tag="hye"):
    """Of which year?"""

    member: int
    kind: Declared


class AskValue(Choice, tag="hyv"):
    """Which grading, title or level?"""

    member: int
    kind: Declared
    year: int


class PickValue(Choice, tag="hyp"):
    """This one; what is still missing is asked for in words or as a file."""

    member: int
    kind: Declared
    year: int
    value: str


class SendDeclared(Choice, tag="hyc", label=say("declare.send_button")):
    """It goes to the head as it was read back."""

    member: int


class ReviewDeclared(Choice, tag="hyr", label=say("declare.review_button")):
    """What waits for the head, the oldest first."""


class ShowDocument(Choice, tag="hyf", label=say("declare.document_button")):
    """The paper behind a record."""

    record: RecordId


class Accept(Choice, tag="hyk", label=say("declare.accept_button")):
    """The head has seen the paper: it counts."""

    record: RecordId


class AskRefusal(Choice, tag="hyx", label=say("declare.refuse_button")):
    """The head does not confirm it: why?"""

    record: RecordId


class Refuse(Choice, tag="hyz", label=say("declare.really_refuse_button")):
    """Not confirmed, for the reason that the conversation holds."""

    record: RecordId


KINDS: dict[Declared, Say] = {
    Declared.GRADED: say("declare.graded_button"),
    Declared.AWARDED: say("declare.awarded_button"),
    Declared.INITIATIVE: say("declare.initiative_button"),
    Declared.PROJECT: say("declare.project_button"),
}
