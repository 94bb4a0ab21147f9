"""A broadcast tells how far it is in one message, edited until everybody has been tried."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channel import Blocked, Failed, RetryAfter
from campaign.ids import NoticeId
from handlers import FLOWS
from handlers.kit import End, Flow, Notice, OpenMenu, Progress, Turn, plain
from tests.talk import Room
from tests.talk.room import START, open_room

shout = Flow("shout", command="shout", about=plain("shout"), help=plain("shout"))


@shout.begin
async def to_all(turn: Turn, argument: str) -> End:
    members = await turn.store.people.members(turn.khoi)
    notice = NoticeId(turn.fresh_id())
    audience = tuple(m.person for m in members if m.id != turn.member.id)
    not_before = turn.now + timedelta(hours=int(argument)) if argument else None
    return End(
        Notice(notice, turn.khoi, "free", audience, plain("Hello"), not_before=not_before),
        Progress(notice, plain("Hello"), (OpenMenu(),)),
    )


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path, (*FLOWS, shout)) as opened:
        yield opened


async def test_the_message_is_edited_in_place_and_ends_with_what_was_done(room: Room) -> None:
    lan = await room.joins("Lan")
    for name in ("An", "Minh"):
        await room.joins(name)
    await lan.says("/shout")
    assert lan.heard == ["progress.going", "progress.done"]
    first, last = lan.messages
    assert (first.values["done"], last.values["total"]) == (0, 2)
    assert [s.edits for s in room.channel.spoken if s.account == lan.account] == [None, "1"]
    assert lan.offers() == ["chat.menu_button"]


async def test_it_says_at_the_end_whom_it_did_not_reach(room: Room) -> None:
    lan, an, minh = [await room.joins(name) for name in ("Lan", "An", "Minh")]
    await room.joins("Hoa")
    await room.enrolled("Chưa tham gia")
    room.channel.outcomes[an.account] = Blocked("blocked")
    room.channel.outcomes[minh.account] = Failed("no such chat", final=True)
    await lan.says("/shout")
    assert lan.last.key == "progress.ended"
    assert (lan.last.values["sent"], lan.last.values["total"]) == (1, 4)
    undone = lan.last.values["undone"]
    assert isinstance(undone, tuple)
    assert [line.key for line in undone] == [
        "progress.not_joined",
        "progress.unreachable",
        "progress.failed",
    ]


async def test_it_goes_on_while_somebody_has_to_be_tried_again(room: Room) -> None:
    lan, an = [await room.joins(name) for name in ("Lan", "An")]
    await room.joins("Minh")
    room.channel.outcomes[an.account] = RetryAfter(60)
    await lan.says("/shout")
    assert lan.heard == ["progress.going"]
    room.clock.move_to(START + timedelta(seconds=3))
    await room.settle()
    assert lan.heard == ["progress.going", "progress.going"]
    assert (lan.last.values["done"], lan.last.values["total"]) == (1, 2)
    del room.channel.outcomes[an.account]
    room.clock.move_to(START + timedelta(seconds=90))
    await room.settle()
    assert lan.last.key == "progress.done"


async def test_when_nobody_has_joined_it_ends_at_once(room: Room) -> None:
    lan = await room.joins("Lan")
    await room.enrolled("An")
    await lan.says("/shout")
    assert lan.heard == ["progress.ended"]
    assert lan.last.values["sent"] == 0


async def test_somebody_is_reached_on_the_second_phone_when_the_first_is_gone(room: Room) -> None:
    lan, an = [await room.joins(name) for name in ("Lan", "An")]
    second = await room.another_phone(an.member)
    room.channel.outcomes[an.account] = Blocked("blocked")
    room.channel.outcomes[second.account] = RetryAfter(60)
    await lan.says("/shout")
    room.clock.move_to(START + timedelta(seconds=3))
    await room.settle()
    assert lan.last.key == "progress.going", "one phone is still to be tried"
    del room.channel.outcomes[second.account]
    room.clock.move_to(START + timedelta(seconds=90))
    await room.settle()
    assert lan.last.key == "progress.done"


async def test_a_notice_of_the_night_leaves_in_the_morning(room: Room) -> None:
    lan, an = [await room.joins(name) for name in ("Lan", "An")]
    await lan.says("/shout 8")
    assert an.heard == []
    room.clock.move_to(START + timedelta(hours=8))
    await room.settle()
    assert an.heard == ["chat.plain"]
    assert lan.last.key == "progress.done"
