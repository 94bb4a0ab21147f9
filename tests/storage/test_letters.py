"""Notices being written, nudges, and the ledger."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from campaign.ids import KhoiId, NoticeId, PersonId, UnitId
from campaign.people import Role
from campaign.reminders.notice import (
    Audience,
    Delivery,
    DeliveryState,
    Everybody,
    Letter,
    NoticeFile,
    OfRole,
    OfUnit,
    Told,
)
from storage.sql import Conflict
from storage.unit import Database
from tests.campaign.campaigns import CHAIR, KHOI, LAN, NOW, SECRETARY
from tests.storage.test_campaigns import people

DAY = date(2026, 3, 2)
LETTER = Letter(NoticeId(50), KHOI, SECRETARY.id, "Kính gửi các đồng chí\nHọp lúc 8 giờ")


@pytest.fixture
async def filled(database: Database) -> Database:
    async with database.unit() as unit:
        await people(unit)
        await unit.commit()
    return database


@pytest.mark.parametrize("audience", [None, Everybody(), OfUnit(UnitId(11)), OfRole(Role.HEAD)])
async def test_a_letter_comes_back_as_it_was_written(filled: Database, audience: Audience | None) -> None:
    letter = replace(LETTER, audience=audience)
    async with filled.unit() as unit:
        await unit.letters.keep(letter, NOW)
        assert await unit.letters.of(SECRETARY.id) == letter
        assert await unit.letters.of(CHAIR.id) is None


async def test_a_member_writes_one_letter_at_a_time(filled: Database) -> None:
    newer = replace(LETTER, id=NoticeId(51), text="Khác")
    async with filled.unit() as unit:
        await unit.letters.keep(LETTER, NOW)
        await unit.letters.keep(newer, NOW)
        assert await unit.letters.of(SECRETARY.id) == newer
        await unit.letters.discard(SECRETARY.id)
        assert await unit.letters.of(SECRETARY.id) is None


async def test_the_database_forbids_a_second_nudge_on_one_day(filled: Database) -> None:
    async with filled.unit() as unit:
        await unit.nudges.note(KHOI, "register:1", [LAN.person], DAY)
        await unit.nudges.note(KHOI, "register:2", [LAN.person], DAY)
        await unit.nudges.note(KHOI, "register:1", [LAN.person], DAY + timedelta(days=1))
        assert await unit.nudges.of_day(KHOI, "register:1", DAY) == frozenset({LAN.person})
        assert await unit.nudges.of_day(KhoiId(2), "register:1", DAY) == frozenset()
        with pytest.raises(Conflict):
            await unit.nudges.note(KHOI, "register:1", [LAN.person], DAY)


async def test_the_ledger_lists_what_somebody_sent_newest_first(filled: Database) -> None:
    async with filled.unit() as unit:
        await unit.notices.add(NoticeId(1), KHOI, None, "launch", b"one", CHAIR.id, NOW)
        await unit.notices.add(NoticeId(2), KHOI, None, "free", b"two", CHAIR.id, NOW + timedelta(hours=1))
        await unit.notices.add(NoticeId(3), KHOI, None, "reminder", b"three", None, NOW)
        launch = Told(NoticeId(1), KHOI, "launch", NOW, CHAIR.id, None)
        assert [told.id for told in await unit.notices.latest(KHOI, 10)] == [2, 1]
        assert await unit.notices.latest(KHOI, 1, 1) == [launch]
        assert await unit.notices.latest(KhoiId(2), 10) == []
        assert await unit.notices.find(KHOI, NoticeId(1)) == launch
        assert await unit.notices.find(KhoiId(2), NoticeId(1)) is None
        assert await unit.notices.body(NoticeId(1)) == b"one"


async def test_the_ledger_has_a_line_for_everybody_addressed(filled: Database) -> None:
    async with filled.unit() as unit:
        await unit.people.bind("paper", "1", LAN.person, "", NOW)
        await unit.notices.add(NoticeId(1), KHOI, None, "free", b"", CHAIR.id, NOW)
        await unit.notices.address(NoticeId(1), [LAN.person, CHAIR.person])
        await unit.notices.mark_read(NoticeId(1), LAN.person, NOW)
        assert await unit.notices.deliveries(NoticeId(1)) == [
            Delivery(PersonId(CHAIR.person), DeliveryState.NOT_JOINED, None),
            Delivery(PersonId(LAN.person), DeliveryState.QUEUED, NOW),
        ]


async def test_files_are_kept_while_it_is_written_and_with_what_was_sent(filled: Database) -> None:
    files = (NoticeFile("Kế hoạch “2026”.pdf", "ab" * 32, 9), NoticeFile("phu-luc.docx", "cd" * 32, 10))
    letter = replace(LETTER, files=files)
    async with filled.unit() as unit:
        await unit.letters.keep(letter, NOW)
        assert await unit.letters.of(SECRETARY.id) == letter
        await unit.letters.send_files(letter.id, files)
        assert await unit.letters.files(letter.id) == list(files)
        assert await unit.letters.files(NoticeId(99)) == []
