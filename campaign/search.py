"""Finding Vietnamese words typed in a hurry: “bao thanh tra” finds “Báo Thanh tra”.

Three forms of the same text, from the strictest to the loosest:

    tidy(text)          what is kept and shown: NFC, no invisible characters, single spaces
    spelling_key(text)  same words whatever the case, composition or place of the tone mark (hoà = hòa)
    search_key(text)    letters and digits alone, no accents, no case, đ = d

The program makes the keys, not the database, so that SQLite and PostgreSQL agree.
"""

import re
import unicodedata
from collections.abc import Callable

# Controls, soft hyphen, zero-width and direction marks, the byte order mark: seen by nobody, pasted by everybody.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
)
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
# đ has no decomposition; the Icelandic eth is how old converters wrote it.
_PLAIN_D = str.maketrans({"\u0111": "d", "\u0110": "d", "\u00f0": "d", "\u00d0": "d"})


class _Plain(dict[int, str | int | None]):
    """What is left of a letter without its accents, looked up once for each: a roster has a million letters."""

    def __missing__(self, letter: int) -> str | int | None:
        left = None if unicodedata.combining(chr(letter)) else _PLAIN_D.get(letter, letter)
        return self.setdefault(letter, left)


_PLAIN = _Plain()
_NOT_WORD = re.compile(r"[\W_]+")


def tidy(text: str) -> str:
    """The text in NFC, trimmed, inner white space collapsed to one space, invisible characters removed."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def search_key(text: str) -> str:
    """Lower-case words of plain letters and digits, separated by one space; empty when there are none."""
    return _NOT_WORD.sub(" ", unaccented(text)).strip()


def unaccented(text: str) -> str:
    """The text in lower case without accents and invisible characters, its punctuation and blanks as they were."""
    if text.isascii() and text.isprintable():
        return text.lower()
    return unicodedata.normalize("NFKD", _INVISIBLE.sub("", text)).translate(_PLAIN).casefold()


def spelling_key(text: str) -> str:
    """Equal for two texts exactly when a reader would call them the same words, accents included."""
    return " ".join(_syllable_key(word) for word in tidy(text).casefold().split())


def matches(query: str, key: str) -> bool:
    """Whether what was typed finds a thing with this `search_key`.

    Every typed word begins some word of the key, in any order; words run together (“baothanhtra”) are found too.
    An empty query finds everything.
    """
    return finder(query)(key)


def finder(query: str) -> Callable[[str], bool]:
    """What `matches` says of a key, for looking through many with one query."""
    wanted = search_key(query).split()
    begins, joined = [f" {piece}" for piece in wanted], "".join(wanted)

    def fits(key: str) -> bool:
        words = f" {key}"
        if all(begin in words for begin in begins):
            return True
        return joined in key.replace(" ", "") and _begins_a_word(joined, key.split())

    return fits


def _begins_a_word(joined: str, words: list[str]) -> bool:
    return any("".join(words[start:]).startswith(joined) for start in range(len(words)))


def _syllable_key(word: str) -> str:
    """The word with its tone marks moved to the end: old and new style (hoà, hòa) become one."""
    letters = unicodedata.normalize("NFD", word)
    return "".join(c for c in letters if c not in _TONES) + "".join(c for c in letters if c in _TONES)
