"""A flood from one person: the others are answered as if it were not there, and it is answered itself, in order."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot import envelope
from bot.channel import Attached, Heard, RetryAfter
from bot.envelope import Message
from bot.inbox import to_bytes
from bot.rate import Rate
from bot.share import ARRIVALS, ENDLESS, TURNS, Share
from campaign.people import Language
from handlers.kit import Priority, say
from storage.outbox import LEASE, Letter
from storage.turns import Arrival
from tests.storage.databases import KINDS
from tests.talk import Phone, Room
from tests.talk.room import START, open_room

FLOOD = 2000  # updates
OTHERS = 20
LONG = 60.0  # seconds after which something that never comes fails the test


class Watch:
    """A timer that stands still."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture(params=KINDS)
def where(request: pytest.FixtureRequest) -> str | None:
    """The database of a room."""
    return None if request.param == "sqlite" else request.getfixturevalue("postgres_url")


@pytest.fixture
async def room(where: str | None, tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path, server=where) as opened:
        yield opened


def typed(room: Room, phone: Phone, count: int) -> list[Heard]:
    return [phone.typing(f"{number}: {'Đề nghị cho biết ' * 20}") for number in range(count)]


async def pours(room: Room, phone: Phone, count: int) -> None:
    """So many updates of one person wait, whatever their share."""
    heard = typed(room, phone, count)
    async with room.store() as unit:
        await unit.turns.arrive([Arrival(h.channel, h.key, h.account, to_bytes(h)) for h in heard], START)


async def done(room: Room, phone: Phone) -> int:
    async with room.app.database.reading() as unit:
        row = await unit.sql.one(
            "SELECT count(*) AS n FROM inbox WHERE account = ? AND done_at IS NOT NULL", phone.account
        )
    assert row is not None
    return int(row["n"])


# --- turns ---


async def test_whoever_comes_later_has_their_turn_before_the_flood_has_its_fifth(room: Room) -> None:
    flooder = await room.joins("Nguyễn Văn A")
    others = [await room.joins(f"Trần Thị {number}") for number in range(OTHERS)]
    await pours(room, flooder, FLOOD)
    await room.app.work.round()
    await room.app.inbox.ingest([other.typing("/menu") for other in others])
    for _ in range(3):
        await room.app.work.round()
    assert [await done(room, other) for other in others] == [1] * OTHERS
    assert await done(room, flooder) <= 4


async def test_whoever_has_had_their_share_of_turns_rests_and_nobody_else_does(
    where: str | None, tmp_path: Path
) -> None:
    watch = Watch()
    share = Share(Rate(TURNS, watch), Rate(ENDLESS, watch))
    async with open_room(tmp_path, server=where, share=share) as room:
        flooder, other = await room.joins("Nguyễn Văn A"), await room.joins("Trần Thị B")
        await pours(room, flooder, 50)
        while await room.app.work.round():
            pass
        assert await done(room, flooder) == TURNS.burst
        await room.app.inbox.ingest([other.typing("/menu")])
        await room.app.work.round()
        assert (await done(room, flooder), await done(room, other)) == (TURNS.burst, 1)
        while await done(room, flooder) < 50:
            room.app.work._woken.clear()
            watch.at += 1
            async with asyncio.timeout(LONG):
                await room.app.work._woken.wait()
            while await room.app.work.round():
                pass


async def test_another_phone_of_a_person_who_floods_has_no_share_of_its_own(
    where: str | None, tmp_path: Path
) -> None:
    watch = Watch()
    share = Share(Rate(TURNS, watch), Rate(ENDLESS, watch))
    async with open_room(tmp_path, server=where, share=share) as room:
        first = await room.joins("Nguyễn Văn A")
        second = await room.another_phone(first.member)
        await pours(room, first, 25)
        await pours(room, second, 25)
        while await room.app.work.round():
            pass
        assert await done(room, first) + await done(room, second) == TURNS.burst


# --- what is taken in ---


