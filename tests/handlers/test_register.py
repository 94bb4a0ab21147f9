"""/dangky for oneself: choose, read back, confirm; change and withdraw; honest words when it is too late."""

from datetime import date, timedelta

from campaign.history.facts import HoldKind, Rating
from campaign.history.records import Awarded, Decision, Graded, Hold
from campaign.people import Role
from handlers.register.words import NONE, AskWithdraw, Register, ShowOne, Weigh, Withdraw
from tests.handlers.registering import (
    BAO,
    DEADLINE,
    VIEN,
    launched,
    more_time,
    on_record,
    registered,
    standings,
    unit_of_three,
)
from tests.talk import Phone, Room

CSTDCS = "Chiến sĩ thi đua cơ sở"


async def alone(room: Room) -> Phone:
    return await room.joins("Nguyễn Thị Lan", BAO)


async def test_nothing_can_be_registered_before_a_campaign_is_launched(room: Room) -> None:
    lan = await alone(room)
    await lan.says("/dangky")
    assert lan.heard == ["register.no_campaign"]


async def test_a_person_registers_in_two_taps_and_no_typed_word(room: Room) -> None:
    campaign = await launched(room)
    lan = await alone(room)
    await lan.says("/dangky")
    assert "Chiến sĩ thi đua cơ sở: Đủ điều kiện đăng ký" in lan.last.text
    assert "còn 23 ngày" in lan.last.text
    await lan.presses(CSTDCS)
    assert "Kết quả đối chiếu: Đủ điều kiện đăng ký" in lan.last.text
    assert "chưa đối chiếu Luật 06/2026" in lan.last.text
    await lan.presses("register.confirm_button")
    assert lan.last.key == "register.filed"
    assert "Chờ Thủ trưởng đơn vị xác nhận" in lan.last.text
    (made,) = await registered(room, campaign)
    assert (made.member, made.title, made.standing) == (lan.member.id, "CSTDCS", "filed")
    assert made.answer == "eligibility.can_register"


async def test_only_what_is_open_to_a_person_is_listed(room: Room) -> None:
    await launched(room)
    lan = await alone(room)
    await lan.says("/dangky")
    assert "Tập thể" not in lan.last.text
    assert "Sáng kiến, đề tài" not in lan.last.text


async def test_unconfirmed_rules_need_a_look(room: Room) -> None:
    await launched(room, firm=False)
    lan = await alone(room)
    await lan.says("/dangky")
    assert "Chiến sĩ thi đua cơ sở (*)\n" in lan.last.text
    assert lan.last.text.count("Cần xem xét thêm") == 1
    assert "(*) Cần xem xét thêm: Thư ký chưa xác nhận bộ quy định." in lan.last.text
    await lan.presses(CSTDCS)
    assert "Kết quả đối chiếu: Cần xem xét thêm" in lan.last.text
    await lan.presses("register.confirm_button")
    assert lan.last.key == "register.filed"


async def test_history_decides_and_refuses_nobody(room: Room) -> None:
    campaign = await launched(room)
    lan = await alone(room)
    decision = Decision("15/QĐ", date(2026, 1, 20))
    await on_record(room, lan.member, Awarded(2024, "CSTDCS", decision), Awarded(2025, "LDTT", decision))
    await lan.says("/dangky")
    await lan.says("chien si thi dua bo")
    assert lan.last.key == "register.page"
    assert "Kết quả đối chiếu: Cần" in lan.last.text
    await lan.presses("register.confirm_button")
    assert await standings(room, campaign) == {(lan.member.id, "CSTD_BO"): "filed"}


async def test_a_title_can_be_chosen_by_number_and_found_by_words(room: Room) -> None:
    await launched(room)
    lan = await alone(room)
    await lan.says("/dangky")
    await lan.says("2")
    assert CSTDCS in lan.last.text
    assert "register.confirm_button" in lan.offers()
    await lan.says("/dangky")
    await lan.says("huan chuong")
    assert lan.last.key == "register.titles_found"
    await lan.says("không có danh hiệu này")
    assert "register.no_such_title" in lan.heard


