"""The other side misbehaves while people act: nothing is lost, doubled or refused, and no tap spins for ever."""

import asyncio
from collections.abc import Callable

import pytest

from bot.pace import MANY
from tests.bot_api import Cut, Error, FloodWait, Hold, Page, Slow, When
from tests.bot_api.faults import Fault, Rule
from tests.faults.crowd import answers, notifies, uploads
from tests.faults.house import House
from tests.papers.test_file_text import pdf

CHANCE = 0.06  # of each call
OF_ONE = 2
"""The same call is spoiled at most so often: more is asked of the program by the tests of what it gives up, and when.
A file takes two calls and is asked for six times; an answer is waited for by the next through three failures."""
ACTS = 12
FOR_LONG = 600  # seconds that somebody is to wait, longer than any test


@pytest.mark.parametrize(
    "troubles",
    [
        [Cut(When.BEFORE), Cut(When.AFTER)],
        [Error(502), Error(504, when=When.AFTER), Page(), Slow(0.2)],
        [FloodWait(1), FloodWait(1, for_all=True)],
    ],
    ids=["cut", "errors", "floods"],
)
async def test_people_act_on_while_the_line_is_bad(
    home: House, troubles: list[Fault], record_property: Callable[[str, object], None]
) -> None:
    for fault in troubles:
        home.api.faults.add(fault, chance=CHANCE, times=None, of_one=OF_ONE)
    async with home.open():
        await home.act(ACTS)
        home.api.faults.clear()
        await home.nothing_waits()
    await home.all_is_well()
    record_property("acts", home.recorded.total())
    record_property("calls spoiled", sum(bool(call.fault) for call in home.api.calls))


@pytest.mark.parametrize("times", [1, 2])
async def test_an_answer_that_could_not_be_sent_is_not_overtaken_by_the_next_ones(
    home: House, times: int
) -> None:
    """Else the screen of the first would take the place of what was shown since."""
    phone = home.colleague.phone
    async with home.open():
        home.api.faults.add(Cut(When.BEFORE), method="sendMessage", chat_id=phone.id, times=times)
        await phone.says("/lichhop")
        await phone.says("/dangky")
        await home.colleague.reads("Hạn đăng ký")
        await home.nothing_waits()
    assert phone.received[0].text.startswith("Lịch họp")
    assert len(phone.received) == 2
    await home.all_is_well()


async def test_a_press_that_expired_while_the_program_was_down_still_counts(home: House) -> None:
    who = home.colleague
    async with home.open():
        await who.phone.says("/lichhop")
        await who.taps("1")
        await who.reads("Địa điểm")
        await home.nothing_waits()
    tap = await who.phone.presses("Dự")
    home.api.expire(tap)
    async with home.open():
        await who.reads("Đã ghi nhận: Dự")
        await home.nothing_waits()
    assert [one.description.partition(" and ")[0] for one in home.api.refusals] == [
        "Bad Request: query is too old"
    ]
    replies = await home.witness.all("SELECT answer FROM meeting_reply")
    assert [row["answer"] for row in replies] == ["attending"]


async def test_a_chat_that_is_to_wait_is_left_alone_and_the_others_are_not(home: House) -> None:
    """The answer is held, and so is what a broadcast says there meanwhile: asked again too early, Telegram waits on."""
    who, other = home.colleague, home.others[0]
    async with home.open():
        flood = home.api.faults.add(FloodWait(FOR_LONG), method="sendMessage", chat_id=who.phone.id)
        await who.phone.says("/lichhop")
        await _struck(flood)
        await notifies(home.crowd.secretary)
        await other.reads("NOTICE-1.")
        await answers(other)
        assert who.phone.received == []
    assert flood.struck == 1
    assert home.api.refusals == []


async def test_a_chat_that_was_to_wait_is_told_everything_in_its_time(home: House) -> None:
    who, held = home.colleague, 2
    async with home.open():
        flood = home.api.faults.add(FloodWait(held), method="sendMessage", chat_id=who.phone.id)
        await who.phone.says("/lichhop")
        await _struck(flood)
        await notifies(home.crowd.secretary)
        await who.reads("NOTICE-1.")
        await who.reads("Lịch họp")
        await home.nothing_waits()
    assert flood.struck == 1
    assert home.api.refusals == []  # it was not asked again before its time
    await home.all_is_well()


