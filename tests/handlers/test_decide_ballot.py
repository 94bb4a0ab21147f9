"""Bỏ phiếu kín, from the preparation to the announcement and the recount; and what must never happen on the way."""

import asyncio
from collections import Counter

from campaign.ballots.ballot import BallotState
from campaign.ballots.recount import Counts, recount
from campaign.ballots.rule import Act
from handlers.kit import Late
from handlers.packing import pack
from tests.handlers.voting import Hall, hall
from tests.talk import Phone, Room

NAMES = ("Trần Thị B", "Lê Văn C", "Phạm Thị D")


async def voting(room: Room, heads: int = 7, names: tuple[str, ...] = NAMES) -> Hall:
    """A secret ballot on CSTDCS (≥ 80 % of all), open."""
    here = await hall(room, heads)
    await here.strive("CSTDCS", *names)
    await here.prepares("decide.act_ballot", "Chiến sĩ thi đua cơ sở")
    await here.opens()
    return here


async def votes(phone: Phone, *against: int, names: int = 3) -> int:
    """Answers name by name and confirms; answers how many taps it took."""
    await phone.presses("decide.vote_button")
    for place in range(1, names + 1):
        assert phone.last.key == "decide.question", phone.last.text
        await phone.presses("decide.mark_disagree" if place in against else "decide.mark_agree")
    await phone.presses("decide.cast_button")
    return 2 + names


async def test_a_secret_ballot_goes_from_the_preparation_to_the_recount(room: Room) -> None:
    here = await voting(room)
    for place, head in enumerate(here.heads):
        taps = await votes(head, *((2,) if place < 3 else ()))
        assert taps <= 6
        assert head.last.key == "decide.cast_secret_many"
    await here.closes()
    text = here.secretary.last.text
    assert "07/07 (cần 06)" in text
    assert "04/07 (cần 06) – chưa đạt" in text
    assert not any("verdict" in key for key in here.heads[4].heard)
    await here.chair.presses("poll.follow_button")
    await here.chair.presses("verdict.minutes_button")
    assert here.chair.last.file is not None
    await here.chair.presses("verdict.announce_button")
    await here.chair.presses("verdict.confirm_announce_button")
    told = here.heads[4].last.text
    assert sum(name in told for name in NAMES) == 2
    ballot = await here.ballot()
    async with room.store() as store:
        sheet = await store.opinions.sheet(ballot.id)
    found = recount(sheet or "")
    assert isinstance(found, Counts)
    assert found.agrees
    assert Counter(one.yes for one in found.candidates) == {7: 2, 4: 1}


async def test_a_hundred_presses_at_once_are_one_ballot_and_one_answer(room: Room) -> None:
    here = await voting(room)
    voter = here.heads[2]
    await voter.presses("decide.vote_button")
    for _ in NAMES:
        await voter.presses("decide.mark_agree")
    data, before = voter.sees("decide.cast_button"), len(voter.messages)
    presses = [voter.press(data) for _ in range(100)]
    await asyncio.gather(*(room.app.inbox.ingest([press]) for press in presses))
    await room.settle()
    answers = {shown.text for shown in voter.messages[before:]}
    assert len(voter.messages) - before == 100
    assert len(answers) == 1
    ballot = await here.ballot()
    async with room.store() as store:
        row = await store.sql.one("SELECT count(*) AS n FROM sealed_slip WHERE ballot_id = ?", ballot.id)
        assert row is not None
        assert row["n"] == 1
        assert await store.urns.turnout(ballot.id) == {3}


async def test_another_ballot_of_the_same_voter_is_not_taken_and_shows_no_code(room: Room) -> None:
    here = await voting(room)
    voter = here.heads[2]
    second = await room.another_phone(voter.member)
    for phone in (voter, second):
        await phone.says("/binhxet")
        await phone.presses("decide.matter")
        for _ in NAMES:
            await phone.presses("decide.mark_agree")
    await voter.presses("decide.cast_button")
    await second.presses("decide.cast_button")
    assert voter.last.key == "decide.cast_secret_many"
    assert second.last.key == "decide.already_cast"


