"""Long papers: names marked by tapping, by number, by name; files read on the way; nothing marked is lost or stored."""

import pytest

from handlers.kit import say
from tests.handlers.test_decide_ballot import voting
from tests.handlers.voting import Hall, hall
from tests.talk import Phone, Room

NAMES = (*(f"Hoàng Văn {letter}" for letter in "ABCDEGHIKLMNPQSTUVXY"), "Lý Thị A", "Lý Thị B")
"""Three pages."""
HEADS = 5
ORDER = tuple(NAMES[place] for unit in range(HEADS) for place in range(unit, len(NAMES), HEADS))
"""As on the paper: unit by unit."""


async def opened(room: Room, names: tuple[str, ...] = NAMES) -> tuple[Hall, Phone]:
    """A secret ballot on so many names, and a voter with the first page before them."""
    here = await voting(room, heads=HEADS, names=names)
    voter = here.heads[1]
    await voter.presses("decide.vote_button")
    assert voter.last.key == "decide.marking"
    return here, voter


def lines(phone: Phone) -> list[str]:
    """The names shown with a mark."""
    return [line for line in phone.last.text.splitlines() if line.endswith(": Không đồng ý")]


def _places(*places: int) -> str:
    return ", ".join(str(place) for place in sorted(places))


async def test_exceptions_are_tapped_the_rest_agreed_with_read_back_and_confirmed(room: Room) -> None:
    _, voter = await opened(room)
    await voter.presses("3")
    assert [line[: line.index("–") + 1] for line in lines(voter)] == [f"3. {ORDER[2]} –"]
    await voter.presses("decide.next_button")
    await voter.presses("17")
    assert "02: 3, 17" in voter.last.text
    await voter.presses("decide.agree_rest")
    assert voter.last.key == "decide.read_back"
    assert f"{ORDER[2]}: Không đồng ý" in voter.last.text
    assert f"{ORDER[16]}: Không đồng ý" in voter.last.text
    assert "Đồng ý với các đồng chí còn lại (20)" in voter.last.text
    await voter.presses("decide.cast_button")
    assert voter.last.key == "decide.cast_secret_many"


async def test_who_agrees_with_everybody_needs_three_taps(room: Room) -> None:
    here, voter = await opened(room)
    await voter.presses("decide.agree_all_button")
    await voter.presses("decide.cast_button")
    assert voter.last.key == "decide.cast_secret_many"
    await here.closes()


async def test_a_second_tap_takes_the_mark_back_and_the_count_is_of_what_was_read_back(room: Room) -> None:
    here, voter = await opened(room)
    for button in ("3", "4", "✓ 3"):
        await voter.presses(button)
    assert [line[: line.index("–") + 1] for line in lines(voter)] == [f"4. {ORDER[3]} –"]
    await voter.presses("decide.agree_rest")
    await voter.presses("decide.cast_button")
    await here.closes()
    ballot = await here.ballot()
    async with room.store() as store:
        record = await store.opinions.record(ballot.id)
    assert record is not None
    against = [one.ballots.disagree for one in record.count.candidates]
    assert against == [1 if place == 4 else 0 for place in range(1, 23)]


async def test_numbers_and_names_are_typed_and_zero_unmarks_everything(room: Room) -> None:
    _, voter = await opened(room)
    await voter.presses("2")
    await voter.says("7, 12-13")
    assert "04: 2, 7, 12, 13" in voter.last.text
    await voter.says("ly thi b")
    place = ORDER.index("Lý Thị B") + 1
    assert voter.last.values["marked"] == say(
        "decide.marked_some", count="05", places=_places(2, 7, 12, 13, place)
    )
    await voter.says("0")
    assert voter.last.key == "decide.marking"
    assert lines(voter) == []
    await voter.says("23")
    assert voter.last.key == "decide.not_on_list"


async def test_a_part_of_a_name_searches_and_what_is_found_is_marked_by_tapping(room: Room) -> None:
    _, voter = await opened(room)
    await voter.presses("1")
    await voter.says("ly thi")
    assert voter.last.key == "decide.marking_found"
    place = ORDER.index("Lý Thị A") + 1
    await voter.presses(str(place))
    assert f"02: {_places(1, place)}" in voter.last.text
    await voter.says("hoang")
    assert "… và 10 tên khác" in voter.last.text
    await voter.presses("chat.back_button")
    assert f"02: {_places(1, place)}" in voter.last.text


async def test_choosing_again_after_the_read_back_finds_the_marks_still_there(room: Room) -> None:
    _, voter = await opened(room)
    await voter.presses("5")
    await voter.presses("decide.agree_rest")
    await voter.presses("decide.redo_button")
    assert voter.last.key == "decide.marking"
    assert "01: 5" in voter.last.text
    await voter.says("6")
    assert "02: 5, 6" in voter.last.text


async def test_buttons_are_chosen_by_their_words_too(room: Room) -> None:
    _, voter = await opened(room)
    await voter.says("9")
    await voter.says("trang sau")
    assert f"11. {ORDER[10]}" in voter.last.text
    await voter.says("dong y voi cac dong chi con lai (21)")
    assert voter.last.key == "decide.read_back"
    await voter.says("xac nhan bo phieu")
    assert voter.last.key == "decide.cast_secret_many"


@pytest.mark.parametrize("secret", ["poll.make_secret_button", "poll.make_open_button"])
async def test_of_many_units_no_more_than_the_limit_are_chosen(room: Room, secret: str) -> None:
    here = await hall(room, heads=9)
    await here.registered("CO_TTCP", *range(8))
    await here.prepares("decide.act_acclaim")
    if secret in here.secretary.offers():
        await here.secretary.presses(secret)
    await here.opens()
    voter = here.heads[3]
    await voter.presses("decide.vote_button")
    assert voter.last.key == "decide.marking"
    await voter.says("2, 3")
    assert voter.last.key == "decide.too_many"
    assert "decide.done_choosing" not in voter.offers()
    await voter.says("0")
    await voter.presses("8")
    assert voter.last.key == "decide.read_back"
    await voter.presses("decide.cast_button")
    assert voter.last.key in ("decide.cast_secret", "decide.cast_open")


async def test_an_open_paper_is_marked_the_same_way(room: Room) -> None:
    here = await hall(room, heads=HEADS)
    await here.strive("CSTDCS", *NAMES)
    await here.prepares("decide.act_ballot", "Chiến sĩ thi đua cơ sở")
    await here.secretary.presses("poll.make_open_button")
    await here.opens()
    voter = here.heads[1]
    await voter.presses("decide.vote_button")
    await voter.presses("3")
    await voter.says("20")
    await voter.presses("decide.agree_rest")
    await voter.presses("decide.cast_button")
    assert voter.last.key == "decide.cast_open"
    assert "Đồng ý với các đồng chí còn lại (20)" in voter.last.text


async def test_marking_after_the_close_or_by_somebody_else_is_answered_with_why_not(room: Room) -> None:
    here, voter = await opened(room)
    data = voter.sees("3")
    await here.secretary.presses_data(data)
    assert here.secretary.last.key == "decide.not_on_roll"
    outside = await room.joins("Đinh Khách", khoi="Khối thi đua số V")
    await outside.presses_data(data)
    assert outside.last.key == "decide.unknown"
    await here.closes()
    await voter.presses_data(data)
    assert voter.last.key == "decide.late"
