"""The secret in a calendar's address cannot be guessed, and what is stored of it does not lead back."""

import secrets

import pytest

from campaign.meetings.feeds import hash_of, is_secret, secret_of


def test_a_secret_holds_every_random_bit_it_was_given() -> None:
    made = {secret_of(1 << place | 1, 1) for place in range(1, 62)}
    made |= {secret_of(1, 1 << place | 1) for place in range(1, 62)}
    assert len(made) == 122
    assert all(is_secret(secret) for secret in made)


def test_a_bit_that_is_always_set_is_not_used() -> None:
    assert secret_of(1, 1) == secret_of(0, 0)


@pytest.mark.parametrize(
    "text", ["", "a" * 25, "a" * 27, "A" * 26, "u" * 26, "../" + "a" * 23, "a" * 25 + "\n"]
)
def test_what_cannot_be_a_secret_is_known_without_looking(text: str) -> None:
    assert not is_secret(text)


def test_the_hash_is_of_this_use_alone() -> None:
    secret = secret_of(secrets.randbits(62), secrets.randbits(62))
    assert secret not in hash_of(secret)
    assert hash_of(secret) != hash_of(secret[::-1])
