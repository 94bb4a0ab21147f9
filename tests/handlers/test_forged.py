"""Buttons as no program of ours makes them: numbers that fit into no column, letters that no text may hold.

Whoever changes their messenger may press any 64 bytes. Every field of every button is forged once with every odd
value, about rows that exist, by people who may press it. A new button is covered as soon as it has its row in
`rights.toml`.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from campaign.ballots.marking import MOST_NAMES
from campaign.ids import BallotId
from handlers.decide.cast import Cast
from handlers.decide.marking_page import Mark
from handlers.decide.words import OpenPaper
from handlers.kit import Choice, Digest, fields_of
from handlers.packing import _base62, pack, unpack
from handlers.register.sheet_words import ApplySheet
from tests.handlers.full_house import FullHouse, full_house
from tests.handlers.peopled import told
from tests.handlers.pressing import Filling, Presser
from tests.handlers.rights_table import BUTTONS, Rights, read
from tests.talk import Phone
from tests.talk.room import open_room

NUMBERS = (2**31, 2**63 - 1, -1, -(2**63))
"""What one database takes and the other may not; what no count, place, day or moment can be."""
WORDS = ("\x00", "\U0001f3f3", "'", "²", "9" * 20, "9999-12-31", "10000-01-01")
BEYOND = (2**63, -(2**63) - 1, 62**20)
"""What no database takes."""


@pytest.fixture(params=["sqlite", "postgres"])
async def house(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[FullHouse]:
    """Always on both: they do not refuse the same."""
    server = None if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    async with open_room(tmp_path, server=server) as room:
        yield await full_house(room)


@pytest.mark.parametrize("beyond", BEYOND)
def test_a_number_that_no_database_keeps_makes_a_button_unknown(beyond: int) -> None:
    """It is asked for before an update is stored, where whatever fails would fail again and again."""
    assert unpack(f"{OpenPaper.tag}:{_base62(beyond)}", {OpenPaper.tag: OpenPaper}) is None


@pytest.mark.parametrize(
    "largest",
    [
        OpenPaper(BallotId(2**63 - 1)),
        Cast(BallotId(2**63 - 1), 2**MOST_NAMES - 1, "K7M42Q"),
        Mark(BallotId(2**63 - 1), 9, 2**MOST_NAMES - 1),
        ApplySheet(2**32 - 1, Digest(2**256 - 1)),
    ],
    ids=lambda button: type(button).__name__,
)
def test_what_our_own_program_packs_is_read_again(largest: Choice) -> None:
    """All names of the longest ballot marked, the largest digest."""
    assert unpack(pack(largest), {largest.tag: type(largest)}) == largest


def test_a_button_that_would_not_be_read_again_is_not_made() -> None:
    with pytest.raises(ValueError, match="would not be read again"):
        pack(OpenPaper(BallotId(2**63)))


def test_the_digest_of_a_file_is_known_whatever_its_size_and_nothing_beyond() -> None:
    known = {ApplySheet.tag: ApplySheet}
    for digest in (0, 2**63, 2**256 - 1):
        button = ApplySheet(2**62 - 1, Digest(digest))
        assert unpack(pack(button), known) == button
    for beyond in (-1, 2**256):
        assert unpack(f"{ApplySheet.tag}:7:{_base62(beyond)}", known) is None


async def test_no_odd_value_in_any_field_of_any_button_is_a_bug(house: FullHouse) -> None:
    rights, filling, wrong = read(), Filling(house), list[str | None]()
    async with house.room.app.database.unit() as unit:
        presser = Presser(house, unit)
        for name, kind in BUTTONS.items():
            given = {**rights.about.get(name.partition(".")[0], {}), **rights.about.get(name, {})}
            for button in _forged(kind, filling.made(kind, given)):
                for who in _whoever_may(rights, name):
                    wrong.append(await _pressed(presser, house[who], button))
    assert told(wrong) == ""


def _forged(kind: type[Choice], button: Choice) -> Iterator[Choice]:
    hints = get_type_hints(kind)
    for field in fields_of(kind):
        for odd in _odd(hints[field.name]):
            forged = kind(**{**vars(button), field.name: odd})
            with suppress(ValueError):  # too long, or beyond what is read
                pack(forged)
                yield forged


def _odd(hint: Any) -> tuple[object, ...]:
    options = get_args(hint) if get_origin(hint) else (hint,)
    bare = {getattr(option, "__supertype__", option) for option in options}
    return NUMBERS if int in bare else WORDS if str in bare else ()


def _whoever_may(rights: Rights, name: str) -> list[str]:
    """Somebody for whom it does something, and somebody who is answered."""
    row = rights.rows[name]
    return sorted({min(people) for people in (row.does, row.may) if people}) or ["secretary"]


async def _pressed(presser: Presser, phone: Phone, button: Choice) -> str | None:
    try:
        outcome = await presser.press(phone, button)
    except Exception as error:  # noqa: BLE001 - whatever it is, the others are to be tried too
        return f"{button}: {type(error).__name__}: {error}"
    return None if outcome.keys else f"{button}: silence"
