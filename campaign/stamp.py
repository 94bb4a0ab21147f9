"""State secrets stay out: finds a stamp of secrecy that stands alone in a file's name, caption or text.

Achievement files that carry state secrets must not go through an electronic system (Quyết định 311/QĐ-BNV 2025).
“Bảo mật”, “bí mật” and “cơ mật” are words, not stamps; so is “mật” inside a sentence in small letters. The words
themselves are data: `words/stamp.toml`.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

LONGEST_LINE = 100_000  # characters; what comes after that many stands on no page


class Secrecy(StrEnum):
    """The three degrees of secrecy; the value is a key of `words/stamp.toml`."""

    PLAIN = "plain"
    TOP = "top"
    UTMOST = "utmost"


@dataclass(frozen=True, slots=True)
class _Stamps:
    degrees: tuple[tuple[Secrecy, str], ...]  # the highest first
    label: str
    words: tuple[str, ...]


def stamped(text: str) -> Secrecy | None:
    """The degree of a stamp that stands alone on a line (in any letters) or in capitals among small letters."""
    stamps = _stamps()
    shortest = stamps.degrees[-1][1]  # a part of every stamp
    for line in unicodedata.normalize("NFC", text).splitlines():
        if shortest not in line[:LONGEST_LINE].upper():
            continue
        bare = _bare(line[:LONGEST_LINE])
        alone = bare.upper().removeprefix(stamps.label).strip()
        for degree, stamp in stamps.degrees:
            if alone == stamp or _stands_out(bare, stamp, stamps.words):
                return degree
    return None


def stamped_name(name: str) -> Secrecy | None:
    """The degree of a stamp in a file's name, without its ending; dashes, dots and underscores separate its words."""
    return stamped(name.rpartition(".")[0] or name)


def _bare(line: str) -> str:
    """The words of a line, without signs between and around them."""
    return " ".join(re.sub(r"[\W_]+", " ", line).split())


def _stands_out(line: str, stamp: str, words: tuple[str, ...]) -> bool:
    """Whether the stamp is in the line in capitals while other words are not: a heading in capitals is only words."""
    for word in words:
        line = re.sub(rf"\b{word}\b", " ", line)
    rest = re.sub(rf"\b{stamp}\b", " ", line)
    return rest != line and any(letter.islower() for letter in rest)


@cache
def _stamps() -> _Stamps:
    words = tomllib.loads((files("campaign") / "words" / "stamp.toml").read_text("utf-8"))
    degrees = tuple((degree, words[degree]) for degree in (Secrecy.UTMOST, Secrecy.TOP, Secrecy.PLAIN))
    return _Stamps(degrees, words["label"], tuple(words["words"]))
