"""Joining: a code is read back first, works once, and says honestly why it does not."""

import re
from datetime import timedelta

from bot.channel import Heard
from campaign.ids import InviteId
from campaign.joining.codes import code_of, hash_of, spaced
from campaign.joining.invites import JOIN_LASTS, MOST_WRONG, WINDOW, Invite, InviteKind
from campaign.people import Member, Role
from storage.schema import metadata
from tests.talk import Phone, Room
from tests.talk.people import leaves

WRONG = "0000-0000-0000-0000"


async def code_for(room: Room, member: Member, kind: InviteKind = InviteKind.JOIN) -> str:
    code = code_of(room.fresh_id() * 7919, room.fresh_id() * 104729)
    now = room.clock.now()
    invite = Invite(
        InviteId(room.fresh_id()), member.khoi, member.person, member.id, kind, None, now, now + JOIN_LASTS
    )
    async with room.store() as unit:
        await unit.invites.add([(invite, hash_of(code))])
    return spaced(code)


async def devices(room: Room, member: Member) -> int:
    async with room.store() as unit:
        return len(await unit.devices.of(member.person))


async def test_a_code_is_read_back_and_only_then_used(room: Room) -> None:
    binh = await room.enrolled("Trần Thị Bình", unit="Vụ Tổ chức", roles={Role.HEAD}, position="Vụ trưởng")
    phone = room.stranger(binh)
    await phone.says(f"/start {await code_for(room, binh)}")
    assert phone.heard == ["join.read_back"]
    assert "Trần Thị Bình, Vụ trưởng, Vụ Tổ chức" in phone.last.text
    assert await devices(room, binh) == 0
    await phone.presses("join.yes_button")
    assert phone.heard == ["join.read_back", "join.welcome", "menu.nothing_owed"]
    await phone.says("/menu")
    assert phone.last.key == "menu.nothing_owed"


async def test_a_code_may_be_typed_alone_without_dashes_in_small_letters(room: Room) -> None:
    binh = await room.enrolled("Trần Thị Bình")
    phone = room.stranger(binh)
    await phone.says((await code_for(room, binh)).replace("-", "").lower())
    assert phone.heard == ["join.read_back"]


async def test_a_stranger_without_buttons_answers_by_number_or_words(room: Room) -> None:
    for answer in ("1", "dung tham gia"):
        binh = await room.enrolled("Trần Thị Bình")
        phone = room.stranger(binh)
        await phone.says(await code_for(room, binh))
        await phone.says(answer)
        assert "join.welcome" in phone.heard


async def test_looking_at_a_code_never_uses_it_up(room: Room) -> None:
    binh = await room.enrolled("Trần Thị Bình")
    code = await code_for(room, binh)
    for _ in range(5):
        looker = room.stranger()
        await looker.says(f"/start {code}")
        await looker.presses("join.no_button")
        assert looker.heard == ["join.read_back", "join.not_me"]
    phone = room.stranger(binh)
    await phone.says(code)
    await phone.presses("join.yes_button")
    assert "join.welcome" in phone.heard


async def test_a_used_revoked_or_old_code_says_which(room: Room) -> None:
    binh, chi = await room.enrolled("Trần Thị Bình"), await room.enrolled("Lê Văn Chi")
    used, revoked, old = await code_for(room, binh), await code_for(room, chi), await code_for(room, binh)
    phone = room.stranger(binh)
    await phone.says(used)
    await phone.presses("join.yes_button")
    other = room.stranger()
    await other.says(used)
    await other.says(old)
    async with room.store() as unit:
        await unit.invites.revoke([chi.id], room.clock.now())
    await other.says(revoked)
    late = await code_for(room, chi)
    room.clock.move_to(room.clock.now() + JOIN_LASTS)
    await other.says(late)
    assert other.heard == ["join.used", "join.revoked", "join.revoked", "join.expired"]
    assert await devices(room, chi) == 0


async def test_a_code_that_ends_between_question_and_yes_lets_nobody_in(room: Room) -> None:
    binh = await room.enrolled("Trần Thị Bình")
    phone = room.stranger(binh)
    await phone.says(await code_for(room, binh))
    room.clock.move_to(room.clock.now() + JOIN_LASTS)
    await phone.presses("join.yes_button")
    assert phone.last.key == "join.expired"
    assert await devices(room, binh) == 0


async def test_a_button_without_the_code_lets_nobody_in(room: Room) -> None:
    binh = await room.enrolled("Trần Thị Bình")
    first, thief = room.stranger(binh), room.stranger()
    await first.says(await code_for(room, binh))
    await thief.presses_data(first.sees("join.yes_button"))
    assert thief.heard == ["join.unknown"]
    assert await devices(room, binh) == 0


async def test_a_hundred_phones_at_once_and_one_joins(room: Room) -> None:
    binh = await room.enrolled("Trần Thị Bình")
    code = await code_for(room, binh)
    phones = [room.stranger(binh) for _ in range(100)]
    for phone in phones:
        await phone.says(code)
    await room.hears(*(phone.press(phone.sees("join.yes_button")) for phone in phones))
    answers = [phone.heard[1] for phone in phones]
    assert answers.count("join.welcome") == 1
    assert answers.count("join.used") == 99
    assert await devices(room, binh) == 1


