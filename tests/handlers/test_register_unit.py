"""The đầu mối prepares and files once; the head confirms exactly what was shown, or returns it with a reason."""

from datetime import date, timedelta

from campaign.history.facts import HoldKind
from campaign.history.records import Hold
from campaign.people import Role
from handlers.register.words import (
    NONE,
    UNIT,
    AskReason,
    ConfirmAll,
    ConfirmOne,
    ListPeople,
    ReadDrafts,
    Register,
    ReviewOne,
    ReviewWaiting,
    SendBack,
    ShowSubject,
    Submit,
)
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


async def prepared(room: Room) -> tuple[Phone, Phone, Phone]:
    """The unit and one of its people are prepared by the đầu mối, not filed yet."""
    lan, dau_moi, head = await unit_of_three(room)
    await dau_moi.presses_choice(Register(UNIT, "TTLDTT", NONE))
    await dau_moi.presses_choice(Register(lan.member.id, "CSTDCS", NONE))
    return lan, dau_moi, head


async def filed(room: Room) -> tuple[Phone, Phone, Phone]:
    lan, dau_moi, head = await prepared(room)
    await dau_moi.says("/dangky")
    await dau_moi.presses("register.submit_some_button")
    await dau_moi.presses("register.really_submit_button")
    return lan, dau_moi, head


async def test_the_preparer_picks_people_and_titles_then_files_once(room: Room) -> None:
    campaign = await launched(room)
    lan, dau_moi, head = await unit_of_three(room)
    await dau_moi.says("/dangky")
    assert dau_moi.last.key == "register.hub"
    await dau_moi.presses("register.unit_button")
    await dau_moi.presses("Tập thể lao động tiên tiến")
    await dau_moi.presses("register.confirm_button")
    assert dau_moi.last.key == "register.drafted"
    await dau_moi.says("/dangky")
    await dau_moi.presses("register.people_button")
    await dau_moi.says("thi lan")
    await dau_moi.presses("Nguyễn Thị Lan")
    await dau_moi.presses(CSTDCS)
    await dau_moi.presses("register.confirm_button")
    await dau_moi.presses("register.add_button")
    await dau_moi.presses("Lao động tiên tiến")
    await dau_moi.presses("register.confirm_button")
    assert set((await standings(room, campaign)).values()) == {"draft"}
    await dau_moi.says("/dangky")
    await dau_moi.presses("register.submit_some_button")
    assert "3 đăng ký" in dau_moi.last.text
    assert "Nguyễn Thị Lan: Chiến sĩ thi đua cơ sở" in dau_moi.last.text
    await dau_moi.presses("register.really_submit_button")
    assert dau_moi.last.key == "register.submitted"
    assert set((await standings(room, campaign)).values()) == {"filed"}
    assert head.heard == ["register.to_decide"]
    assert lan.heard == []


async def test_filing_twice_tells_nobody_twice(room: Room) -> None:
    await launched(room)
    _, dau_moi, head = await prepared(room)
    await dau_moi.presses_choice(ReadDrafts())
    press = dau_moi.sees("register.really_submit_button")
    await dau_moi.presses_data(press)
    await dau_moi.presses_data(press)
    assert dau_moi.last.key == "register.submitted_already"
    assert head.heard == ["register.to_decide"]


async def test_what_was_added_after_the_reading_is_not_filed_unseen(room: Room) -> None:
    campaign = await launched(room)
    lan, dau_moi, _ = await prepared(room)
    await dau_moi.presses_choice(ReadDrafts())
    press = dau_moi.sees("register.really_submit_button")
    await dau_moi.presses_choice(Register(lan.member.id, "LDTT", NONE))
    await dau_moi.presses_data(press)
    assert dau_moi.last.key == "register.list_changed"
    assert set((await standings(room, campaign)).values()) == {"draft"}


