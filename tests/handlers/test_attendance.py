"""Who comes: seen by who arranges or chairs; exactly those who have not answered are asked again, once a day."""

from campaign.meetings.reply import Absent, Attending
from campaign.people import Role
from handlers.attendance.flow import EnterAttending, Nudge
from handlers.calendar.flow import Attend, ShowAttendance
from tests.bot.debts import moment
from tests.handlers.meetings import Hall, called
from tests.talk import Phone, Room


async def overview(there: Hall, phone: Phone) -> str:
    await phone.presses_choice(ShowAttendance(await there.id()))
    return phone.last.text


async def test_everybody_is_counted_by_their_answer(room: Room) -> None:
    there = await called(room)
    assert "Chưa trả lời: 03" in await overview(there, there.secretary)
    await there.chair.presses("calendar.attend_button")
    await there.an.presses("calendar.away_button")
    await there.an.says("Đi công tác")
    text = await overview(there, there.secretary)
    for line in ("Dự: 01", "Vắng: 01", "Chưa trả lời: 01"):
        assert line in text
    await there.secretary.presses("Vắng (1)")
    assert "Nguyễn Văn A (Báo Thanh tra): Vắng, lý do: Đi công tác" in there.secretary.last.text


async def test_who_chairs_sees_it_and_others_do_not(room: Room) -> None:
    there = await called(room)
    await overview(there, there.chair)
    assert there.chair.last.key == "attendance.overview"
    outsider = await room.joins("Ngô Văn H", roles={Role.SECRETARY}, khoi="Cụm thi đua số 2")
    for phone in (there.an, there.deputy, outsider):
        await overview(there, phone)
        assert phone.last.key == "calendar.not_yours"


async def test_exactly_those_who_have_not_answered_are_asked_and_once_a_day(room: Room) -> None:
    there = await called(room)
    await there.chair.presses("calendar.attend_button")
    there.forget()
    await overview(there, there.secretary)
    await there.secretary.presses("attendance.nudge_button")
    assert there.secretary.last.key == "attendance.read_back"
    assert "Lê Văn C" not in there.secretary.last.text
    await there.secretary.presses("attendance.send_button")
    assert there.an.heard == there.binh.heard == ["calendar.remind_reply"]
    assert there.chair.heard == []
    assert there.an.offers()[0] == "calendar.attend_button"
    await there.secretary.presses_choice(Nudge(await there.id()))
    assert "đều đã được nhắc trong ngày" in there.secretary.last.text
    assert there.an.heard == ["calendar.remind_reply"]
    room.clock.move_to(moment("2026-03-03 09:00"))
    await there.an.presses("calendar.attend_button")
    there.forget()
    await there.secretary.presses_choice(Nudge(await there.id()))
    assert there.binh.heard == ["calendar.remind_reply"]
    assert there.an.heard == []


async def test_asking_at_night_arrives_in_the_morning(room: Room) -> None:
    there = await called(room)
    there.forget()
    room.clock.move_to(moment("2026-03-06 22:00"))  # a Friday
    await there.secretary.presses_choice(Nudge(await there.id()))
    room.clock.move_to(moment("2026-03-08 12:00"))
    await room.settle()
    assert there.an.heard == []
    room.clock.move_to(moment("2026-03-09 07:00"))
    await room.settle()
    assert there.an.heard == ["calendar.remind_reply"]


async def test_what_was_said_by_telephone_is_entered_with_the_name_of_who_entered_it(room: Room) -> None:
    there = await called(room)
    await overview(there, there.secretary)
    await there.secretary.presses("Chưa trả lời (3)")
    await there.secretary.says("2")
    assert "Nguyễn Văn A" in there.secretary.last.text
    await there.secretary.presses("attendance.enter_attending_button")
    assert there.secretary.last.key == "attendance.entered"
    assert "Dự: 01" in there.secretary.last.text
    await there.secretary.presses("Chưa trả lời (2)")
    await there.secretary.says("2")
    await there.secretary.presses("attendance.enter_away_button")
    await there.secretary.says("Nghỉ phép")
    meeting = await there.id()
    async with room.store() as store:
        rows = await store.sql.all("SELECT member_id, by_member FROM meeting_reply ORDER BY at, answer DESC")
        answers = {r.member: r.answer for r in await store.meetings.replies(meeting)}
    assert {row["by_member"] for row in rows} == {there.secretary.member.id}
    assert answers == {there.an.member.id: Attending(), there.binh.member.id: Absent("Nghỉ phép")}


async def test_nobody_but_who_arranges_answers_for_others(room: Room) -> None:
    there = await called(room)
    for phone in (there.an, there.deputy):
        await phone.presses_choice(EnterAttending(await there.id(), there.binh.member.id))
        assert phone.last.key == "calendar.not_yours"
    meeting = await there.id()
    async with room.store() as store:
        assert list(await store.meetings.replies(meeting)) == []


async def test_an_answer_of_before_the_move_is_shown_apart(room: Room) -> None:
    there = await called(room)
    await there.an.presses_choice(Attend(await there.id(), 0))
    await there.secretary.presses("calendar.manage_button")
    await there.secretary.presses("arranging.change_button")
    await there.secretary.presses("arranging.mend_when_button")
    await there.secretary.says("14h-16h 21/12")
    await there.secretary.presses("arranging.confirm_change_button")
    assert "Cần trả lời lại: 01" in await overview(there, there.secretary)
