"""A port for the program, that nobody else is given while a test starts and kills it."""

from collections.abc import Iterator

import pytest

from tests.ports import own_port


@pytest.fixture
def port() -> Iterator[int]:
    """This test's own until its end."""
    with own_port() as found:
        yield found
