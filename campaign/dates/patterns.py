"""The words of words/dates.toml as patterns, and what they find in what was typed."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from campaign.dates.words import Clock, DateWords, Meant, Phrase, Spelling
from campaign.search import tidy, unaccented

_IN_BRACKETS = re.compile(r"\([^()]*\)")
_AROUND_SEPARATOR = re.compile(r"(?<=\d)\s*([/.:])\s*(?=\d)")
_OPTIONAL = re.compile(r"\[([^]]*)]")
_SLOT = re.compile(r"\\\{(\w+)\\}")


def day_named(text: str) -> Meant | None:
    """The day that was typed, or None. Accents decide where they are typed: “tháng sau” is not “tháng sáu”."""
    return next((meant for words in date_words() if (meant := words.day(_prepared(text, words)))), None)


def moment_named(text: str) -> tuple[Meant | None, Clock | None]:
    """The day (None when not understood) and the time (None when not said) that were typed."""
    readings = (words.moment(_prepared(text, words)) for words in date_words())
    return next((reading for reading in readings if reading[0] is not None), (None, None))


def spans() -> Mapping[str, int]:
    """Units of length, without accents, in minutes."""
    units = {"week": 7 * 1440, "day": 1440, "hour": 60, "minute": 1}
    return {unaccented(w): minutes for unit, minutes in units.items() for w in _data()["span"][unit]}


@cache
def date_words() -> tuple[DateWords, DateWords]:
    """The words as shipped with the program: as they are spelled, then without accents."""
    return _in_spelling(_accented), _in_spelling(unaccented)


def _accented(text: str) -> str:
    return tidy(text).casefold()


def _prepared(text: str, words: DateWords) -> str:
    """What was typed, ready for the patterns: nothing in brackets, single blanks."""
    bare = _IN_BRACKETS.sub(" ", words.spelling(text))
    return _AROUND_SEPARATOR.sub(r"\1", " ".join(bare.split()))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("campaign").joinpath("words", "dates.toml").read_text(encoding="utf-8"))


def _in_spelling(spelling: Spelling) -> DateWords:
    def spelled(words: Iterable[str]) -> list[str]:
        return [spelling(word) for word in words]

    data = _data()
    weekdays = {w: n for n, names in enumerate(data["weekdays"]["names"]) for w in spelled(names)}
    months = {w: n for n, names in enumerate(data["months"]["names"], 1) for w in spelled(names)}
    slots = {
        "d": r"\d{1,2}",
        "m": r"\d{1,2}",
        "y": r"\d{4}|\d{2}",
        "n": r"\d{1,3}",
        "month": rf"\d{{1,2}}|{_any(months)}",
        "weekday": _any(weekdays),
    }
    forms = [
        (Phrase(name), form) for name, all_forms in data["phrase"].items() for form in spelled(all_forms)
    ]
    times = {name: spelled(words) for name, words in data["time"].items()}
    return DateWords(
        spelling,
        [(phrase, _pattern(form, slots)) for phrase, form in forms],
        weekdays,
        months,
        re.compile(rf"\b(?:{_any(spelled(data['fillers']))})\b"),
        _clocks(times),
        {word: part for part in _PARTS for word in times[part]},
    )


_PARTS = ("morning", "noon", "afternoon", "evening")


def _any(words: Iterable[str]) -> str:
    """One of the words; the longer first, so that “mười một” is not read as “mười”."""
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


def _pattern(form: str, slots: Mapping[str, str]) -> re.Pattern[str]:
    """A phrase of the file as a pattern. Where it names a day of the month, its weekday may stand before it."""
    optional = _OPTIONAL.sub("\x01\\1\x02", form)
    literal = re.escape(optional).replace("\x01", "(?:").replace("\x02", ")?").replace("\\ ", " ")
    body = _SLOT.sub(lambda slot: f"(?P<{slot[1]}>{slots[slot[1]]})", literal)
    before = rf"(?:(?P<weekday>{slots['weekday']}) )?" if "{d}" in form else ""
    return re.compile(before + body)


def _clocks(words: Mapping[str, list[str]]) -> tuple[re.Pattern[str], ...]:
    """Two patterns: minutes apart from the hour (“17 giờ 30”), and minutes next to it alone (“17h 25/12”)."""
    marks, minutes, half = _any(words["hour"]), _any(words["minute"]), _any(words["half"])
    part = _any(word for name in _PARTS for word in words[name])
    end = rf"(?: ?(?P<half>{half})\b)?(?: ?(?P<part>{part})\b)?(?![\w:/.-]\d|\w)"
    start = r"(?<![\d/.:-])(?P<hour>\d{1,2})"
    return tuple(
        re.compile(start + middle + end)
        for middle in (
            rf" ?(?:{marks}) ?(?P<minute>\d{{1,2}})(?: ?(?:{minutes})\b)?",
            r":(?P<minute>\d{2})",
            rf" ?(?:{marks})(?P<minute>\d{{2}})?",
            rf"(?P<minute>(?!))?(?= ?(?:{part})\b)",
        )
    )