async def test_a_flood_is_answered_in_order_and_told_once_that_its_end_was_not_taken_in(
    tmp_path: Path,
) -> None:
    watch, most = Watch(), int(ARRIVALS.burst)
    share = Share(Rate(ENDLESS, watch), Rate(ARRIVALS, watch))
    async with open_room(tmp_path, share=share) as room:
        flooder, other = await room.joins("Nguyễn Văn A"), await room.joins("Trần Thị B")
        batch = [*typed(room, flooder, most + 100), other.typing("/menu")]
        for start in range(0, len(batch), 100):
            await room.app.inbox.ingest(batch[start : start + 100])
        await room.app.inbox.ingest([flooder.press("m"), flooder.press("m")])
        await room.app.turned_away.told()
        await room.settle()
        assert await done(room, flooder) == most
        assert await done(room, other) == 1
        assert flooder.heard.count("chat.too_fast") == 1
        answered = [spoken for spoken in room.channel.spoken if spoken.account == flooder.account]
        toasts = [spoken for spoken in answered if spoken.kind == "toast"]
        assert [(spoken.key, spoken.tap) for spoken in toasts] == [("chat.too_fast", "tap")] * 2
        assert len(answered) == most + 1 + len(toasts)
        watch.at += 60
        flooder.forget()
        await flooder.says("/menu")
        assert "chat.too_fast" not in flooder.heard


async def test_who_was_told_while_the_clock_was_ahead_is_told_again_once_it_is_put_back(
    tmp_path: Path,
) -> None:
    share, most = Share(Rate(ENDLESS, Watch()), Rate(ARRIVALS, Watch())), int(ARRIVALS.burst)
    async with open_room(tmp_path, share=share) as room:
        flooder, start = await room.joins("Nguyễn Văn A"), room.clock.now()
        for moment in (start + timedelta(days=365), start):
            room.clock.move_to(moment)
            for _ in range(2):
                await room.app.inbox.ingest(typed(room, flooder, most // 2 + 1))
                await room.app.turned_away.told()
        await room.settle()
        assert flooder.heard.count("chat.too_fast") == 2


async def test_what_could_not_be_stored_is_not_counted_against_its_sender(tmp_path: Path) -> None:
    watch = Watch()
    share = Share(Rate(ENDLESS, watch), Rate(ARRIVALS, watch))
    batch = [Heard("paper", "a", str(number), "x") for number in range(200)]
    for _ in range(10):  # it comes again as long as the database refuses
        taken, refused = share.parted(batch)
        assert (len(taken), refused) == (200, [])
    share.took(batch)
    taken, refused = share.parted(batch)
    assert (len(taken), len(refused)) == (100, 100)


async def test_what_a_stranger_sends_is_not_fetched(tmp_path: Path) -> None:
    """Anybody at all may write to a bot, and send it files of 20 MB."""
    async with open_room(tmp_path) as room:
        await room.stranger().sends("a.pdf", b"%PDF-1.4")
        assert [path for path in (tmp_path / "data" / "files").rglob("*") if path.is_file()] == []
        await (await room.joins("Trần Thị B")).sends("a.pdf", b"%PDF-1.4")
        assert len([path for path in (tmp_path / "data" / "files").rglob("*") if path.is_file()]) == 1


async def test_of_the_files_of_one_person_one_is_fetched_at_a_time(room: Room) -> None:
    flooder, other = await room.joins("Nguyễn Văn A"), await room.joins("Trần Thị B")
    sent = [Attached(f"{number}", f"{number}.pdf", 3, "application/pdf") for number in range(200)]
    heard = [Heard("paper", flooder.account, room.key(), files=(one,)) for one in sent]
    gate = room.channel.gates["0"] = asyncio.Event()
    await room.app.inbox.ingest([*heard, Heard("paper", other.account, room.key(), files=(sent[0],))])
    for _ in range(3):
        await room.app.work.round()
    assert len(room.app.downloads.under_way) == 2
    gate.set()
    await asyncio.gather(*room.app.downloads.under_way)


async def test_nobody_is_woken_for_a_flood_alone() -> None:
    share = Share.usual(Watch())
    flood = [Heard("paper", "a", str(number), "x") for number in range(100)]
    assert share.hurries(flood[:1])
    share.took(flood)
    assert not share.hurries(flood[:1])
    assert share.hurries([*flood, Heard("paper", "b", "y", "x")])


# --- what leaves ---


def letter(room: Room, phone: Phone, number: int, priority: Priority = Priority.REPLY) -> Letter:
    body, due = (
        envelope.to_bytes(Message(say("chat.plain", text=str(number)))),
        timedelta(microseconds=number),
    )
    return Letter(
        room.fresh_id(),
        "paper",
        phone.account,
        phone.member.person,
        Language.VI,
        priority.value,
        body,
        START - LEASE + due,
    )


async def waits(room: Room, letters: Sequence[Letter]) -> None:
    async with room.store() as unit:
        await unit.outbox.add(letters, START - LEASE)


def said(room: Room, phone: Phone) -> list[str]:
    return [spoken.text for spoken in room.channel.spoken if spoken.account == phone.account]


async def until_said(room: Room, phones: Sequence[Phone], count: int) -> None:
    async with asyncio.timeout(LONG):
        while not all(len(said(room, phone)) == count for phone in phones):  # noqa: ASYNC110
            await asyncio.sleep(0.01)  # a loop that never rests starves the database's thread


async def test_a_chat_held_with_a_thousand_letters_keeps_nobodys_letters_in_the_table(room: Room) -> None:
    flooder = await room.joins("Nguyễn Văn A")
    others = [await room.joins(f"Trần Thị {number}") for number in range(OTHERS)]
    room.channel.outcomes[flooder.account] = RetryAfter(0.1)
    await waits(room, [letter(room, flooder, number) for number in range(1000)])
    await waits(room, [letter(room, other, 0) for other in others])
    await waits(room, [letter(room, other, 1, Priority.BROADCAST) for other in others])
    sending = asyncio.create_task(room.app.post.run())
    try:
        await until_said(room, others, 2)
        assert said(room, flooder) == []
        del room.channel.outcomes[flooder.account]
        await until_said(room, [flooder], 1000)
        assert said(room, flooder) == [str(number) for number in range(1000)]
    finally:
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)


async def test_many_chats_held_for_their_own_floods_take_no_hand_from_the_others(room: Room) -> None:
    """As many as there are hands, and more."""
    flooders = [await room.joins(f"Nguyễn Văn {number}") for number in range(40)]
    other = await room.joins("Trần Thị B")
    for flooder in flooders:
        room.channel.outcomes[flooder.account] = RetryAfter(1000.0)
        for _ in range(10):
            room.app.post._pace.tried("paper", flooder.account)
    await waits(room, [letter(room, flooder, 0) for flooder in flooders])
    sending = asyncio.create_task(room.app.post.run())
    try:
        async with asyncio.timeout(LONG):
            while not all(room.app.post._pace.held("paper", one.account) for one in flooders):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        room.app.post.hand([replace(letter(room, one, 1), due_at=START + LEASE) for one in flooders])
        await waits(room, [letter(room, other, 0)])
        room.app.post.wake()
        await until_said(room, [other], 1)
    finally:
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)


