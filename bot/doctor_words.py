"""What a finding of the doctor is."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.kit import Say


class Mark(StrEnum):
    """How a finding is to be taken."""

    WELL = "well"
    LOOK = "look"  # somebody should look at it
    ILL = "ill"  # it does not work like this


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about one thing."""

    mark: Mark
    text: Say