async def test_a_planned_initiative_may_be_added(room: Room) -> None:
    campaign = await launched(room)
    lan = await alone(room)
    await lan.says("/dangky")
    await lan.presses(CSTDCS)
    await lan.presses("register.note_button")
    assert lan.last.key == "register.ask_note"
    await lan.says("x" * 501)
    assert lan.last.key == "register.note_expected"
    await lan.says("Rút ngắn thời gian xử lý đơn")
    assert "Sáng kiến, đề tài dự kiến: Rút ngắn thời gian xử lý đơn" in lan.last.text
    await lan.presses("register.confirm_button")
    (made,) = await registered(room, campaign)
    assert made.note == "Rút ngắn thời gian xử lý đơn"


async def test_a_repeated_press_changes_nothing_and_says_so(room: Room) -> None:
    campaign = await launched(room)
    lan = await alone(room)
    press = Register(lan.member.id, "CSTDCS", NONE)
    await lan.presses_choice(press)
    await lan.presses_choice(press)
    assert lan.last.key == "register.already"
    (made,) = await registered(room, campaign)
    assert made.version == 1


async def test_two_phones_at_once_register_once(room: Room) -> None:
    campaign = await launched(room)
    lan = await alone(room)
    other = await room.another_phone(lan.member)
    from handlers.packing import pack

    data = pack(Register(lan.member.id, "CSTDCS", NONE))
    await room.hears(lan.press(data), other.press(data))
    assert len(await registered(room, campaign)) == 1


async def test_whoever_has_registered_sees_what_and_where_it_stands(room: Room) -> None:
    await launched(room)
    lan = await alone(room)
    await lan.presses_choice(Register(lan.member.id, "CSTDCS", NONE))
    await lan.says("/dangky")
    assert "chờ Thủ trưởng đơn vị xác nhận" in lan.last.text
    await lan.presses(CSTDCS)
    assert "Kết quả đối chiếu khi đăng ký: Đủ điều kiện đăng ký" in lan.last.text
    await lan.presses("register.versions_button")
    assert "Nguyễn Thị Lan" in lan.last.text


async def test_withdrawing_is_read_back_first_and_can_be_undone(room: Room) -> None:
    campaign = await launched(room)
    lan = await alone(room)
    await lan.presses_choice(Register(lan.member.id, "CSTDCS", NONE))
    await lan.says("/dangky")
    await lan.presses(CSTDCS)
    await lan.presses("register.withdraw_button")
    assert lan.last.key == "register.really_withdraw"
    assert await standings(room, campaign) == {(lan.member.id, "CSTDCS"): "filed"}
    await lan.presses("register.really_withdraw_button")
    assert lan.last.key == "register.withdrawn"
    assert await standings(room, campaign) == {(lan.member.id, "CSTDCS"): "withdrawn"}
    await lan.presses_choice(Register(lan.member.id, "CSTDCS", NONE))
    (made,) = await registered(room, campaign)
    assert (made.standing, made.version) == ("filed", 3)


async def test_changing_the_title_gives_up_the_old_one_in_the_same_moment(room: Room) -> None:
    campaign = await launched(room)
    lan = await alone(room)
    await lan.presses_choice(Register(lan.member.id, "CSTDCS", NONE))
    await lan.says("/dangky")
    await lan.presses(CSTDCS)
    await lan.presses("register.change_button")
    assert CSTDCS not in lan.offers()
    await lan.presses("Lao động tiên tiến")
    assert f"Thay cho: {CSTDCS}" in lan.last.text
    await lan.presses("register.confirm_button")
    assert await standings(room, campaign) == {
        (lan.member.id, "CSTDCS"): "withdrawn",
        (lan.member.id, "LDTT"): "filed",
    }


async def test_the_initiative_can_be_reworded(room: Room) -> None:
    campaign = await launched(room)
    lan = await alone(room)
    await lan.presses_choice(Register(lan.member.id, "CSTDCS", NONE))
    await lan.says("/dangky")
    await lan.presses(CSTDCS)
    await lan.presses("register.other_note_button")
    await lan.says("Số hóa hồ sơ")
    assert "Số hóa hồ sơ" in lan.last.text
    (made,) = await registered(room, campaign)
    assert (made.note, made.version) == ("Số hóa hồ sơ", 2)


