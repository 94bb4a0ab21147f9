"""The folder of keys: a key is there whole or not at all, and other people's files in it are left alone."""

from pathlib import Path

import pytest

from campaign.ids import BallotId
from storage.sealing import KeyGone, Seals

BALLOT, OTHER = BallotId(7), BallotId(2**61 + 1)


@pytest.mark.parametrize("left", [0, 5, 31, 64])
def test_a_key_that_is_not_whole_is_a_lost_one_and_can_be_destroyed(left: int, tmp_path: Path) -> None:
    Seals(tmp_path).make(BALLOT)
    sealed = Seals(tmp_path).seal(BALLOT, b"choice")
    key = tmp_path / "7.key"
    key.write_bytes((key.read_bytes() * 2)[:left])
    seals = Seals(tmp_path)
    assert not seals.exists(BALLOT)
    with pytest.raises(KeyGone):
        seals.seal(BALLOT, b"choice")
    with pytest.raises(KeyGone):
        seals.open(BALLOT, sealed)
    assert seals.kept() == [BALLOT]
    seals.destroy(BALLOT)
    assert list(tmp_path.iterdir()) == []


def test_other_peoples_keys_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    """KEY_DIR=/etc/ssl/private: what cannot be a ballot's number kept every key from being destroyed."""
    for name in ("tls.key", "²7.key", "-.key"):
        (tmp_path / name).write_bytes(b"PEM")
    seals = Seals(tmp_path)
    for ballot in (BALLOT, OTHER):
        seals.make(ballot)
    assert sorted(seals.kept()) == [BALLOT, OTHER]
    for ballot in seals.kept():
        seals.destroy(ballot)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["-.key", "tls.key", "²7.key"]
