"""The slip of a secret ballot as bytes: always the same length for one ballot, whatever was chosen.

    version (1) | receipt (12) | marks, two candidates a byte | check (4)

The check covers the list of candidates too, so that a slip read against another list is refused and not misread.
The slip is sealed before it is first written; sealing keeps lengths equal because slips are.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from campaign.ballots.choices import Choice, Choices, Mark
from campaign.ballots.receipt import SEED_BYTES, Receipt
from campaign.ids import CandidateId

_VERSION = 1
_CHECK = 4
_NUMBERS = (
    Mark.BLANK,
    Mark.AGREE,
    Mark.DISAGREE,
    Mark.INVALID,
    Mark.RECUSED,
)  # the position is the published number


@dataclass(frozen=True, slots=True)
class Slip:
    """What a secret ballot says: a mark for every candidate in list order, and the receipt. Never in a repr."""

    choices: Choices = field(repr=False)
    receipt: Receipt = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Bytes that are no slip of this ballot; counted as an invalid ballot."""


def slip_length(candidates: Sequence[CandidateId]) -> int:
    """How many bytes every slip of a ballot on these candidates has."""
    return 1 + SEED_BYTES + (len(candidates) + 1) // 2 + _CHECK


def encode(choices: Choices, receipt: Receipt, candidates: Sequence[CandidateId]) -> bytes:
    """The slip as bytes. `choices` must be complete, in list order and without words (ValueError: a bug)."""
    if [choice.candidate for choice in choices] != list(candidates):
        raise ValueError("a slip answers for every candidate, in list order")
    if any(choice.mark not in _NUMBERS or choice.remark for choice in choices):
        raise ValueError("a slip holds marks only")
    numbers = [_NUMBERS.index(choice.mark) for choice in choices]
    numbers += [0] * (len(numbers) % 2)
    pairs = bytes(high << 4 | low for high, low in zip(numbers[::2], numbers[1::2], strict=True))
    body = bytes([_VERSION]) + receipt.seed + pairs
    return body + _check(body, candidates)


def decode(data: bytes, candidates: Sequence[CandidateId]) -> Slip | Unreadable:
    """The slip in these bytes, or Unreadable for any others."""
    return Decoder(candidates).read(data)


class Decoder:
    """Reads the slips of one ballot. Those that say the same share one object, so that a million of them find room."""

    def __init__(self, candidates: Sequence[CandidateId]) -> None:
        self._candidates = candidates
        self._named = _named(candidates)
        self._length = slip_length(candidates)
        self._known: dict[bytes, Choices | None] = {}

    def read(self, data: bytes) -> Slip | Unreadable:
        """The slip in these bytes, or Unreadable for any others."""
        body, check = data[:-_CHECK], data[-_CHECK:]
        if len(data) != self._length or body[0] != _VERSION or check != _sum(body, self._named):
            return Unreadable()
        pairs = body[1 + SEED_BYTES :]
        if pairs not in self._known:
            self._known[pairs] = self._choices(pairs)
        choices = self._known[pairs]
        return Unreadable() if choices is None else Slip(choices, Receipt(body[1 : 1 + SEED_BYTES]))

    def _choices(self, pairs: bytes) -> Choices | None:
        numbers = [number for pair in pairs for number in (pair >> 4, pair & 15)]
        if any(number >= len(_NUMBERS) for number in numbers) or any(numbers[len(self._candidates) :]):
            return None
        return tuple(
            Choice(one, _NUMBERS[number]) for one, number in zip(self._candidates, numbers, strict=False)
        )


def _check(body: bytes, candidates: Sequence[CandidateId]) -> bytes:
    return _sum(body, _named(candidates))


def _named(candidates: Sequence[CandidateId]) -> bytes:
    return ",".join(str(candidate) for candidate in candidates).encode("ascii")


def _sum(body: bytes, named: bytes) -> bytes:
    return zlib.crc32(named, zlib.crc32(body)).to_bytes(_CHECK, "big")