async def test_a_second_press_says_that_one_has_joined(room: Room) -> None:
    binh = await room.enrolled("Trần Thị Bình")
    phone = room.stranger(binh)
    await phone.says(await code_for(room, binh))
    yes = phone.sees("join.yes_button")
    await room.hears(phone.press(yes), phone.press(yes))
    assert phone.heard == ["join.read_back", "join.welcome", "menu.nothing_owed", "join.already"]


async def test_wrong_codes_make_one_wait_and_then_go_on(room: Room) -> None:
    binh = await room.enrolled("Trần Thị Bình")
    code, phone = await code_for(room, binh), room.stranger(binh)
    for _ in range(MOST_WRONG):
        await phone.says(WRONG)
    await phone.says(code)
    assert phone.heard == ["join.unknown"] * MOST_WRONG + ["join.wait"]
    another = room.stranger()
    await another.says(code)
    assert another.heard == ["join.read_back"]
    room.clock.move_to(room.clock.now() + WINDOW)
    await phone.says(code)
    assert phone.last.key == "join.read_back"


async def test_all_phones_of_a_person_share_the_tries_and_a_stranger_with_the_code_goes_on(
    room: Room,
) -> None:
    binh = await room.enrolled("Trần Thị Bình")
    lan = await room.enrolled("Nguyễn Thị Lan")
    code, phones = await code_for(room, binh), [await room.another_phone(lan) for _ in range(2)]
    for number in range(MOST_WRONG):
        await phones[number % 2].says(WRONG)
    for phone in phones:
        await phone.says(code)
        assert phone.last.key == "join.wait"
    until = room.clock.now() + WINDOW
    assert f"{until:%H:%M}" in phones[0].last.text
    another = room.stranger()
    await another.says(code)
    assert another.heard == ["join.read_back"]


