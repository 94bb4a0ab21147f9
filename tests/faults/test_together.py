"""Two troubles at a time: each is provided for, and so is the other while the first lasts."""

import asyncio
import time
from pathlib import Path

import pytest

from bot.archive import Contents
from bot.backup import back_up, restore
from tests.bot_api import FloodWait, Hold, When
from tests.faults.crowd import Kind, Person, answers, notifies, rewords
from tests.faults.house import By, House


async def test_whoever_is_in_the_middle_of_something_goes_on_when_the_channel_changes(home: House) -> None:
    """From polling to a webhook and back; what is said while nobody listens is heard by the other."""
    who = home.colleague
    order: list[By] = ["polling", "webhook", "polling"]
    async with home.open(order[0]):
        await _asked_why_away(who)
        await home.nothing_waits()
    words = who.next(Kind.REPLY)
    await who.phone.says(words)
    async with home.open(order[1]):
        await who.reads(f"Đã ghi nhận: Vắng, lý do: {words}")
        await who.recorded(Kind.REPLY)
        await _asked_why_away(who)
        await home.nothing_waits()
    words = who.next(Kind.REPLY)
    await who.phone.says(words)
    async with home.open(order[2]):
        await who.reads(f"Đã ghi nhận: Vắng, lý do: {words}")
        await who.recorded(Kind.REPLY)
        await rewords(who)
        await home.nothing_waits()
    await home.all_is_well()


async def test_a_chat_that_is_to_wait_is_answered_after_a_restart_by_webhook(home: House) -> None:
    """What it was told to wait for is forgotten with the process: it is told once more, and not again."""
    who, other, held = home.colleague, home.others[0], 2
    async with home.open("polling"):
        home.api.faults.add(FloodWait(held), method="sendMessage", chat_id=who.phone.id)
        await who.phone.says("/lichhop")
        await notifies(home.crowd.secretary)
        await answers(other)
        assert who.phone.received == []
    async with home.open("webhook"):
        await answers(other)
        await who.reads("Lịch họp")
        await home.nothing_waits()
    assert len(home.api.refusals) <= 2
    await home.all_is_well()


async def test_a_broadcast_goes_on_from_its_backup_on_another_machine(
    home: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One person's copy is on its way when it is made, and another's has arrived without our knowing it.

    The first machine is lost at that moment; the second stands in another time zone.
    """
    secretary, (unsaid, unheard, *told) = home.crowd.secretary, home.others
    before, after = Hold(When.BEFORE), Hold(When.AFTER)
    home.api.faults.add(before, method="sendMessage", chat_id=unsaid.phone.id)
    home.api.faults.add(after, method="sendMessage", chat_id=unheard.phone.id)
    archive, data = tmp_path / "a.tar", home.folder / "data"
    async with home.open():
        await notifies(secretary)
        for who in told:
            await who.reads("NOTICE-1.")
        await before.reached()
        await after.reached()
        await _recorded(home, all_but=2)
        made = await asyncio.to_thread(back_up, data / "thidua.db", data / "files", archive)
        assert isinstance(made, Contents)
    home.api.faults.clear()
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        home.moves(tmp_path / "elsewhere")
        there = home.folder / "data"
        assert restore(archive, there / "thidua.db", there / "files") == made
        async with home.open():
            await unsaid.reads("NOTICE-1.")
            await answers(told[0])
            await home.nothing_waits()
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    got = [sum("NOTICE-1." in m.text for m in who.phone.received) for who in (unsaid, unheard, *told)]
    assert got == [1, 2, *(1 for _ in told)]
    assert home.api.refusals == []
    assert home.api.unanswered == []


async def _asked_why_away(who: Person) -> None:
    """Up to the question in which the next act is answered."""
    await who.phone.says("/lichhop")
    await who.taps("1")
    await who.taps("Vắng")
    await who.reads("vì lý do gì")


async def _recorded(home: House, all_but: int) -> None:
    """Until it is written down of all but so many that they have arrived."""
    async with asyncio.timeout(60):
        while await home.witness.number("SELECT count(*) FROM delivery WHERE state = 'queued'") > all_but:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