async def test_a_press_before_the_close_counts_and_a_later_one_hears_that_it_is_closed(room: Room) -> None:
    here = await voting(room)
    early, late = here.heads[1], here.heads[2]
    for phone in (early, late):
        await phone.presses("decide.vote_button")
        for _ in NAMES:
            await phone.presses("decide.mark_agree")
    await here.chair.says("/binhxet")
    await here.chair.presses("decide.managed")
    await here.chair.presses("poll.close_button")
    close = here.chair.press(here.chair.sees("poll.confirm_close_button"))
    await room.hears(
        early.press(early.sees("decide.cast_button")), close, late.press(late.sees("decide.cast_button"))
    )
    assert early.last.key == "decide.cast_secret_many"
    assert late.last.key in {"decide.closed", "decide.late"}
    ballot = await here.ballot()
    assert ballot.state is BallotState.COUNTED
    async with room.store() as store:
        assert await store.urns.turnout(ballot.id) == {2}


async def test_a_press_after_the_key_is_gone_is_not_stored_and_hears_that_it_is_over(room: Room) -> None:
    here = await voting(room)
    voter = here.heads[3]
    await voter.presses("decide.vote_button")
    old = voter.sees("decide.mark_disagree")
    await here.closes()
    await room.app.inbox.ingest([voter.press(old)])
    ballot = await here.ballot()
    async with room.store() as store:
        row = await store.sql.one("SELECT payload FROM inbox WHERE done_at IS NULL")
        assert row is not None
        assert pack(Late(ballot.id)).encode() in bytes(row["payload"])
        assert old.encode() not in bytes(row["payload"])
    await room.settle()
    assert voter.last.key == "decide.late"


async def test_nothing_is_answered_when_the_commit_fails(room: Room) -> None:
    here = await voting(room)
    voter = here.heads[3]
    await voter.presses("decide.vote_button")
    for _ in NAMES:
        await voter.presses("decide.mark_agree")
    before = len(voter.messages)
    async with room.store() as store:
        await store.sql.run(
            "ALTER TABLE sealed_slip RENAME TO gone"
        )  # the turnout is written, the slip cannot be
    await voter.presses("decide.cast_button")
    assert all(shown.key == "chat.incident" for shown in voter.messages[before:])
    ballot = await here.ballot()
    async with room.store() as store:
        assert await store.urns.turnout(ballot.id) == frozenset()
        await store.sql.run("ALTER TABLE gone RENAME TO sealed_slip")
    await voter.presses("decide.cast_button")
    assert voter.last.key == "decide.cast_secret_many"


async def test_a_stranger_to_the_roll_and_the_administrator_cannot_vote_open_or_close(room: Room) -> None:
    here = await voting(room)
    ballot = await here.ballot()
    await here.secretary.presses_data(here.heads[1].sees("decide.vote_button"))
    assert here.secretary.last.key == "decide.not_on_roll"
    await here.heads[1].presses_data(f"bqc:{_packed(ballot.id)}")
    assert here.heads[1].last.key == "chat.not_for_you"


async def test_an_annulled_ballot_keeps_its_record_and_another_takes_its_place(room: Room) -> None:
    here = await voting(room)
    await votes(here.heads[1])
    old = await here.ballot()
    await here.chair.says("/binhxet")
    await here.chair.presses("decide.managed")
    await here.chair.presses("poll.annul_button")
    await here.chair.says("Thiếu một tên")
    await here.chair.presses("verdict.confirm_annul_button")
    (gone,) = await here.ballots(BallotState.ANNULLED)
    (again,) = await here.ballots(BallotState.PREPARED)
    assert gone.id == old.id
    assert again.follows == old.id
    assert again.settings.act is Act.BALLOT
    assert here.heads[2].last.key == "verdict.notice_annulled"
    assert not room.app.database.seals.exists(old.id)
    async with room.store() as store:
        assert await store.urns.turnout(old.id) == {2}


def _packed(number: int) -> str:
    return pack(Late(number)).removeprefix("late:")
