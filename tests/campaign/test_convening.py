"""The body that votes, and its roll before the opening."""

from dataclasses import replace

from campaign.ballots.convening import council, khoi_body, roll_today
from campaign.ballots.roll import Capacity, acting
from campaign.ids import BallotId, BodyId, UnitId
from campaign.people import BodyKind, Khoi, Role
from tests.campaign.ballots import KHOI, draft, heads, khoi, member, units

ITSELF = Khoi(KHOI, BodyKind.CUM, "Cụm thi đua số 2")


def test_a_khoi_without_a_recorded_body_votes_with_all_its_units() -> None:
    body = khoi_body(ITSELF, 2026, units(3), None, BodyId(9))
    assert (body.kind, body.name, body.chair) == (BodyKind.CUM, "Cụm thi đua số 2", None)
    assert body.units == (UnitId(1), UnitId(2), UnitId(3))


def test_a_recorded_body_keeps_its_chair_and_follows_the_roster() -> None:
    body = khoi_body(ITSELF, 2026, units(6), khoi(5), BodyId(9))
    assert (body.id, body.chair) == (khoi(5).id, khoi(5).chair)
    assert len(body.units) == 6


def test_a_council_needs_members() -> None:
    seats = (member(1, Role.COUNCIL), member(2, Role.HEAD), member(3, Role.COUNCIL))
    assert council(ITSELF, 2026, "Hội đồng", heads(3), None, BodyId(9)) is None
    body = council(ITSELF, 2026, "Hội đồng", seats, None, BodyId(9))
    assert body is not None
    assert body.members == (seats[0].id, seats[2].id)


def test_before_the_opening_the_roll_follows_the_roster_and_substitutes_stay() -> None:
    ballot = draft(3)
    stand_in = member(50, Role.INDIVIDUAL, unit=2)
    second = replace(ballot.roll[1], hand=acting(stand_in, Capacity.SUBSTITUTE, "12/UQ"))
    ballot = replace(ballot, roll=(ballot.roll[0], second, ballot.roll[2]))
    new_head = member(60, Role.HEAD, unit=3)
    today = roll_today(ballot, khoi(4), units(4), (*heads(2), new_head, member(4, Role.HEAD), stand_in))
    assert [voter.hand and voter.hand.member for voter in today.voters] == [1, 50, 60, 4]


def test_a_later_round_keeps_the_roll_it_was_given() -> None:
    ballot = replace(draft(3), follows=BallotId(1))
    assert roll_today(ballot, khoi(4), units(4), heads(4)).voters == ballot.roll
