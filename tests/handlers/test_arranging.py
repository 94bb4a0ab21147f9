"""Calling a meeting: every answer saved as given, read back, sent once; moved and cancelled openly."""

from datetime import date, timedelta

import pytest

from campaign.meetings.draft import Part
from campaign.meetings.meeting import Invitation, Meeting, MeetingKind, MeetingStatus, Venue
from campaign.people import Role
from handlers.arranging.flow import AskPart, Call, Cancel, ConfirmChange, OfKind
from handlers.calendar.flow import Attend, Manage, NewMeeting
from handlers.packing import pack
from tests.bot.debts import moment
from tests.handlers.meetings import TITLE, WHEN, called, hall, prepared, starts
from tests.papers.test_file_text import pdf
from tests.talk import Room


async def test_a_meeting_is_called_in_the_order_of_its_parts(room: Room) -> None:
    there = await hall(room)
    secretary = there.secretary
    await secretary.says("/lichhop")
    await secretary.presses("calendar.new_button")
    await secretary.presses("calendar.kind_closing")
    assert secretary.last.key == "arranging.titled"
    assert f"Tên cuộc họp đã ghi sẵn: {TITLE}" in secretary.last.text
    assert "Bước 2/8: Thời gian" in secretary.last.text
    await secretary.says(WHEN)
    assert "Đã lưu. Thời gian: 08:00 thứ Sáu, 18/12/2026, đến 11:30\n" in secretary.last.text
    assert "Bước 3/8: Địa điểm" in secretary.last.text
    await secretary.says("Hội trường tầng 3\nĐiểm cầu Hải Phòng https://hop.vn/a")
    assert "– Điểm cầu Hải Phòng, họp trực tuyến: https://hop.vn/a" in secretary.last.text
    await secretary.says("08:00 Khai mạc\n08:15 Báo cáo tổng kết")
    await secretary.sends("Báo cáo.pdf", pdf("Báo cáo tổng kết"))
    assert "Đã nhận Báo cáo.pdf" in secretary.last.text
    await secretary.presses("arranging.go_on_button")
    await secretary.presses("arranging.group_heads_button")
    assert "03 đồng chí: Lê Văn C, Nguyễn Văn A, Trần Thị B" in secretary.last.text
    await secretary.presses("arranging.go_on_button")
    assert "Hiện có: Lê Văn C" in secretary.last.text
    await secretary.presses("arranging.go_on_button")
    await secretary.says("15/GM-CTĐ 1/3/2026")
    assert secretary.last.key == "arranging.preview"
    assert secretary.last.text.count("Thời gian:") == 1
    assert "Địa điểm: \n– " in secretary.last.text
    assert "Số giấy mời: 15/GM-CTĐ ngày 01/03/2026" in secretary.last.text
    assert there.an.heard == []
    await secretary.presses("arranging.call_button")
    assert secretary.heard[-2:] == ["progress.going", "progress.done"]
    assert there.an.heard == there.binh.heard == there.chair.heard == ["arranging.invitation"]
    assert "08:00 thứ Sáu, 18/12/2026" in there.an.last.text
    assert "Giấy mời số 15/GM-CTĐ ngày 01/03/2026" in there.an.last.text
    meeting = await there.meeting()
    assert meeting.status is MeetingStatus.CALLED
    assert meeting.title == TITLE
    assert meeting.invitation == Invitation("15/GM-CTĐ", date(2026, 3, 1))
    assert meeting.venues[1] == Venue("Điểm cầu Hải Phòng", "https://hop.vn/a")
    assert len(meeting.files) == 1
    assert len(meeting.agenda) == 2
    assert meeting.chairs == (there.chair.member.id,)


async def test_hours_are_read_back_at_once_and_can_be_mended_at_once(room: Room) -> None:
    there = await hall(room)
    secretary = there.secretary
    await secretary.presses_choice(OfKind(MeetingKind.CLOSING))
    await secretary.says("8h ngày 20/12")  # a Sunday, no end
    assert "Thời gian: 08:00 chủ Nhật, 20/12/2026, đến 11:30" in secretary.last.text
    assert "Chưa ghi giờ kết thúc nên tạm tính nửa ngày." in secretary.last.text
    assert "ngày họp là ngày nghỉ" in secretary.last.text
    await secretary.presses("arranging.mend_when_button")
    assert "Bước 2/8: Thời gian" in secretary.last.text
    await secretary.says("8h-10h 21/12")
    assert secretary.last.text.startswith("Đã lưu. Thời gian: 08:00 thứ Hai, 21/12/2026, đến 10:00\n")
    assert "Bước 3/8: Địa điểm" in secretary.last.text