async def test_nothing_waits_that_nobody_may_take(room: Room) -> None:
    """Else a queue behind a letter in somebody's hands has everybody look for nothing, again and again."""
    phone, other = await room.joins("Nguyễn Văn A"), await room.joins("Trần Thị B")
    await waits(room, [replace(letter(room, phone, 0), due_at=START + LEASE), letter(room, phone, 1)])
    priorities = sorted(priority.value for priority in Priority)
    async with room.store() as unit:
        assert not await unit.outbox.waits("paper", priorities, START)
        assert await unit.outbox.take("paper", priorities, START, 10) == []
    await waits(room, [letter(room, other, 0, Priority.BROADCAST)])
    async with room.store() as unit:
        assert await unit.outbox.waits("paper", priorities, START)
        assert len(await unit.outbox.take("paper", priorities, START, 10)) == 1


async def test_letters_of_one_account_leave_in_order_after_a_restart_however_many(room: Room) -> None:
    phone = await room.joins("Nguyễn Văn A")
    async with room.store() as unit:
        held = [replace(letter(room, phone, number), due_at=START + LEASE) for number in range(500)]
        await unit.outbox.add(held, START)
    room.clock.move_to(START + LEASE / 2)
    await room.app.post.begin()
    sending = asyncio.create_task(room.app.post.run())
    try:
        await until_said(room, [phone], 500)
        assert said(room, phone) == [str(number) for number in range(500)]
    finally:
        sending.cancel()
        await asyncio.gather(sending, return_exceptions=True)
