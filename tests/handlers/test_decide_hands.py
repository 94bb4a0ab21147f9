"""Biểu quyết, the papers of the absent, and bình xét."""

from campaign.ballots.ballot import BallotState
from campaign.catalogue.model import Openness
from campaign.people import Role
from handlers.poll.draft import SwitchSecrecy
from handlers.poll.stand import OpenEnvelopes
from tests.handlers.voting import UNITS, hall
from tests.talk import Room


async def test_the_secretary_enters_five_of_five_and_a_unit_corrects_its_own(room: Room) -> None:
    here = await hall(room, heads=5)
    await here.registered("BK_BO_C", 1)
    await here.prepares("decide.act_hands", "Bằng khen của Tổng Thanh tra")
    await here.opens()
    await here.secretary.says("/binhxet")
    await here.secretary.presses("decide.managed")
    assert here.secretary.last.key == "poll.entry"
    await here.secretary.presses("poll.rest_button")
    await here.secretary.presses("poll.confirm_rest_button")
    assert "đồng ý 05/05" in here.secretary.last.text
    unit = here.heads[2]
    await unit.says("/binhxet")
    await unit.presses("decide.matter")
    await unit.presses("decide.mark_other")
    await unit.says("Đề nghị xem xét thêm")
    await unit.presses("decide.confirm_hand_button")
    assert unit.last.key == "decide.cast_open"
    await here.closes()
    assert f"{UNITS[1]}: 04/05" in here.secretary.last.text


async def test_a_show_of_hands_is_never_made_secret_whatever_is_pressed(room: Room) -> None:
    here = await hall(room, heads=5)
    await here.registered("BK_BO_C", 1)
    ballot = await here.prepares("decide.act_hands", "Bằng khen của Tổng Thanh tra")
    await here.secretary.presses_choice(SwitchSecrecy(ballot, Openness.SECRET))
    assert here.secretary.last.key == "poll.fault_secret_hands"
    assert (await here.ballot()).settings.secrecy is Openness.OPEN


async def test_an_envelope_is_received_opened_by_the_team_and_counted_apart(room: Room) -> None:
    here = await hall(room, heads=5)
    await here.registered("CO_TTCP", 0, 1)
    await here.prepares("decide.act_acclaim")
    await here.secretary.presses("poll.make_secret_button")
    await here.secretary.presses("poll.team_button")
    await here.secretary.says("Le Van P")
    await here.secretary.presses("Lê Văn P")
    await here.secretary.presses("chat.back_button")
    await here.opens()
    await here.secretary.says("/binhxet")
    await here.secretary.presses("decide.managed")
    await here.secretary.presses("poll.envelopes_button")
    await here.secretary.says("5")
    await here.secretary.presses("poll.paper_button")
    assert here.secretary.last.file is not None
    await here.secretary.presses("poll.received_button")
    await here.secretary.says("12/PYK")
    await here.secretary.presses("poll.confirm_envelope_button")
    assert here.secretary.last.key == "poll.envelope_received"
    for head in here.heads[:4]:
        await head.presses("decide.vote_button")
        await head.presses(UNITS[0])
        await head.presses("decide.cast_button")
    await here.teller.presses_choice(OpenEnvelopes((await here.ballot()).id))
    assert here.teller.last.key == "poll.is_open"
    await here.closes()
    assert (await here.ballot()).state is BallotState.CLOSED
    await here.teller.presses("poll.open_envelopes_button")
    await here.teller.says("2")
    await here.teller.presses("poll.confirm_slips_button")
    assert (await here.ballot()).state is BallotState.COUNTED
    assert f"{UNITS[0]}: 04/05" in here.secretary.last.text
    assert "ý kiến bằng văn bản: 01" in here.secretary.last.text


async def test_a_review_is_opened_discussed_and_concluded(room: Room) -> None:
    here = await hall(room, heads=3)
    await here.registered("BK_BO_C", 1)
    await here.secretary.says("/binhxet")
    await here.secretary.presses("decide.prepare_button")
    await here.secretary.presses("decide.act_review")
    await here.secretary.presses("Bằng khen của Tổng Thanh tra")
    assert here.secretary.last.key == "review.screen"
    await here.chair.says("/binhxet")
    await here.chair.presses("decide.review_line")
    await here.chair.presses("review.begin_button")
    unit = here.heads[2]
    await unit.says("/binhxet")
    await unit.presses("decide.review_line")
    await unit.says("1")
    await unit.presses("review.comment_button")
    await unit.says("Nhất trí đề nghị")
    assert "Nhất trí đề nghị" in unit.last.text
    await here.chair.presses("review.conclude_button")
    await here.chair.presses("Đưa ra: Biểu quyết")
    await here.chair.presses("review.confirm_button")
    assert here.chair.last.key == "review.concluded"
    assert here.chair.member.holds(Role.CHAIR)
