"""Long texts, packed."""

import tracemalloc
import zlib
from dataclasses import dataclass

import pytest

from campaign.ballots.record import Signatory
from storage.documents import pieces, written
from storage.packed import MARK, SHORT, packed, unpacked


@dataclass(frozen=True, slots=True)
class Many:
    """Something that holds very many."""

    voters: tuple[Signatory, ...]


@pytest.mark.parametrize("length", [0, 1, SHORT, SHORT + 1, 5 * SHORT])
@pytest.mark.parametrize("piece", [1000, 10 * SHORT])
def test_what_was_packed_comes_out_again_and_a_short_text_stays_as_it_is(length: int, piece: int) -> None:
    text = ("Nguyễn Văn A, " * (length // 14 + 1))[:length]
    kept = packed(text[first : first + piece] for first in range(0, length, piece))
    assert unpacked(kept) == text
    assert kept.startswith(MARK) == (length > SHORT)
    assert (kept == text) == (length <= SHORT)


def test_a_damaged_text_is_not_taken_for_another() -> None:
    kept = packed(["Nguyễn Văn A, " * SHORT])
    with pytest.raises((ValueError, zlib.error)):
        unpacked(kept[:-100])
    with pytest.raises((ValueError, zlib.error)):
        unpacked(kept[:100] + "AAAA" + kept[104:])


def test_what_is_packed_is_never_all_in_memory() -> None:
    voters = tuple(Signatory(f"Nguyễn Văn {number}", "Chuyên viên") for number in range(100_000))
    record = Many(voters)
    length = len(written(record))
    tracemalloc.start()
    try:
        kept = packed(pieces(record))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert unpacked(kept) == written(record)
    assert most < length / 3