async def test_tries_go_with_a_person_who_turns_out_to_be_another(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan", khoi="Khối A")
    there = await room.enrolled("Nguyễn Thị Lan", unit="Vụ Pháp chế", khoi="Khối B")
    far = await room.another_phone(there)
    for _ in range(MOST_WRONG):
        await far.says(WRONG)
    await lan.says(await code_for(room, there))
    await lan.presses("join.yes_button")
    await lan.says(WRONG)
    assert lan.last.key == "join.wait"


async def test_small_talk_is_no_try(room: Room) -> None:
    phone = room.stranger()
    for _ in range(MOST_WRONG + 1):
        await phone.says("Cho tôi tham gia với")
        await phone.says("/start chưa có mã")
    assert set(phone.heard) == {"start.how_to_join", "join.not_a_code"}


async def test_a_second_khoi_makes_one_person_of_two_after_asking(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan", khoi="Khối A")
    there = await room.enrolled("Nguyễn Thị Lan", unit="Vụ Pháp chế", khoi="Khối B")
    await lan.says(await code_for(room, there))
    assert lan.last.key == "join.same_person"
    await lan.presses("join.yes_button")
    assert lan.heard[1:] == ["join.welcome", "menu.nothing_owed"]
    assert "Vụ Pháp chế" in lan.last.text
    assert lan.offers()[-2] == "menu.khoi_button"
    await lan.presses("menu.khoi_button")
    await lan.presses("Khối A")
    assert lan.last.key == "khoi.now"
    assert "Báo Thanh tra" in lan.last.text
    assert "khoi" in dict(room.channel.commands[lan.account])


async def test_a_phone_acts_for_one_person_of_a_khoi(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    binh = await room.enrolled("Trần Thị Bình")
    await lan.says(await code_for(room, binh))
    assert lan.last.key == "join.taken"
    assert await devices(room, binh) == 0


async def test_an_old_button_to_a_khoi_one_has_left_or_never_joined_leads_nowhere(room: Room) -> None:
    from handlers.khoi import WorkIn

    lan = await room.joins("Nguyễn Thị Lan", khoi="Khối A")
    other = await room.khoi("Khối B")
    await lan.presses_choice(WorkIn(other))
    assert lan.last.key == "khoi.not_yours"
    await lan.says("/menu")
    assert "Báo Thanh tra" in lan.last.text


async def test_leaving_ends_access_at_once_and_a_new_code_opens_it_again(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    await lan.says("/hoithuky")
    await leaves(room, lan.member)
    await lan.says("Hạn đăng ký là ngày nào?")
    await lan.presses_data(lan.sees("Menu"))
    assert lan.heard[1:] == ["start.left", "start.left"]
    assert dict(room.channel.commands[lan.account]).keys() == {"start"}
    back = await room.enrolled("Nguyễn Thị Lan", unit="Vụ Pháp chế")
    await lan.says(await code_for(room, back))
    await lan.presses("join.yes_button")
    assert "join.welcome" in lan.heard


async def test_leaving_one_khoi_of_two_leaves_the_other_open(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan", khoi="Khối A")
    there = await room.enrolled("Nguyễn Thị Lan", unit="Vụ Pháp chế", khoi="Khối B")
    await lan.says(await code_for(room, there))
    await lan.presses("join.yes_button")
    await lan.says("/hoithuky")
    await leaves(room, there)
    await lan.says("Hạn đăng ký là ngày nào?")
    assert lan.last.key == "chat.not_understood", "the question was for the khối that is closed now"
    await lan.says("/menu")
    assert "Báo Thanh tra" in lan.last.text
    async with room.store() as unit:
        assert await unit.questions.waiting(lan.member.khoi) == []


async def test_a_notice_still_waiting_for_who_leaves_is_not_sent(room: Room) -> None:
    from bot.channel import Failed

    lan = await room.joins("Nguyễn Thị Lan")
    clerk = await room.joins("Phạm Văn Thư", roles={Role.SECRETARY})
    await lan.says("/hoithuky")
    await lan.says("Hạn đăng ký là ngày nào?")
    await clerk.presses("ask.reply_button")
    room.channel.outcomes[lan.account] = Failed("no answer")
    await clerk.says("Ngày 25/3/2026.")
    await leaves(room, lan.member)
    del room.channel.outcomes[lan.account]
    room.clock.move_to(room.clock.now() + timedelta(hours=1))
    await room.settle()
    assert "ask.reply" not in lan.heard


async def test_the_code_is_stored_nowhere(room: Room) -> None:
    binh = await room.enrolled("Trần Thị Bình")
    code, phone = await code_for(room, binh), room.stranger(binh)
    await phone.says(f"/start {code}")
    await phone.presses("join.yes_button")
    bare = re.sub("-", "", code)
    async with room.store() as unit:
        for table in metadata.tables:
            for row in await unit.sql.all(f'SELECT * FROM "{table}"'):
                for value in dict(row).values():
                    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
                    assert code not in text, table
                    assert bare not in text, table


async def add_device(phone: Phone) -> str:
    await phone.says("/thietbi")
    await phone.presses("devices.add_button")
    shown = next(m for m in reversed(phone.messages) if m.key == "devices.code")
    return str(shown.values["code"])


async def test_a_member_adds_a_further_phone_and_the_others_hear_of_it(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    code = await add_device(lan)
    assert "https://paper.example/join#" in lan.messages[-2].text
    assert lan.last.file == "thiet-bi.png"
    second = room.stranger(lan.member)
    await second.says(code)
    assert second.heard == ["join.read_back_device"]
    await second.presses("join.yes_button")
    assert "join.device_added" in second.heard
    assert lan.heard[-1] == "join.new_device"
    assert await devices(room, lan.member) == 2


async def test_a_code_for_a_phone_works_for_half_an_hour_and_the_newest_alone(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    first = await add_device(lan)
    second = await add_device(lan)
    phone = room.stranger()
    await phone.says(first)
    room.clock.move_to(room.clock.now() + timedelta(minutes=30))
    await phone.says(second)
    assert phone.heard == ["join.revoked", "join.expired"]


async def test_a_removed_phone_has_no_access_from_then_on(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    room.clock.move_to(room.clock.now() + timedelta(days=1))
    lost = await room.another_phone(lan.member)
    await lan.says("/thietbi")
    await lan.presses("Gỡ thiết bị 2")
    assert lan.last.key == "devices.remove_other"
    await lan.presses("devices.remove_button")
    assert lan.last.key == "devices.removed"
    await lost.says("/menu")
    assert lost.heard == ["start.how_to_join"]


async def test_the_only_phone_is_warned_about_and_goes(room: Room) -> None:
    lan = await room.joins("Nguyễn Thị Lan")
    await lan.says("/thietbi")
    await lan.presses("Gỡ thiết bị 1")
    assert lan.last.key == "devices.remove_last"
    await lan.presses("devices.remove_button")
    await lan.says("/menu")
    assert lan.heard[-2:] == ["devices.removed_this", "start.how_to_join"]


async def test_nobody_removes_somebody_elses_phone(room: Room) -> None:
    from handlers.devices import RemoveDevice

    lan, minh = await room.joins("Nguyễn Thị Lan"), await room.joins("Đỗ Văn Minh")
    async with room.store() as unit:
        (mine,) = await unit.devices.of(lan.member.person)
    await minh.presses_choice(RemoveDevice(mine.id))
    assert minh.heard == ["devices.gone"]
    assert await devices(room, lan.member) == 1


async def test_once_answered_the_question_has_no_buttons_any_more(room: Room) -> None:
    binh = await room.enrolled("Trần Thị Bình")
    phone = room.stranger(binh)
    await phone.says(f"/start {await code_for(room, binh)}")
    asked = room.channel.spoken[-1]
    await phone.presses("join.yes_button")
    welcome = next(spoken for spoken in room.channel.spoken if spoken.key == "join.welcome")
    assert welcome.edits == room.channel.refs[asked.id]
    assert welcome.rows == ()


async def test_a_stranger_is_answered_in_the_language_of_their_phone(room: Room) -> None:
    for language, words in (("en-GB", "code"), ("vi", "mã"), ("fr", "mã")):
        await room.hears(Heard("paper", f"phone-{language}", room.key(), text="hi", language=language))
        assert words in room.channel.spoken[-1].text
