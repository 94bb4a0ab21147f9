"""What the ledger of a notice says when two processes record letters to the same person at the same moment."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from campaign.ids import NoticeId
from campaign.people import Language
from campaign.reminders.notice import DeliveryState
from storage.fates import Fate
from storage.outbox import Letter
from storage.unit import Database
from tests.campaign.campaigns import CHAIR, KHOI, LAN, NOW
from tests.storage.databases import opened
from tests.storage.test_campaigns import people

NOTICE = NoticeId(1)
PHONES = ("1", "2")


async def told(database: Database) -> None:
    """A notice is on its way to both phones of one person."""
    async with database.unit() as unit:
        await people(unit)
        for account in PHONES:
            await unit.people.bind("paper", account, LAN.person, "", NOW)
        await unit.notices.add(NOTICE, KHOI, None, "free", b"", CHAIR.id, NOW)
        await unit.notices.address(NOTICE, [LAN.person])
        await unit.outbox.add([letter(number) for number in (1, 2)], NOW)
        await unit.commit()


def letter(number: int) -> Letter:
    return Letter(number, "paper", PHONES[number - 1], LAN.person, Language.VI, 3, b"", NOW, notice=NOTICE)


def fate(number: int, state: str) -> Fate:
    return Fate(number, state, 1, notice=NOTICE, person=LAN.person)


async def recorded_at_once(database: Database, fates: Sequence[Fate]) -> DeliveryState:
    """Each by a process of its own, neither of which sees what the other has not committed yet."""
    begun = asyncio.Barrier(len(fates))

    async def record(fate: Fate) -> None:
        async with database.unit() as unit:
            await unit.sql.one("SELECT count(*) AS n FROM outbox")
            await begun.wait()
            await unit.fates.settle([fate])
            await unit.commit()

    await asyncio.gather(*map(record, fates))
    async with database.reading() as unit:
        (line,) = await unit.notices.deliveries(NOTICE)
    return line.state


@pytest.mark.parametrize("_", range(4))  # the moment decides
async def test_somebody_none_of_whose_phones_can_be_reached_does_not_stay_queued(
    postgres_url: str, tmp_path: Path, _: int
) -> None:
    async with opened(postgres_url, tmp_path) as database:
        await told(database)
        state = await recorded_at_once(database, [fate(1, "unreachable"), fate(2, "unreachable")])
    assert state is DeliveryState.UNREACHABLE


async def test_one_phone_that_got_it_is_enough(postgres_url: str, tmp_path: Path) -> None:
    async with opened(postgres_url, tmp_path) as database:
        await told(database)
        state = await recorded_at_once(database, [fate(1, "sent"), fate(2, "unreachable")])
    assert state is DeliveryState.SENT
