"""The buttons of the rates."""

from handlers.kit import Choice, say


class ShowRates(Choice, tag="rzr", label=say("rates.button")):
    """The two rates, as text."""


class DrawRates(Choice, tag="rzg", label=say("rates.picture_button")):
    """The two rates, as a picture."""
