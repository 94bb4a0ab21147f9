"""Where closed pages are told of news; what is trimmed; which files are named: on both databases."""

from datetime import timedelta

import pytest

from storage.mentions import not_named
from storage.pushes import Subscription
from storage.sql import micros
from storage.unit import Database
from storage.web_messages import Written
from tests.campaign.campaigns import CHAIR, LAN, NOW
from tests.storage.test_campaigns import people

KEY = "our public key"
ONE, OTHER = (
    Subscription("https://push.example/1", "p", "a"),
    Subscription("https://push.example/2", "p", "a"),
)


@pytest.fixture
async def filled(database: Database) -> Database:
    """Two devices of one person, one of another."""
    async with database.unit() as unit:
        await people(unit)
        for device, person in (("d1", LAN.person), ("d2", LAN.person), ("d3", CHAIR.person)):
            await unit.web.new_device(device, "", NOW)
            await unit.people.bind("web", device, person, "", NOW)
        await unit.commit()
    return database


async def test_a_device_has_one_address_and_an_address_one_device(filled: Database) -> None:
    async with filled.unit() as unit:
        await unit.pushes.subscribe("d1", ONE, KEY, NOW)
        await unit.pushes.subscribe("d1", OTHER, KEY, NOW)
        found = await unit.pushes.target("d1", KEY)
        assert found is not None
        assert (found.subscription, list(found.pages)) == (OTHER, ["d1", "d2"])
        await unit.pushes.subscribe("d3", OTHER, KEY, NOW)
        assert await unit.pushes.target("d1", KEY) is None
        assert await unit.pushes.is_on("d3", KEY)
        assert not await unit.pushes.is_on("d3", "another key")


async def test_what_a_service_has_forgotten_is_gone_but_not_what_came_after(filled: Database) -> None:
    async with filled.unit() as unit:
        await unit.pushes.subscribe("d1", OTHER, KEY, NOW)
        await unit.pushes.gone("d1", ONE.endpoint)
        assert await unit.pushes.is_on("d1", KEY)
        await unit.pushes.gone("d1", OTHER.endpoint)
        assert not await unit.pushes.is_on("d1", KEY)


async def test_who_has_left_is_no_target(filled: Database) -> None:
    async with filled.unit() as unit:
        await unit.pushes.subscribe("d1", ONE, KEY, NOW)
        await unit.sql.run("UPDATE member SET left_at = ? WHERE id = ?", micros(NOW), LAN.id)
        assert await unit.pushes.target("d1", KEY) is None


async def test_a_device_taken_away_takes_its_address_along(filled: Database) -> None:
    async with filled.unit() as unit:
        await unit.pushes.subscribe("d1", ONE, KEY, NOW)
        devices = {device.account: device.id for device in await unit.devices.of(LAN.person)}
        assert await unit.devices.remove(LAN.person, devices["d1"])
        assert await unit.sql.all("SELECT account FROM web_push ORDER BY account") == []


async def test_old_messages_and_strangers_are_trimmed_in_parts(filled: Database) -> None:
    async with filled.unit() as unit:
        await unit.web.new_device("stranger", "", NOW)
        for number in range(5):
            at = NOW + timedelta(days=number)
            await unit.web_messages.write([Written("d1", f"m{number}", mine=False, body="{}", at=at)])
        assert await unit.web_messages.trim(NOW + timedelta(days=3), 2) == 2
        assert await unit.web_messages.trim(NOW + timedelta(days=3), 2) == 1
        assert await unit.web_messages.trim(NOW + timedelta(days=3), 2) == 0
        rows = await unit.sql.all("SELECT ref FROM web_message ORDER BY ref")
        assert [row["ref"] for row in rows] == ["m3", "m4"]
        assert await unit.web.forget_strangers(NOW + timedelta(days=1), 9) == 1
        assert not await unit.web.has_device("stranger")
        assert await unit.web.has_device("d1")


async def test_a_file_is_named_by_any_text_and_any_bytes(filled: Database) -> None:
    in_text, in_bytes, nowhere = ("ab" * 32, "cd" * 32, "ef" * 32)
    async with filled.unit() as unit:
        await unit.web_messages.write(
            [Written("d1", "m", mine=False, body=f'{{"sha": "{in_text}"}}', at=NOW)]
        )
        await unit.sql.run(
            "INSERT INTO conversation (channel, account, state, shown) VALUES ('web', 'd1', ?, ?)",
            f"[{in_bytes}]".encode(),
            b"",
        )
        await unit.commit()
    assert await not_named(filled, {in_text, in_bytes, nowhere}) == {nowhere}
