"""What people meant by the words of a date or time, before any calendar is asked; the words are in words/dates.toml.

“17h30 thứ Sáu tuần sau”  ->  17:30 and (weekday_next_week, weekday 4)
“25 tháng 12”             ->  (day_month, day 25, month 12)
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

_AROUND_DASH = re.compile(r"\s*-\s*")


class Phrase(StrEnum):
    """Every way to name a day."""

    NEXT = "next"  # no day was named, only a time
    TODAY = "today"
    TOMORROW = "tomorrow"
    DAY_AFTER_TOMORROW = "day_after_tomorrow"
    YESTERDAY = "yesterday"
    DAY_BEFORE_YESTERDAY = "day_before_yesterday"
    IN_DAYS = "in_days"
    IN_WEEKS = "in_weeks"
    WEEKDAY = "weekday"
    COMING_WEEKDAY = "coming_weekday"
    WEEKDAY_THIS_WEEK = "weekday_this_week"
    WEEKDAY_NEXT_WEEK = "weekday_next_week"
    DAY_MONTH = "day_month"
    DAY_MONTH_YEAR = "day_month_year"
    YEAR_MONTH_DAY = "year_month_day"
    DAY_OF_MONTH = "day_of_month"
    DAY_OF_NEXT_MONTH = "day_of_next_month"
    END_OF_MONTH = "end_of_month"
    END_OF_NEXT_MONTH = "end_of_next_month"
    END_OF_NAMED_MONTH = "end_of_named_month"
    END_OF_YEAR = "end_of_year"


@dataclass(frozen=True, slots=True)
class Meant:
    """A day as it was named. Numbers that were not said are 0; `weekday` counts from Monday 0, None if not said."""

    phrase: Phrase
    day: int = 0
    month: int = 0
    year: int = 0
    count: int = 0
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it was named; 24:00 and impossible times included."""

    hour: int
    minute: int


Spelling = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class DateWords:
    """The phrases as patterns, in one spelling: with accents or without."""

    spelling: Spelling
    phrases: Sequence[tuple[Phrase, re.Pattern[str]]]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    fillers: re.Pattern[str]
    clocks: Sequence[re.Pattern[str]]
    parts: Mapping[str, str]

    def day(self, text: str) -> Meant | None:
        """The day that a text in this spelling names as a whole, or None."""
        words = self.fillers.sub(" ", text.replace(",", " ")).strip(" .-")
        words = _AROUND_DASH.sub("-", " ".join(words.split()))
        for phrase, pattern in self.phrases:
            found = pattern.fullmatch(words)
            if found:
                return self._meant(phrase, found.groupdict())
        return None

    def moment(self, text: str) -> tuple[Meant | None, Clock | None]:
        """The day and the time in a text; of several readings the first that leaves nothing over."""
        for clock, rest in self._clock(text):
            meant = self.day(rest) if rest else Meant(Phrase.NEXT)
            if meant is not None:
                return meant, clock
        return self.day(text), None

    def _clock(self, text: str) -> Iterator[tuple[Clock, str]]:
        """Every reading of a time, with what is left of the text; the fuller reading first."""
        for pattern in self.clocks:
            for found in pattern.finditer(text):
                rest = f"{text[: found.start()]} {text[found.end() :]}".strip()
                part = self.parts.get(found["part"] or "", "")
                first, _, others = rest.partition(" ")
                if not part and first in self.parts:  # “chiều mai 2 giờ”
                    part, rest = self.parts[first], others
                yield _clock(int(found["hour"]), found["minute"], found["half"], part), rest

    def _meant(self, phrase: Phrase, said: Mapping[str, str | None]) -> Meant:
        month = said.get("month") or said.get("m") or "0"
        weekday = said.get("weekday")
        year = int(said.get("y") or 0)
        return Meant(
            phrase,
            day=int(said.get("d") or 0),
            month=self.months[month] if month in self.months else int(month),
            year=year + 2000 if 0 < year < 100 else year,
            count=int(said.get("n") or 0),
            weekday=None if weekday is None else self.weekdays[weekday],
        )


def _clock(hour: int, minute: str | None, half: str | None, part: str) -> Clock:
    """“2 giờ chiều” is 14:00, “12 giờ đêm” the end of the day, “8 giờ rưỡi” is 08:30."""
    after_noon = part in {"afternoon", "evening"} or (part == "noon" and hour < 4)
    if part == "morning" and hour == 12:
        hour = 0
    elif part == "evening" and hour == 12:
        hour = 24
    elif after_noon and hour < 12:
        hour += 12
    return Clock(hour, 30 if half else int(minute or 0))