async def test_a_link_on_its_own_line_is_the_way_into_the_place_above(room: Room) -> None:
    there = await hall(room)
    await prepared(there, where="Hội trường tầng 3\nhttps://hop.vn/a")
    assert "Địa điểm: Hội trường tầng 3, họp trực tuyến: https://hop.vn/a" in there.secretary.last.text
    await there.secretary.presses("arranging.call_button")
    assert (await there.meeting()).venues == (Venue("Hội trường tầng 3", "https://hop.vn/a"),)
    assert "Địa điểm: Hội trường tầng 3 (có họp trực tuyến)" in there.an.last.text
    await there.an.presses("calendar.open_button")
    assert "calendar.join_button" in there.an.offers()


async def test_an_agenda_outside_the_hours_is_said_and_taken(room: Room) -> None:
    there = await hall(room)
    secretary = there.secretary
    await prepared(there)
    await secretary.presses("arranging.mend_agenda_button")
    await secretary.says("08:00 Khai mạc\n14:00 Tham luận")
    warned = "01 nội dung nằm ngoài giờ họp (08:00 đến 11:30):\n– 14:00 Tham luận"
    assert warned in secretary.last.text
    await secretary.presses("arranging.mend_when_button")
    await secretary.says("8h-17h 18/12")
    assert "ngoài giờ họp" not in secretary.last.text
    assert "arranging.call_button" in secretary.offers()


async def test_going_on_comes_first_and_throwing_away_last(room: Room) -> None:
    there = await hall(room)
    secretary = there.secretary
    await prepared(there)
    await secretary.presses("arranging.mend_invitees_button")
    ways = [key for key in secretary.offers() if key.startswith("arranging.")]
    assert (ways[0], ways[-1]) == ("arranging.go_on_button", "arranging.empty_button")


async def test_it_is_called_once_however_often_the_button_is_pressed(room: Room) -> None:
    there = await hall(room)
    await prepared(there)
    data = there.secretary.sees("arranging.call_button")
    press = there.secretary.press(data)
    again = there.secretary.press(data)
    await room.hears(press, again)
    assert there.an.heard == ["arranging.invitation"]
    assert there.secretary.last.key == "arranging.called_before"
    assert len(await _meetings(room)) == 1


async def _meetings(room: Room) -> list[Meeting]:
    khoi = await room.khoi()
    async with room.store() as store:
        return list(await store.meetings.of(khoi))


async def test_what_was_answered_is_kept_and_resumed_later(room: Room) -> None:
    there = await hall(room)
    secretary = there.secretary
    await secretary.presses_choice(OfKind(MeetingKind.MIDTERM))
    await secretary.says(WHEN)
    await secretary.says("/huy")
    room.clock.move_to(room.clock.now() + timedelta(days=20))
    await secretary.says("/lichhop")
    await secretary.presses("calendar.new_button")
    assert secretary.last.key == "arranging.unfinished"
    assert "(đã có 2/8 mục)" in secretary.last.text
    ways = [key for key in secretary.offers() if key.startswith("arranging.")]
    assert (ways[0], ways[-1]) == ("arranging.resume_button", "arranging.drop_button")
    await there.chair.presses_choice(NewMeeting())
    assert "(đã có 2/8 mục)" in there.chair.last.text
    await secretary.presses("arranging.resume_button")
    assert "Bước 3/8: Địa điểm" in secretary.last.text
    await secretary.presses("‹ Quay lại")
    assert secretary.last.key == "arranging.preview"
    assert "arranging.call_button" not in secretary.offers()
    assert "Còn thiếu hoặc chưa đúng: Địa điểm." in secretary.last.text
    await secretary.presses("arranging.drop_button")
    await secretary.presses("arranging.really_drop_button")
    await secretary.presses_choice(NewMeeting())
    assert secretary.last.key == "arranging.kinds"


