"""/lichhop: one tap answers an invitation, changeable until it begins; substitutes come with or without mandate."""

from datetime import timedelta

import pytest

from campaign.meetings.reply import Absent, Attending, Mandate, Power, Reply, Substituted
from campaign.people import Role
from handlers.calendar.flow import Attend, CalendarFile, ConfirmSubstitute, OpenMeeting, PickSubstitute
from tests.bot.debts import moment
from tests.handlers.meetings import TITLE, Hall, called, hall, starts
from tests.talk import Phone, Room


async def answer_of(there: Hall, phone: Phone) -> Reply | None:
    meeting = await there.id()
    async with there.room.store() as store:
        return await store.meetings.reply_of(meeting, phone.member.id)


async def test_a_notice_is_answered_with_one_tap(room: Room) -> None:
    there = await called(room)
    assert there.an.heard == ["arranging.invitation"]
    assert there.an.offers()[:3] == [
        "calendar.attend_button", "calendar.substitute_button", "calendar.away_button",
    ]  # fmt: skip
    await there.an.presses("calendar.attend_button")
    assert there.an.last.key == "calendar.recorded"
    given = await answer_of(there, there.an)
    assert given is not None
    assert given.answer == Attending()


async def test_having_read_an_invitation_is_not_an_answer_and_says_so(room: Room) -> None:
    there = await called(room)
    assert there.an.offers()[-1] == "chat.read_unanswered_button"
    await there.an.presses("chat.read_unanswered_button")
    assert "không thay cho việc trả lời" in there.an.messages[-1].text
    assert await answer_of(there, there.an) is None


async def test_the_same_tap_again_changes_nothing_and_says_so(room: Room) -> None:
    there = await called(room)
    await there.an.presses("calendar.attend_button")
    await there.an.presses_choice(Attend(await there.id(), 0))
    assert there.an.last.key == "calendar.unchanged"
    meeting = await there.id()
    async with room.store() as store:
        assert len(await store.meetings.replies_ever(meeting, there.an.member.id)) == 1


async def test_an_answer_may_be_changed_until_the_meeting_begins_and_every_one_is_kept(room: Room) -> None:
    there = await called(room)
    for button in ("calendar.attend_button", "calendar.away_button"):
        await there.an.presses(button)
    await there.an.says("Đi công tác tại Hà Nội")
    assert there.an.last.key == "calendar.recorded"
    room.clock.move_to(starts())
    await there.an.presses_choice(Attend(await there.id(), 0))
    assert there.an.last.key == "calendar.too_late"
    meeting = await there.id()
    async with room.store() as store:
        ever = await store.meetings.replies_ever(meeting, there.an.member.id)
    assert [each.answer for each in ever] == [Attending(), Absent("Đi công tác tại Hà Nội")]


async def test_a_usual_reason_needs_no_typing_and_an_empty_one_is_asked_for_again(room: Room) -> None:
    there = await called(room)
    await there.an.presses("calendar.away_button")
    await there.an.says("x" * 501)
    assert there.an.last.key == "meeting.reason_too_long"
    await there.an.presses("Đi công tác")
    given = await answer_of(there, there.an)
    assert given is not None
    assert given.answer == Absent("Đi công tác")


async def test_a_head_sends_a_colleague_with_a_mandate_and_the_colleague_is_told(room: Room) -> None:
    there = await called(room)
    await there.an.presses("calendar.substitute_button")
    assert there.an.last.key == "calendar.candidates"
    await there.an.says("do van e")
    await there.an.presses("calendar.vote_button")
    await there.an.says("12/GUQ")
    assert there.an.last.key == "calendar.read_back"
    assert await answer_of(there, there.an) is None
    await there.an.presses("calendar.confirm_button")
    assert there.an.last.key == "calendar.recorded"
    assert there.deputy.heard == ["calendar.you_are_sent"]
    deputy = there.deputy.member
    given = await answer_of(there, there.an)
    assert given is not None
    assert given.answer == Substituted(
        "Đỗ Văn E", "Phó Tổng Biên tập", deputy.id, deputy.unit, Mandate(frozenset({Power.VOTE}), "12/GUQ")
    )
    meeting = await there.meeting()
    async with room.store() as store:
        (delegation,) = await store.meetings.substitutes(meeting, Power.VOTE)
    assert (delegation.given_by, delegation.given_to) == (there.an.member.id, deputy.id)


async def test_a_substitute_finds_the_meeting_and_hears_when_not_needed_any_more(room: Room) -> None:
    there = await called(room)
    await there.an.presses("calendar.substitute_button")
    await there.an.says("1")
    await there.an.presses("calendar.no_mandate_button")
    await there.an.presses("calendar.confirm_button")
    await there.deputy.says("/lichhop")
    await there.deputy.says("1")
    assert "Đồng chí dự thay đồng chí Nguyễn Văn A." in there.deputy.last.text
    assert "calendar.attend_button" not in there.deputy.offers()
    await there.an.presses_choice(Attend(await there.id(), 0))
    assert there.deputy.last.key == "calendar.not_needed"
    await there.deputy.says("/lichhop")
    assert there.deputy.last.key == "calendar.list"
    assert TITLE not in there.deputy.last.text


