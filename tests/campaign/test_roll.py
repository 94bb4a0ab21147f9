"""The roll: drawn from the body, frozen at the opening, changed by events only."""

from dataclasses import replace

from campaign.ballots.ballot import Ballot
from campaign.ballots.rights import NotAllowed, Right
from campaign.ballots.roll import Capacity, NoHead, NotActive, SeatKind, SeveralHeads, draw_roll
from campaign.ballots.substitution import (
    AlreadyActs,
    MandateMissing,
    NotActing,
    OtherUnit,
    RollChange,
    RollChanged,
    RollClosed,
    SeatIsPersonal,
    UnknownVoter,
    depart,
    stand_in,
)
from campaign.ids import MemberId, UnitId, VoterId
from campaign.people import BodyKind, Role
from tests.campaign.ballots import (
    ADMIN,
    CHAIR,
    LATER,
    NOW,
    SECRETARY,
    closed,
    draft,
    heads,
    khoi,
    member,
    opened,
    units,
)


def test_in_a_khoi_the_unit_votes_and_its_head_acts() -> None:
    drawn = draw_roll(khoi(3), units(3), heads(3))
    assert [(voter.id, voter.kind, voter.unit) for voter in drawn.voters] == [
        (1, SeatKind.UNIT, 1),
        (2, SeatKind.UNIT, 2),
        (3, SeatKind.UNIT, 3),
    ]
    assert [voter.hand.member for voter in drawn.voters if voter.hand] == [1, 2, 3]
    assert drawn.doubts == ()


def test_a_unit_without_a_head_counts_in_n_and_the_chair_hears_of_it() -> None:
    drawn = draw_roll(khoi(3), units(3), heads(2))
    assert len(drawn.voters) == 3
    assert not drawn.voters[2].can_vote
    assert drawn.doubts == (NoHead(UnitId(3), units(3)[2].name),)


def test_two_heads_of_one_unit_are_pointed_out() -> None:
    second = member(40, Role.HEAD, unit=2)
    drawn = draw_roll(khoi(2), units(2), (*heads(2), second))
    assert drawn.doubts == (SeveralHeads(UnitId(2), units(2)[1].name, (heads(2)[1].name, second.name)),)
    assert drawn.voters[1].hand is not None
    assert drawn.voters[1].hand.member == 2


def test_in_a_council_the_member_votes_and_a_leaver_is_not_drawn() -> None:
    people = heads(3)
    gone = replace(people[2], left_at=NOW)
    drawn = draw_roll(khoi(3, BodyKind.COUNCIL), (), (*people[:2], gone))
    assert [voter.kind for voter in drawn.voters] == [SeatKind.PERSON, SeatKind.PERSON]
    assert drawn.doubts == (NotActive(MemberId(3)),)


def left(ballot: Ballot, number: int) -> Ballot:
    change = depart(ballot, MemberId(number), "nghỉ hưu", LATER)
    assert isinstance(change, RollChanged)
    return change.ballot


def test_a_leaver_stays_in_n_and_nobody_acts_for_the_voter() -> None:
    ballot = left(opened(), 3)
    assert len(ballot.roll) == 5
    assert ballot.voter_of(MemberId(3)) is None
    assert [voter.id for voter in ballot.roll if not voter.can_vote] == [3]


def test_somebody_who_acts_for_nobody_leaves_without_a_trace() -> None:
    assert depart(opened(), MemberId(77), "", LATER) == NotActing()


def test_a_new_head_succeeds_by_right() -> None:
    new = member(33, Role.HEAD, unit=3)
    change = stand_in(left(opened(), 3), khoi(5), SECRETARY, VoterId(3), new, "", LATER)
    assert isinstance(change, RollChanged)
    voter = change.ballot.voter_of(new.id)
    assert voter is not None
    assert voter.hand is not None
    assert voter.hand.capacity is Capacity.SUCCESSOR
    assert change.event.change is RollChange.SUCCESSOR
    assert len(change.ballot.roll) == 5


def test_a_substitute_needs_the_number_of_a_mandate() -> None:
    deputy = member(34, Role.INDIVIDUAL, unit=3)
    assert stand_in(opened(), khoi(5), SECRETARY, VoterId(3), deputy, "  ", LATER) == MandateMissing()
    change = stand_in(opened(), khoi(5), SECRETARY, VoterId(3), deputy, "12/UQ-TTr", LATER)
    assert isinstance(change, RollChanged)
    voter = change.ballot.voter(VoterId(3))
    assert voter is not None
    assert voter.hand is not None
    assert (voter.hand.capacity, voter.hand.mandate) == (Capacity.SUBSTITUTE, "12/UQ-TTr")
    assert change.event.entered is not None
    assert change.event.entered.by == SECRETARY.id


def test_nobody_acts_for_two_voters_or_for_another_unit() -> None:
    ballot = opened()
    assert stand_in(ballot, khoi(5), SECRETARY, VoterId(3), heads(5)[3], "1", LATER) == OtherUnit()
    double = replace(heads(5)[3], unit=UnitId(3))
    assert stand_in(ballot, khoi(5), SECRETARY, VoterId(3), double, "1", LATER) == AlreadyActs(VoterId(4))


def test_a_council_seat_is_personal() -> None:
    council = opened(draft(kind=BodyKind.COUNCIL))
    found = stand_in(
        council, khoi(5, BodyKind.COUNCIL), SECRETARY, VoterId(2), member(50, unit=2), "1", LATER
    )
    assert found == SeatIsPersonal()


def test_only_the_secretary_or_the_chair_names_a_substitute() -> None:
    deputy = member(34, Role.INDIVIDUAL, unit=3)
    ballot = opened()
    for outsider in (ADMIN, deputy, heads(5)[2]):
        assert stand_in(ballot, khoi(5), outsider, VoterId(3), deputy, "1", LATER) == NotAllowed(
            Right.PREPARE
        )
    assert isinstance(stand_in(ballot, khoi(5), CHAIR, VoterId(3), deputy, "1", LATER), RollChanged)


def test_a_closed_roll_does_not_change() -> None:
    ballot = closed(opened())
    assert depart(ballot, MemberId(3), "", LATER) == RollClosed(ballot.state)
    assert stand_in(ballot, khoi(5), SECRETARY, VoterId(3), member(34, unit=3), "1", LATER) == RollClosed(
        ballot.state
    )


def test_a_voter_that_does_not_exist_cannot_be_stood_in_for() -> None:
    assert (
        stand_in(opened(), khoi(5), SECRETARY, VoterId(9), member(34, unit=3), "1", LATER) == UnknownVoter()
    )
