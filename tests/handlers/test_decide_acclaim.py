"""Suy tôn, from the secretary's first tap to the announcement and the recount."""

from campaign.ballots.ballot import BallotState
from campaign.ballots.recount import Counts, recount
from campaign.ballots.rule import Act
from campaign.catalogue.model import Openness
from handlers.poll.body import Seat
from handlers.poll.prepare import ChooseMatter
from tests.handlers.voting import UNITS, hall
from tests.talk import Room


async def test_nine_people_acclaim_one_unit_from_the_preparation_to_the_recount(room: Room) -> None:
    here = await hall(room, heads=7)
    await here.registered("CO_TTCP", 0, 1, 2)
    await here.prepares("decide.act_acclaim")
    await here.secretary.presses("poll.make_secret_button")
    await here.opens()
    for place, head in enumerate(here.heads):
        await head.presses("decide.vote_button")
        assert head.last.key == "decide.acclaim", head.last.text
        await head.presses(UNITS[0] if place < 5 else UNITS[1])
        assert head.last.key == "decide.read_back"
        await head.presses("decide.cast_button")
        assert head.last.key == "decide.cast_secret"
    await here.closes()
    assert here.secretary.last.key == "verdict.notice_counted"
    assert f"{UNITS[0]}: 05/07" in here.secretary.last.text
    assert "verdict.notice_counted" not in here.heads[3].heard

    await here.chair.presses("verdict.look_button")
    await here.chair.presses("verdict.announce_button")
    await here.chair.presses("verdict.confirm_announce_button")
    assert here.heads[3].last.key == "verdict.announced"
    assert UNITS[0] in here.heads[3].last.text
    assert UNITS[1] not in here.heads[3].last.text

    receipts = [shown for head in here.heads for shown in head.messages if shown.key == "decide.cast_secret"]
    codes = {shown.values["code"] for shown in receipts}
    await here.heads[3].presses("decide.result_button")
    await here.heads[3].presses("verdict.sheet_button")
    assert here.heads[3].last.file == (
        "bang-phieu-don-vi-dan-dau-khoi-cum-thi-dua-nam-2026-khoi-thi-dua-so-iv-02-03-2026.csv"
    )
    ballot = await here.ballot()
    async with room.store() as store:
        sheet = await store.opinions.sheet(ballot.id)
    assert sheet is not None
    found = recount(sheet)
    assert isinstance(found, Counts)
    assert found.agrees
    assert codes == set(found.receipts)
    assert ballot.state is BallotState.ANNOUNCED
    assert ballot.settings.secrecy is Openness.SECRET
    assert not room.app.database.seals.exists(ballot.id)


async def test_only_who_may_prepare_a_vote_is_offered_to(room: Room) -> None:
    here = await hall(room, heads=3)
    for phone, offered in ((here.secretary, True), (here.chair, True), (here.heads[1], False)):
        await phone.says("/binhxet")
        assert ("decide.prepare_button" in phone.offers()) is offered


async def test_an_act_is_drafted_only_for_what_it_decides(room: Room) -> None:
    here = await hall(room, heads=3)
    await here.secretary.says("/binhxet")
    await here.secretary.presses_choice(ChooseMatter(Act.ELECT, Seat.KHOI, "CO_TTCP"))
    assert here.secretary.last.key == "poll.no_such_title"
    assert await here.ballots(BallotState.DRAFT) == []
