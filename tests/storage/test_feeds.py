"""Addresses of own calendars: one each, replaced, revoked, gone with a person who became another."""

import pytest

from campaign.ids import PersonId
from storage.sql import Conflict
from storage.unit import Database
from tests.campaign.campaigns import CHAIR, LAN, NOW
from tests.storage.test_campaigns import people


async def test_a_new_address_takes_the_place_of_the_one_before(database: Database) -> None:
    async with database.unit() as unit:
        await people(unit)
        assert await unit.feeds.made_at(LAN.person) is None
        await unit.feeds.put(LAN.person, "a", NOW)
        await unit.feeds.put(LAN.person, "b", NOW)
        assert await unit.feeds.made_at(LAN.person) == NOW
        assert await unit.feeds.owner("a") is None
        assert await unit.feeds.owner("b") == LAN.person


async def test_a_revoked_address_is_nobodys(database: Database) -> None:
    async with database.unit() as unit:
        await people(unit)
        await unit.feeds.put(LAN.person, "a", NOW)
        assert await unit.feeds.revoke(LAN.person)
        assert not await unit.feeds.revoke(LAN.person)
        assert await unit.feeds.owner("a") is None


async def test_one_address_is_one_persons(database: Database) -> None:
    async with database.unit() as unit:
        await people(unit)
        await unit.feeds.put(LAN.person, "a", NOW)
        with pytest.raises(Conflict):
            await unit.feeds.put(CHAIR.person, "a", NOW)


async def test_of_two_persons_who_are_one_the_address_of_the_one_who_stays_is_kept(
    database: Database,
) -> None:
    async with database.unit() as unit:
        await people(unit)
        other = PersonId(99)  # with a place in no khối that LAN has one in
        await unit.sql.run("INSERT INTO person (id, name, created_at) VALUES (?, 'Lan', 0)", other)
        await unit.feeds.put(LAN.person, "a", NOW)
        await unit.feeds.put(other, "b", NOW)
        await unit.devices.merge(LAN.person, other, NOW)
        assert await unit.feeds.owner("a") is None
        assert await unit.feeds.owner("b") == other
