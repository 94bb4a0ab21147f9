"""What a meeting is usually called and why people stay away: words of words/meetings.toml, in Vietnamese alone.

They become part of official records, which are in Vietnamese whatever language the chat speaks.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from campaign.meetings.meeting import MeetingKind


def usual_title(kind: MeetingKind, year: int) -> str:
    """The name proposed for a meeting of this kind in the campaign of a year; empty where none can be proposed."""
    return str(_data()["titles"][kind.value]).format(year=year)


def usual_reasons() -> tuple[str, ...]:
    """Reasons for an absence to choose from."""
    return tuple(_data()["absence"]["reasons"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("campaign").joinpath("words", "meetings.toml").read_text(encoding="utf-8"))
