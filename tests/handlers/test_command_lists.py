"""The command list of each phone: by roles, language and khối, after the commit, tried again when it fails."""

from datetime import timedelta

from bot.channel import Blocked, Failed
from campaign.people import Role
from tests.talk import Room


def commands(room: Room, account: str) -> list[str]:
    return [command for command, _ in room.channel.commands[account]]


async def test_whoever_joins_is_shown_the_commands_of_their_roles(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan", roles={Role.INDIVIDUAL})
    await room.settle()
    assert "menu" in commands(room, lan.account)
    assert "khoi" not in commands(room, lan.account)


async def test_another_language_shows_the_commands_in_it(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    await lan.says("/menu")
    before = dict(room.channel.commands[lan.account])
    await lan.says("/ngonngu en")
    after = dict(room.channel.commands[lan.account])
    assert after.keys() == before.keys()
    assert after["trogiup"] == "Help" != before["trogiup"]


async def test_a_list_that_has_not_changed_is_not_shown_again(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    await room.settle()
    room.channel.commands.clear()
    async with room.store() as unit:
        await unit.command_lists.all_due(room.clock.now())
    await room.settle()
    await lan.says("/ngonngu vi")
    assert room.channel.commands == {}


async def test_a_failure_is_tried_again_later_and_survives_the_process(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    room.channel.outcomes[lan.account] = Failed("no answer")
    await room.settle()
    assert lan.account not in room.channel.commands
    del room.channel.outcomes[lan.account]
    await room.settle()
    assert lan.account not in room.channel.commands, "not before its time"
    room.clock.move_to(room.clock.now() + timedelta(minutes=1))
    await room.settle()
    assert "menu" in commands(room, lan.account)


async def test_a_phone_that_blocked_the_assistant_is_left_in_peace(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    room.channel.outcomes[lan.account] = Blocked("blocked")
    await room.settle()
    async with room.store() as unit:
        assert not await unit.command_lists.due(room.clock.now() + timedelta(days=9), 10)


async def test_the_first_word_of_somebody_known_shows_no_list_again(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    await room.settle()
    await room.app.inbox.ingest([lan.typing("/menu")])
    assert await room.app.work.round()
    async with room.store() as unit:
        assert not await unit.command_lists.due(room.clock.now(), 10)
