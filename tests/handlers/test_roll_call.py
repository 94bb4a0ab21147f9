"""Điểm danh in the chat: who is in the room, and what a ballot closed there takes from it."""

from campaign.meetings.roll_call import Presence
from campaign.people import Role
from handlers.attendance.roll_call import MarkUnit
from handlers.calendar.flow import ShowRollCall
from tests.bot.debts import moment
from tests.handlers.meetings import Hall, called, prepares
from tests.handlers.voting import Hall as VotingHall
from tests.handlers.voting import hall as voting_hall
from tests.talk import Room

HELD = "2026-12-18 08:05"


async def at_the_meeting(room: Room) -> Hall:
    """B has said that they stay away; the meeting begins, the secretary calls the roll."""
    there = await called(room)
    await there.binh.presses("calendar.away_button")
    await there.binh.says("Nghỉ phép")
    room.clock.move_to(moment(HELD))
    await there.secretary.says("/lichhop tổng kết")
    await there.secretary.presses("roll_call.button")
    return there


async def test_the_rest_are_noted_at_once_and_who_said_so_as_away(room: Room) -> None:
    there = await at_the_meeting(room)
    secretary = there.secretary
    assert (secretary.last.values["there"], secretary.last.values["units"]) == ("00", "03")
    await secretary.presses("roll_call.rest_button")
    assert secretary.last.key == "roll_call.read_back"
    assert "Trần Thị B, Viện Chiến lược (Nghỉ phép)" in secretary.last.text
    await secretary.presses("roll_call.confirm_button")
    assert "Có mặt: 02/03 đơn vị" in secretary.last.text
    assert "Viện Chiến lược: vắng (Nghỉ phép)" in secretary.last.text


async def test_what_was_noted_can_be_put_right(room: Room) -> None:
    there = await at_the_meeting(room)
    secretary = there.secretary
    await secretary.presses("roll_call.rest_button")
    await secretary.presses("roll_call.confirm_button")
    await secretary.says("3")
    assert secretary.last.key == "roll_call.unit"
    await secretary.presses("roll_call.there_button")
    assert "Có mặt: 03/03 đơn vị" in secretary.last.text


async def test_the_roll_is_called_by_who_calls_meetings_alone_and_not_before(room: Room) -> None:
    there = await called(room)
    meeting = await there.id()
    await there.secretary.presses_choice(ShowRollCall(meeting, 0))
    assert "Điểm danh được từ 07:00" in there.secretary.last.text
    await there.an.presses_choice(ShowRollCall(meeting, 0))
    assert "Điểm danh" not in there.an.last.text
    room.clock.move_to(moment(HELD))
    for phone in (there.an, there.deputy):
        await phone.presses_choice(MarkUnit(meeting, phone.member.unit, Presence.THERE))
    async with room.store() as store:
        assert await store.roll_calls.of(meeting) == {}
    other = await room.joins("Vũ Thị Hoa", roles={Role.SECRETARY}, khoi="Khối B")
    await other.presses_choice(ShowRollCall(meeting, 0))
    assert "Có mặt" not in other.last.text


async def at_a_vote(room: Room, act: str) -> VotingHall:
    """Five units meet; one is away; a vote is opened there and the roll called."""
    here = await voting_hall(room, heads=5)
    await prepares(here.secretary)
    await here.secretary.presses("arranging.call_button")
    await here.registered("BK_BO_C", 1)
    room.clock.move_to(moment(HELD))
    await here.prepares(act, "Bằng khen của Tổng Thanh tra")
    await here.opens()
    await here.secretary.says("/lichhop tổng kết")
    await here.secretary.presses("roll_call.button")
    await here.secretary.says("5")
    await here.secretary.presses("roll_call.away_button")
    await here.secretary.presses("roll_call.rest_button")
    await here.secretary.presses("roll_call.confirm_button")
    return here


async def test_a_unit_that_is_away_is_not_entered_as_agreeing(room: Room) -> None:
    here = await at_a_vote(room, "decide.act_hands")
    await here.secretary.says("/binhxet")
    await here.secretary.presses("decide.managed")
    await here.secretary.presses("poll.rest_button")
    assert here.secretary.last.values["count"] == "04"
    await here.secretary.presses("poll.confirm_rest_button")
    assert "đồng ý 04/05" in here.secretary.last.text


async def test_the_chair_closes_with_the_number_present_seen_at_the_meeting(room: Room) -> None:
    here = await at_a_vote(room, "decide.act_ballot")
    await here.heads[1].presses("decide.vote_button")
    await here.heads[1].presses("decide.mark_agree")
    await here.heads[1].presses("decide.cast_button")
    await here.chair.says("/binhxet")
    await here.chair.presses("decide.managed")
    await here.chair.presses("poll.close_button")
    assert "04/05 có mặt" in here.chair.last.text
    await here.chair.presses("poll.close_at_meeting_button")
    ballot = await here.ballot()
    async with room.store() as store:
        record = await store.opinions.record(ballot.id)
    assert record is not None
    assert (record.count.numbers.cast, record.count.numbers.present) == (1, 4)
    assert [line.took_part.value for line in record.roll] == [
        "present",
        "voted",
        "present",
        "present",
        "absent",
    ]


async def test_without_the_roll_call_those_present_are_those_who_voted(room: Room) -> None:
    here = await at_a_vote(room, "decide.act_ballot")
    ballot = await here.ballot()
    await here.chair.says("/binhxet")
    await here.chair.presses("decide.managed")
    await here.chair.presses("poll.close_button")
    await here.chair.presses("poll.close_by_ballots_button")
    async with room.store() as store:
        record = await store.opinions.record(ballot.id)
    assert record is not None
    assert record.count.numbers.present == 0
