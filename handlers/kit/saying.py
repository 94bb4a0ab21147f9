"""What is said: sentences by their keys, with values; the words themselves live in `locales/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from campaign.catalogue.wording import Wording


@dataclass(frozen=True, slots=True)
class Until:
    """A moment shown with what is left until it: “17:00 thứ Sáu, 12/12/2025 (còn 3 ngày)”."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence by its key, with the values it needs. The sentences themselves live in `locales/`."""

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)


Value = str | int | date | datetime | Until | Wording | Say | tuple[Say, ...] | None
"""A value in a sentence: an aware datetime is shown as local time in words, a tuple one item a line."""


def say(key: str, /, **values: Value) -> Say:
    """A sentence. The key is always a literal, so that `pybabel extract -k say` finds it."""
    return Say(key, values)


def plain(text: str | Wording) -> Say:
    """A name or another text that is data: the same in every language, or worded in each (titles and awards)."""
    return say("chat.plain", text=text)
