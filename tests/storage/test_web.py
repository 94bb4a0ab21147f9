"""The page's rows: sessions that replace each other, messages that keep their place, and who may see them."""

from datetime import timedelta

import pytest

from campaign.ids import PersonId
from storage.unit import Database, Unit
from storage.web_messages import Sight, Written
from tests.campaign.campaigns import LAN, NOW
from tests.storage.test_campaigns import people


@pytest.fixture
async def filled(database: Database) -> Database:
    async with database.unit() as unit:
        await people(unit)
        await unit.web.new_device("d1", "Chrome, Android", NOW)
        await unit.commit()
    return database


def message(ref: str, text: str = "{}", *, edits: bool = False) -> Written:
    return Written("d1", ref, mine=False, body=text, at=NOW, edits=edits)


async def refs(unit: Unit, person: PersonId | None) -> list[str]:
    holder = None if person is None else await unit.web.holder("d1")
    return [m.ref for m in await unit.web_messages.page("d1", 10**18, Sight.of(holder), 9)]


async def test_an_edit_keeps_the_place_and_is_the_newest_event(filled: Database) -> None:
    async with filled.unit() as unit:
        first, second = await unit.web_messages.write([message("a"), message("b")])
        (edited,) = await unit.web_messages.write([message("a", "new", edits=True)])
        assert (edited.place, edited.body) == (first.place, "new")
        assert edited.event > second.event == await unit.web_messages.last_event("d1") - 1
        changed = await unit.web_messages.changed("d1", second.event, Sight.of(None), 9)
        assert [m.ref for m in changed] == ["a"]
        assert await refs(unit, None) == ["a", "b"]


async def test_a_letter_that_comes_twice_does_not_undo_an_edit(filled: Database) -> None:
    async with filled.unit() as unit:
        await unit.web_messages.write(
            [message("a", "old"), message("a", "new", edits=True), message("a", "old")]
        )
        found = await unit.web_messages.message("d1", "a")
        assert found is not None
        assert found.body == "new"


async def test_nothing_is_written_for_a_device_that_is_gone(filled: Database) -> None:
    async with filled.unit() as unit:
        await unit.web.forget("d1")
        assert await unit.web_messages.write([message("a")]) == []


async def test_a_message_is_seen_by_whom_it_was_for(filled: Database) -> None:
    async with filled.unit() as unit:
        await unit.web_messages.write([message("before")])
        await unit.people.bind("web", "d1", LAN.person, "Chrome, Android", NOW)
        (written,) = await unit.web_messages.write([message("hers")])
        assert written.language == "vi"
        assert await refs(unit, LAN.person) == ["before", "hers"]
        assert await refs(unit, None) == ["before"]


async def test_a_new_cookie_ends_the_one_before_when_it_is_used(filled: Database) -> None:
    async with filled.unit() as unit:
        await unit.web.new_session("old", "d1", None, NOW)
        await unit.web.new_session("new", "d1", "old", NOW + timedelta(days=8))
        old = await unit.web.session("old")
        assert old is not None
        assert old.newer_at == NOW + timedelta(days=8)
        await unit.web.settle_session("new")
        assert await unit.web.session("old") is None
        new = await unit.web.session("new")
        assert new is not None
        assert new.replaces is None


async def test_an_installation_says_what_it_is(filled: Database) -> None:
    async with filled.unit() as unit:
        assert await unit.installation.get("nature") is None
        await unit.installation.put("nature", "real")
        assert await unit.installation.get("nature") == "real"
        assert await unit.installation.has_people()
        assert len(await unit.installation.all_khoi()) >= 1