async def test_a_mandate_may_come_without_its_number_yet(room: Room) -> None:
    there = await called(room)
    await there.an.presses("calendar.substitute_button")
    await there.an.says("1")
    await there.an.presses("calendar.vote_sign_button")
    await there.an.presses("calendar.not_numbered_button")
    await there.an.presses("calendar.confirm_button")
    given = await answer_of(there, there.an)
    assert given is not None
    assert isinstance(given.answer, Substituted)
    assert given.answer.mandate == Mandate(frozenset(Power), "")


async def test_somebody_outside_the_roster_may_come_but_not_vote(room: Room) -> None:
    there = await called(room)
    await there.binh.presses("calendar.substitute_button")  # nobody else is in the unit
    assert there.binh.last.key == "calendar.ask_name"
    await there.binh.says("Vũ Thị G, Phó Viện trưởng")
    assert there.binh.last.key == "calendar.read_back"
    await there.binh.presses("calendar.confirm_button")
    given = await answer_of(there, there.binh)
    assert given is not None
    assert given.answer == Substituted("Vũ Thị G", "Phó Viện trưởng")


async def test_a_second_confirmation_shows_what_was_answered(room: Room) -> None:
    there = await called(room)
    await there.binh.presses("calendar.substitute_button")
    await there.binh.says("Vũ Thị G")
    await there.binh.presses("calendar.confirm_button")
    await there.binh.presses_choice(ConfirmSubstitute(await there.id()))
    assert there.binh.last.key == "calendar.card"
    assert "Cử người dự thay: Vũ Thị G" in there.binh.last.text


async def test_who_is_invited_cannot_stand_in_for_somebody(room: Room) -> None:
    there = await called(room)
    await there.an.presses_choice(PickSubstitute(await there.id(), 0, there.binh.member.id))
    assert there.an.last.key == "meeting.substitute_invited"
    await there.an.presses_choice(PickSubstitute(await there.id(), 0, there.secretary.member.id))
    assert there.an.last.key == "meeting.substitute_elsewhere"
    assert await answer_of(there, there.an) is None


async def test_a_meeting_not_answered_is_a_matter_of_the_menu(room: Room) -> None:
    there = await called(room)
    await there.an.says("/menu")
    assert f"Trả lời giấy mời: {TITLE}" in there.an.last.text
    await there.an.presses_choice(Attend(await there.id(), 0))
    await there.an.says("/menu")
    assert there.an.last.key == "menu.nothing_owed"


# --- the list and the card ---------------------------------------------------------------------------------------


async def test_the_list_shows_what_is_to_come_and_what_was(room: Room) -> None:
    there = await called(room)
    await there.an.says("/lichhop")
    assert there.an.last.key == "calendar.list"
    assert "08:00 thứ Sáu, 18/12/2026" in there.an.last.text
    await there.an.says("tong ket")
    assert there.an.last.key == "calendar.card"
    room.clock.move_to(starts() + timedelta(days=1))
    await there.an.says("/lichhop")
    assert "Không có cuộc họp nào sắp tới." in there.an.last.text
    await there.an.presses("calendar.past_button")
    assert TITLE in there.an.last.text


async def test_the_card_has_links_papers_and_a_calendar_file(room: Room) -> None:
    there = await called(room, where="Hội trường tầng 3\nĐiểm cầu Hải Phòng https://hop.vn/a")
    await there.an.presses("calendar.open_button")
    urls = [line.url for _, line in there.an.last.buttons if line.url]
    assert urls == ["https://hop.vn/a"]
    await there.an.presses("calendar.ics_button")
    assert there.an.last.file == "lich-hop.ics"


async def test_somebody_not_invited_sees_nothing(room: Room) -> None:
    there = await called(room)
    stranger = await room.joins("Vũ Thị G", "Viện Chiến lược")
    other = await room.joins("Ngô Văn H", roles={Role.SECRETARY}, khoi="Cụm thi đua số 2")
    meeting = await there.id()
    for phone in (stranger, other):
        for choice in (OpenMeeting(meeting), CalendarFile(meeting), Attend(meeting, 0)):
            await phone.presses_choice(choice)
            assert phone.last.key == "calendar.not_yours"
        await phone.says("/lichhop")
        assert TITLE not in phone.last.text


@pytest.mark.parametrize("at", ["2026-12-18 08:00", "2026-12-18 12:00"])
async def test_a_meeting_that_began_takes_no_answers(room: Room, at: str) -> None:
    there = await called(room)
    room.clock.move_to(moment(at))
    await there.an.presses("calendar.open_button")
    assert "calendar.attend_button" not in there.an.offers()


async def test_nothing_to_come_is_said_kindly(room: Room) -> None:
    there = await hall(room)
    await there.an.says("/lichhop")
    assert "Không có cuộc họp nào sắp tới." in there.an.last.text
    assert "calendar.new_button" not in there.an.offers()