async def test_the_head_confirms_everything_with_one_tap_from_the_notice(room: Room) -> None:
    campaign = await launched(room)
    lan, dau_moi, head = await filed(room)
    await head.presses("register.review_button")
    assert "2 đăng ký" in head.last.text
    await head.presses("register.confirm_all_button")
    assert head.last.key == "register.confirmed_all"
    assert "Nguyễn Thị Lan: Chiến sĩ thi đua cơ sở" in head.last.text
    assert set((await standings(room, campaign)).values()) == {"confirmed"}
    assert lan.heard == ["register.was_confirmed"]
    assert f"đăng ký phấn đấu {CSTDCS} năm 2026 – Nguyễn Thị Lan" in lan.last.text
    assert "Tập thể" not in lan.last.text
    assert dau_moi.last.key == "register.were_confirmed"
    assert "xác nhận 02 đăng ký" in dau_moi.last.text
    await head.says("/menu")
    assert head.last.key == "menu.nothing_owed"


async def test_what_came_after_the_list_was_shown_is_not_confirmed_unseen(room: Room) -> None:
    campaign = await launched(room)
    lan, _, head = await filed(room)
    await head.presses_choice(ReviewWaiting(0))
    press = head.sees("register.confirm_all_button")
    await lan.presses_choice(Register(lan.member.id, "LDTT", NONE))
    await head.presses_data(press)
    assert head.last.key == "register.list_changed"
    assert "3 đăng ký" in head.last.text
    assert set((await standings(room, campaign)).values()) == {"filed"}


async def test_confirming_twice_changes_nothing(room: Room) -> None:
    campaign = await launched(room)
    lan, _, head = await filed(room)
    await head.presses_choice(ReviewWaiting(0))
    press = head.sees("register.confirm_all_button")
    await head.presses_data(press)
    before = await registered(room, campaign)
    await head.presses_data(press)
    assert head.last.key == "register.nothing_waits"
    assert await registered(room, campaign) == before
    assert lan.heard == ["register.was_confirmed"]


async def test_one_by_one_the_next_comes_by_itself(room: Room) -> None:
    campaign = await launched(room)
    lan, _, head = await filed(room)
    await head.presses_choice(ReviewWaiting(0))
    await head.presses(CSTDCS)
    assert "Kết quả đối chiếu: Đủ điều kiện đăng ký" in head.last.text
    await head.presses("register.confirm_one_button")
    assert head.last.key == "register.confirmed_one"
    assert f"Đã duyệt {CSTDCS} – Nguyễn Thị Lan." in head.last.text
    assert "Chờ đồng chí duyệt: 1 đăng ký" in head.last.text
    assert (await standings(room, campaign))[lan.member.id, "CSTDCS"] == "confirmed"


async def test_a_return_is_read_back_and_told_with_reason_and_deadline(room: Room) -> None:
    campaign = await launched(room)
    lan, dau_moi, head = await filed(room)
    await head.presses_choice(ReviewWaiting(0))
    await head.presses(CSTDCS)
    await head.presses("register.return_button")
    await head.says("Bổ sung quyết định công nhận sáng kiến")
    assert head.last.key == "register.reason_read_back"
    assert (await standings(room, campaign))[lan.member.id, "CSTDCS"] == "filed"
    await head.presses("register.really_return_button")
    assert head.last.key == "register.sent_back"
    assert lan.last.key == "register.was_returned"
    assert "Bổ sung quyết định công nhận sáng kiến" in lan.last.text
    assert "trước 17:00 thứ Tư, 25/03/2026" in lan.last.text
    assert dau_moi.last.key == "register.was_returned"


async def test_what_was_returned_is_filed_again_and_every_reason_stays(room: Room) -> None:
    campaign = await launched(room)
    lan, _, head = await unit_of_three(room)
    await lan.presses_choice(Register(lan.member.id, "CSTDCS", NONE))
    for reason in ("Bổ sung sáng kiến", "Ghi rõ tên sáng kiến"):
        await head.presses_choice(ReviewWaiting(0))
        await head.presses(CSTDCS)
        await head.presses("register.return_button")
        await head.says(reason)
        await head.presses("register.really_return_button")
        await lan.says("/menu")
        await lan.presses("register.duty_mend")
        await lan.presses(CSTDCS)
        assert reason in lan.last.text
        await lan.presses("register.again_button")
    assert await standings(room, campaign) == {(lan.member.id, "CSTDCS"): "filed"}
    await lan.presses("register.versions_button")
    assert "Bổ sung sáng kiến" in lan.last.text
    assert "Ghi rõ tên sáng kiến" in lan.last.text
    await head.presses_choice(ReviewWaiting(0))
    await head.presses(CSTDCS)
    assert "Lần trước trả lại vì: Ghi rõ tên sáng kiến" in head.last.text


