"""Codes of invitation: sixteen letters and digits, 80 random bits, easy to read out and to type.

K7M4-2QXT-9ABC-DEFG   shown in groups; typed with or without dashes, in any case
o is 0, i and l are 1, u is not used: nobody has to guess what is printed

Only the hash of a code is stored.
"""

import hashlib
import re

from campaign.search import tidy

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = frozenset(_LETTERS)
_MEANT = str.maketrans(
    {"O": "0", "I": "1", "L": "1", "-": "", "\u2013": "", "\u2010": "", "\u2011": "", " ": ""}
)
LENGTH = 16
_GROUP = 4
_HALF_BITS = 40
_GROUPED = re.compile(r"[0-9A-Za-z]{4}(?:[-\u2010\u2011\u2013][0-9A-Za-z]{4}){3}")
_IN_ONE = re.compile(r"(?=.*[0-9])[0-9A-Za-z]{4}(?: ?[0-9A-Za-z]{4}){3}")


def code_of(first: int, second: int) -> str:
    """A code from two random numbers of at least 41 bits each; their lowest bits, which may be fixed, are not used."""
    mask = (1 << _HALF_BITS) - 1
    number = (first >> 1 & mask) << _HALF_BITS | (second >> 1 & mask)
    return "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(LENGTH)))


def read_code(text: str) -> str | None:
    """The code that was typed, in one spelling; None when the text cannot be one."""
    code = tidy(text).upper().translate(_MEANT)
    return code if len(code) == LENGTH and _VALUES.issuperset(code) else None


def looks_like_code(text: str) -> bool:
    """Whether somebody who was asked for nothing surely means a code: four groups, or sixteen signs with a digit.

    Words without accents that one looks something up by are no code.
    """
    tidied = tidy(text)
    return bool(_GROUPED.fullmatch(tidied) or _IN_ONE.fullmatch(tidied)) and read_code(tidied) is not None


def spaced(code: str) -> str:
    """The code as it is shown: in groups of four."""
    return "-".join(code[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def hash_of(code: str) -> str:
    """What is stored of a code. 80 random bits need no salt and no slow hash."""
    return hashlib.sha256(code.encode()).hexdigest()
