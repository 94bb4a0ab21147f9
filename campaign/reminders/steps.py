"""Reminder steps as people type them: “7 ngày, 1 ngày, 2 giờ”, “1 tuần; 90 phút”, “7d 2h”.

The ladder follows from the order: the last step reaches everybody up to the secretary, the one before it the head, all
earlier ones the đầu mối alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from campaign.dates.patterns import spans
from campaign.reminders.reminder import Rung, Step
from campaign.search import unaccented

MOST_STEPS = 6
_LONGEST = 60 * 1440  # minutes: sixty days
_SHORTEST = 5  # minutes
_DAY = 1440
_STEP = re.compile(r"(\d{1,5}) ?([^\W\d]+)")
_BETWEEN = re.compile(r"[\s,;+.]*")
_EXAMPLE = "7d, 1d, 2h"


class StepsFault(StrEnum):
    """Why typed steps cannot be used; the values are text keys. Every text has an {example}."""

    NOT_UNDERSTOOD = "dates.steps_not_understood"
    TOO_MANY = "dates.steps_too_many"  # {limit}
    OUT_OF_RANGE = "dates.step_out_of_range"  # {value}


STEPS_ERROR_KEYS = tuple(fault.value for fault in StepsFault)


@dataclass(frozen=True, slots=True)
class StepsRefused:
    """What was typed is not taken; `values` fill the placeholders of the text."""

    fault: StepsFault
    values: Mapping[str, str | int]

    @property
    def key(self) -> str:
        """The text key of the sentence to say."""
        return self.fault.value


def read_steps(text: str) -> tuple[Step, ...] | StepsRefused:
    """The steps, longest first, each once; lengths from five minutes to sixty days, at most six of them."""
    bare, units = unaccented(text), spans()
    found = [(said[0], int(said[1]), units.get(said[2])) for said in _STEP.finditer(bare)]
    lengths = [(said, number * span) for said, number, span in found if span is not None]
    if not found or len(lengths) < len(found) or _BETWEEN.fullmatch(_STEP.sub("", bare)) is None:
        return StepsRefused(StepsFault.NOT_UNDERSTOOD, {"example": _EXAMPLE})
    wrong = next((said for said, minutes in lengths if not _SHORTEST <= minutes <= _LONGEST), None)
    if wrong is not None:
        return StepsRefused(StepsFault.OUT_OF_RANGE, {"example": _EXAMPLE, "value": wrong})
    minutes = sorted({minutes for _, minutes in lengths}, reverse=True)
    if len(minutes) > MOST_STEPS:
        return StepsRefused(StepsFault.TOO_MANY, {"example": _EXAMPLE, "limit": MOST_STEPS})
    return tuple(_step(each, len(minutes) - 1 - place) for place, each in enumerate(minutes))


def _step(minutes: int, later: int) -> Step:
    """`later` counts the steps that come after this one."""
    rung = Rung(max(Rung.SECRETARY - later, Rung.PREPARER))
    if minutes % _DAY == 0:
        return Step(days=minutes // _DAY, up_to=rung)
    return Step(minutes=minutes, up_to=rung)
