"""A key that is lost, and slips that do not match the turnout: said plainly, never a result, annulled and held anew."""

from pathlib import Path

import pytest

from campaign.ballots.ballot import Ballot, BallotState
from campaign.ids import BallotId
from tests.handlers.test_decide_ballot import NAMES, votes, voting
from tests.handlers.voting import Hall
from tests.talk import Room

LOST = "Khóa của cuộc bỏ phiếu kín không còn trên máy chủ"
DIFFERS = "Số phiếu không khớp số người đã bỏ phiếu"


def lose_key(folder: Path, ballot: BallotId) -> None:
    """The disk with KEY_DIR is gone."""
    (folder / "keys" / f"{ballot}.key").unlink()


async def lose_slip(room: Room, ballot: BallotId) -> None:
    """Somebody with access to the database has taken a slip away."""
    async with room.store() as store:
        row = await store.sql.one(
            "SELECT id FROM sealed_slip WHERE ballot_id = ? ORDER BY id LIMIT 1", ballot
        )
        assert row is not None
        await store.sql.run("DELETE FROM sealed_slip WHERE id = ?", row["id"])


async def no_result(room: Room, ballot: BallotId) -> bool:
    async with room.store() as store:
        return await store.opinions.record(ballot) is None and await store.opinions.sheet(ballot) is None


async def looks(here: Hall) -> None:
    """Chair and secretary look at where the ballot stands."""
    for phone in (here.chair, here.secretary):
        await phone.says("/binhxet")
        await phone.presses("decide.managed")


async def annulled_and_held_anew(here: Hall, old: Ballot, why: str) -> Ballot:
    """The chair annuls, opens the ballot that takes its place, everybody votes, and it is counted."""
    await here.secretary.says("/binhxet")
    await here.secretary.presses("decide.managed")
    assert "poll.annul_button" not in here.secretary.offers()
    await here.chair.says("/binhxet")
    await here.chair.presses("decide.managed")
    await here.chair.presses("poll.annul_button")
    await here.chair.says(why)
    await here.chair.presses("verdict.confirm_annul_button")
    assert why in here.heads[3].last.text
    await here.chair.presses("poll.roll_button")
    await here.chair.presses("poll.open_button")
    await here.chair.presses("poll.confirm_open_button")
    for head in here.heads:
        await votes(head)
    (again,) = await here.ballots(BallotState.OPEN)
    assert (again.follows, again.attempt) == (old.id, old.attempt + 1)
    await here.closes()
    (again,) = await here.ballots(BallotState.COUNTED)
    (gone,) = await here.ballots(BallotState.ANNULLED)
    assert gone.id == old.id
    assert gone.annulled is not None
    assert gone.annulled.reason == why
    return again


async def test_a_key_lost_while_the_ballot_is_open_is_told_to_voters_chair_and_secretary_and_annulled(
    room: Room, tmp_path: Path
) -> None:
    here = await voting(room)
    await votes(here.heads[1], 2)
    old = await here.ballot()
    await here.heads[2].presses("decide.vote_button")
    for _ in NAMES:
        await here.heads[2].presses("decide.mark_agree")
    lose_key(tmp_path, old.id)
    await here.heads[2].presses("decide.cast_button")
    assert here.heads[2].last.key == "decide.key_lost"
    await here.heads[3].presses("decide.vote_button")
    assert here.heads[3].last.key == "decide.key_lost"
    await looks(here)
    assert LOST in here.chair.last.text
    assert LOST in here.secretary.last.text
    again = await annulled_and_held_anew(here, old, "Máy chủ hỏng ổ đĩa")
    assert not await no_result(room, again.id)
    assert await no_result(room, old.id)
    async with room.store() as store:
        assert await store.urns.turnout(old.id) == {2}  # who had voted stays known


@pytest.mark.parametrize("ballots", [0, 3])
async def test_a_ballot_closed_without_its_key_is_not_counted_even_where_nobody_has_voted(
    room: Room, tmp_path: Path, ballots: int
) -> None:
    here = await voting(room)
    for head in here.heads[:ballots]:
        await votes(head)
    old = await here.ballot()
    lose_key(tmp_path, old.id)
    await here.closes()
    assert (await here.ballot()).state is BallotState.CLOSED
    for phone in (here.chair, here.secretary):
        assert "poll.notice_trouble" in phone.heard
        await phone.presses("poll.follow_button")
        assert phone.last.key == "poll.waiting"
        assert LOST in phone.last.text
    for head in here.heads[1:]:
        assert not any(key.startswith("verdict") for key in head.heard)
    assert await no_result(room, old.id)
    await room.settle()
    assert here.chair.heard.count("poll.notice_trouble") == 1
    await annulled_and_held_anew(here, old, "Mất khóa")


async def test_slips_that_do_not_match_the_turnout_are_not_counted(room: Room) -> None:
    here = await voting(room)
    for head in here.heads[:5]:
        await votes(head, 1)
    old = await here.ballot()
    await lose_slip(room, old.id)
    await here.closes()
    assert (await here.ballot()).state is BallotState.CLOSED
    for phone in (here.chair, here.secretary):
        assert DIFFERS in phone.last.text
        await phone.presses("poll.follow_button")
        assert phone.last.key == "poll.waiting"
        assert DIFFERS in phone.last.text
        assert not any("announce" in offered for offered in phone.offers())
    for head in here.heads[1:]:
        assert not any(key.startswith("verdict") for key in head.heard)
    assert await no_result(room, old.id)
    again = await annulled_and_held_anew(here, old, "Thiếu một phiếu")
    assert again.state is BallotState.COUNTED


async def test_nobody_but_the_chair_annuls_what_cannot_be_counted(room: Room) -> None:
    here = await voting(room)
    await votes(here.heads[1])
    old = await here.ballot()
    await lose_slip(room, old.id)
    await here.closes()
    await here.chair.says("/binhxet")
    await here.chair.presses("decide.managed")
    annul = here.chair.sees("poll.annul_button")
    for phone in (here.secretary, here.teller, here.heads[1]):
        await phone.presses_data(annul)
        assert phone.last.key == "chat.not_for_you"
    assert (await here.ballot()).state is BallotState.CLOSED
