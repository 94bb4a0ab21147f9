"""One line of the journal: who did what when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from campaign.ids import MemberId


@dataclass(frozen=True, slots=True)
class Event:
    """An act. `by` is None for the command line; `details` holds counts and names, never a choice or a code."""

    at: datetime
    act: str
    by: MemberId | None
    by_name: str
    subject: int | None
    details: Mapping[str, str | int]