async def test_when_everybody_is_to_wait_a_few_find_out_by_asking_and_nobody_after_them(home: House) -> None:
    """Everything is told when the wait is over: here with the program that knew of it."""
    everybody = home.others[: MANY + 3]
    first, *asking = everybody[:MANY]
    async with home.open() as app:
        flood = home.api.faults.add(
            FloodWait(FOR_LONG, for_all=True), method="sendMessage", chat_id=first.phone.id
        )
        await first.phone.says("/lichhop")
        await _struck(flood)
        for who in asking:
            await who.phone.says("/lichhop")
        while not app.post._pace.held("telegram", None):  # noqa: ASYNC110 - nobody rings for a wait
            await asyncio.sleep(0.01)
        for who in everybody[MANY:]:
            await who.phone.says("/lichhop")
        await home.all_wait(len(everybody))
    assert sorted(one.chat_id or 0 for one in home.api.refusals) == [who.phone.id for who in asking]
    home.api.world.pace.hold(None, 0)
    async with home.open():
        for who in everybody:
            await who.reads("Lịch họp")
        await home.nothing_waits()
    await home.all_is_well()


async def _struck(flood: Rule) -> None:
    while not flood.struck:  # noqa: ASYNC110 - nobody rings for a fault
        await asyncio.sleep(0.01)


async def test_whoever_hears_nothing_from_the_server_holds_up_nobody(home: House) -> None:
    """A request that hangs: one chat waits for it, everybody else goes on, and nothing is said twice."""
    who, other, silent = home.colleague, home.others[0], Hold(When.AFTER)
    async with home.open():
        home.api.faults.add(silent, method="sendMessage", chat_id=who.phone.id)
        await who.phone.says("/lichhop")
        await silent.reached()
        await answers(other)
        silent.release()
        await answers(who)
        await home.nothing_waits()
    assert [one.text for one in who.phone.received if one.text.startswith("Lịch họp")] != []
    await home.all_is_well()


async def test_a_file_that_vanished_is_told_and_the_next_ones_count(home: House) -> None:
    who = home.colleague
    async with home.open():
        await who.phone.says("/thanhtich")
        await who.taps("Minh chứng")
        await who.taps("Thêm minh chứng")
        await who.reads("Gửi từng tệp minh chứng")
    gone = await who.phone.sends_file("mat.pdf", pdf("mất"), "application/pdf")
    assert gone.document is not None
    home.api.lose_file(gone.document.file.id)
    async with home.open():
        told = await who.reads("mat.pdf")
        assert "không tải được" in told.text
        await uploads(who)
        await home.nothing_waits()
    await home.all_is_well(but="Bad Request: wrong file_id or the file is temporarily unavailable")


async def test_a_screen_that_was_deleted_meanwhile_is_shown_anew(home: House) -> None:
    who, edit = home.colleague, Hold(When.BEFORE)
    async with home.open():
        await who.phone.says("/lichhop")
        screen = await who.reads("Lịch họp")
        home.api.faults.add(edit, method="editMessageText", chat_id=who.phone.id)
        await who.phone.presses("1", message=screen)
        await edit.reached()
        who.phone.deletes(screen)
        edit.release()
        shown = await who.reads("Địa điểm")
        assert shown is not screen
        await home.nothing_waits()
    await home.all_is_well(but="message to edit not found")


async def test_a_word_in_passing_that_comes_too_late_is_no_failure(home: House) -> None:
    """The press was made while the program was down: its old button is answered by nothing more than that word."""
    who = home.colleague
    async with home.open():
        await who.phone.says("/lichhop")
        screen = await who.reads("Lịch họp")
        await home.nothing_waits()
    tap = who.phone.forges("an-old-button", screen.id)
    home.api.expire(tap)
    async with home.open():
        await answers(who)
        await home.nothing_waits()
    await home.all_is_well()


async def test_whoever_blocks_the_bot_or_clears_the_chat_holds_up_nobody(home: House) -> None:
    blocking, clearing, other = home.others[:3]
    async with home.open():
        for who in (blocking, clearing):
            await who.phone.says("/lichhop")
            await who.reads("Lịch họp")
        await clearing.taps("1")
        clearing.phone.clears_the_chat()
        await blocking.phone.says("/menu")
        blocking.phone.blocks_bot()
        await answers(other)
        await answers(clearing)
        await home.nothing_waits()
    gone = await home.witness.all("SELECT account FROM account WHERE unreachable_at IS NOT NULL")
    assert [row["account"] for row in gone] == [str(blocking.phone.id)]