@pytest.mark.parametrize(
    ("part", "typed", "key"),
    [
        (Part.TITLE, "x" * 300, "arranging.title_too_long"),
        (Part.WHEN, "lúc nào cũng được", "dates.not_understood"),
        (Part.WHEN, "11h-8h mai", "meeting.end_before_start"),
        (Part.WHERE, "https://-", "meeting.not_a_link"),
        (Part.AGENDA, "-", "meeting.no_agenda"),
        (Part.FILES, "không có", "arranging.file_expected"),
        (Part.PAPER, "chưa có", "meeting.no_paper_number"),
    ],
)
async def test_a_mistake_gets_one_sentence_and_the_question_again(
    room: Room, part: Part, typed: str, key: str
) -> None:
    there = await hall(room)
    await there.secretary.presses_choice(OfKind(MeetingKind.CLOSING))
    khoi = await room.khoi()
    async with room.store() as store:
        (draft,) = await store.meeting_drafts.of(khoi)
    await there.secretary.presses_choice(AskPart(draft.id, part))
    there.secretary.forget()
    await there.secretary.says(typed)
    assert there.secretary.heard == [key]
    async with room.store() as store:
        assert await store.meeting_drafts.get(khoi, draft.id) == draft


async def test_another_kind_asks_for_its_name(room: Room) -> None:
    there = await hall(room)
    await there.secretary.presses_choice(OfKind(MeetingKind.OTHER))
    assert "Bước 1/8: Tên cuộc họp" in there.secretary.last.text
    await there.secretary.says("Họp tổ thẩm định")
    assert "Bước 2/8: Thời gian" in there.secretary.last.text


async def test_single_people_and_guests_are_invited(room: Room) -> None:
    there = await hall(room)
    secretary = there.secretary
    await prepared(there)
    await secretary.presses("arranging.mend_invitees_button")
    await secretary.presses("arranging.empty_button")
    await secretary.says("do van")
    assert "Đỗ Văn E (Báo Thanh tra)" in secretary.last.text
    await secretary.says("1")
    assert "Đỗ Văn E (Báo Thanh tra) – đã chọn" in secretary.last.text
    await secretary.presses("arranging.done_button")
    await secretary.presses("arranging.guests_button")
    await secretary.says("Vũ Thị G, Vụ Tổ chức cán bộ")
    assert "01 đồng chí: Đỗ Văn E" in secretary.last.text
    assert "Khách mời: Vũ Thị G, Vụ Tổ chức cán bộ" in secretary.last.text
    await secretary.presses("arranging.go_on_button")
    await secretary.presses("arranging.call_button")
    assert there.deputy.heard == ["arranging.invitation"]
    assert there.an.heard == []


async def test_two_chair_at_most(room: Room) -> None:
    there = await hall(room)
    secretary = there.secretary
    await prepared(there)
    await secretary.presses("arranging.mend_chairs_button")
    for typed in ("nguyen van a", "tran thi b"):
        await secretary.says(typed)
        await secretary.says("1")
    assert secretary.last.key == "meeting.too_many_chairs"
    await secretary.presses("Lê Văn C – bỏ chủ trì")
    await secretary.says("tran thi b")
    await secretary.says("1")
    assert "Hiện có: Nguyễn Văn A, Trần Thị B" in secretary.last.text


async def test_the_same_file_is_noticed_and_a_file_can_be_removed(room: Room) -> None:
    there = await hall(room)
    secretary = there.secretary
    await prepared(there)
    await secretary.presses("arranging.mend_files_button")
    content = pdf("Báo cáo")
    await secretary.sends("Báo cáo.pdf", content)
    await secretary.sends("Bản sao.pdf", content)
    assert secretary.last.key == "arranging.lines"
    assert "Bản sao.pdf" in secretary.last.text
    await secretary.sends("lạ.exe", b"MZ\x00\x00", media_type="application/octet-stream")
    assert "loại tệp này chưa nhận được" in secretary.last.text
    await secretary.presses("arranging.remove_button")
    await secretary.presses("Báo cáo.pdf")
    assert "Đã bỏ Báo cáo.pdf." in secretary.last.text


async def test_papers_are_handed_out_as_they_were_sent_in(room: Room) -> None:
    there = await hall(room)
    await prepared(there)
    await there.secretary.presses("arranging.mend_files_button")
    await there.secretary.sends("Báo cáo.pdf", pdf("Báo cáo"))
    await there.secretary.presses("arranging.go_on_button")
    await there.secretary.presses("arranging.call_button")
    await there.an.presses("calendar.open_button")
    await there.an.presses("calendar.documents_button")
    assert there.an.last.file == "Báo cáo.pdf"


