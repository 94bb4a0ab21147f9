"""Bầu, vòng sau, bằng phiếu, thể lệ, người dự thay."""

from campaign.ballots.ballot import BallotState
from campaign.ballots.rule import Majority
from tests.handlers.voting import UNITS, hall
from tests.talk import Room


async def test_a_tie_after_the_last_round_is_broken_by_the_chair_with_a_reason(room: Room) -> None:
    here = await hall(room, heads=4)
    await here.registered("CO_TTCP", 0, 1)
    await here.prepares("decide.act_acclaim")
    await here.secretary.presses("poll.rules_button")
    await here.secretary.presses("poll.item_threshold")
    await here.secretary.says("50")
    assert here.secretary.last.key == "poll.cite_it"
    await here.secretary.presses("poll.item_citation")
    await here.secretary.says("Quy chế Khối, Điều 9")
    await here.secretary.presses("poll.item_rounds")
    await here.secretary.presses("1 vòng")
    await here.secretary.presses("poll.item_tie")
    await here.secretary.presses("poll.tie_chair")
    await here.secretary.presses("chat.back_button")
    await here.opens()
    for place, head in enumerate(here.heads):
        await head.presses("decide.vote_button")
        await head.presses(UNITS[place % 2])
        await head.presses("decide.cast_button")
        assert head.last.key == "decide.cast_open"
    await here.closes()
    await here.chair.presses("poll.follow_button")
    await here.chair.presses("verdict.tie_button")
    await here.chair.presses(UNITS[1])
    await here.chair.says("Thành tích năm trước nổi trội hơn")
    await here.chair.presses("verdict.confirm_tie_button")
    assert here.chair.last.key == "verdict.tie_broken"
    await here.chair.presses("verdict.announce_button")
    await here.chair.presses("verdict.confirm_announce_button")
    assert UNITS[1] in here.heads[3].last.text
    assert (await here.ballot()).state is BallotState.ANNOUNCED


async def test_units_are_elected_and_a_second_round_follows_where_nobody_reaches_the_threshold(
    room: Room,
) -> None:
    here = await hall(room, heads=5)
    await here.prepares("decide.act_elect", "Khối trưởng, Cụm trưởng")
    await here.opens()
    first = await here.ballot()
    assert isinstance(first.settings.threshold, Majority)
    assert len(first.candidates) == 5
    for place, head in enumerate(here.heads):
        await head.presses("decide.vote_button")
        await head.presses(UNITS[place])
        await head.presses("decide.cast_button")
    await here.closes()
    await here.chair.presses("poll.follow_button")
    await here.chair.presses("verdict.round_button")
    await here.chair.presses("verdict.confirm_round_button")
    second = (await here.ballots(BallotState.PREPARED))[0]
    assert (second.round, second.follows) == (2, first.id)


async def test_a_substitute_with_a_mandate_votes_for_the_unit_and_its_head_no_longer(room: Room) -> None:
    here = await hall(room, heads=4)
    await here.registered("CO_TTCP", 0, 1)
    await here.prepares("decide.act_acclaim")
    await here.opens()
    await here.secretary.says("/binhxet")
    await here.secretary.presses("decide.managed")
    await here.secretary.presses("poll.stand_in_button")
    await here.secretary.says("2")
    await here.secretary.presses("Lê Văn P")
    await here.secretary.says("12/GUQ-TC")
    assert here.secretary.last.key == "poll.acts_from_now"
    await here.heads[1].presses("decide.vote_button")
    assert here.heads[1].last.key == "decide.left_roll"
    await here.teller.says("/binhxet")
    await here.teller.presses("decide.matter")
    await here.teller.presses(UNITS[0])
    await here.teller.presses("decide.cast_button")
    assert here.teller.last.key == "decide.cast_open"
