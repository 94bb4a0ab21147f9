"""The buttons of taking part in the movements (hưởng ứng)."""

from handlers.kit import Choice, say


class OpenTakingPart(Choice, tag="ru0", label=say("taking_part.button")):
    """Where the person and the unit stand."""


class Join(Choice, tag="ru1", label=say("taking_part.join_button")):
    """The person takes part."""


class AskCount(Choice, tag="ru2", label=say("taking_part.count_button")):
    """The unit says how many."""


class SayCount(Choice, tag="ru3", label=say("taking_part.confirm_button")):
    """So many of so many take part."""

    joined: int
    people: int


class ReadCount(Choice, tag="ru4"):
    """So many of so many, read back."""

    joined: int
    people: int


class AskNames(Choice, tag="ru5", label=say("taking_part.names_button")):
    """The unit marks those who do not take part."""

    page: int


class MarkName(Choice, tag="ru6"):
    """This one does not, or does after all."""

    member: int
    page: int


class SayNames(Choice, tag="ru7", label=say("taking_part.confirm_button")):
    """Everybody who is not marked takes part."""