async def test_a_day_off_and_who_has_not_joined_are_said_before_anybody_is_told(room: Room) -> None:
    there = await hall(room)
    await room.enrolled("Chưa tham gia", roles={Role.HEAD})
    await prepared(there, when="8h 20/12")  # a Sunday
    assert "ngày họp là ngày nghỉ" in there.secretary.last.text
    assert "01 đồng chí chưa tham gia Trợ lý" in there.secretary.last.text


async def test_a_giay_moi_written_at_night_leaves_in_the_morning(room: Room) -> None:
    there = await hall(room)
    room.clock.move_to(moment("2026-03-02 22:00"))
    await prepared(there)
    await there.secretary.presses("arranging.call_button")
    assert there.an.heard == []
    room.clock.move_to(moment("2026-03-03 07:00"))
    await room.settle()
    assert there.an.heard == ["arranging.invitation"]


@pytest.mark.parametrize("role", [Role.INDIVIDUAL, Role.HEAD, Role.PREPARER, Role.ADMIN, Role.VICE_CHAIR])
async def test_nobody_else_arranges_meetings(room: Room, role: Role) -> None:
    there = await called(room)
    await there.secretary.presses_choice(OfKind(MeetingKind.CLOSING))
    khoi, meeting = await room.khoi(), await there.id()
    async with room.store() as store:
        (draft,) = await store.meeting_drafts.of(khoi)
    somebody = await room.joins("Vũ Thị G", roles={role})
    for choice in (NewMeeting(), OfKind(MeetingKind.CLOSING), Call(draft.id), AskPart(draft.id, Part.WHEN),
                   Manage(meeting), Cancel(meeting)):  # fmt: skip
        await somebody.presses_choice(choice)
        assert somebody.last.key == "arranging.not_yours"
    assert (await there.meeting()).status is MeetingStatus.CALLED


async def test_the_secretary_of_another_khoi_arranges_nothing_here(room: Room) -> None:
    there = await called(room)
    other = await room.joins("Ngô Văn H", roles={Role.SECRETARY}, khoi="Cụm thi đua số 2")
    for choice in (Manage(await there.id()), Cancel(await there.id()), Call(await there.id())):
        await other.presses_choice(choice)
        assert other.last.key == "arranging.not_yours"


# --- changing and cancelling ----------------------------------------------------------------------------------------


async def test_a_moved_meeting_is_told_and_everybody_asked_again(room: Room) -> None:
    there = await called(room)
    await there.an.presses("calendar.attend_button")
    await there.secretary.presses("calendar.manage_button")
    await there.secretary.presses("arranging.change_button")
    await there.secretary.presses("arranging.mend_when_button")
    await there.secretary.says("14h-16h 21/12")
    assert there.secretary.last.key == "arranging.change"
    assert "Người được mời sẽ nhận tin và trả lời lại." in there.secretary.last.text
    assert (await there.meeting()).start == starts()
    there.forget()
    await there.secretary.presses("arranging.confirm_change_button")
    assert there.an.heard == there.binh.heard == ["arranging.moved"]
    assert "14:00 thứ Hai, 21/12/2026" in there.an.last.text
    moved = await there.meeting()
    assert (moved.start, moved.revision) == (moment("2026-12-21 14:00"), 1)
    await there.an.presses_choice(Attend(moved.id, 0))  # under the old notice
    assert there.an.last.key == "calendar.moved_meanwhile"
    await there.an.presses("calendar.attend_button")
    assert there.an.last.key == "calendar.recorded"


async def test_a_number_entered_later_disturbs_nobody(room: Room) -> None:
    there = await called(room)
    await there.secretary.presses("calendar.manage_button")
    await there.secretary.presses("arranging.change_button")
    await there.secretary.presses("arranging.mend_paper_button")
    await there.secretary.says("15/GM-CTĐ 2/3/2026")
    there.forget()
    await there.secretary.presses("arranging.confirm_change_button")
    assert there.an.heard == []
    meeting = await there.meeting()
    assert (meeting.invitation, meeting.revision) == (Invitation("15/GM-CTĐ", date(2026, 3, 2)), 0)