async def test_a_return_says_why(room: Room) -> None:
    await launched(room)
    lan, _, head = await unit_of_three(room)
    await lan.presses_choice(Register(lan.member.id, "CSTDCS", NONE))
    await head.presses_choice(ReviewWaiting(0))
    await head.presses(CSTDCS)
    await head.presses("register.return_button")
    await head.says("x" * 501)
    assert head.last.key == "register.reason_expected"
    await head.says("Thiếu quyết định")
    await head.says("Thiếu quyết định công nhận")
    assert "Thiếu quyết định công nhận" in head.last.text


async def test_what_is_returned_after_the_deadline_says_honestly_what_is_left(room: Room) -> None:
    campaign = await launched(room)
    lan, _, head = await unit_of_three(room)
    await lan.presses_choice(Register(lan.member.id, "CSTDCS", NONE))
    room.clock.move_to(DEADLINE + timedelta(hours=1))
    await head.presses_choice(ReviewWaiting(0))
    await head.presses(CSTDCS)
    await head.presses("register.return_button")
    assert head.last.key == "register.return_is_late"
    await head.says("Thiếu quyết định")
    await head.presses("register.really_return_button")
    assert lan.last.key == "register.was_returned_late"
    await more_time(room, campaign, lan.member, DEADLINE + timedelta(days=1))
    await lan.presses("register.open_button")
    await lan.presses("register.again_button")
    assert await standings(room, campaign) == {(lan.member.id, "CSTDCS"): "filed"}


async def test_the_head_still_confirms_after_the_deadline(room: Room) -> None:
    campaign = await launched(room)
    _, _, head = await filed(room)
    room.clock.move_to(DEADLINE + timedelta(days=2))
    await head.presses_choice(ReviewWaiting(0))
    await head.presses("register.confirm_all_button")
    assert set((await standings(room, campaign)).values()) == {"confirmed"}


async def test_drafts_are_not_filed_after_the_deadline_except_for_who_has_more_time(room: Room) -> None:
    campaign = await launched(room)
    lan, dau_moi, _ = await prepared(room)
    await more_time(room, campaign, lan.member, DEADLINE + timedelta(days=1))
    room.clock.move_to(DEADLINE + timedelta(hours=1))
    await dau_moi.presses_choice(ReadDrafts())
    await dau_moi.presses("register.really_submit_button")
    assert dau_moi.last.key == "register.submitted_some"
    assert await standings(room, campaign) == {
        (lan.member.id, "CSTDCS"): "filed",
        (None, "TTLDTT"): "draft",
    }
    await dau_moi.presses_choice(ReadDrafts())
    await dau_moi.presses("register.really_submit_button")
    assert dau_moi.last.key == "register.over"


async def test_withdrawing_what_was_confirmed_is_told_to_the_head(room: Room) -> None:
    await launched(room)
    lan, _, head = await filed(room)
    await head.presses("register.review_button")
    await head.presses("register.confirm_all_button")
    head.forget()
    await lan.says("/dangky")
    await lan.presses(CSTDCS)
    await lan.presses("register.withdraw_button")
    await lan.presses("register.really_withdraw_button")
    assert head.heard == ["register.was_withdrawn"]


async def test_the_head_files_for_the_unit_without_the_preparer(room: Room) -> None:
    campaign = await launched(room)
    _, _, head = await unit_of_three(room)
    await head.presses_choice(Register(UNIT, "CO_TTCP", NONE))
    assert head.last.key == "register.filed"
    assert await standings(room, campaign) == {(None, "CO_TTCP"): "filed"}


