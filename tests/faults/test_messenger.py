"""The other side misbehaves while people act: nothing is lost, doubled or refused, and no tap spins for ever."""

from collections.abc import Callable

import pytest

from handlers.decide.ballot import Answer
from handlers.decide.cast import Cast
from handlers.decide.words import ListFiles
from tests.bot_api import Cut, Error, FloodWait, Page, Slow, When
from tests.bot_api.faults import Fault
from tests.faults.crowd import answers, rewords, uploads
from tests.faults.house import House
from tests.faults.verdict import judged

CHANCE = 0.06  # of each call
ACTS = 12


async def all_is_well(home: House) -> None:
    verdict = await judged(home.folder, None, home.api, home.scene, home.crowd, home.witness)
    # Only the server knows whether a flood wait is for one chat or for all: some chats find out by asking.
    other = [what for what in verdict.other if "Too Many Requests" not in what]
    assert verdict.wrong + verdict.lost + other == []
    assert home.too_early == []


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
        home.api.faults.add(fault, chance=CHANCE, times=None)
    async with home.open():
        await home.act(ACTS)
        home.api.faults.clear()
        await home.nothing_waits()
    await all_is_well(home)
    record_property("acts", home.recorded.total())
    record_property("calls spoiled", sum(bool(call.fault) for call in home.api.calls))


async def test_an_answer_that_could_not_be_sent_is_not_overtaken_by_the_next_ones(home: House) -> None:
    """Else the screen of the first would take the place of what was shown since."""
    phone = home.colleague.phone
    async with home.open():
        home.api.faults.add(Cut(When.BEFORE), method="sendMessage", chat_id=phone.id, times=2)
        await phone.says("/lichhop")
        await phone.says("/dangky")
        await home.colleague.reads("Hạn đăng ký")
        await home.nothing_waits()
    assert phone.received[0].text.startswith("Lịch họp")
    assert len(phone.received) == 2
    await all_is_well(home)


async def test_updates_that_come_twice_or_backwards_count_once_and_in_order(home: House) -> None:
    """As after an answer that was lost; files sent at once, in one batch that comes newest first."""
    who = home.colleague
    async with home.open():
        await rewords(who)
        for _ in range(2):
            home.api.updates.reverse_batches(3)
            await uploads(who)
            for update_id in home.api.updates.past()[-6:]:
                home.api.updates.repeat(update_id)
            await answers(who)
        await home.nothing_waits()
    await all_is_well(home)


async def test_ids_that_start_again_are_new_updates(home: House) -> None:
    who = home.colleague
    async with home.open():
        await answers(who)
        await home.nothing_waits()
        home.api.updates.restart_ids(1_000)
        await answers(who)
        await rewords(who)
        await home.nothing_waits()
    await all_is_well(home)


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


async def test_a_forged_press_about_a_ballot_of_no_number_stops_nobody(home: House) -> None:
    """The door asks whether a press is secret before it is stored: what fails there would fail for ever."""
    who, other, large = home.colleague, home.others[0], "Z" * 11  # more than 63 bits
    async with home.open():
        await who.phone.says("/lichhop")
        await who.reads("Lịch họp")
        for data in (f"{Cast.tag}:{large}:1:x", f"{ListFiles.tag}:{large}:1", f"{Answer.tag}:-{large}:1:1"):
            await who.phone.forges(data, who.phone.last.id).answered()
        await answers(other)
        await home.nothing_waits()
    await all_is_well(home)


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
