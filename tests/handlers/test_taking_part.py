"""Hưởng ứng is not registering: said by a person, counted or named by the unit; the rates show both apart."""

from campaign.people import Role
from campaign.registration.taking_part import Count, Names
from handlers.register.rates_words import DrawRates, ShowRates
from handlers.register.taking_part_words import AskNames, Join, OpenTakingPart, SayCount
from handlers.register.words import NONE, Register
from tests.handlers.registering import BAO, VIEN, launched, unit_of_three
from tests.talk import Phone, Room


async def said(room: Room, phone: Phone) -> Count | Names | None:
    async with room.store() as store:
        (campaign,) = await store.campaigns.of(phone.member.khoi)
        return await store.taking_part.of_unit(campaign.id, phone.member.unit)


async def test_a_person_says_so_once(room: Room) -> None:
    await launched(room)
    lan, _, _ = await unit_of_three(room)
    await lan.presses_choice(OpenTakingPart())
    await lan.presses("taking_part.join_button")
    assert lan.last.key == "taking_part.joined"
    await lan.presses_choice(Join())
    assert lan.last.key == "taking_part.joined"
    now = await said(room, lan)
    assert isinstance(now, Names)
    assert (now.members, now.version) == (frozenset({lan.member.id}), 1)
    await lan.presses_choice(OpenTakingPart())
    assert "Đồng chí đã hưởng ứng" in lan.last.text


async def test_the_unit_says_all_of_its_people_after_reading_it_back(room: Room) -> None:
    await launched(room)
    _, dau_moi, _ = await unit_of_three(room)
    await dau_moi.says("/dangky")
    await dau_moi.presses("taking_part.button")
    await dau_moi.presses("taking_part.all_button")
    assert dau_moi.last.key == "taking_part.read_count"
    assert await said(room, dau_moi) is None
    await dau_moi.presses("taking_part.confirm_button")
    assert dau_moi.last.key == "taking_part.recorded"
    now = await said(room, dau_moi)
    assert isinstance(now, Count)
    assert (now.joined, now.people) == (2, 2)


async def test_a_number_is_typed_alone_or_of_a_whole(room: Room) -> None:
    await launched(room)
    _, dau_moi, _ = await unit_of_three(room)
    for typed, numbers in (("1", (1, 2)), ("44/46", (44, 46))):
        await dau_moi.presses_choice(OpenTakingPart())
        await dau_moi.presses("taking_part.count_button")
        await dau_moi.says("khoảng bốn mươi")
        assert dau_moi.last.key == "taking_part.count_expected"
        await dau_moi.says(typed)
        await dau_moi.presses("taking_part.confirm_button")
        now = await said(room, dau_moi)
        assert isinstance(now, Count)
        assert (now.joined, now.people) == numbers


async def test_more_than_there_are_is_refused(room: Room) -> None:
    await launched(room)
    _, dau_moi, _ = await unit_of_three(room)
    await dau_moi.presses_choice(SayCount(5, 4))
    assert dau_moi.last.key == "taking_part.too_many"
    assert await said(room, dau_moi) is None


async def test_the_unit_marks_the_exceptions_and_the_others_take_part(room: Room) -> None:
    await launched(room)
    lan, dau_moi, _ = await unit_of_three(room)
    await dau_moi.presses_choice(OpenTakingPart())
    await dau_moi.presses("taking_part.names_button")
    await dau_moi.says("thi lan")
    await dau_moi.presses("Nguyễn Thị Lan – hưởng ứng")
    assert await said(room, dau_moi) is None
    assert "Nguyễn Thị Lan – KHÔNG hưởng ứng" in [line.label for _, line in dau_moi.last.buttons]
    await dau_moi.presses("taking_part.say_names_button")
    now = await said(room, dau_moi)
    assert isinstance(now, Names)
    assert now.members == {dau_moi.member.id}
    await dau_moi.presses_choice(AskNames(0))
    assert "KHÔNG" in str([line.label for _, line in dau_moi.last.buttons])
    await lan.presses_choice(Join())
    again = await said(room, dau_moi)
    assert isinstance(again, Names)
    assert again.members == {dau_moi.member.id, lan.member.id}


async def test_a_person_does_not_speak_for_the_unit(room: Room) -> None:
    await launched(room)
    lan, _, _ = await unit_of_three(room)
    await lan.presses_choice(SayCount(2, 2))
    assert lan.last.key == "taking_part.closed"
    await lan.presses_choice(AskNames(0))
    assert lan.last.key == "taking_part.closed"
    assert await said(room, lan) is None


async def test_each_unit_sees_its_own_figures_and_the_secretary_sees_all(room: Room) -> None:
    await launched(room)
    lan, dau_moi, _ = await unit_of_three(room)
    vien = await room.joins("Vũ Văn D", VIEN, {Role.HEAD, Role.INDIVIDUAL})
    secretary = await room.joins("Ngô Thị T", BAO, {Role.SECRETARY})
    await lan.presses_choice(Register(lan.member.id, "LDTT", NONE))
    await dau_moi.presses_choice(SayCount(2, 2))
    await vien.presses_choice(ShowRates())
    assert f"{VIEN}: đăng ký 0/1 người (0 %)" in vien.last.text
    assert BAO not in vien.last.text
    await secretary.presses_choice(ShowRates())
    assert (
        f"{BAO}: đăng ký 1/2 người (50 %), tập thể 0 danh hiệu; hưởng ứng 2/2 (100 %)" in secretary.last.text
    )
    assert VIEN in secretary.last.text
    assert "Tất cả: đăng ký 1/3 người (33 %)" in secretary.last.text


async def test_the_rates_come_as_a_picture(room: Room) -> None:
    await launched(room)
    secretary = await room.joins("Ngô Thị T", BAO, {Role.SECRETARY})
    await secretary.presses_choice(DrawRates())
    assert secretary.last.file == "dang-ky-2026.png"
    assert "số liệu lúc 09:00" in secretary.last.text