async def test_after_the_deadline_the_honest_sentence_and_everything_kept(room: Room) -> None:
    campaign = await launched(room)
    lan = await alone(room)
    await lan.presses_choice(Register(lan.member.id, "CSTDCS", NONE))
    (made,) = await registered(room, campaign)
    room.clock.move_to(DEADLINE + timedelta(minutes=1))
    await lan.says("/dangky")
    assert "Thời hạn đăng ký đã kết thúc lúc 17:00 thứ Tư, 25/03/2026. Nội dung vẫn được lưu" in lan.last.text
    assert "Khối trưởng gia hạn" in lan.last.text
    await lan.presses_choice(Register(lan.member.id, "LDTT", NONE))
    assert "register.over" in lan.heard[-1]
    await lan.presses_choice(Withdraw(made.id))
    assert [r.standing for r in await registered(room, campaign)] == ["filed"]


async def test_one_more_day_for_one_person_opens_it_for_them_alone(room: Room) -> None:
    campaign = await launched(room)
    lan = await alone(room)
    hoa = await room.joins("Trần Thị Hoa", BAO)
    await more_time(room, campaign, lan.member, DEADLINE + timedelta(days=1))
    room.clock.move_to(DEADLINE + timedelta(hours=1))
    for phone in (lan, hoa):
        await phone.presses_choice(Register(phone.member.id, "LDTT", NONE))
    assert lan.last.key == "register.filed"
    assert hoa.last.key == "register.over"


async def test_a_hold_is_not_shown_to_the_person(room: Room) -> None:
    await launched(room)
    lan, _, head = await unit_of_three(room)
    await on_record(room, lan.member, Hold(HoldKind.COMPLAINT, date(2026, 2, 1), None))
    await lan.says("/dangky")
    assert f"{CSTDCS} (*)\n" in lan.last.text
    assert "(*) Cần xem xét thêm: chưa đủ thông tin, hoặc cần người có trách nhiệm xem." in lan.last.text
    await lan.presses(CSTDCS)
    assert "Cần xem xét thêm" in lan.last.text
    assert "khiếu nại" not in lan.last.text.lower()
    await lan.presses("register.confirm_button")
    await head.says("/dangky")
    await head.presses("register.review_some_button")
    await head.presses(CSTDCS)
    assert "01/02/2026" in head.last.text


async def test_a_stranger_to_the_registration_changes_nothing(room: Room) -> None:
    campaign = await launched(room)
    lan = await alone(room)
    await lan.presses_choice(Register(lan.member.id, "CSTDCS", NONE))
    (made,) = await registered(room, campaign)
    hoa = await room.joins("Trần Thị Hoa", BAO)
    other = await room.joins("Vũ Văn D", VIEN, {Role.HEAD, Role.PREPARER})
    for press in (
        ShowOne(made.id),
        AskWithdraw(made.id),
        Withdraw(made.id),
        Weigh(lan.member.id, "LDTT", NONE),
        Register(lan.member.id, "LDTT", NONE),
    ):
        for phone in (hoa, other):
            await phone.presses_choice(press)
            assert phone.last.key == "register.not_yours"
    assert await registered(room, campaign) == [made]


async def test_another_khoi_neither_sees_nor_changes_anything(room: Room) -> None:
    campaign = await launched(room)
    lan = await alone(room)
    await lan.presses_choice(Register(lan.member.id, "CSTDCS", NONE))
    (made,) = await registered(room, campaign)
    other = await room.joins("Đỗ Văn E", BAO, {Role.HEAD, Role.PREPARER}, khoi="Cụm thi đua số 2")
    await other.says("/dangky")
    assert other.last.key == "register.no_campaign"
    for press in (ShowOne(made.id), Withdraw(made.id), Register(lan.member.id, "LDTT", NONE)):
        await other.presses_choice(press)
        assert other.last.key == "register.not_yours"
    assert await registered(room, campaign) == [made]


async def test_the_menu_owes_a_registration_until_there_is_one(room: Room) -> None:
    await launched(room)
    lan = await alone(room)
    await lan.says("/menu")
    assert "Đăng ký danh hiệu thi đua – hạn 17:00 thứ Tư, 25/03/2026" in lan.last.text
    await lan.presses("register.duty")
    await lan.presses(CSTDCS)
    await lan.presses("register.confirm_button")
    await lan.says("/menu")
    assert lan.last.key == "menu.nothing_owed"


async def test_good_years_are_good_years(room: Room) -> None:
    await launched(room)
    lan = await alone(room)
    await on_record(room, lan.member, Graded(2025, Rating.HT_XUAT_SAC))
    await lan.says("/dangky")
    assert f"{CSTDCS}: Đủ điều kiện đăng ký" in lan.last.text
