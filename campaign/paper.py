"""An official paper of a campaign: what it is, its number and date once issued, its file.

Numbers come from the văn thư of the Khối trưởng's unit: a draft has none. What stands on the paper is kept as printed.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from campaign.search import tidy

LONGEST_NUMBER = 60  # characters


class PaperKind(StrEnum):
    """What a paper is."""

    PLAN = "plan"  # kế hoạch
    GUIDANCE = "guidance"  # hướng dẫn, kế hoạch of the superior
    INVITATION = "invitation"  # giấy mời
    MINUTES = "minutes"  # biên bản
    SUBMISSION = "submission"  # tờ trình
    REPORT = "report"  # báo cáo
    DECISION = "decision"  # quyết định
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A kept file by its content hash, under the name it came with; size in bytes."""

    name: str
    sha256: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper. `number` is “22/KH-CTĐ”, empty in a draft; `issued_on` the date printed on it."""

    kind: PaperKind = PaperKind.PLAN
    number: str = ""
    issued_on: date | None = None
    file: Attachment | None = None

    @property
    def issued(self) -> bool:
        """Whether it has number and date."""
        return bool(self.number) and self.issued_on is not None


NOT_ISSUED = Paper()
"""A plan nobody has written down yet."""


@dataclass(frozen=True, slots=True)
class NoNumber:
    """No number and sign such as 22/KH-CTĐ stands in what was typed."""


@dataclass(frozen=True, slots=True)
class NumberAndRest:
    """The number and sign, and what was typed after it (where the date stands)."""

    number: str
    rest: str


_NUMBER = re.compile(r"(?P<number>\d+[^\s,;]*/[^\s,;]*[^\W\d_][^\s,;]*)(?P<rest>.*)", re.DOTALL)


def number_in(typed: str) -> NumberAndRest | NoNumber:
    """The number of a paper in what was typed: digits, a stroke, letters: “số 22/KH-CTĐ ngày 22/10/2021”."""
    found = _NUMBER.search(tidy(typed))
    if found is None or len(found["number"]) > LONGEST_NUMBER:
        return NoNumber()
    return NumberAndRest(found["number"], found["rest"])
