"""The receipt of a secret ballot: “K7M-42Q”, shown once to the voter, found again by eye on the published sheet.

A receipt is twelve random bytes that travel in the confirm button and lie sealed in the ballot. What people see are
codes made from them by a one-way function: one code for the whole ballot, and, where a ballot asks about several
names, one more for each name, so that the sheet's lines for different names cannot be joined into one voter's pattern.
`fingerprint` lets a repeated press be known again without keeping anything that leads to a code.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from functools import cache

from campaign.ids import CandidateId

SEED_BYTES = 12
ALPHABET = "234679CDFGHJKMNPQRTVWX"  # nothing that looks like something else, and no vowels: no words
_LENGTH = 6
_HALF = _LENGTH // 2
_HALVES = len(ALPHABET) ** _HALF
_TOKEN = 16


@dataclass(frozen=True, slots=True)
class Receipt:
    """The secret part, twelve random bytes; out of every repr and so out of logs."""

    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a seed of the wrong size: a programming error."""
        if len(self.seed) != SEED_BYTES:
            raise ValueError(f"a receipt is made from {SEED_BYTES} random bytes")

    @property
    def code(self) -> str:
        """The code of the whole ballot, like K7M-42Q."""
        return self._code(b"ballot")

    def code_for(self, candidate: CandidateId) -> str:
        """The code of the line of one candidate on the sheet of a ballot with several questions."""
        return self._code(b"line %d" % candidate)

    @property
    def fingerprint(self) -> bytes:
        """Sixteen bytes by which the same press is known again; no code and no choice can be computed from them."""
        return self._digest(b"press")[:16]

    @property
    def token(self) -> str:
        """The receipt as sixteen letters, for a button."""
        return urlsafe_b64encode(self.seed).decode("ascii")

    def _code(self, purpose: bytes) -> str:
        number = int.from_bytes(self._digest(purpose), "big") % _HALVES**2
        return f"{_letters(number % _HALVES)}-{_letters(number // _HALVES)}"

    def _digest(self, purpose: bytes) -> bytes:
        return hmac.digest(self.seed, purpose, "sha256")


@cache
def _letters(number: int) -> str:
    """Half a code. There are ten thousand, and a sheet may have a million."""
    letters = []
    for _ in range(_HALF):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)


def from_token(token: str) -> Receipt | None:
    """The receipt in a button, or None for anything else."""
    if len(token) != _TOKEN or not token.isascii():
        return None
    try:
        seed = urlsafe_b64decode(token)
    except ValueError:
        return None
    return Receipt(seed) if len(seed) == SEED_BYTES else None


def tidy_code(typed: str) -> str | None:
    """The code as a person typed it (“k7m 42q”), or None when it cannot be one."""
    letters = [letter for letter in typed.upper() if letter in ALPHABET]
    rest = [letter for letter in typed.upper() if letter not in ALPHABET and letter not in " -"]
    if rest or len(letters) != _LENGTH:
        return None
    return "".join(letters[:_HALF]) + "-" + "".join(letters[_HALF:])
