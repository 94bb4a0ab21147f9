"""Ballots, their rolls and their urns, in the database."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from campaign.ballots.ballot import BallotState, Teller
from campaign.ballots.casting import Vote, Voted
from campaign.ballots.choices import Choice, Mark
from campaign.ballots.counting import Counted, Urn, count
from campaign.ballots.envelopes import OpenedOpinions, PaperSlip
from campaign.ballots.opinions import ReceivedOpinion
from campaign.ballots.presiding import AnnulledNow, annul
from campaign.ballots.record import Besides, Signatory, freeze
from campaign.ballots.review import GoesOn, Remark, Review, SetAside
from campaign.ballots.rights import stamp
from campaign.ballots.roll import SeatKind, Voter
from campaign.ballots.rule import Act
from campaign.ballots.substitution import RollChange, RollEvent
from campaign.catalogue.model import Openness
from campaign.ids import BallotId, MemberId, ReviewId, UnitId, VoterId
from storage.counts import ToCount
from storage.documents import pieces, written
from storage.packed import packed
from storage.rolls import Rolls
from storage.sealing import KeyGone
from storage.secret_ballots import Sealing
from storage.sql import Conflict
from storage.unit import Database
from storage.voters import AT_ONCE
from tests.campaign.ballots import settings
from tests.storage.databases import NOW
from tests.storage.polls import LATER, closed, drafted, left, opened, seated, slip_of


async def test_a_ballot_is_read_back_as_it_was_written(database: Database) -> None:
    who = await seated(database)
    draft = replace(
        drafted(who, names=3), tellers=(Teller(who.secretary.id, "Nguyễn Văn T", "Thư ký"),), closes_at=LATER
    )
    async with database.unit() as unit:
        await unit.ballots.save(who.khoi, draft, NOW)
        assert await unit.ballots.get(who.khoi, draft.id) == draft
        fewer = replace(draft, candidates=draft.candidates[1:], title="Tên khác")
        await unit.ballots.save(who.khoi, fewer, NOW)
        assert await unit.ballots.get(who.khoi, draft.id) == fewer


async def test_the_stamps_of_a_ballot_are_read_back_with_its_annulment(database: Database) -> None:
    who = await seated(database)
    ballot = await opened(database, who)
    shut = closed(ballot, who)
    gone = annul(shut, who.body, who.chair, "Sai danh sách", BallotId(18), LATER)
    assert isinstance(gone, AnnulledNow)
    async with database.unit() as unit:
        await unit.ballots.get(who.khoi, ballot.id)
        await unit.ballots.cut_off(who.khoi, shut, 41, LATER)
        assert await unit.ballots.get(who.khoi, ballot.id) == shut
        assert await unit.ballots.cut_off_seq(ballot.id) == 41
        assert [one.ballot for one in await unit.counts.waiting()] == [ballot.id]
        await unit.ballots.save(who.khoi, gone.ballot, LATER)
        await unit.ballots.save(who.khoi, gone.instead, LATER)
        assert await unit.ballots.get(who.khoi, ballot.id) == gone.ballot
        assert await unit.ballots.get(who.khoi, BallotId(18)) == gone.instead
        assert await unit.counts.waiting() == []
        found = await unit.ballots.in_state(who.khoi, BallotState.ANNULLED, BallotState.PREPARED)
        assert {b.id for b in found} == {ballot.id, BallotId(18)}


async def test_nothing_but_hands_and_the_counting_team_changes_once_a_ballot_is_open(
    database: Database,
) -> None:
    who = await seated(database)
    ballot = await opened(database, who)
    sly = replace(left(ballot, 2), candidates=ballot.candidates[:1])
    async with database.unit() as unit:
        await unit.ballots.get(who.khoi, ballot.id)
        await unit.ballots.save(who.khoi, sly, LATER)
        kept = await unit.ballots.get(who.khoi, ballot.id)
    assert kept is not None
    assert kept.candidates == ballot.candidates
    assert kept.roll[1].hand is None
    assert len(kept.roll) == 5


async def test_of_a_long_roll_that_is_made_anew_nobody_stays(database: Database) -> None:
    who = await seated(database)
    draft, there = drafted(who), who.heads[0].unit
    many = tuple(
        Voter(VoterId(n), SeatKind.PERSON, f"Nguyễn Văn {n}", there, None) for n in range(1, 2 * AT_ONCE + 2)
    )
    async with database.unit() as unit:
        for roll in (many, many[1:], many[-1:]):
            await unit.ballots.save(who.khoi, replace(draft, roll=roll), NOW)
            assert await unit.voters.roll(draft.id) == roll


async def test_a_roll_that_was_taken_back_is_not_remembered(database: Database) -> None:
    who = await seated(database)
    ballot = await opened(database, who)
    fewer, others = left(ballot, 2), left(ballot, 3)
    async with database.unit() as unit:
        with suppress(Conflict):
            async with unit.savepoint():
                await unit.ballots.get(who.khoi, ballot.id)
                await unit.ballots.save(who.khoi, fewer, LATER)
                assert await unit.ballots.get(who.khoi, ballot.id) == fewer
                raise Conflict("the turn is taken back")
        assert await unit.ballots.get(who.khoi, ballot.id) == ballot
    async with database.unit() as unit:
        await unit.ballots.get(who.khoi, ballot.id)
        await unit.ballots.save(who.khoi, others, LATER)
        assert await unit.ballots.get(who.khoi, ballot.id) == others
        await unit.commit()
    for _ in range(2):
        async with database.reading() as unit:
            assert await unit.ballots.get(who.khoi, ballot.id) == others


async def test_one_person_s_place_on_a_roll_is_the_part_of_all_that_is_theirs(database: Database) -> None:
    who = await seated(database)
    ballot = await opened(database, who)
    async with database.unit() as unit:
        everybody = await unit.voters.people(ballot.id)
        assert len(everybody) == 5
        for voter, person in everybody.items():
            assert await unit.voters.people_of(ballot.id, person) == {voter: person}
        assert await unit.voters.people_of(ballot.id, who.secretary.person) == {}
        await unit.sql.run("UPDATE member SET left_at = 1 WHERE id = ?", who.heads[3].id)
        assert await unit.voters.people_of(ballot.id, who.heads[3].person) == {}
        assert not await unit.urns.took_part(ballot.id, VoterId(1))
        await unit.urns.cast(ballot, slip_of(ballot, 1, Mark.AGREE, Mark.AGREE))
        assert [await unit.urns.took_part(ballot.id, VoterId(n)) for n in (1, 2)] == [True, False]


def test_rolls_asked_for_longest_ago_are_forgotten_when_there_are_too_many_voters() -> None:
    rolls, five = Rolls(most=12), voters_of(5)
    for number in (1, 2):
        rolls.keep(BallotId(number), 0, five)
    assert rolls.kept(BallotId(1), 0) == five
    rolls.keep(BallotId(3), 0, five)
    assert [rolls.kept(BallotId(n), 0) is not None for n in (1, 2, 3)] == [True, False, True]
    rolls.keep(BallotId(4), 0, voters_of(13))
    assert [rolls.kept(BallotId(n), 0) for n in (1, 2, 3, 4)] == [None, None, None, None]
    rolls.keep(BallotId(1), 7, five)
    assert rolls.kept(BallotId(1), 6) is None


def voters_of(n: int) -> tuple[Voter, ...]:
    return tuple(Voter(VoterId(i), SeatKind.UNIT, f"Đơn vị {i}", UnitId(i), None) for i in range(n))


async def test_a_ballot_is_not_seen_from_another_khoi(database: Database) -> None:
    who = await seated(database)
    others = await seated(database, name="Khối khác", base=5000)
    ballot = await opened(database, who)
    async with database.unit() as unit:
        assert await unit.ballots.get(others.khoi, ballot.id) is None
        assert await unit.ballots.in_state(others.khoi, *BallotState) == []
        with pytest.raises(ValueError, match="another"):
            await unit.ballots.save(others.khoi, replace(ballot, title="Chiếm đoạt"), LATER)
        kept = await unit.ballots.get(who.khoi, ballot.id)
    assert kept == ballot


async def test_one_person_never_acts_for_two_voters(database: Database) -> None:
    who = await seated(database)
    draft = drafted(who)
    twice = replace(draft.roll[1], hand=draft.roll[0].hand)
    async with database.unit() as unit:
        with pytest.raises(Conflict):
            await unit.ballots.save(who.khoi, replace(draft, roll=(draft.roll[0], twice)), NOW)


async def test_an_annulled_ballot_has_one_successor(database: Database) -> None:
    who = await seated(database)
    ballot = await opened(database, who)
    again = replace(drafted(who, number=18), follows=ballot.id, attempt=2)
    async with database.unit() as unit:
        await unit.ballots.save(who.khoi, again, NOW)
        with pytest.raises(Conflict):
            await unit.ballots.save(who.khoi, replace(again, id=BallotId(19)), NOW)


async def test_whoever_left_is_found_on_the_roll(database: Database) -> None:
    who = await seated(database)
    ballot = await opened(database, who)
    async with database.unit() as unit:
        await unit.sql.run("UPDATE member SET left_at = 1 WHERE id = ?", who.heads[3].id)
        assert await unit.voters.departed(who.khoi, ballot.id) == [who.heads[3].id]
        assert VoterId(4) not in await unit.voters.people(ballot.id)
        event = RollEvent(ballot.id, VoterId(4), RollChange.LEFT, who.heads[3].id, LATER)
        await unit.voters.note(event, 1)


async def test_a_second_vote_is_refused_by_the_database(database: Database) -> None:
    who = await seated(database)
    ballot = await opened(database, who)
    async with database.unit() as unit:
        await unit.urns.cast(ballot, slip_of(ballot, 1, Mark.AGREE, Mark.AGREE))
        with pytest.raises(Conflict):
            await unit.urns.cast(ballot, slip_of(ballot, 1, Mark.DISAGREE, Mark.AGREE, seed=2))


async def test_a_vote_of_nobody_on_the_roll_is_refused_by_the_database(database: Database) -> None:
    who = await seated(database)
    ballot = await opened(database, who)
    async with database.unit() as unit:
        with pytest.raises(Conflict):
            await unit.urns.cast(ballot, slip_of(ballot, 9, Mark.AGREE, Mark.AGREE))


async def test_slips_are_read_back_without_their_voters_and_thrown_away_after_the_count(
    database: Database,
) -> None:
    who = await seated(database)
    ballot = await opened(database, who)
    first = slip_of(ballot, 3, Mark.AGREE, Mark.DISAGREE, seed=9)
    second = slip_of(ballot, 1, Mark.DISAGREE, Mark.DISAGREE, seed=4)
    async with database.unit() as unit:
        await unit.urns.cast(ballot, first)
        await unit.urns.cast(ballot, second)
        await unit.sql.run(
            "INSERT INTO sealed_slip (id, ballot_id, slip) VALUES (5, ?, ?)",
            ballot.id, database.seals.seal(ballot.id, b"rubbish"),
        )  # fmt: skip
        assert await unit.urns.slips(ballot) == ([second.slip, first.slip], 1)
        assert await unit.urns.turnout(ballot.id) == {VoterId(1), VoterId(3)}
        assert await unit.urns.voted(ballot.id, VoterId(3)) == first.voted
        assert await unit.urns.last_voter(ballot.id) == VoterId(3)
        await unit.urns.wipe(ballot.id, range(1, 3))
        assert await unit.urns.voted(ballot.id, VoterId(1)) == Voted(ballot.id, VoterId(1), b"")
        assert await unit.urns.voted(ballot.id, VoterId(3)) == first.voted
        assert [await unit.urns.empty(ballot.id, 2) for _ in range(3)] == [True, True, False]
        assert await unit.urns.slips(ballot) == ([], 0)


async def test_slips_have_one_length_and_no_row_tells_time_or_order(database: Database) -> None:
    who = await seated(database)
    ballot = await opened(database, who)
    async with database.unit() as unit:
        await unit.urns.cast(ballot, slip_of(ballot, 3, Mark.AGREE, Mark.AGREE, seed=9))
        await unit.urns.cast(ballot, slip_of(ballot, 1, Mark.DISAGREE, Mark.DISAGREE, seed=4))
        rows = await unit.sql.all("SELECT * FROM sealed_slip ORDER BY id")
        assert len({len(row["slip"]) for row in rows}) == 1
        assert set(rows[0].keys()) == {"id", "ballot_id", "slip"}
        assert set((await unit.sql.all("SELECT * FROM turnout"))[0].keys()) == {
            "ballot_id",
            "voter_id",
            "fingerprint",
        }


async def test_the_door_seals_for_secret_ballots_until_they_are_counted(database: Database) -> None:
    who = await seated(database)
    secret = await opened(database, who)
    shown = await opened(database, who, settings(Act.HANDS), number=18)
    async with database.unit() as unit:
        assert await unit.secret_ballots.sealing(secret.id) is Sealing.SEALED
        assert await unit.secret_ballots.sealing(shown.id) is Sealing.PLAIN
        assert await unit.secret_ballots.sealing(BallotId(99)) is Sealing.GONE
        assert await unit.secret_ballots.over([secret.id, shown.id, BallotId(99)]) == []
        await unit.sql.run(
            "UPDATE ballot SET state = 'counted', cut_off_seq = 1 WHERE id IN (?, ?)", secret.id, shown.id
        )
        assert await unit.secret_ballots.sealing(secret.id) is Sealing.GONE
        assert await unit.secret_ballots.sealing(shown.id) is Sealing.PLAIN
        assert await unit.secret_ballots.over([secret.id, shown.id, BallotId(99)]) == [secret.id]


async def test_what_somebody_types_belongs_to_the_secret_ballot_that_waits_for_them(
    database: Database,
) -> None:
    who = await seated(database)
    ballot = await opened(database, who)
    async with database.unit() as unit:
        await unit.people.bind("paper", "phone", who.heads[1].person, "", NOW)
        assert await unit.secret_ballots.awaited("paper", "phone") == [ballot.id]
        assert await unit.secret_ballots.awaited("paper", "another") == []
        await unit.urns.cast(ballot, slip_of(ballot, 2, Mark.AGREE, Mark.AGREE))
        assert await unit.secret_ballots.awaited("paper", "phone") == []


async def test_an_open_vote_keeps_every_earlier_one_and_withdrawn_entries(database: Database) -> None:
    who = await seated(database)
    ballot = await opened(database, who, settings(Act.HANDS))
    agree = tuple(Choice(one.id, Mark.AGREE) for one in ballot.candidates)
    other = tuple(Choice(one.id, Mark.OTHER, "Đề nghị xem lại") for one in ballot.candidates)
    entered = Vote(ballot.id, VoterId(2), agree, who.secretary.id, NOW, own=False)
    own = Vote(ballot.id, VoterId(2), other, who.heads[1].id, LATER, own=True, revision=2)
    async with database.unit() as unit:
        await unit.urns.write(entered)
        assert await unit.urns.vote(ballot.id, VoterId(2)) == entered
        with pytest.raises(Conflict):
            await unit.urns.write(entered)
        await unit.urns.write(own)
        assert await unit.urns.votes(ballot.id) == {VoterId(2): own}
        await unit.urns.withdraw(own, who.secretary.id, LATER)
        assert await unit.urns.votes(ballot.id) == {}
        assert await unit.urns.turnout(ballot.id) == frozenset()
        await unit.urns.write(entered)
        assert [v.choices for v in await unit.urns.history(ballot.id, VoterId(2))] == [
            agree,
            other,
            (),
            agree,
        ]


async def test_envelopes_are_registered_opened_once_and_wiped(database: Database) -> None:
    who = await seated(database)
    ballot = await opened(database, who)
    envelope = ReceivedOpinion(ballot.id, VoterId(5), "12/PYK", stamp(who.secretary, NOW))
    said = tuple(Choice(one.id, Mark.AGREE) for one in ballot.candidates)
    read = OpenedOpinions(ballot.id, (PaperSlip(said),), stamp(who.secretary, LATER))
    async with database.unit() as unit:
        await unit.opinions.receive(envelope, "ab12", "phong-bi.jpg")
        with pytest.raises(Conflict):
            async with unit.savepoint():
                await unit.opinions.receive(envelope, "", "")
        assert await unit.opinions.received(ballot.id) == [envelope]
        assert await unit.opinions.scan(ballot.id, VoterId(5)) == ("ab12", "phong-bi.jpg")
        await unit.opinions.keep_opened(ballot, read)
        row = await unit.sql.one("SELECT slips FROM opened_opinions")
        assert row is not None
        assert b"agree" not in bytes(row["slips"])
        assert await unit.opinions.opened(ballot) == read
        with pytest.raises(Conflict):
            async with unit.savepoint():
                await unit.opinions.keep_opened(ballot, read)
        database.seals.destroy(ballot.id)
        with pytest.raises(KeyGone):
            await unit.opinions.opened(ballot)
        await unit.opinions.wipe_opened(ballot.id)
        assert await unit.opinions.opened_by(ballot.id) == read.opened


async def test_an_envelope_that_goes_back_is_no_longer_registered(database: Database) -> None:
    who = await seated(database)
    ballot = await opened(database, who)
    async with database.unit() as unit:
        await unit.opinions.receive(
            ReceivedOpinion(ballot.id, VoterId(5), "", stamp(who.secretary, NOW)), "", ""
        )
        await unit.opinions.give_back(ballot.id, VoterId(5))
        assert await unit.opinions.received(ballot.id) == []


async def test_absences_are_noted_and_taken_back(database: Database) -> None:
    who = await seated(database)
    ballot = await opened(database, who)
    async with database.unit() as unit:
        await unit.opinions.mark_absent(ballot.id, VoterId(2), "")
        await unit.opinions.mark_absent(ballot.id, VoterId(2), "Đi công tác")
        await unit.opinions.mark_absent(ballot.id, VoterId(3), "")
        await unit.opinions.mark_present(ballot.id, VoterId(3))
        assert await unit.opinions.absences(ballot.id) == {VoterId(2): "Đi công tác"}


async def test_who_was_in_the_room_is_frozen_once_with_the_ballot(database: Database) -> None:
    who = await seated(database)
    ballot = await opened(database, who)
    roll = [voter.id for voter in ballot.roll]
    async with database.unit() as unit:
        assert await unit.roll_calls.of_ballot(ballot.id) is None
        await unit.roll_calls.freeze(ballot.id, roll, {VoterId(1), VoterId(4)})
        assert await unit.roll_calls.of_ballot(ballot.id) == frozenset({VoterId(1), VoterId(4)})
        with pytest.raises(Conflict):
            await unit.roll_calls.freeze(ballot.id, roll, set())


async def test_a_planned_end_is_told_of_once(database: Database) -> None:
    who = await seated(database)
    ballot = await opened(database, who)
    async with database.unit() as unit:
        assert await unit.ballots.ended_untold(LATER) == []
        assert await unit.ballots.get(who.khoi, ballot.id) == ballot
        await unit.ballots.save(who.khoi, replace(ballot, closes_at=NOW), NOW)
        assert await unit.ballots.ended_untold(NOW - timedelta(seconds=1)) == []
        assert await unit.ballots.ended_untold(LATER) == [(who.khoi, ballot.id)]
        assert await unit.ballots.tell_of_end(ballot.id, LATER)
        assert not await unit.ballots.tell_of_end(ballot.id, LATER)
        assert await unit.ballots.ended_untold(LATER) == []


async def test_the_record_of_a_count_is_kept_once_and_read_back(database: Database) -> None:
    who = await seated(database)
    ballot = closed(await opened(database, who), who)
    slip = slip_of(ballot, 1, Mark.AGREE, Mark.DISAGREE)
    urn = Urn(frozenset({VoterId(1)}), (slip.slip.choices,))
    counted = count(ballot, urn, LATER)
    assert isinstance(counted, Counted)
    besides = Besides(Signatory("A", "Khối trưởng"), Signatory("B", "Thư ký"), {VoterId(2): "Ốm"})
    record = freeze(counted.ballot, counted.count, urn, besides, [slip.slip.receipt.code])
    async with database.unit() as unit:
        await unit.ballots.get(who.khoi, ballot.id)
        await unit.ballots.cut_off(who.khoi, ballot, 7, LATER)
        await unit.ballots.save(who.khoi, counted.ballot, LATER)
        await unit.opinions.keep_record(ballot.id, written(record), "thidua-sheet,1\n")
        assert await unit.opinions.record(ballot.id) == record
        assert await unit.opinions.sheet(ballot.id) == "thidua-sheet,1\n"
        assert await unit.ballots.get(who.khoi, ballot.id) == counted.ballot
        with pytest.raises(Conflict):
            await unit.opinions.keep_record(ballot.id, written(record), "")


async def test_the_record_of_many_voters_is_kept_packed_and_read_as_it_was(database: Database) -> None:
    who = await seated(database)
    ballot = closed(await opened(database, who), who)
    counted = count(ballot, Urn(frozenset(), ()), LATER)
    assert isinstance(counted, Counted)
    besides = Besides(Signatory("A", "Khối trưởng"), Signatory("B", "Thư ký"), {})
    few = freeze(counted.ballot, counted.count, Urn(frozenset(), ()), besides, [])
    many = replace(few, roll=few.roll * 2000, receipts=tuple(f"K7M-{n}" for n in range(2500)))
    sheet = "thidua-sheet,1\n" + "line,1,K7M-42Q,agree\n" * 20_000
    async with database.unit() as unit:
        await unit.opinions.keep_record(ballot.id, packed(pieces(many)), packed([sheet]))
        row = await unit.sql.one("SELECT record, sheet FROM ballot_count")
        assert row is not None
        assert len(row["record"]) < len(written(many)) / 5
        assert len(row["sheet"]) < len(sheet) / 5
        assert await unit.opinions.record(ballot.id) == many
        assert await unit.opinions.sheet(ballot.id) == sheet
        announced = many.with_ballot(replace(many.ballot, place="Hội trường"))
        await unit.opinions.amend_record(announced, sheet)
        assert await unit.opinions.record(ballot.id) == announced
        await unit.sql.run("UPDATE ballot_count SET record = ?, sheet = ?", written(many), sheet)
        assert await unit.opinions.record(ballot.id) == many, "as earlier versions have kept it"
        assert await unit.opinions.sheet(ballot.id) == sheet
        assert "".join(pieces(many)) == written(many)


async def test_an_amended_record_is_read_as_it_is_now_and_as_it_was_where_that_was_taken_back(
    database: Database,
) -> None:
    who = await seated(database)
    ballot = closed(await opened(database, who), who)
    counted = count(ballot, Urn(frozenset(), ()), LATER)
    assert isinstance(counted, Counted)
    besides = Besides(Signatory("A", "Khối trưởng"), Signatory("B", "Thư ký"), {})
    record = freeze(counted.ballot, counted.count, Urn(frozenset(), ()), besides, [])
    announced = record.with_ballot(replace(record.ballot, announced=stamp(who.chair, LATER)))
    async with database.unit() as unit:
        await unit.opinions.keep_record(ballot.id, written(record), "")
        assert await unit.opinions.record(ballot.id) == record
        with suppress(Conflict):
            async with unit.savepoint():
                await unit.opinions.amend_record(announced, "")
                assert await unit.opinions.record(ballot.id) == announced
                raise Conflict("taken back")
        assert await unit.opinions.record(ballot.id) == record


async def test_a_ballot_changed_since_it_was_read_is_not_settled(database: Database) -> None:
    who = await seated(database)
    ballot = closed(await opened(database, who), who)
    async with database.unit() as unit:
        await unit.ballots.get(who.khoi, ballot.id)
        await unit.ballots.cut_off(who.khoi, ballot, 7, LATER)
        writes = await unit.counts.writes(ballot.id)
        counted = replace(ballot, counted_at=LATER)
        assert not await unit.counts.counted(counted, writes - 1)
        assert not await unit.counts.set_trouble(ballot.id, writes - 1, "key_lost")
        assert await unit.counts.waiting() == [ToCount(who.khoi, ballot.id, 7, LATER)]
        assert await unit.counts.counted(counted, writes)
        assert not await unit.counts.counted(counted, writes)
        assert not await unit.counts.set_trouble(ballot.id, writes + 1, "key_lost")
        assert await unit.counts.waiting() == []
        assert await unit.ballots.get(who.khoi, ballot.id) == counted


async def test_closed_envelopes_and_how_many_voters_a_ballot_has_are_known_without_reading_it(
    database: Database,
) -> None:
    who = await seated(database)
    ballot = await opened(database, who)
    async with database.unit() as unit:
        assert await unit.counts.voters(ballot.id) == 5
        assert not await unit.counts.has_envelopes(ballot.id)
        received = ReceivedOpinion(ballot.id, VoterId(2), "12/PL", stamp(who.secretary, NOW))
        await unit.opinions.receive(received, "", "")
        assert await unit.counts.has_envelopes(ballot.id)
        opened_now = OpenedOpinions(ballot.id, (), stamp(who.secretary, LATER))
        await unit.opinions.keep_opened(ballot, opened_now)
        assert not await unit.counts.has_envelopes(ballot.id)


async def test_a_review_keeps_its_list_remarks_and_conclusions(database: Database) -> None:
    who = await seated(database)
    draft = drafted(who)
    review = Review(ReviewId(4), draft.campaign, draft.body, "Bình xét", draft.candidates, draft.roll)
    one, two = (candidate.id for candidate in draft.candidates)
    said = Remark(VoterId(1), one, "Xứng đáng", MemberId(1), NOW)
    over = replace(
        review,
        opened=stamp(who.chair, NOW),
        concluded=stamp(who.chair, NOW + timedelta(hours=1)),
        remarks=(said,),
        conclusions={one: GoesOn(Act.BALLOT), two: SetAside("Thiếu minh chứng")},
    )
    async with database.unit() as unit:
        await unit.reviews.save(who.khoi, review, NOW)
        assert await unit.reviews.running(who.khoi) == [review]
        await unit.reviews.keep_remark(review.id, said)
        await unit.reviews.save(who.khoi, over, LATER)
        assert await unit.reviews.get(who.khoi, review.id) == over
        assert await unit.reviews.running(who.khoi) == []


async def test_a_ballot_never_opened_can_be_thrown_away_and_an_opened_one_cannot(database: Database) -> None:
    who = await seated(database)
    ballot = await opened(database, who)
    async with database.unit() as unit:
        await unit.ballots.save(who.khoi, drafted(who, number=18), NOW)
        await unit.ballots.discard(BallotId(18))
        await unit.ballots.discard(ballot.id)
        assert await unit.ballots.get(who.khoi, BallotId(18)) is None
        assert await unit.ballots.get(who.khoi, ballot.id) == ballot


async def test_a_show_of_hands_can_never_be_stored_as_secret(database: Database) -> None:
    who = await seated(database)
    wrong = drafted(who, replace(settings(Act.HANDS), secrecy=Openness.SECRET))
    async with database.unit() as unit:
        with pytest.raises(Conflict):
            await unit.ballots.save(who.khoi, wrong, NOW)
