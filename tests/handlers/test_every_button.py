"""Every button of every flow, pressed by whoever should not: answered, never an incident, nothing changed.

A new flow is covered as soon as it stands in FLOWS.
"""

from collections.abc import Callable

import pytest

from bot.book import Book
from handlers import FLOWS
from handlers.kit import Choice
from handlers.packing import pack
from tests.handlers.peopled import Peopled, changed, everything, peopled, told, touched, trouble
from tests.handlers.plausible import Plausible, names_a_row
from tests.talk import Phone, Room

Record = Callable[[str, object], None]
BUTTONS = tuple(Book.of(FLOWS).by_choice)


@pytest.fixture
async def there(room: Room) -> Peopled:
    return await peopled(room)


async def pressed(phone: Phone, button: Choice) -> str | None:
    """Presses it, then twice at once; what went wrong, if anything."""
    once = await trouble(phone, phone.presses_choice(button))
    both = phone.room.hears(phone.press(pack(button)), phone.press(pack(button)))
    wrong = await trouble(phone, both, least=2) or once
    return None if wrong is None else f"{button}: {wrong}"


async def test_buttons_about_nothing_change_nothing_even_for_somebody_with_every_role(
    there: Peopled, record_property: Record
) -> None:
    wrong, some = [], Plausible(1)
    for kind in BUTTONS:
        button = some.button(kind)
        before = await everything(there.home.room)
        wrong.append(await pressed(there.mighty, button))
        if names_a_row(button) and (tables := changed(before, await everything(there.home.room))):
            wrong.append(f"{button} changed {tables}")
    assert told(wrong) == ""
    record_property("buttons pressed, and pressed twice at once", len(wrong))


async def test_a_member_without_the_role_changes_nothing_of_other_people(
    there: Peopled, record_property: Record
) -> None:
    shared = {"khoi", "campaign", "unit"}
    theirs = {one for table, ids in there.known.items() if table not in shared for one in ids if one > 2**32}
    wrong, some = [], Plausible(2, there.known)
    for kind in BUTTONS:
        button = some.button(kind)
        before = await everything(there.home.room)
        wrong.append(await pressed(there.plain, button))
        if tables := touched(before, await everything(there.home.room), theirs):
            wrong.append(f"{button} touched {tables}")
    assert told(wrong) == ""
    record_property("buttons pressed, and pressed twice at once", len(wrong))


async def test_a_member_of_another_khoi_changes_nothing_here(there: Peopled, record_property: Record) -> None:
    theirs = {one for ids in there.known.values() for one in ids if one > 2**32}
    wrong, some = [], Plausible(3, there.known)
    for kind in BUTTONS:
        button = some.button(kind)
        before = await everything(there.home.room)
        wrong.append(await pressed(there.outside, button))
        if tables := touched(before, await everything(there.home.room), theirs):
            wrong.append(f"{button} touched {tables}")
    assert told(wrong) == ""
    record_property("buttons pressed, and pressed twice at once", len(wrong))


async def test_a_strangers_press_changes_nothing(there: Peopled, record_property: Record) -> None:
    some = Plausible(4, there.known)
    before = await everything(there.home.room)
    wrong = [await pressed(there.stranger, some.button(kind)) for kind in BUTTONS]
    assert told(wrong) == ""
    record_property("buttons pressed, and pressed twice at once", len(wrong))
    assert changed(before, await everything(there.home.room)) == []