async def test_who_is_new_is_invited_and_who_is_out_is_told(room: Room) -> None:
    there = await called(room)
    await there.secretary.presses("calendar.manage_button")
    await there.secretary.presses("arranging.change_button")
    await there.secretary.presses("arranging.mend_invitees_button")
    for typed in ("do van e", "tran thi b"):
        await there.secretary.says(typed)
        await there.secretary.says("1")
    await there.secretary.presses("arranging.done_button")
    await there.secretary.presses("arranging.go_on_button")
    there.forget()
    await there.secretary.presses("arranging.confirm_change_button")
    assert there.deputy.heard == ["arranging.invitation"]
    assert there.binh.heard == ["arranging.not_invited_any_more"]
    assert there.an.heard == []


async def test_a_change_not_confirmed_changes_nothing_and_is_found_again(room: Room) -> None:
    there = await called(room)
    await there.secretary.presses("calendar.manage_button")
    await there.secretary.presses("arranging.change_button")
    await there.secretary.presses("arranging.mend_where_button")
    await there.secretary.says("Phòng họp tầng 2")
    await there.secretary.says("/huy")
    assert (await there.meeting()).venues == (Venue("Hội trường tầng 3"),)
    await there.chair.presses_choice(Manage(await there.id()))
    await there.chair.presses("arranging.change_button")
    assert "Phòng họp tầng 2" in there.chair.last.text


async def test_a_change_is_confirmed_once(room: Room) -> None:
    there = await called(room)
    await there.secretary.presses("calendar.manage_button")
    await there.secretary.presses("arranging.change_button")
    await there.secretary.presses("arranging.mend_when_button")
    await there.secretary.says("14h-16h 21/12")
    data = there.secretary.sees("arranging.confirm_change_button")
    there.forget()
    await room.hears(there.secretary.press(data), there.secretary.press(data))
    assert there.an.heard == ["arranging.moved"]
    assert (await there.meeting()).revision == 1


async def test_new_papers_are_told_on_demand_to_those_who_do_not_stay_away(room: Room) -> None:
    there = await called(room)
    await there.binh.presses("calendar.away_button")
    await there.binh.says("Nghỉ phép")
    there.forget()
    await there.secretary.presses("calendar.manage_button")
    await there.secretary.presses("arranging.tell_button")
    assert there.an.heard == ["arranging.updated"]
    assert there.binh.heard == []


async def test_a_cancelled_meeting_is_told_with_the_reason_and_takes_no_answers(room: Room) -> None:
    there = await called(room)
    await there.an.presses("calendar.substitute_button")
    await there.an.says("1")
    await there.an.presses("calendar.no_mandate_button")
    await there.an.presses("calendar.confirm_button")
    await there.secretary.presses("calendar.manage_button")
    await there.secretary.presses("arranging.cancel_button")
    await there.secretary.says(" ")
    await there.secretary.says("Dời sang quý sau")
    assert there.secretary.last.key == "arranging.cancel_read_back"
    assert "04 đồng chí sẽ nhận tin" in there.secretary.last.text
    assert (await there.meeting()).status is MeetingStatus.CALLED
    there.forget()
    await there.secretary.presses("arranging.really_cancel_button")
    for phone in (there.an, there.binh, there.chair, there.deputy):
        assert phone.heard == ["arranging.cancelled"]
        assert "Lý do: Dời sang quý sau" in phone.last.text
    await there.secretary.presses_choice(Cancel(await there.id()))
    assert "Cuộc họp này đã hủy." in there.secretary.last.text
    assert there.an.heard == ["arranging.cancelled"]
    await there.an.presses_choice(Attend(await there.id(), 0))
    assert "Cuộc họp này đã hủy." in there.an.last.text


async def test_a_meeting_that_began_is_not_cancelled_and_only_its_papers_change(room: Room) -> None:
    there = await called(room)
    await there.secretary.presses("calendar.manage_button")
    await there.secretary.presses("arranging.change_button")
    await there.secretary.presses("arranging.mend_where_button")
    await there.secretary.says("Phòng họp tầng 2")
    data = there.secretary.sees("arranging.confirm_change_button")
    room.clock.move_to(starts())
    await there.secretary.presses_data(data)
    assert "Cuộc họp đã bắt đầu" in there.secretary.last.text
    await there.secretary.presses_choice(Manage(await there.id()))
    assert "arranging.cancel_button" not in there.secretary.offers()


async def test_an_old_press_on_a_change_that_is_gone_is_answered_politely(room: Room) -> None:
    there = await called(room)
    await there.secretary.presses_data(pack(ConfirmChange(await there.id())))
    assert there.secretary.last.key == "arranging.not_yours"