async def test_nobody_but_the_head_of_the_unit_decides(room: Room) -> None:
    campaign = await launched(room)
    lan, dau_moi, _ = await filed(room)
    before = await registered(room, campaign)
    other = await room.joins("Vũ Văn D", VIEN, {Role.HEAD})
    secretary = await room.joins("Ngô Thị T", BAO, {Role.SECRETARY, Role.CHAIR})
    foreign = await room.joins("Đỗ Văn E", BAO, {Role.HEAD}, khoi="Cụm thi đua số 2")
    one = before[0]
    presses = (
        ReviewOne(one.id),
        ConfirmOne(one.id, one.version),
        AskReason(one.id),
        SendBack(one.id, one.version),
        ConfirmAll(0),
        ReviewWaiting(0),
        Submit(0),
        ReadDrafts(),
        ListPeople(0),
    )
    for phone in (lan, secretary, other, foreign):
        for press in presses:
            await phone.presses_choice(press)
    for press in presses[:6]:
        await dau_moi.presses_choice(press)
    assert await registered(room, campaign) == before


async def test_the_preparer_of_another_unit_prepares_nothing_here(room: Room) -> None:
    await launched(room)
    lan, _, _ = await unit_of_three(room)
    other = await room.joins("Vũ Văn D", VIEN, {Role.PREPARER})
    await other.presses_choice(Register(lan.member.id, "CSTDCS", NONE))
    assert other.last.key == "register.not_yours"
    await other.presses_choice(ShowSubject(lan.member.id))
    assert other.last.key == "register.not_yours"


async def test_a_hold_is_hidden_from_the_preparer_too(room: Room) -> None:
    await launched(room)
    lan, dau_moi, _ = await unit_of_three(room)
    await on_record(room, lan.member, Hold(HoldKind.DISCIPLINE_PENDING, date(2026, 2, 1), None))
    await dau_moi.presses_choice(ShowSubject(lan.member.id))
    await dau_moi.presses(CSTDCS)
    assert "Cần xem xét thêm" in dau_moi.last.text
    assert "01/02/2026" not in dau_moi.last.text


async def test_duties_climb_from_the_preparer_to_the_head(room: Room) -> None:
    await launched(room)
    lan, dau_moi, head = await unit_of_three(room)
    await dau_moi.says("/menu")
    assert "Đăng ký danh hiệu cho đơn vị" in dau_moi.last.text
    assert "Đăng ký danh hiệu thi đua" in dau_moi.last.text
    await dau_moi.presses_choice(Register(UNIT, "TTLDTT", NONE))
    await dau_moi.presses_choice(Register(lan.member.id, "CSTDCS", NONE))
    await lan.says("/menu")
    assert lan.last.key == "menu.nothing_owed"
    await dau_moi.says("/menu")
    await dau_moi.presses("register.duty_submit")
    await dau_moi.presses("register.really_submit_button")
    await head.says("/menu")
    assert "Duyệt 2 đăng ký thi đua" in head.last.text
    await head.presses("register.duty_decide")
    assert "register.confirm_all_button" in head.offers()


async def test_the_ladder_puts_the_head_behind_the_preparer(room: Room) -> None:
    await launched(room)
    _, dau_moi, head = await unit_of_three(room)
    alone = await room.joins("Vũ Văn D", VIEN, {Role.HEAD})
    from handlers.register.due import owing

    async with room.store() as store:
        duties = await owing(store, dau_moi.member.khoi, None, room.clock.now())
    ranks = {d.person: d.rank for d in duties if d.item.startswith("register-unit")}
    assert ranks == {dau_moi.member.person: 0, head.member.person: 1, alone.member.person: 0}
    assert all(d.due == DEADLINE for d in duties)


async def test_nobody_owes_a_registration_after_the_deadline(room: Room) -> None:
    await launched(room)
    lan, dau_moi, head = await unit_of_three(room)
    room.clock.move_to(DEADLINE + timedelta(minutes=1))
    for phone in (lan, dau_moi, head):
        await phone.says("/menu")
        assert phone.last.key == "menu.nothing_owed"
