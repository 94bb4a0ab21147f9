"""A planned end: reminded before, told once when it has passed; the chair closes, nothing closes by itself."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.reminders import look
from campaign.ballots.ballot import BallotState
from tests.bot.debts import comes
from tests.handlers.voting import Hall, hall
from tests.talk import Room
from tests.talk.room import open_room

END = "17:00 thứ Sáu"  # 6/3/2026
EVENING = "2026-03-06 17:02"


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    async with open_room(tmp_path) as opened:
        yield opened


async def open_until_friday(room: Room, act: str = "decide.act_ballot") -> Hall:
    """Five heads; one has voted, the vote ends on Friday at five."""
    here = await hall(room, heads=5)
    await here.registered("BK_BO_C", 1)
    await here.prepares(act, "Bằng khen của Tổng Thanh tra")
    await here.secretary.presses("poll.rules_button")
    await here.secretary.presses("poll.item_until")
    await here.secretary.says(END)
    await here.secretary.presses("chat.back_button")
    await here.opens()
    if act == "decide.act_ballot":
        await here.heads[1].presses("decide.vote_button")
        await here.heads[1].presses("decide.mark_agree")
        await here.heads[1].presses("decide.cast_button")
    await look(room.app)
    for phone in here.everybody:
        phone.forget()
    return here


def heard(here: Hall, key: str) -> list[str]:
    return [phone.member.name for phone in here.everybody if key in phone.heard]


async def test_who_owes_a_vote_is_reminded_before_the_end(room: Room) -> None:
    here = await open_until_friday(room)
    await comes(room, "2026-03-05 17:00")
    assert heard(here, "reminder.notice") == [f"Nguyễn Văn {name}" for name in "ACDE"]


async def test_when_it_has_passed_chair_and_secretary_hear_who_is_missing_and_who_missed_it(
    room: Room,
) -> None:
    here = await open_until_friday(room)
    await comes(room, EVENING)
    assert heard(here, "decide.ended") == ["Nguyễn Văn A", "Trần Thị T"]
    assert heard(here, "decide.missed") == [f"Nguyễn Văn {name}" for name in "ACDE"]
    assert here.secretary.last.values["voted"] == "01"
    assert (await here.ballot()).state is BallotState.OPEN, "closing is the chair's"


async def test_nobody_is_told_twice(room: Room) -> None:
    here = await open_until_friday(room)
    await comes(room, EVENING)
    for phone in here.everybody:
        phone.forget()
    for at in (EVENING, "2026-03-06 18:00", "2026-03-09 08:00"):
        await comes(room, at)
    assert heard(here, "decide.ended") == heard(here, "decide.missed") == []


async def test_a_vote_after_the_end_is_refused_and_the_chair_closes_from_the_notice(room: Room) -> None:
    here = await open_until_friday(room)
    await comes(room, EVENING)
    await here.heads[2].says("/binhxet")
    assert "decide.vote_button" not in here.heads[2].offers()
    await here.chair.says("/menu")
    assert "decide.duty_close" in here.chair.offers()
    await here.chair.presses("poll.close_button")
    await here.chair.presses("poll.confirm_close_button")
    assert (await here.ballot()).state is BallotState.COUNTED


async def test_an_end_at_night_is_told_in_the_morning(room: Room) -> None:
    here = await hall(room, heads=5)
    await here.registered("BK_BO_C", 1)
    await here.prepares("decide.act_ballot", "Bằng khen của Tổng Thanh tra")
    await here.secretary.presses("poll.rules_button")
    await here.secretary.presses("poll.item_until")
    await here.secretary.says("22:00 5/3")
    await here.secretary.presses("chat.back_button")
    await here.opens()
    for phone in here.everybody:
        phone.forget()
    await comes(room, "2026-03-05 22:02")
    assert heard(here, "decide.ended") == []
    await comes(room, "2026-03-06 07:01")
    assert heard(here, "decide.ended") == ["Nguyễn Văn A", "Trần Thị T"]


async def test_in_a_show_of_hands_only_those_who_enter_and_close_it_are_told(room: Room) -> None:
    here = await open_until_friday(room, "decide.act_hands")
    await comes(room, EVENING)
    assert heard(here, "decide.ended") == ["Nguyễn Văn A", "Trần Thị T"]
    assert heard(here, "decide.missed") == []


async def test_a_ballot_closed_in_time_is_not_spoken_of(room: Room) -> None:
    here = await open_until_friday(room)
    await here.closes()
    for phone in here.everybody:
        phone.forget()
    await comes(room, EVENING)
    assert heard(here, "decide.ended") == []
