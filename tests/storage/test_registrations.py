"""Registrations keep every version; who takes part keeps every word of the units."""

from dataclasses import replace

import pytest

from campaign.ids import MemberId, RegistrationId
from campaign.registration.registration import Registration, Standing
from campaign.registration.taking_part import Count, Names
from storage.sql import Conflict
from storage.unit import Database
from tests.campaign.campaigns import BAO, KHOI, LAN, NOW, SECRETARY
from tests.campaign.registrations import UNIT, of, registration
from tests.storage.test_campaigns import FULL, added

FILED = replace(registration(1, "CSTDCS", Standing.FILED, of(LAN.id)), filed_at=NOW, filed_by=LAN.id)
COUNT = Count(KHOI, FULL.id, BAO, 1, 44, 45, SECRETARY.id, NOW)
NAMES = Names(KHOI, FULL.id, BAO, 1, frozenset({LAN.id}), LAN.id, NOW)


async def saves(database: Database, *registrations: Registration) -> None:
    async with database.unit() as unit:
        for each in registrations:
            await unit.registrations.save(each, NOW, LAN.id)
        await unit.commit()


async def test_every_version_and_every_reason_stays(database: Database) -> None:
    await added(database, FULL)
    returned = replace(
        FILED, standing=Standing.RETURNED, version=2, reason="Thiếu quyết định", decided_at=NOW
    )
    confirmed = replace(FILED, standing=Standing.CONFIRMED, version=3)
    await saves(database, FILED, returned, confirmed)
    async with database.reading() as unit:
        assert await unit.registrations.get(FILED.id) == confirmed
        versions = await unit.registrations.versions(FILED.id)
    assert [(v.version, v.standing, v.reason, v.by) for v in versions] == [
        (1, Standing.FILED, "", LAN.id),
        (2, Standing.RETURNED, "Thiếu quyết định", LAN.id),
        (3, Standing.CONFIRMED, "", LAN.id),
    ]


async def test_one_version_is_written_once(database: Database) -> None:
    await added(database, FULL)
    await saves(database, FILED)
    with pytest.raises(Conflict):
        await saves(database, replace(FILED, note="Cùng lúc"))


@pytest.mark.parametrize("subject", [of(LAN.id), UNIT])
async def test_one_subject_strives_once_for_a_title(database: Database, subject: object) -> None:
    await added(database, FULL)
    there = replace(FILED, member=None) if subject == UNIT else FILED
    await saves(database, there)
    with pytest.raises(Conflict):
        await saves(database, replace(there, id=RegistrationId(2)))


async def test_a_count_comes_back_and_the_latest_word_counts(database: Database) -> None:
    await added(database, FULL)
    async with database.unit() as unit:
        await unit.taking_part.save(COUNT)
        await unit.taking_part.save(replace(COUNT, version=2, joined=45))
        assert await unit.taking_part.of_unit(FULL.id, BAO) == replace(COUNT, version=2, joined=45)
        assert await unit.taking_part.of_campaign(FULL.id) == {BAO: replace(COUNT, version=2, joined=45)}


async def test_names_are_added_and_taken_off(database: Database) -> None:
    await added(database, FULL)
    both = replace(NAMES, version=2, members=frozenset({LAN.id, SECRETARY.id}))
    only = replace(NAMES, version=3, members=frozenset({SECRETARY.id}))
    async with database.unit() as unit:
        for said in (NAMES, both, only):
            await unit.taking_part.save(said)
            assert await unit.taking_part.of_unit(FULL.id, BAO) == said
        assert await unit.taking_part.of_campaign(FULL.id) == {BAO: only}


async def test_two_words_at_once_are_a_conflict(database: Database) -> None:
    await added(database, FULL)
    async with database.unit() as unit:
        await unit.taking_part.save(NAMES)
        with pytest.raises(Conflict):
            await unit.taking_part.save(replace(NAMES, members=frozenset({MemberId(1)})))


async def test_a_unit_that_said_nothing_has_said_nothing(database: Database) -> None:
    await added(database, FULL)
    async with database.reading() as unit:
        assert await unit.taking_part.of_unit(FULL.id, BAO) is None
        assert await unit.taking_part.of_campaign(FULL.id) == {}
