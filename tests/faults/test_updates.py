"""What comes in misbehaves, by polling and by webhook: sent again, backwards, under old ids, forged, while nothing can
be stored. Every act counts once, in order.
"""

import sqlite3
from contextlib import closing

import pytest

from handlers.decide.ballot import Answer
from handlers.decide.cast import Cast
from handlers.decide.words import ListFiles
from storage.sqlite import SqliteDatabase
from tests.bot_api import Cut, When
from tests.faults.crowd import Kind, answers, rewords, uploads
from tests.faults.house import By, House

pytestmark = pytest.mark.parametrize("by", ["polling", "webhook"])


async def test_updates_that_come_twice_or_backwards_count_once_and_in_order(home: House, by: By) -> None:
    """As after an answer that was lost; files sent at once, in one batch that comes newest first."""
    who = home.colleague
    async with home.open(by):
        await rewords(who)
        for _ in range(2):
            home.api.updates.reverse_batches(3)
            await uploads(who)
            for update_id in home.api.updates.past()[-6:]:
                home.api.updates.repeat(update_id)
            await answers(who)
        await home.nothing_waits()
    await home.all_is_well()


async def test_an_update_that_comes_again_gets_no_second_answer(home: House, by: By) -> None:
    """By its id alone: what it says would be answered every time."""
    phone = home.colleague.phone
    async with home.open(by):
        await phone.says("/lichhop")
        await home.colleague.reads("Lịch họp")
        await home.nothing_waits()
        for _ in range(3):
            home.api.updates.repeat(home.api.updates.past()[-1])
        await phone.says("/dangky")
        await home.colleague.reads("Hạn đăng ký")
        await home.nothing_waits()
    assert len(phone.received) == 2
    await home.all_is_well()


async def test_ids_that_start_again_are_new_updates(home: House, by: By) -> None:
    who = home.colleague
    async with home.open(by):
        await answers(who)
        await home.nothing_waits()
        home.api.updates.restart_ids(1_000)
        await answers(who)
        await rewords(who)
        await home.nothing_waits()
    await home.all_is_well()


async def test_a_forged_press_about_a_ballot_of_no_number_stops_nobody(home: House, by: By) -> None:
    """The door asks whether a press is secret before it is stored: what fails there would fail for ever."""
    who, other, large = home.colleague, home.others[0], "Z" * 11  # more than 63 bits
    async with home.open(by):
        await who.phone.says("/lichhop")
        await who.reads("Lịch họp")
        for data in (f"{Cast.tag}:{large}:1:x", f"{ListFiles.tag}:{large}:1", f"{Answer.tag}:-{large}:1:1"):
            await who.phone.forges(data, who.phone.last.id).answered()
        await answers(other)
        await home.nothing_waits()
    await home.all_is_well()


async def test_what_cannot_be_stored_is_delivered_again_and_counts_once(home: House, by: By) -> None:
    """Another program locks the database: nothing is acknowledged, whichever way it came."""
    who = home.colleague
    async with home.open(by) as app:
        await who.phone.says("/lichhop")
        await who.taps("1")
        await who.taps("Vắng")
        await who.reads("vì lý do gì")
        await home.nothing_waits()
        assert isinstance(app.database, SqliteDatabase)
        await app.database._writer.execute("PRAGMA busy_timeout = 50")
        with closing(sqlite3.connect(home.folder / "data" / "thidua.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await who.phone.says(who.next(Kind.REPLY))
            with pytest.raises(TimeoutError):
                await home.api.all_taken(0.5)
            other.execute("ROLLBACK")
        await who.reads("Đã ghi nhận: Vắng")
        await who.recorded(Kind.REPLY)
        await home.nothing_waits()
    await home.all_is_well()


async def test_people_are_heard_though_answers_to_them_are_cut_off(home: House, by: By) -> None:
    home.api.faults.add(Cut(When.AFTER), method="editMessageText", times=2)
    home.api.faults.add(Cut(When.BEFORE), method="answerCallbackQuery", times=2)
    async with home.open(by):
        await answers(home.colleague)
        await answers(home.others[0])
        await home.nothing_waits()
    await home.all_is_well()
