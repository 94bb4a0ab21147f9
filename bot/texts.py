"""The sentences: reads `locales/<language>/LC_MESSAGES/<subject>.po` and puts values into them.

A key is `<subject>.<name>` and stands in the file of its subject. Vietnamese is the reference.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.messages.pofile import read_po

from campaign.catalogue.wording import Wording
from campaign.people import Language
from handlers.kit import Say, Until, Value

LOCALES = Path(__file__).parent.parent / "locales"


class Texts:
    """Every sentence in every language, and how values look in them."""

    def __init__(self, zone: ZoneInfo, folder: Path = LOCALES) -> None:
        self._zone = zone
        self._sentences = {language: _read(folder / language.value / "LC_MESSAGES") for language in Language}

    def render(self, said: Say, language: Language, now: datetime) -> str:
        """The sentence in a language. A missing one is shown by its key, never as an error."""
        sentence = self._sentences[language].get(said.key) or self._sentences[Language.VI].get(said.key)
        if sentence is None:
            return said.key
        values = {name: self._value(value, language, now) for name, value in said.values.items()}
        absent = [name for name, value in said.values.items() if value is None]
        return _without(sentence, absent).format_map(_Values(values))

    def subject(self, name: str, language: Language) -> Mapping[str, str]:
        """Every sentence of one subject, by its name without the subject; placeholders are left as they are."""
        start = f"{name}."
        return {
            key.removeprefix(start): sentence
            for key, sentence in self._sentences[language].items()
            if key.startswith(start)
        }

    def knows(self, key: str) -> bool:
        """Whether there is such a sentence."""
        return key in self._sentences[Language.VI]

    def _value(self, value: Value, language: Language, now: datetime) -> str:
        match value:
            case None:
                return ""
            case Say():
                return self.render(value, language, now)
            case tuple():
                return "\n".join(self.render(item, language, now) for item in value)
            case Wording():
                return value.said_in(language)
            case Until(at):
                left = self.render(left_until(at, now, self._zone), language, now)
                return f"{self._moment(at, language)} ({left})"
            case datetime():
                return self._moment(value, language)
            case date():
                return format_date(value, "dd/MM/yyyy", locale=language.value)
            case _:
                return str(value)

    def _moment(self, at: datetime, language: Language) -> str:
        words = format_datetime(at.astimezone(self._zone), "HH:mm EEEE, dd/MM/yyyy", locale=language.value)
        clock, _, rest = words.partition(" ")
        return f"{clock} {rest[0].lower() + rest[1:] if language is Language.VI else rest}"


def left_until(at: datetime, now: datetime, zone: ZoneInfo) -> Say:
    """What is left until a moment, in the largest unit that is honest: days, hours or minutes."""
    left = at - now
    if left < timedelta():
        return Say("time.passed")
    days = (at.astimezone(zone).date() - now.astimezone(zone).date()).days
    if days >= 1 and left >= timedelta(hours=12):
        return Say("time.left_days", {"n": days})
    if left >= timedelta(hours=1):
        return Say("time.left_hours", {"n": left // timedelta(hours=1)})
    return Say("time.left_minutes", {"n": left // timedelta(minutes=1)})


KEYS_BY_DATA = ("time.passed", "time.left_days", "time.left_hours", "time.left_minutes")


def _without(sentence: str, absent: Sequence[str]) -> str:
    """The sentence without the lines that would hold nothing but an absent value."""
    if not absent:
        return sentence
    empty = {f"{{{name}}}" for name in absent}
    return "\n".join(line for line in sentence.split("\n") if line not in empty).rstrip("\n")


class _Values(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


@cache
def _read(folder: Path) -> Mapping[str, str]:
    sentences: dict[str, str] = {}
    for file in sorted(folder.glob("*.po")):
        with file.open("rb") as lines:
            catalogue = read_po(lines)
        sentences.update((str(m.id), str(m.string)) for m in catalogue if m.id and m.string)
    return sentences
